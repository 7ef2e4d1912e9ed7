//! Which days belong to one training, where a file tells only its title and the days of sessions.

use chrono::NaiveDate;

/// The most days from one session to the next within a training: a weekend lies between Friday and Monday.
pub const MOST_DAYS_APART: i64 = 3;

/// Parts days into runs, the earliest first: within one, from each day to the next there are at most
/// [`MOST_DAYS_APART`] days. Two workshops of the same title some weeks apart are two.
#[must_use]
pub fn runs_of_days(days: impl IntoIterator<Item = NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
    let mut days: Vec<NaiveDate> = days.into_iter().collect();
    days.sort_unstable();
    let mut runs: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if (day - *last).num_days() <= MOST_DAYS_APART => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_weekend_does_not_part_a_training_and_some_weeks_do() {
        // 27 February 2026 is a Friday.
        let days = [
            "2026-11-10",
            "2026-02-27",
            "2026-03-02",
            "2026-02-26",
            "2026-03-06",
        ];
        let runs = runs_of_days(days.map(day));
        let wanted = [
            ("2026-02-26", "2026-03-02"),
            ("2026-03-06", "2026-03-06"),
            ("2026-11-10", "2026-11-10"),
        ];
        assert_eq!(runs, wanted.map(|(first, last)| (day(first), day(last))));
        assert_eq!(runs_of_days([]), []);
    }
}
