//! Planning an event.

use chrono::SecondsFormat;
use domain::event::EventStatus;
use domain::id::{ActivityId, EventId};
use store::view::{Change, NewEvent};
use store::{Hand, Store, Table, Transaction, timing_fields};

use crate::Result;
use crate::fields::{optional, required, text, word};
use crate::task::add_checklist;

/// Plans an event. It serves the priority areas of its activities from the start.
pub fn plan(store: &mut Store, hand: &mut Hand, event: NewEvent) -> Result<Change> {
    plan_and(store, hand, event, |_, _| Ok(()))
}

/// Plans an event, with the tasks of its kind's checklist, as one step.
pub fn plan_with_checklist(store: &mut Store, hand: &mut Hand, event: NewEvent) -> Result<Change> {
    plan_and(store, hand, event, add_checklist)
}

fn plan_and(
    store: &mut Store,
    hand: &mut Hand,
    event: NewEvent,
    more: impl FnOnce(&mut Transaction<'_>, EventId) -> store::Result<()>,
) -> Result<Change> {
    let title = required("the title", &event.title)?;
    let timing = event.timing.checked()?;
    let (id, mut change) = store.write(hand, "Plan event", |to| {
        if let Some(other) = event.associated_event {
            to.event(other)?;
        }
        let created = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut fields = vec![
            ("kind", word(Some(event.kind))),
            ("title", title),
            (
                "status",
                word(Some(event.status.unwrap_or(EventStatus::Proposed))),
            ),
            ("venue", optional(event.venue.as_deref())),
            ("city", optional(event.city.as_deref())),
            ("associated_event", word(event.associated_event)),
            (
                "associated_with",
                optional(event.associated_with.as_deref()),
            ),
            ("created", text(created)),
        ];
        fields.extend(timing_fields(&timing));
        let event_id = EventId(to.insert(Table::Event, &fields)?);
        let id = event_id.to_string();
        serve(to, &id, &event.activities)?;
        for area in to.areas_of_activities(&event.activities)? {
            to.insert(
                Table::EventPriorityArea,
                &[("event", text(&id)), ("priority_area", word(Some(area)))],
            )?;
        }
        more(to, event_id)?;
        Ok(id)
    })?;
    change.id = Some(id);
    Ok(change)
}

pub(crate) fn serve(
    to: &mut Transaction<'_>,
    event: &str,
    activities: &[ActivityId],
) -> store::Result<()> {
    let mut seen = Vec::new();
    for activity in activities {
        if !seen.contains(activity) {
            seen.push(*activity);
            to.insert(
                Table::EventActivity,
                &[("event", text(event)), ("activity", word(Some(activity)))],
            )?;
        }
    }
    Ok(())
}
