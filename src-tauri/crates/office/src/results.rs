//! What a year's events come to.

use store::Reader;
use store::view::YearResults;

use crate::Result;

/// What a year's events come to.
pub fn year(store: &Reader, year: i32) -> Result<YearResults> {
    Ok(store.year_results(year)?)
}
