//! The year's results.

use office::view::YearResults;

use crate::ipc::commands;

commands! {
    /// What a year's events come to.
    fn year_results(state, year: i32) -> YearResults {
        state.read(|store| office::results::year(store, year))
    }
}
