//! The money of events.

use domain::id::{BudgetLineId, EventId};
use office::budget::{BudgetFormat, BudgetLineBehind, BudgetTotals, EventBudget};
use office::people_file::Saved;
use office::view::{BudgetLineEdit, BudgetLinesQuery, Change, NewBudgetLine, Page, Window};

use crate::ipc::commands;

commands! {
    /// The budget of an event.
    fn event_budget(state, event: EventId) -> EventBudget {
        state.read(|store| office::budget::of_event(store, event))
    }

    /// How many lines the budget of an event has.
    fn budget_line_count(state, event: EventId) -> u64 {
        state.read(|store| office::budget::lines(store, event))
    }

    /// What the money of all events comes to, or of those of one year, by year, output and source.
    fn budget_totals(state, year: Option<i32>) -> BudgetTotals {
        state.read(|store| office::budget::totals(store, year))
    }

    /// The lines behind an amount, part by part.
    fn budget_lines_behind(state, query: BudgetLinesQuery, window: Window) -> Page<BudgetLineBehind> {
        state.read(|store| office::budget::lines_behind(store, query, window))
    }

    /// Adds a line to an event's budget. The change's `id` is the new one's.
    fn add_budget_line(state, line: NewBudgetLine) -> Change {
        state.write(|store, hand| office::budget::add(store, hand, line))
    }

    /// Changes one field of a budget line.
    fn edit_budget_line(state, id: BudgetLineId, edit: BudgetLineEdit) -> Change {
        state.write(|store, hand| office::budget::edit(store, hand, id, edit))
    }

    /// Deletes budget lines.
    fn delete_budget_lines(state, ids: Vec<BudgetLineId>) -> Change {
        state.write(|store, hand| office::budget::delete(store, hand, &ids))
    }

    /// Asks where to save the budget lines of a year's events, or of all, and saves them. Nothing if the person cancelled.
    fn save_budget_lines(state, year: Option<i32>, format: BudgetFormat) -> Option<Saved> {
        let file = state.read(|store| office::budget::export(store, year, format))?;
        let Some(path) = state.ask_where_to_save("dialog.saveBudget", &file.name, format.extension())? else { return Ok(None) };
        Ok(Some(office::budget::save(&file, &path)?))
    }
}
