//! An agenda judged by the domain's rules, and advice that a person waves off.

use std::collections::HashMap;

use domain::agenda::{Detail, Hall, PlannedItem, Programme, Rule, Severity, flow};
use domain::event::Attendance;
use domain::id::{AgendaItemId, EventId};
use store::view::{Change, FindingRow, SpeakerRow};
use store::{Hand, Reader, Store, Table};

use super::in_place;
use super::show::{day_start, planned};
use crate::fields::{required, text, word};
use crate::{OfficeError, Result};

/// What is to be said of an event's agenda: errors first, then advice; what was waved off at the end. What lies
/// in the tray is not judged.
///
/// What was waved off comes again if its records do, so that the reason stays with it; while nothing
/// calls for it, it is not shown.
pub fn judge(store: &Reader, event: EventId) -> Result<Vec<FindingRow>> {
    let programme = programme(store, event)?;
    let mut reasons: HashMap<String, String> = store.agenda_waivers(event)?.into_iter().collect();
    let mut rows: Vec<FindingRow> = domain::agenda::judge(&programme)
        .into_iter()
        .map(|finding| {
            let waived = reasons.remove(&finding.key);
            FindingRow {
                // What cannot be is said, whatever a record from elsewhere holds.
                waived: waived.filter(|_| finding.severity == Severity::Advice),
                finding,
            }
        })
        .collect();
    // Stable: each part keeps its order.
    rows.sort_by_key(|row| row.waived.is_some());
    Ok(rows)
}

/// All that an event's agenda is judged from.
pub fn programme(store: &Reader, event: EventId) -> Result<Programme> {
    let page = store.event(event)?;
    let stored = in_place(store.agenda_items(page.id)?);
    let mut speakers: HashMap<AgendaItemId, Vec<SpeakerRow>> = HashMap::new();
    for (item, speaker) in store.agenda_speakers(&[page.id])? {
        speakers.entry(item).or_default().push(speaker);
    }
    let of = |item: AgendaItemId| speakers.get(&item).into_iter().flatten();
    let items: Vec<PlannedItem> = stored
        .iter()
        .map(|item| PlannedItem {
            speakers: of(item.id)
                .map(|speaker| (speaker.person, speaker.name.clone()))
                .collect(),
            ..planned(item)
        })
        .collect();
    let details = stored.iter().map(|item| {
        let parts = of(item.id).map(|speaker| (speaker.person, speaker.capacity));
        let detail = Detail {
            kind: item.kind,
            language: item.language.clone(),
            parts: parts.collect(),
        };
        (item.id, detail)
    });
    let rooms = store.rooms(&[page.id])?.into_iter().map(|(_, room)| {
        let (name, seats) = (room.name, room.capacity);
        (room.id, Hall { name, seats })
    });
    Ok(Programme {
        placed: flow(&items, |_| day_start(page.timing)),
        items,
        details: details.collect(),
        guests: store.guests(page.id)?.into_iter().collect(),
        rooms: rooms.collect(),
        hours: page.timing.hours(),
        languages: page.languages.clone(),
        in_person: page.attendance != Some(Attendance::Online),
    })
}

/// Waves advice off, for a reason; or gives another reason for it.
///
/// # Errors
/// If it is no advice that is given on the agenda now, or no reason is said.
pub fn wave_off(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    advice: &str,
    reason: &str,
) -> Result<Change> {
    let reason = required("the reason", reason)?;
    let is_advice = |rule: Rule| rule.severity() == Severity::Advice;
    if !Rule::of_key(advice).is_some_and(is_advice) {
        return Err(OfficeError::NotPossible(
            "Only advice can be waved off; an error has to be mended in the agenda.".to_owned(),
        ));
    }
    if !judge(store, event)?
        .iter()
        .any(|row| row.finding.key == advice)
    {
        return Err(OfficeError::NotPossible(
            "This advice no longer applies to the agenda, so there is nothing to wave off."
                .to_owned(),
        ));
    }
    let known = store.agenda_waiver(event, advice)?;
    let ((), change) = store.write(hand, "Wave off advice on agenda", |to| {
        if let Some(id) = known {
            return to.update(Table::AgendaWaiver, &id, &[("reason", reason)]);
        }
        let fields = [
            ("event", word(Some(event))),
            ("advice", text(advice)),
            ("reason", reason),
        ];
        to.insert(Table::AgendaWaiver, &fields).map(|_| ())
    })?;
    Ok(change)
}

/// Has advice that was waved off said again.
pub fn take_back_waiver(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    advice: &str,
) -> Result<Change> {
    let Some(known) = store.agenda_waiver(event, advice)? else {
        return Err(OfficeError::NotPossible(
            "This advice was not waved off.".to_owned(),
        ));
    };
    let ((), change) = store.write(hand, "Take advice on agenda up again", |to| {
        to.delete(Table::AgendaWaiver, &known)
    })?;
    Ok(change)
}
