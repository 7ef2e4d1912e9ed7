//! Our own reader of calendar files, with what it found in the shape that the others print (`tests/readers`).

use calendar::{ReadAttendee, ReadEvent, ReadTime, Resolved, Zones};
use serde_json::{Value, json};

use crate::failure::{Failure, Outcome};

/// What `calendar::read` makes of a file. A complaint is a failure.
pub fn read(bytes: &[u8]) -> Outcome<Value> {
    let read = calendar::read(bytes);
    if let Some(rejected) = read.rejected.first() {
        return Err(Failure::Found(format!(
            "line {}: {}",
            rejected.line, rejected.reason
        )));
    }
    let zones = Zones::of(&read);
    let events: Vec<Value> = read
        .events
        .iter()
        .map(|event| entry(event, &zones))
        .collect();
    Ok(json!({
        "reader": "Symposia",
        "method": read.method,
        "name": read.name,
        "zones": read.zones.iter().map(|zone| zone.id.clone()).collect::<Vec<_>>(),
        "events": events,
    }))
}

/// What is wanted of the others, without what our reader has no use for.
#[must_use]
pub fn as_ours(wanted: &Value) -> Value {
    let mut wanted = wanted.clone();
    let people = wanted["attendees"].as_array_mut().into_iter().flatten();
    people.for_each(|one| drop(one.as_object_mut().map(|one| one.remove("language"))));
    if let Some(fields) = wanted.as_object_mut() {
        fields.retain(|name, _| name != "alarms" && name != "timing");
    }
    wanted
}

fn entry(event: &ReadEvent, zones: &Zones) -> Value {
    let when = |time: &Option<ReadTime>| time.as_ref().map(|time| when(time, zones));
    json!({
        "uid": event.uid,
        "recurrence_id": when(&event.recurrence_id),
        "summary": event.summary,
        "description": event.description,
        "location": event.location,
        "url": event.url,
        "conference": event.conference,
        "dtstart": when(&event.start),
        "dtend": when(&event.end),
        "rrule": event.rule,
        "status": event.status,
        "transp": event.transparent.then_some("TRANSPARENT"),
        "class": event.class,
        "geo": event.position.map(|(north, east)| [north, east]),
        "sequence": event.sequence.unwrap_or_default(),
        "organizer": event.organizer.as_ref().map(organizer),
        "attendees": event.attendees.iter().map(attendee).collect::<Vec<_>>(),
        "categories": event.categories,
        "related_to": event.part_of.iter().collect::<Vec<_>>(),
    })
}

fn when(time: &ReadTime, zones: &Zones) -> Value {
    let (local, tzid) = match time {
        ReadTime::Date(day) => return json!({"local": day, "tzid": null, "utc": null}),
        ReadTime::Local { at, zone } => (*at, zone.as_deref()),
        ReadTime::Utc(at) => (at.naive_utc(), Some("UTC")),
    };
    let utc = match zones.resolve(time) {
        Ok(Resolved::Instant { at, .. }) => Some(at.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        Ok(Resolved::Date(_) | Resolved::Floating(_)) | Err(_) => None,
    };
    json!({"local": local.format("%Y-%m-%dT%H:%M:%S").to_string(), "tzid": tzid, "utc": utc})
}

fn organizer(person: &ReadAttendee) -> Value {
    json!({"cn": person.name, "email": person.email, "sent_by": person.sent_by})
}

fn attendee(person: &ReadAttendee) -> Value {
    json!({
        "cn": person.name,
        "email": person.email,
        "partstat": person.partstat,
        "role": person.role,
        "rsvp": person.rsvp,
        "cutype": person.kind,
    })
}
