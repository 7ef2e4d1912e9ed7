//! Going back to a release.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDate, TimeDelta};
use domain::agenda::compare::{Programme, ProgrammeItem};
use domain::id::{AgendaItemId, AttachmentId, EventId, ParticipationId, PersonId, RoomId};
use store::view::{LeftOut, WentBack};
use store::{Hand, Store, StoredPart, Table, Transaction, Value};

use super::{Version, content, numbered};
use crate::agenda::arrange::flag;
use crate::fields::{number, optional, text, word};
use crate::{OfficeError, Result};

/// Makes the agenda what the release of that number has, in one step.
///
/// Items that are still there stay the records they are, so that session logs and papers keep
/// hanging on them; those that are gone come back under their old keys. Where the event has moved to
/// other days since, the items go along. A speaker who is no longer on the event's list is not put on
/// it again, since going back to an agenda invites nobody: they are listed.
pub fn go_back(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    version: u32,
) -> Result<WentBack> {
    let page = store.event(event)?;
    let releases = store.agenda_releases(&[event])?;
    let release = numbered(&releases, version)?;
    let mut kept = content(release, &store.merged_people()?)?;
    if let (Some((now, _)), Some(then)) = (page.timing.days(), kept.first_day) {
        shift(&mut kept, now - then);
    }
    let label = format!("Go back to agenda “{}”", release.name);
    let (left_out, change) = store.write(hand, &label, |to| {
        let rooms = rooms(to, event, &kept)?;
        items(to, event, &kept, &rooms)?;
        let left_out = speakers(to, event, &kept)?;
        papers(to, event, &kept)?;
        remove_others(to, event, &kept)?;
        Ok(left_out)
    })?;
    Ok(WentBack { change, left_out })
}

/// The same for a version that was named.
pub fn go_back_to(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    version: Version,
) -> Result<WentBack> {
    match version {
        Version::Release(number) => go_back(store, hand, event, number),
        Version::Now => Err(OfficeError::NotPossible(
            "the agenda stands as it is now already; name a version to go back to".to_owned(),
        )),
    }
}

fn shift(programme: &mut Programme, by: TimeDelta) {
    for item in &mut programme.items {
        item.day = item.day.checked_add_signed(by).unwrap_or(item.day);
    }
}

/// Which room each of the programme's is now: the same, or one of its name, or else one made anew.
fn rooms(
    to: &mut Transaction<'_>,
    event: EventId,
    kept: &Programme,
) -> store::Result<HashMap<RoomId, RoomId>> {
    let there = to.rooms(&[event])?;
    let mut rooms = HashMap::new();
    for room in &kept.rooms {
        let fields = [
            ("name", text(&room.name)),
            ("capacity", number(room.capacity)),
        ];
        let same = there.iter().find(|(_, other)| other.id == room.id);
        let alike = there.iter().find(|(_, other)| other.name == room.name);
        let id = match (same, alike) {
            (Some(_), _) => {
                to.update(Table::Room, &room.id.to_string(), &fields)?;
                room.id
            }
            (None, Some((_, alike))) => alike.id,
            (None, None) => {
                let [name, capacity] = fields;
                let fields = [("event", word(Some(event))), name, capacity];
                to.insert_as(Table::Room, &room.id.to_string(), &fields)?;
                room.id
            }
        };
        rooms.insert(room.id, id);
    }
    Ok(rooms)
}

fn items(
    to: &mut Transaction<'_>,
    event: EventId,
    kept: &Programme,
    rooms: &HashMap<RoomId, RoomId>,
) -> store::Result<()> {
    let there: HashSet<AgendaItemId> = to
        .agenda_items(event)?
        .into_iter()
        .map(|item| item.id)
        .collect();
    let mut places: HashMap<(NaiveDate, Option<AgendaItemId>), f64> = HashMap::new();
    for item in &kept.items {
        let place = places.entry((item.day, item.parent)).or_default();
        *place += 1.0;
        let mut fields = fields(item, *place, rooms);
        if there.contains(&item.id) {
            to.update(Table::AgendaItem, &item.id.to_string(), &fields)?;
        } else {
            fields.push(("event", word(Some(event))));
            to.insert_as(Table::AgendaItem, &item.id.to_string(), &fields)?;
        }
    }
    // All of them are there now, so that each can be a part of any.
    for item in &kept.items {
        let parent = [("parent", word(item.parent))];
        to.update(Table::AgendaItem, &item.id.to_string(), &parent)?;
    }
    Ok(())
}

fn fields(
    item: &ProgrammeItem,
    place: f64,
    rooms: &HashMap<RoomId, RoomId>,
) -> Vec<(&'static str, Value)> {
    vec![
        ("kind", word(Some(item.kind))),
        ("title", text(&item.title)),
        ("description", optional(item.description.as_deref())),
        ("language", optional(item.language.as_deref())),
        ("day", word(Some(item.day))),
        ("place", Value::Real(place)),
        ("pinned", word(item.pinned)),
        ("minutes", number(Some(item.minutes))),
        ("room", word(item.room.and_then(|room| rooms.get(&room)))),
        ("beside", flag(item.beside)),
        // The parts of what lies in the tray are there by what they are a part of.
        ("tray", flag(item.tray && item.parent.is_none())),
    ]
}

fn speakers(
    to: &mut Transaction<'_>,
    event: EventId,
    kept: &Programme,
) -> store::Result<Vec<LeftOut>> {
    let on_list: HashMap<PersonId, ParticipationId> =
        to.participations(event)?.into_iter().collect();
    let on_list_still: HashSet<ParticipationId> = on_list.values().copied().collect();
    let mut there: HashMap<(AgendaItemId, ParticipationId), StoredPart> = to
        .agenda_parts(&[event])?
        .into_iter()
        .map(|part| ((part.item, part.participation), part))
        .collect();
    let mut left_out = Vec::new();
    let mut new = Vec::new();
    for item in &kept.items {
        for (place, speaker) in (0_i64..).zip(&item.speakers) {
            let same = Some(speaker.participation).filter(|part| on_list_still.contains(part));
            let Some(part) = same.or_else(|| on_list.get(&speaker.person).copied()) else {
                left_out.push(LeftOut {
                    name: speaker.name.clone(),
                    item: item.title.clone(),
                });
                continue;
            };
            let fields = vec![
                ("capacity", word(Some(speaker.capacity))),
                ("place", number(Some(place))),
            ];
            match there.remove(&(item.id, part)) {
                Some(known) => to.update(Table::AgendaSpeaker, &known.id.to_string(), &fields)?,
                None => new.push((item.id, part, speaker.confirmed, fields)),
            }
        }
    }
    let items: HashSet<AgendaItemId> = kept.items.iter().map(|item| item.id).collect();
    for part in there.values().filter(|part| items.contains(&part.item)) {
        to.delete(Table::AgendaSpeaker, &part.id.to_string())?;
    }
    for (item, part, confirmed, mut fields) in new {
        fields.extend([
            ("agenda_item", word(Some(item))),
            ("participation", word(Some(part))),
            ("confirmed", number(Some(i64::from(confirmed)))),
        ]);
        to.insert(Table::AgendaSpeaker, &fields)?;
    }
    Ok(left_out)
}

/// Hangs papers on the items that they were for, where they hang on the whole event since those were gone.
fn papers(to: &mut Transaction<'_>, event: EventId, kept: &Programme) -> store::Result<()> {
    let loose: HashSet<AttachmentId> = to
        .attachments(event)?
        .into_iter()
        .filter(|paper| paper.item.is_none())
        .map(|paper| paper.id)
        .collect();
    for item in &kept.items {
        for paper in item.papers.iter().filter(|paper| loose.contains(paper)) {
            let of = [("agenda_item", word(Some(item.id)))];
            to.update(Table::Attachment, &paper.to_string(), &of)?;
        }
    }
    Ok(())
}

/// Deletes what the release does not have. Parts go with the item that they are a part of.
fn remove_others(to: &mut Transaction<'_>, event: EventId, kept: &Programme) -> store::Result<()> {
    let keep: HashSet<AgendaItemId> = kept.items.iter().map(|item| item.id).collect();
    let others: Vec<_> = to
        .agenda_items(event)?
        .into_iter()
        .filter(|item| !keep.contains(&item.id))
        .collect();
    for item in &others {
        let goes_along = item
            .parent
            .is_some_and(|parent| others.iter().any(|other| other.id == parent));
        if !goes_along {
            to.delete(Table::AgendaItem, &item.id.to_string())?;
        }
    }
    Ok(())
}
