//! The work plan.

use domain::id::WorkPlanId;
use office::view::{Change, EventRow, WorkPlanBoard, WorkPlanEdit};

use crate::ipc::commands;

commands! {
    /// A work plan with what is planned under it; the newest plan if none is named.
    fn work_plan_board(state, plan: Option<WorkPlanId>) -> WorkPlanBoard {
        state.read(|store| office::work_plan::board(store, plan))
    }

    /// The events of a plan's years that serve no activity.
    fn events_without_activity(state, first_year: i32, last_year: i32) -> Vec<EventRow> {
        state.read(|store| office::event::without_activity(store, first_year, last_year))
    }

    /// Changes a text or entry of the work plan or of a year's activity plan.
    fn edit_work_plan(state, edit: WorkPlanEdit) -> Change {
        state.write(|store, hand| office::work_plan::edit(store, hand, edit))
    }
}
