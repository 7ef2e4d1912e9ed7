//! Trainings and what a year's events come to.

use domain::id::EventId;
use store::Reader;
use store::view::{SessionLogRow, TrainingRow, YearResults};

use crate::Result;

/// The trainings of a year, or of all years.
pub fn trainings(store: &Reader, year: Option<i32>) -> Result<Vec<TrainingRow>> {
    Ok(store.trainings(year)?)
}

/// The session logs of a training.
pub fn session_logs(store: &Reader, event: EventId) -> Result<Vec<SessionLogRow>> {
    Ok(store.session_logs(event)?)
}

/// What a year's events come to.
pub fn year(store: &Reader, year: i32) -> Result<YearResults> {
    Ok(store.year_results(year)?)
}
