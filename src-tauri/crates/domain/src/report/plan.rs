//! What next year's activity plan is drafted from: events that are proposed for it, and activities that repeat.

use std::collections::BTreeMap;

use crate::event::EventStatus;
use crate::id::{ActivityId, EventId};
use crate::timing::Timing;

/// An activity, as far as a draft asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanActivity {
    /// Key.
    pub id: ActivityId,
    /// Number, such as `1.1`.
    pub code: String,
}

/// An entry of an activity plan, as far as a draft asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEntry {
    /// Of which activity.
    pub activity: ActivityId,
    /// Of which year.
    pub year: i32,
    /// First and last quarter; none for “upon consultation”.
    pub quarters: Option<(u8, u8)>,
    /// What it says in words.
    pub note: String,
    /// What it is held with.
    pub associated_with: Option<String>,
}

/// An event, as far as a draft asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEvent {
    /// Key.
    pub id: EventId,
    /// Title.
    pub title: String,
    /// How far it has come.
    pub status: EventStatus,
    /// When.
    pub timing: Timing,
    /// What it is held with.
    pub associated_with: Option<String>,
    /// Activities that it serves.
    pub activities: Vec<ActivityId>,
}

/// An entry that is proposed for the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Of which activity.
    pub activity: ActivityId,
    /// First and last quarter; none for “upon consultation”.
    pub quarters: Option<(u8, u8)>,
    /// What it says in words.
    pub note: String,
    /// What it is held with.
    pub associated_with: Option<String>,
    /// Events that it comes from; none where an earlier year's entry is repeated.
    pub events: Vec<EventId>,
    /// The year of the entry that is repeated.
    pub repeats: Option<i32>,
}

/// What the activity plan of a year could say, in the order of activities and of time.
///
/// Events that are neither held nor called off make entries: one for each activity and quarter (or for all without one),
/// unless an entry of that year already has that quarter. An activity with neither entry nor such event repeats the
/// entries of the newest year before that had some.
#[must_use]
pub fn draft(
    year: i32,
    activities: &[PlanActivity],
    entries: &[PlanEntry],
    events: &[PlanEvent],
) -> Vec<Draft> {
    let mut out = Vec::new();
    for activity in activities {
        let own: Vec<&PlanEntry> = entries
            .iter()
            .filter(|entry| entry.activity == activity.id)
            .collect();
        let this_year = |entry: &&&PlanEntry| entry.year == year;
        let mut by_quarter: BTreeMap<(bool, Option<u8>), Vec<&PlanEvent>> = BTreeMap::new();
        for event in events.iter().filter(|event| {
            proposed(event.status)
                && event.timing.year() == year
                && event.activities.contains(&activity.id)
        }) {
            let quarter = event.timing.quarter();
            // Those without a quarter come last.
            by_quarter
                .entry((quarter.is_none(), quarter))
                .or_default()
                .push(event);
        }
        let comes = !by_quarter.is_empty();
        for ((_, quarter), events) in by_quarter {
            let said = own.iter().filter(this_year).any(|entry| match quarter {
                None => true,
                Some(quarter) => entry
                    .quarters
                    .is_some_and(|(first, last)| (first..=last).contains(&quarter)),
            });
            if !said {
                out.push(of_events(activity.id, quarter, &events));
            }
        }
        if comes || own.iter().any(|entry| entry.year == year) {
            continue;
        }
        let newest = own
            .iter()
            .map(|entry| entry.year)
            .filter(|before| *before < year)
            .max();
        out.extend(
            own.iter()
                .filter(|entry| Some(entry.year) == newest)
                .map(|entry| Draft {
                    activity: activity.id,
                    quarters: entry.quarters,
                    note: entry.note.clone(),
                    // The meeting that last year's was held with is over.
                    associated_with: None,
                    events: Vec::new(),
                    repeats: newest,
                }),
        );
    }
    out
}

const fn proposed(status: EventStatus) -> bool {
    match status {
        EventStatus::Proposed
        | EventStatus::Tentative
        | EventStatus::Confirmed
        | EventStatus::Postponed => true,
        EventStatus::Held | EventStatus::Cancelled => false,
    }
}

fn of_events(activity: ActivityId, quarter: Option<u8>, events: &[&PlanEvent]) -> Draft {
    let titles: Vec<&str> = events.iter().map(|event| event.title.as_str()).collect();
    Draft {
        activity,
        quarters: quarter.map(|quarter| (quarter, quarter)),
        note: titles.join("; "),
        associated_with: match events {
            [one] => one.associated_with.clone(),
            _ => None,
        },
        events: events.iter().map(|event| event.id).collect(),
        repeats: None,
    }
}

/// When an entry is, as the Work Plan's Table 2 says it: `Q4`, `Q1–Q3`, `Upon consultation`.
#[must_use]
pub fn timing_words(quarters: Option<(u8, u8)>) -> String {
    match quarters {
        None => "Upon consultation".to_owned(),
        Some((first, last)) if first == last => format!("Q{first}"),
        Some((first, last)) => format!("Q{first}–Q{last}"),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn activity(number: u128) -> ActivityId {
        ActivityId(Uuid::from_u128(number))
    }

    fn event(number: u128, status: EventStatus, timing: Timing, serves: u128) -> PlanEvent {
        PlanEvent {
            id: EventId(Uuid::from_u128(number)),
            title: format!("Event {number}"),
            status,
            timing,
            associated_with: None,
            activities: vec![activity(serves)],
        }
    }

    fn entry(of: u128, year: i32, quarters: Option<(u8, u8)>) -> PlanEntry {
        PlanEntry {
            activity: activity(of),
            year,
            quarters,
            note: format!("As in {year}"),
            associated_with: Some("29th SOM".to_owned()),
        }
    }

    #[test]
    fn a_plan_comes_from_what_is_proposed_and_from_what_repeats() {
        use EventStatus::{Cancelled, Confirmed, Postponed, Proposed};
        let activities: Vec<PlanActivity> = (1..=4)
            .map(|number| PlanActivity {
                id: activity(number),
                code: format!("{number}.1"),
            })
            .collect();
        let quarter = |quarter| Timing::Quarter {
            year: 2027,
            quarter,
        };
        let events = [
            event(10, Proposed, quarter(2), 1),
            event(11, Postponed, quarter(2), 1),
            event(12, Confirmed, Timing::UponConsultation { year: 2027 }, 1),
            event(13, Cancelled, quarter(3), 1),
            event(14, Proposed, Timing::Year { year: 2028 }, 1),
            event(20, Proposed, quarter(4), 2),
        ];
        let entries = [
            // Said already: nothing to add for its event.
            entry(2, 2027, Some((3, 4))),
            // Repeats, by the newest year alone.
            entry(3, 2025, Some((1, 1))),
            entry(3, 2026, Some((4, 4))),
            entry(4, 2028, None),
        ];
        let drafts = draft(2027, &activities, &entries, &events);
        let told: Vec<(ActivityId, String, &str, Option<i32>)> = drafts
            .iter()
            .map(|one| {
                (
                    one.activity,
                    timing_words(one.quarters),
                    one.note.as_str(),
                    one.repeats,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (activity(1), "Q2".to_owned(), "Event 10; Event 11", None),
                (
                    activity(1),
                    "Upon consultation".to_owned(),
                    "Event 12",
                    None
                ),
                (activity(3), "Q4".to_owned(), "As in 2026", Some(2026)),
            ]
        );
        assert_eq!(
            drafts.last().and_then(|one| one.associated_with.clone()),
            None
        );
    }
}
