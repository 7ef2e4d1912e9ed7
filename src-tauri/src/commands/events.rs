//! Events: lists, the event's page, planning and editing.

use chrono::NaiveDate;
use domain::id::EventId;
use domain::shift::Shift;
use domain::timing::Timing;
use office::view::{Change, EventEdit, EventPage, EventQuery, EventRow, NewEvent, Page};

use serde::Serialize;
use ts_rs::TS;

use crate::ipc::commands;

/// An event that was given another date.
#[derive(Debug, Serialize, TS)]
pub struct EventShifted {
    /// What that changed.
    change: Change,
    /// When the event is now.
    timing: Timing,
}

commands! {
    /// The events that a query asks for.
    fn list_events(state, query: EventQuery) -> Page<EventRow> {
        state.read(|store| office::event::list(store, &query))
    }

    /// One event.
    fn event_page(state, id: EventId) -> EventPage {
        state.read(|store| office::event::page(store, id))
    }

    /// Plans an event, with the tasks of its kind's checklist if they are wanted. The change's `id` is the new event's.
    fn plan_event(state, event: NewEvent, checklist: bool) -> Change {
        let plan = if checklist { office::event::plan_with_checklist } else { office::event::plan };
        state.write(|store, hand| plan(store, hand, event))
    }

    /// Changes one field of an event.
    fn edit_event(state, id: EventId, edit: EventEdit) -> Change {
        state.write(|store, hand| office::event::edit(store, hand, id, edit))
    }

    /// Gives an event another date; its agenda moves along.
    fn shift_event(state, id: EventId, shift: Shift) -> EventShifted {
        let (timing, change) = state.write(|store, hand| office::event::shift(store, hand, id, shift))?;
        Ok(EventShifted { change, timing })
    }

    /// The day that stands as far from `to` as `day` stood from `from`.
    fn moved_day(_state, day: NaiveDate, from: NaiveDate, to: NaiveDate) -> NaiveDate {
        Ok(domain::timing::moved_day(day, from, to))
    }

    /// Makes a proposed event with the same agenda, without date and participants.
    fn duplicate_event(state, id: EventId) -> Change {
        state.write(|store, hand| office::event::duplicate(store, hand, id))
    }

    /// Deletes events with all that belongs to them. Undo brings them back.
    fn delete_events(state, ids: Vec<EventId>) -> Change {
        state.write(|store, hand| office::event::delete(store, hand, &ids))
    }
}
