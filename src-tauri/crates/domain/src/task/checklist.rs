//! The checklists that the program starts with, one for each kind of event. The tasks are in
//! `checklists.json`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::event::EventKind;

/// A task that events of a kind have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChecklistTask {
    /// Days from the event's first day, negative before it.
    pub days: i32,
    /// What has to be done.
    pub title: String,
}

type Checklists = BTreeMap<String, Vec<ChecklistTask>>;

fn read() -> serde_json::Result<Checklists> {
    serde_json::from_str(include_str!("checklists.json"))
}

/// The file is part of the program, and a test reads it.
static CHECKLISTS: LazyLock<Checklists> = LazyLock::new(|| read().unwrap_or_default());

/// The checklist that the program brings for a kind of event, in the order of days.
#[must_use]
pub fn default_checklist(kind: EventKind) -> &'static [ChecklistTask] {
    CHECKLISTS.get(kind.as_str()).map_or(&[], Vec::as_slice)
}

/// Which tasks of a checklist, by title, are not among those that there are: small and capital
/// letters and blanks at the ends tell nothing apart.
pub fn lacking<'a, T>(
    checklist: &'a [T],
    title: impl Fn(&T) -> &str,
    there: &[String],
) -> Vec<&'a T> {
    let bare = |text: &str| text.trim().to_lowercase();
    let mut known: Vec<String> = there.iter().map(|title| bare(title)).collect();
    let mut missing = Vec::new();
    for task in checklist {
        let own = bare(title(task));
        if !known.contains(&own) {
            known.push(own);
            missing.push(task);
        }
    }
    missing
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::task::Due;

    #[test]
    fn every_kind_of_event_has_a_checklist_in_the_order_of_days() {
        let checklists = read().unwrap();
        let mut kinds: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.as_str()).collect();
        kinds.sort_unstable();
        assert!(checklists.keys().eq(kinds));
        for (kind, tasks) in &checklists {
            assert!(tasks.len() >= 5, "{kind}");
            assert!(tasks.is_sorted_by_key(|task| task.days), "{kind}");
            for task in tasks {
                assert!(Due::Counted(task.days).checked().is_ok(), "{kind} {task:?}");
                assert_eq!(task.title.trim(), task.title);
                assert!(!task.title.is_empty(), "{kind}");
            }
            // Each is found again by its title, so none is lacking when all are there.
            let titles: Vec<String> = tasks.iter().map(|task| task.title.clone()).collect();
            let twice = lacking(tasks, |task| &task.title, &[]);
            assert_eq!(twice.len(), tasks.len(), "{kind} has a title twice");
            assert!(lacking(tasks, |task| &task.title, &titles).is_empty());
        }
    }

    #[test]
    fn a_task_is_known_by_its_title_whatever_its_case() {
        let checklist = ["Book the venue", "Send invitations", "book the venue"];
        let there = [" BOOK THE VENUE ".to_owned()];
        assert_eq!(
            lacking(&checklist, |title| title, &there),
            [&"Send invitations"]
        );
    }
}
