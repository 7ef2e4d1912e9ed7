//! The work plan as a board, and its indicators.

use domain::id::{IndicatorId, WorkPlanId};
use office::board::{Board, IndicatorEdit, NewIndicator};
use office::view::Change;

use crate::ipc::commands;

commands! {
    /// A work plan as a board of what was planned, held and reached; the newest plan if none is named.
    fn plan_board(state, plan: Option<WorkPlanId>) -> Board {
        let today = state.today();
        state.read(|store| office::board::show(store, plan, today))
    }

    /// Defines an indicator. The change's `id` is the new one's.
    fn add_indicator(state, indicator: NewIndicator) -> Change {
        state.write(|store, hand| office::board::add_indicator(store, hand, indicator))
    }

    /// Changes one field of an indicator.
    fn edit_indicator(state, id: IndicatorId, edit: IndicatorEdit) -> Change {
        state.write(|store, hand| office::board::edit_indicator(store, hand, id, edit))
    }

    /// Puts an indicator at a place among those of its output, counted from 0.
    fn move_indicator(state, id: IndicatorId, place: usize) -> Change {
        state.write(|store, hand| office::board::move_indicator(store, hand, id, place))
    }

    /// Deletes an indicator.
    fn delete_indicator(state, id: IndicatorId) -> Change {
        state.write(|store, hand| office::board::delete_indicator(store, hand, id))
    }
}
