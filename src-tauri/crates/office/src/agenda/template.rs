//! Templates: skeletons of agendas, which the program brings or which were saved from events.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use domain::agenda::skeleton::{LaidOut, ShippedSkeleton, Skeleton, SkeletonItem, shipped};
use domain::event::EventKind;
use domain::id::{AgendaItemId, AgendaTemplateId, EventId, RoomId};
use domain::timing::Timing;
use store::view::{Agenda, Change, EventPage, TemplateEdit, TemplateOnto, TemplateRow};
use store::{Hand, Reader, Store, StoreError, StoredTemplate, Table, Transaction, Value};

use super::arrange::flag;
use super::in_place;
use super::show::USUAL_START;
use crate::fields::{number, optional, required, text, word};
use crate::{OfficeError, Result};

mod edit;

pub(super) use edit::insert;
pub use edit::{begin, change, copy, show};

/// All templates: those that were saved, by name, then those that the program brings.
pub fn list(store: &Reader) -> Result<Vec<TemplateRow>> {
    let mut rows = Vec::new();
    for saved in store.agenda_templates()? {
        let skeleton = content(&saved)?;
        rows.push(row(
            saved.id.to_string(),
            saved.name,
            saved.kind,
            &skeleton,
            false,
        ));
    }
    for own in shipped() {
        let skeleton = Skeleton { days: own.days };
        rows.push(row(own.key, own.name, Some(own.kind), &skeleton, true));
    }
    Ok(rows)
}

fn row(
    key: String,
    name: String,
    kind: Option<EventKind>,
    skeleton: &Skeleton,
    shipped: bool,
) -> TemplateRow {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    TemplateRow {
        key,
        name,
        kind,
        days: count(skeleton.days.len()),
        items: count(skeleton.count()),
        shipped,
    }
}

fn content(template: &StoredTemplate) -> Result<Skeleton> {
    let read = serde_json::from_str(&template.content);
    Ok(read.map_err(|_| StoreError::Unreadable {
        table: "agenda_template",
        field: "content",
        value: template.name.clone(),
    })?)
}

/// A template, saved or the program's own.
struct Known {
    /// Its key, where it was saved.
    id: Option<AgendaTemplateId>,
    /// By what it is chosen.
    key: String,
    name: String,
    kind: Option<EventKind>,
    skeleton: Skeleton,
}

impl Known {
    fn saved(saved: StoredTemplate) -> Result<Self> {
        Ok(Self {
            skeleton: content(&saved)?,
            id: Some(saved.id),
            key: saved.id.to_string(),
            name: saved.name,
            kind: saved.kind,
        })
    }

    fn own(own: ShippedSkeleton) -> Self {
        Self {
            id: None,
            key: own.key,
            name: own.name,
            kind: Some(own.kind),
            skeleton: Skeleton { days: own.days },
        }
    }
}

/// A template by its word, its key or its name.
fn known(store: &Reader, named: &str) -> Result<Known> {
    let named = named.trim();
    let mut saved = store.agenda_templates()?;
    let mut own = shipped();
    let is_name = |name: &str| name.to_lowercase() == named.to_lowercase();
    if let Some(at) = saved.iter().position(|saved| saved.id.to_string() == named) {
        return Known::saved(saved.swap_remove(at));
    }
    if let Some(at) = own.iter().position(|own| own.key == named) {
        return Ok(Known::own(own.swap_remove(at)));
    }
    if let Some(at) = saved.iter().position(|saved| is_name(&saved.name)) {
        return Known::saved(saved.swap_remove(at));
    }
    match own.into_iter().find(|own| is_name(&own.name)) {
        Some(own) => Ok(Known::own(own)),
        None => Err(OfficeError::NotPossible(format!(
            "there is no template “{named}”; the list of templates says which there are"
        ))),
    }
}

/// Fills an event's agenda from a template, in one step: an empty one, or behind what each day has, or
/// in its place. What the event has no days for waits in the tray, or, where it has no days at all,
/// stands on as many days as the template has.
pub fn apply(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    template: &str,
    onto: TemplateOnto,
) -> Result<Change> {
    let Known { name, skeleton, .. } = known(store, template)?;
    if skeleton.count() == 0 {
        return Err(OfficeError::NotPossible(format!(
            "the template “{name}” has no items yet; give it some in the settings, under agenda templates"
        )));
    }
    let page = store.event(event)?;
    let agenda = super::show(store, event)?;
    if onto == TemplateOnto::Empty && !agenda.items.is_empty() {
        return Err(OfficeError::NotPossible(
            "the agenda has items already; say whether the template goes behind them or takes their place".to_owned(),
        ));
    }
    let behind = onto == TemplateOnto::After;
    let laid = skeleton.lay_out(
        &days(&page, &agenda, skeleton.days.len()),
        |day| begins(&page, behind.then_some(&agenda), day),
        page.timing.hours(),
    );
    let label = format!("Apply template “{name}”");
    let ((), change) = store.write(hand, &label, |to| {
        if onto == TemplateOnto::Replace {
            // What lies in the tray waits for a place, in whatever programme.
            let there = in_place(to.agenda_items(event)?);
            for item in &there {
                let goes_along = there.iter().any(|other| Some(other.id) == item.parent);
                if !goes_along {
                    to.delete(Table::AgendaItem, &item.id.to_string())?;
                }
            }
        }
        fill(to, event, &laid)
    })?;
    Ok(change)
}

/// The days to lay a template out on.
fn days(page: &EventPage, agenda: &Agenda, own: usize) -> Vec<NaiveDate> {
    const MOST: usize = 60;
    if let Some((first, last)) = page.timing.days() {
        return first
            .iter_days()
            .take_while(|day| *day <= last)
            .take(MOST)
            .collect();
    }
    // An event without days yet: as an item that is added has it.
    let first = agenda
        .days
        .first()
        .copied()
        .or_else(|| NaiveDate::from_ymd_opt(page.timing.year(), 1, 1))
        .unwrap_or_default();
    first.iter_days().take(own).collect()
}

/// When what is put into a day begins: when the day does, or behind what it has.
fn begins(page: &EventPage, behind: Option<&Agenda>, day: NaiveDate) -> NaiveDateTime {
    let start = match page.timing {
        Timing::Exact { start, .. } => start.time(),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => USUAL_START,
    };
    let ends = behind.into_iter().flat_map(|agenda| {
        let items = agenda.items.iter().filter(|item| item.day == day);
        items.map(|item| item.end)
    });
    ends.max().unwrap_or_else(|| day.and_time(start))
}

fn fill(to: &mut Transaction<'_>, event: EventId, laid: &LaidOut) -> store::Result<()> {
    let there = to.rooms(&[event])?;
    let mut rooms: HashMap<String, RoomId> = there
        .into_iter()
        .map(|(_, room)| (room.name, room.id))
        .collect();
    let mut places: HashMap<NaiveDate, f64> = HashMap::new();
    for item in to.agenda_items(event)? {
        let last = places.entry(item.day).or_insert(item.place);
        *last = last.max(item.place);
    }
    let all = laid.items.iter().map(|item| (item, false));
    for ((day, item), tray) in all.chain(laid.tray.iter().map(|item| (item, true))) {
        let place = places.entry(*day).or_default();
        *place += 1.0;
        let at = Spot {
            event,
            day: *day,
            tray,
        };
        put(to, at, None, *place, item, &mut rooms)?;
    }
    Ok(())
}

/// Where an item of a template and its parts go.
#[derive(Clone, Copy)]
struct Spot {
    event: EventId,
    day: NaiveDate,
    tray: bool,
}

fn put(
    to: &mut Transaction<'_>,
    at: Spot,
    parent: Option<AgendaItemId>,
    place: f64,
    item: &SkeletonItem,
    rooms: &mut HashMap<String, RoomId>,
) -> store::Result<()> {
    let room = match &item.room {
        None => None,
        Some(name) => Some(room_named(to, at.event, name, rooms)?),
    };
    let start: Option<NaiveTime> = item.start.filter(|_| !at.tray);
    let id = to.insert(
        Table::AgendaItem,
        &[
            ("event", word(Some(at.event))),
            ("parent", word(parent)),
            ("kind", word(Some(item.kind))),
            ("title", text(&item.title)),
            ("description", optional(item.description.as_deref())),
            ("day", word(Some(at.day))),
            ("place", Value::Real(place)),
            ("pinned", word(start)),
            ("minutes", number(Some(item.minutes))),
            ("room", word(room)),
            ("beside", flag(item.beside)),
            // Its parts are in the tray by it.
            ("tray", flag(at.tray && parent.is_none())),
        ],
    )?;
    let mut place = 0.0;
    for part in &item.parts {
        place += 1.0;
        put(to, at, Some(AgendaItemId(id)), place, part, rooms)?;
    }
    Ok(())
}

/// The room of that name; the event gets it if it lacks it.
fn room_named(
    to: &mut Transaction<'_>,
    event: EventId,
    name: &str,
    rooms: &mut HashMap<String, RoomId>,
) -> store::Result<RoomId> {
    if let Some(room) = rooms.get(name) {
        return Ok(*room);
    }
    let fields = [("event", word(Some(event))), ("name", text(name))];
    let room = RoomId(to.insert(Table::Room, &fields)?);
    rooms.insert(name.to_owned(), room);
    Ok(room)
}

/// Saves an event's agenda as a template, without its people and without what lies in the tray. A
/// saved template of the same name is replaced. The change's `id` is the template's.
pub fn save(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    name: &str,
    kind: Option<EventKind>,
) -> Result<Change> {
    let called = required("the template's name", name)?;
    let page = store.event(event)?;
    let skeleton = skeleton(store, &page)?;
    if skeleton.count() == 0 {
        return Err(OfficeError::NotPossible(
            "there is nothing on the agenda yet, so there is nothing to save as a template"
                .to_owned(),
        ));
    }
    let kept = edit::written(&skeleton)?;
    let (id, mut change) = store.write(hand, "Save template", |to| {
        let fields = [
            ("name", called),
            ("kind", kind_field(kind)),
            ("content", kept),
        ];
        let saved = to.agenda_templates()?;
        let is_same =
            |saved: &&StoredTemplate| saved.name.to_lowercase() == name.trim().to_lowercase();
        match saved.iter().find(is_same) {
            Some(same) => {
                to.update(Table::AgendaTemplate, &same.id.to_string(), &fields)?;
                Ok(same.id.0)
            }
            None => to.insert(Table::AgendaTemplate, &fields),
        }
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

fn kind_field(kind: Option<EventKind>) -> Value {
    text(kind.map_or("", EventKind::as_str))
}

/// What an event's agenda is without its people.
fn skeleton(store: &Reader, page: &EventPage) -> Result<Skeleton> {
    let agenda = super::show(store, page.id)?;
    let rooms: HashMap<RoomId, &String> = agenda
        .rooms
        .iter()
        .map(|room| (room.id, &room.name))
        .collect();
    // The reading order is that of an outline: an item's parts follow it. Read backwards, each item
    // finds its parts made already.
    let mut parts: HashMap<Option<AgendaItemId>, Vec<(NaiveDate, SkeletonItem)>> = HashMap::new();
    for item in agenda.items.iter().rev() {
        let mut own: Vec<SkeletonItem> = parts
            .remove(&Some(item.id))
            .unwrap_or_default()
            .into_iter()
            .map(|(_, part)| part)
            .collect();
        own.reverse();
        let made = SkeletonItem {
            kind: item.kind,
            title: item.title.clone(),
            minutes: item.minutes,
            start: item.pinned.then(|| item.start.time()),
            beside: item.beside,
            description: item.description.clone(),
            room: item
                .room
                .and_then(|room| rooms.get(&room).map(|name| (*name).clone())),
            parts: own,
        };
        parts.entry(item.parent).or_default().push((item.day, made));
    }
    let mut top = parts.remove(&None).unwrap_or_default();
    top.reverse();
    let first = page.timing.days().map(|(first, _)| first);
    let first = top.iter().map(|(day, _)| *day).chain(first).min();
    let mut days: Vec<Vec<SkeletonItem>> = Vec::new();
    for (day, item) in top {
        let at = first.map_or(0, |first| day.num_days_from_ce() - first.num_days_from_ce());
        let at = usize::try_from(at).unwrap_or_default();
        while days.len() <= at {
            days.push(Vec::new());
        }
        if let Some(of) = days.get_mut(at) {
            of.push(item);
        }
    }
    Ok(Skeleton { days })
}

/// Changes one field of a saved template.
///
/// # Errors
/// If the new name is empty, or another saved template's.
pub fn edit(
    store: &mut Store,
    hand: &mut Hand,
    id: AgendaTemplateId,
    edit: TemplateEdit,
) -> Result<Change> {
    let (label, field, name) = match edit {
        TemplateEdit::Name(name) => {
            let field = ("name", required("the template's name", &name)?);
            ("Rename template", field, Some(name))
        }
        TemplateEdit::Kind(kind) => ("Change kind of template", ("kind", kind_field(kind)), None),
    };
    let ((), change) = store.write(hand, label, |to| {
        if let Some(name) = name {
            edit::free(to, &name, Some(id))?;
        }
        to.update(Table::AgendaTemplate, &id.to_string(), &[field])
    })?;
    Ok(change)
}

/// Deletes a saved template. Events that it was applied to keep their items.
pub fn delete(store: &mut Store, hand: &mut Hand, id: AgendaTemplateId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete template", |to| {
        to.delete(Table::AgendaTemplate, &id.to_string())
    })?;
    Ok(change)
}
