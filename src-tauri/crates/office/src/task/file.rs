//! Tasks as a calendar file has them.

use std::collections::HashMap;

use calendar::{Task, TaskStatus};
use chrono::{DateTime, Utc};
use domain::event::EventStatus;
use domain::id::EventId;
use store::Reader;
use store::view::TaskRow;

use crate::Result;
use crate::calendar_file::uid;

/// The tasks of events, by event, each in the order of days. `status` says how far an event has come.
pub(crate) fn of_events(
    store: &Reader,
    events: &[(EventId, EventStatus)],
    now: DateTime<Utc>,
) -> Result<Vec<Task>> {
    let status: HashMap<EventId, EventStatus> = events.iter().copied().collect();
    let ids: Vec<EventId> = events.iter().map(|(id, _)| *id).collect();
    let mut by_event: HashMap<EventId, Vec<Task>> = HashMap::new();
    for (event, task) in store.tasks_of(&ids, now.date_naive())? {
        let called_off = status.get(&event) == Some(&EventStatus::Cancelled);
        let task = entry(event, task, called_off, now);
        by_event.entry(event).or_default().push(task);
    }
    let in_order = ids.iter().filter_map(|id| by_event.remove(id));
    Ok(in_order.flatten().collect())
}

fn entry(event: EventId, task: TaskRow, called_off: bool, now: DateTime<Utc>) -> Task {
    let counted = task.due_days.filter(|_| task.day.is_none()).map(|days| {
        let what = if days.unsigned_abs() == 1 {
            "day"
        } else {
            "days"
        };
        match days {
            0 => "Due on the event's first day, which is not fixed yet".to_owned(),
            _ => format!(
                "Due {} {what} {} the event's first day, which is not fixed yet",
                days.unsigned_abs(),
                if days < 0 { "before" } else { "after" }
            ),
        }
    });
    let owner = task.owner.map(|owner| format!("Owner: {}", owner.name));
    let about: Vec<String> = [counted, owner, task.note].into_iter().flatten().collect();
    Task {
        uid: uid(task.id),
        stamp: now,
        summary: task.title,
        description: (!about.is_empty()).then(|| about.join("\n")),
        due: task.day,
        status: match task.done {
            Some(day) => TaskStatus::Completed(day),
            None if called_off => TaskStatus::Cancelled,
            None => TaskStatus::NeedsAction,
        },
        part_of: uid(event),
    }
}
