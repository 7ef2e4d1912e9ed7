//! Trainings and the year's results.

use domain::id::EventId;
use office::view::{SessionLogRow, TrainingRow, YearResults};

use crate::ipc::commands;

commands! {
    /// The trainings of a year, or of all years.
    fn list_trainings(state, year: Option<i32>) -> Vec<TrainingRow> {
        state.read(|store| office::results::trainings(store, year))
    }

    /// The session logs of a training.
    fn session_logs(state, event: EventId) -> Vec<SessionLogRow> {
        state.read(|store| office::results::session_logs(store, event))
    }

    /// What a year's events come to.
    fn year_results(state, year: i32) -> YearResults {
        state.read(|store| office::results::year(store, year))
    }
}
