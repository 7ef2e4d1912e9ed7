//! Which of the backups that the program makes by itself are kept.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc};

use crate::words::words;

words! {
    /// Why a backup was made.
    pub enum BackupReason ("reason for a backup") {
        /// The program was started.
        Start = "start",
        /// A day had passed.
        Daily = "daily",
        /// A person asked for it.
        Asked = "asked",
        /// A newer program was about to change how the store is laid out.
        Migration = "migration",
        /// A list of people, a calendar or a training log was about to be read.
        Import = "import",
        /// Two people were about to be made one.
        Merge = "merge",
        /// What another office sent was about to be taken in.
        Pack = "pack",
        /// An older state was about to be put in the store's place.
        Restore = "restore",
        /// The store was about to be repaired.
        Repair = "repair",
        /// Older backups were deleted, since they held people who were erased.
        Erasure = "erasure",
    }
}

/// How many of the newest are kept whenever they were made: what was done wrong an hour ago is
/// found again, however many backups the hour saw.
pub const NEWEST: usize = 5;
/// Of how many days the newest is kept.
pub const DAYS: usize = 7;
/// Of how many weeks (ISO 8601: from Monday) the newest is kept.
pub const WEEKS: usize = 4;
/// Of how many months the newest is kept.
pub const MONTHS: usize = 12;

/// How many of the newest are kept of those that hold what a person was told they can come back to: made before going
/// back, before a repair, before another layout.
pub const PROMISED: usize = 3;

impl BackupReason {
    /// Whether what it holds may be nowhere else, since something took its place.
    #[must_use]
    pub fn is_promised(self) -> bool {
        matches!(self, Self::Migration | Self::Restore | Self::Repair)
    }
}

/// Which backups are kept, of those that were made at these times for these reasons; the answer has their order.
///
/// Counted are days, weeks and months that have a backup, by UTC: who was away for a month loses
/// nothing by it. The newest of all is always kept.
#[must_use]
pub fn kept(made: &[(DateTime<Utc>, BackupReason)]) -> Vec<bool> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    newest_first.sort_by_key(|&at| std::cmp::Reverse(made[at].0));
    let mut kept = vec![false; made.len()];
    for &at in newest_first.iter().take(NEWEST) {
        kept[at] = true;
    }
    let promised = newest_first.iter().filter(|&&at| made[at].1.is_promised());
    for &at in promised.take(PROMISED) {
        kept[at] = true;
    }
    let mut keep_newest_of_each = |most: usize, span: fn(&DateTime<Utc>) -> (i32, u32)| {
        let mut seen = BTreeSet::new();
        for &at in &newest_first {
            if seen.len() < most && seen.insert(span(&made[at].0)) {
                kept[at] = true;
            }
        }
    };
    keep_newest_of_each(DAYS, |at| (at.year(), at.ordinal()));
    keep_newest_of_each(WEEKS, |at| (at.iso_week().year(), at.iso_week().week()));
    keep_newest_of_each(MONTHS, |at| (at.year(), at.month()));
    kept
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    /// Some of all reasons.
    fn reason(minute: i64) -> BackupReason {
        match minute % 5 {
            0 => BackupReason::Restore,
            1 => BackupReason::Asked,
            _ => BackupReason::Start,
        }
    }

    fn day(at: &DateTime<Utc>) -> (i32, u32) {
        (at.year(), at.ordinal())
    }

    fn month(at: &DateTime<Utc>) -> (i32, u32) {
        (at.year(), at.month())
    }

    /// The newest backup of each of the newest spans, worked out the plain way: a span's newest has no newer one in it,
    /// and fewer than `most` spans are newer.
    fn is_newest_of_one_of(
        made: &[DateTime<Utc>],
        at: DateTime<Utc>,
        most: usize,
        span: impl Fn(&DateTime<Utc>) -> (i32, u32),
    ) -> bool {
        let newer = |other: &&DateTime<Utc>| **other > at;
        let spans: BTreeSet<_> = made.iter().filter(newer).map(&span).collect();
        !spans.contains(&span(&at)) && spans.len() < most
    }

    proptest! {
        /// What is kept is what the rule says, and no more than it can say.
        #[test]
        fn the_rule_keeps_the_newest_of_days_weeks_and_months(
            minutes in prop::collection::btree_set(0_i64..2 * 366 * 24 * 60, 1..120),
            order in any::<prop::sample::Index>(),
        ) {
            let start: DateTime<Utc> = "2025-01-01T00:00:00Z".parse().unwrap();
            let mut all: Vec<_> = minutes.iter().map(|at| (start + TimeDelta::minutes(*at), reason(*at))).collect();
            // The order in which a folder lists them says nothing.
            let turn = order.index(all.len());
            all.rotate_left(turn);
            let kept = kept(&all);
            prop_assert_eq!(kept.len(), all.len());
            let made: Vec<DateTime<Utc>> = all.iter().map(|(at, _)| *at).collect();
            let newest = made.iter().max().copied().unwrap();
            for ((at, why), kept) in all.iter().zip(&kept) {
                let newer = made.iter().filter(|other| *other > at).count();
                let promised = all.iter().filter(|(other, why)| other > at && why.is_promised()).count();
                let expected = newer < NEWEST
                    || (why.is_promised() && promised < PROMISED)
                    || is_newest_of_one_of(&made, *at, DAYS, day)
                    || is_newest_of_one_of(&made, *at, WEEKS, |at| (at.iso_week().year(), at.iso_week().week()))
                    || is_newest_of_one_of(&made, *at, MONTHS, month);
                prop_assert_eq!(*kept, expected, "{}", at);
                prop_assert!(*at != newest || *kept, "the newest is never deleted");
            }
            prop_assert!(kept.iter().filter(|kept| **kept).count() <= NEWEST + PROMISED + DAYS + WEEKS + MONTHS);
        }

        /// Keeping again, after what is not kept was deleted, deletes nothing more.
        #[test]
        fn what_was_kept_stays_kept(minutes in prop::collection::btree_set(0_i64..2 * 366 * 24 * 60, 1..120)) {
            let start: DateTime<Utc> = "2025-01-01T00:00:00Z".parse().unwrap();
            let made: Vec<_> = minutes.iter().map(|at| (start + TimeDelta::minutes(*at), reason(*at))).collect();
            let left: Vec<_> =
                made.iter().zip(kept(&made)).filter(|(_, kept)| *kept).map(|(at, _)| *at).collect();
            prop_assert!(kept(&left).into_iter().all(|kept| kept));
        }
    }

    #[test]
    fn a_backup_a_day_for_two_years_leaves_days_weeks_and_months() {
        let newest: DateTime<Utc> = "2026-11-29T09:00:00Z".parse().unwrap();
        let made: Vec<_> = (0..730)
            .map(|day| (newest - TimeDelta::days(day), BackupReason::Daily))
            .collect();
        let left: Vec<String> = made
            .iter()
            .zip(kept(&made))
            .filter(|(_, kept)| *kept)
            .map(|((at, _), _)| at.date_naive().to_string())
            .collect();
        let expected = [
            "2026-11-29",
            "2026-11-28",
            "2026-11-27",
            "2026-11-26",
            "2026-11-25",
            "2026-11-24",
            "2026-11-23",
            "2026-11-22",
            "2026-11-15",
            "2026-11-08",
            "2026-10-31",
            "2026-09-30",
            "2026-08-31",
            "2026-07-31",
            "2026-06-30",
            "2026-05-31",
            "2026-04-30",
            "2026-03-31",
            "2026-02-28",
            "2026-01-31",
            "2025-12-31",
        ];
        assert_eq!(left, expected);
    }
}
