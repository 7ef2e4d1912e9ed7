//! The log of trainings: shown with what it comes to, written while people sit in the room, entered afterwards
//! from a form or a file; what follows; and whether it is used at work some months later.

mod attend;
mod columns;
mod edit;
mod follow_up;
mod json;
mod quick;
mod reading;
mod roll;
mod rows;
mod show;
mod survey;
mod total;

pub use attend::{count, score, tick, tick_all};
pub use columns::{LogColumn, LogRow, PersonCell, RefusedRow, STATE_COLUMN, rows_of_table};
pub use edit::{
    add_session, add_trainer, delete_session, edit, remove_trainer, set_completion, start,
};
pub use follow_up::{add_follow_up, delete_follow_up, edit_follow_up};
pub use json::rows_of_json;
pub use quick::{QuickEntry, log_quickly};
pub use rows::{LogReport, LoggedRow, RowRemark, log_rows};
pub use show::{
    PlannedSession, SessionEntry, SurveyEntry, TraineeEntry, TrainingLog, TrainingSummary, list,
    show, topics,
};
pub use survey::{answer, delete_survey, edit_survey, open_survey};
pub(crate) use total::{COMPLETION, completions};
pub use total::{
    Marks, SessionLogRow, TrainingTotals, attendance_of, list_totals, rows_for_papers, tests_of,
    threshold, totals,
};
