//! The work plan.

use domain::id::WorkPlanId;
use office::view::{Change, WorkPlanBoard, WorkPlanEdit};

use crate::ipc::commands;

commands! {
    /// A work plan with what is planned under it; the newest plan if none is named.
    fn work_plan_board(state, plan: Option<WorkPlanId>) -> WorkPlanBoard {
        state.read(|store| office::work_plan::board(store, plan))
    }

    /// Changes a text or entry of the work plan or of a year's activity plan.
    fn edit_work_plan(state, edit: WorkPlanEdit) -> Change {
        state.write(|store, hand| office::work_plan::edit(store, hand, edit))
    }
}
