//! The hybrid logical clock: time as the machine tells it, but never backwards, and never twice
//! the same on one device, even when the machine's clock is set back.

use chrono::{DateTime, Utc};
use domain::pack::CEILING;

/// The next reading after `last`: milliseconds since 1970 in the upper 48 bits, a counter in the
/// lower 16. A machine's clock that is set to the far future counts for nothing.
pub(crate) fn next(last: i64, now: DateTime<Utc>) -> i64 {
    let wall = now.timestamp_millis().clamp(0, CEILING >> 16) << 16;
    let wall = if wall >= CEILING { 0 } else { wall };
    wall.max(last + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn the_clock_never_goes_back() {
        let noon = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let first = next(0, noon);
        let second = next(first, noon);
        let set_back = next(second, noon - chrono::TimeDelta::days(900));
        assert!(first < second && second < set_back);
        assert!(next(set_back, noon + chrono::TimeDelta::seconds(1)) > set_back);
    }
}
