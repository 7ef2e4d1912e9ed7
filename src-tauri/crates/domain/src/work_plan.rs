//! The work plan: outputs, activities, priority areas, and the activity plan of each year.

use crate::words::words;

words! {
    /// What kind of record an activity leads to (Work Plan, Table 1).
    pub enum ActivityRecord ("kind of record") {
        /// Events.
        Event = "event",
        /// Studies with milestones (activity 3.1).
        AnalyticalWork = "analytical-work",
    }
}

/// When the activity plan has something for an activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedTime {
    /// Year.
    pub year: i32,
    /// First and last quarter; none for “upon consultation”.
    pub quarters: Option<(u8, u8)>,
}

/// When an event of the activity is, that is planned or was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventTime {
    /// Year.
    pub year: i32,
    /// Quarter of its first day; none where only the year is known.
    pub quarter: Option<u8>,
}

/// Which entries of one activity nothing answers yet, in their order.
///
/// An event answers one entry of its year: one that has its quarter, if any does, else the earliest that is still open.
/// So two entries in a year ask for two events.
#[must_use]
pub fn unanswered(entries: &[PlannedTime], events: &[EventTime]) -> Vec<bool> {
    let mut open = vec![true; entries.len()];
    let mut late: Vec<EventTime> = Vec::new();
    let mut events = events.to_vec();
    events.sort_by_key(|event| (event.year, event.quarter.is_none(), event.quarter));
    let mut take = |event: &EventTime, fits: &dyn Fn(&PlannedTime) -> bool| {
        let candidates = entries.iter().enumerate();
        let found = candidates
            .filter(|(at, entry)| {
                entry.year == event.year && open.get(*at) == Some(&true) && fits(entry)
            })
            // The one whose time runs out first leaves the most for the others.
            .min_by_key(|(at, entry)| {
                let (first, last) = entry.quarters.unwrap_or((u8::MAX, u8::MAX));
                (last, first, *at)
            });
        if let Some(taken) = found.and_then(|(at, _)| open.get_mut(at)) {
            *taken = false;
            return true;
        }
        false
    };
    for event in events {
        let in_time = |entry: &PlannedTime| {
            event
                .quarter
                .zip(entry.quarters)
                .is_some_and(|(quarter, (first, last))| (first..=last).contains(&quarter))
        };
        if !take(&event, &in_time) {
            late.push(event);
        }
    }
    for event in late {
        take(&event, &|_| true);
    }
    open
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn in_quarters(year: i32, first: u8, last: u8) -> PlannedTime {
        PlannedTime {
            year,
            quarters: Some((first, last)),
        }
    }

    const fn on(year: i32, quarter: Option<u8>) -> EventTime {
        EventTime { year, quarter }
    }

    #[test]
    fn one_event_answers_one_entry_that_of_its_quarter_first() {
        let entries = [in_quarters(2027, 2, 2), in_quarters(2027, 4, 4)];
        let open = |events: &[EventTime]| unanswered(&entries, events);
        assert_eq!(open(&[]), [true, true]);
        assert_eq!(open(&[on(2027, Some(2))]), [false, true]);
        assert_eq!(open(&[on(2027, Some(4))]), [true, false]);
        assert_eq!(open(&[on(2027, Some(3))]), [false, true], "the earliest");
        assert_eq!(open(&[on(2027, None)]), [false, true]);
        assert_eq!(open(&[on(2026, Some(2))]), [true, true]);
        let twice = [on(2027, Some(2)), on(2027, Some(2))];
        assert_eq!(open(&twice), [false, false]);
    }

    #[test]
    fn a_wide_entry_leaves_a_narrow_one_its_event() {
        let entries = [in_quarters(2027, 1, 4), in_quarters(2027, 2, 2)];
        let events = [on(2027, Some(2)), on(2027, Some(3))];
        assert_eq!(unanswered(&entries, &events), [false, false]);
        assert_eq!(unanswered(&entries, &events[..1]), [true, false]);
        // Upon consultation comes last.
        let consulted = PlannedTime {
            year: 2027,
            quarters: None,
        };
        let entries = [consulted, in_quarters(2027, 3, 3)];
        assert_eq!(unanswered(&entries, &[on(2027, Some(1))]), [true, false]);
    }

    proptest! {
        #[test]
        fn as_many_are_answered_as_there_are_events_for(
            entries in prop::collection::vec((2026_i32..2028, prop::option::of((1_u8..=4, 0_u8..=3))), 0..6),
            events in prop::collection::vec((2026_i32..2028, prop::option::of(1_u8..=4)), 0..6),
        ) {
            let entries: Vec<PlannedTime> = entries
                .iter()
                .map(|(year, quarters)| PlannedTime {
                    year: *year,
                    quarters: quarters.map(|(first, more)| (first, (first + more).min(4))),
                })
                .collect();
            let events: Vec<EventTime> = events.iter().map(|(year, quarter)| on(*year, *quarter)).collect();
            let open = unanswered(&entries, &events);
            for year in 2026..2028 {
                let asked = entries.iter().filter(|entry| entry.year == year).count();
                let there = events.iter().filter(|event| event.year == year).count();
                let left = entries.iter().zip(&open).filter(|(entry, open)| entry.year == year && **open).count();
                prop_assert_eq!(left, asked.saturating_sub(there));
            }
            let mut turned = events.clone();
            turned.reverse();
            prop_assert_eq!(&open, &unanswered(&entries, &turned));
        }
    }
}
