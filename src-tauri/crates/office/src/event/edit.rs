//! Changing fields of an event.

use domain::DomainError;
use domain::agenda::shift::Follow;
use domain::id::EventId;
use domain::link;
use domain::organisation::PartnerPart;
use domain::shift::Shift;
use domain::state::State;
use domain::timing::Timing;
use store::view::{Change, EventEdit, EventPage, Named};
use store::{Hand, Store, Table, Transaction, Value, timing_fields};

use crate::Result;
use crate::agenda::shift::{follow_event, landing};
use crate::fields::{number, optional, required, ruled, text, word};

/// Changes one field of an event, as one step.
pub fn edit(store: &mut Store, hand: &mut Hand, id: EventId, edit: EventEdit) -> Result<Change> {
    edit_together(store, hand, id, vec![edit])
}

/// Changes several fields of an event, as one step. An agenda moves along with its event's days.
///
/// Where what those invited have to know comes to be another, the event's SEQUENCE rises, once
/// (RFC 5546 §2.1.4): the store counts such steps in its journal, those taken back too.
pub fn edit_together(
    store: &mut Store,
    hand: &mut Hand,
    id: EventId,
    edits: Vec<EventEdit>,
) -> Result<Change> {
    let label = match edits.as_slice() {
        [one] => label(one),
        _ => "Edit event",
    };
    edit_as(store, hand, label, id, edits)
}

/// Gives an event the timing that it had once.
pub(crate) fn put_back(
    store: &mut Store,
    hand: &mut Hand,
    id: EventId,
    timing: Timing,
) -> Result<Change> {
    let edits = vec![EventEdit::Timing(timing)];
    edit_as(store, hand, "Put back timing", id, edits)
}

fn edit_as(
    store: &mut Store,
    hand: &mut Hand,
    label: &str,
    id: EventId,
    edits: Vec<EventEdit>,
) -> Result<Change> {
    let writes = edits
        .into_iter()
        .map(|edit| checked(id, edit))
        .collect::<Result<Vec<_>, DomainError>>()?;
    let ((), change) = store.write(hand, label, |to| {
        let before = to.event(id)?;
        for what in writes {
            write(to, &before, what)?;
        }
        follow_event(to, &before, Follow::Days)
    })?;
    Ok(change)
}

/// Moves an event to another time, its agenda following in one of the ways that
/// [`crate::agenda::preview_event`] shows, as one step.
pub fn move_event(
    store: &mut Store,
    hand: &mut Hand,
    id: EventId,
    timing: Timing,
    follow: Follow,
) -> Result<Change> {
    let timing = timing.checked()?;
    let ((), change) = store.write(hand, label(&EventEdit::Timing(timing)), |to| {
        let before = to.event(id)?;
        let timing = landing(&before.timing, &timing, follow);
        to.update(Table::Event, &id.to_string(), &timing_fields(&timing))?;
        follow_event(to, &before, follow)
    })?;
    Ok(change)
}

/// Gives an event another date, in one step; its agenda moves along. What timing it has then comes
/// back beside the change.
pub fn shift(
    store: &mut Store,
    hand: &mut Hand,
    id: EventId,
    shift: Shift,
) -> Result<(Timing, Change)> {
    Ok(store.write(hand, "Move event", |to| {
        let before = to.event(id)?;
        let timing = before.timing.shifted(shift)?;
        to.update(Table::Event, &id.to_string(), &timing_fields(&timing))?;
        follow_event(to, &before, Follow::Days)?;
        Ok(timing)
    })?)
}

/// Moves an event as part of a larger step.
pub(crate) fn move_to(to: &mut Transaction<'_>, id: EventId, timing: Timing) -> store::Result<()> {
    let before = to.event(id)?;
    to.update(Table::Event, &id.to_string(), &timing_fields(&timing))?;
    follow_event(to, &before, Follow::Days)
}

fn write(to: &mut Transaction<'_>, before: &EventPage, what: Write) -> store::Result<()> {
    let key = before.id.to_string();
    match what {
        Write::Fields(fields) => to.update(Table::Event, &key, &fields),
        Write::Associated(other) => {
            if let Some(other) = other {
                to.event(other)?;
            }
            to.update(Table::Event, &key, &[("associated_event", word(other))])
        }
        Write::CoOrganizers(ids) => {
            // What else an organisation does for the event, and what was agreed, stays.
            let today = to.hand.now.date_naive();
            for row in to.event_partners(before.id, today)? {
                if row.part == PartnerPart::CoOrganizer && !ids.contains(&row.organisation.id) {
                    to.delete(Table::EventPartner, &row.id.to_string())?;
                }
            }
            let stay: Vec<Named> = before
                .co_organizers
                .iter()
                .filter(|named| ids.contains(&named.id))
                .cloned()
                .collect();
            relink(to, Table::EventPartner, &key, "organisation", &stay, &ids)
        }
        Write::Activities(ids) => relink(
            to,
            Table::EventActivity,
            &key,
            "activity",
            &before.activities,
            &ids,
        ),
        Write::PriorityAreas(ids) => relink(
            to,
            Table::EventPriorityArea,
            &key,
            "priority_area",
            &before.priority_areas,
            &ids,
        ),
    }
}

/// What an edit writes.
enum Write {
    Fields(Vec<(&'static str, Value)>),
    Associated(Option<EventId>),
    CoOrganizers(Vec<String>),
    Activities(Vec<String>),
    PriorityAreas(Vec<String>),
}

fn checked(id: EventId, edit: EventEdit) -> Result<Write, DomainError> {
    let one = |name: &'static str, value: Value| Ok(Write::Fields(vec![(name, value)]));
    match edit {
        EventEdit::Title(title) => one("title", required("the title", &title)?),
        EventEdit::Kind(kind) => one("kind", word(Some(kind))),
        EventEdit::TrainingForm(form) => one("training_form", word(form)),
        EventEdit::Status(status) => one("status", word(Some(status))),
        EventEdit::Timing(timing) => Ok(Write::Fields(timing_fields(&timing.checked()?).to_vec())),
        EventEdit::Venue(venue) => one("venue", optional(Some(&venue))),
        EventEdit::City(city) => one("city", optional(Some(&city))),
        EventEdit::State(state) if state.trim().is_empty() => one("state", Value::Null),
        EventEdit::State(state) => one("state", word(Some(State::read(&state)?))),
        EventEdit::Attendance(attendance) => one("attendance", word(attendance)),
        EventEdit::OnlineLink(link) => one("online_link", ruled(link::online_link, &link)?),
        EventEdit::Host(host) => one("host", word(host)),
        EventEdit::CoOrganizers(ids) => Ok(Write::CoOrganizers(strings(&ids))),
        EventEdit::AssociatedEvent(Some(other)) if other == id => {
            Err(DomainError::AssociatedWithItself)
        }
        EventEdit::AssociatedEvent(other) => Ok(Write::Associated(other)),
        EventEdit::AssociatedWith(what) => one("associated_with", optional(Some(&what))),
        EventEdit::Languages(tags) => {
            let tags: Vec<&str> = tags.iter().flat_map(|tag| tag.split_whitespace()).collect();
            one("languages", text(tags.join(" ")))
        }
        EventEdit::Activities(ids) => Ok(Write::Activities(strings(&ids))),
        EventEdit::PriorityAreas(ids) => Ok(Write::PriorityAreas(strings(&ids))),
        EventEdit::Description(description) => one("description", optional(Some(&description))),
        EventEdit::Url(url) => one("url", ruled(link::web_page, &url)?),
        EventEdit::Note(note) => one("note", optional(Some(&note))),
        EventEdit::Position(position) => Ok(Write::Fields(position_fields(&position)?)),
        EventEdit::Class(class) => one("class", word(class)),
        EventEdit::Alarm(minutes) => one("alarm_minutes", number(minutes)),
        EventEdit::DaysAs(days) => one("days_as", word(Some(days))),
        EventEdit::InviteSessions(also) => one("invite_sessions", number(Some(also))),
    }
}

fn position_fields(position: &str) -> Result<Vec<(&'static str, Value)>, DomainError> {
    let position = match position.trim() {
        "" => None,
        text => Some(domain::event::position(text)?),
    };
    let degrees = |value: Option<f64>| value.map_or(Value::Null, Value::Real);
    Ok(vec![
        ("latitude", degrees(position.map(|(north, _)| north))),
        ("longitude", degrees(position.map(|(_, east)| east))),
    ])
}

fn strings<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// Makes the links of an event be those to `wanted`, in that order; what stays is not touched.
fn relink(
    to: &mut Transaction<'_>,
    table: Table,
    event: &str,
    field: &'static str,
    before: &[Named],
    wanted: &[String],
) -> store::Result<()> {
    for gone in before.iter().filter(|named| !wanted.contains(&named.id)) {
        to.unlink(table, event, field, &gone.id)?;
    }
    for (place, id) in wanted.iter().enumerate() {
        if before.iter().any(|named| named.id == *id)
            || wanted.iter().take(place).any(|earlier| earlier == id)
        {
            continue;
        }
        let mut fields = vec![("event", text(event)), (field, text(id))];
        if table == Table::EventPartner {
            fields.push(("place", number(i64::try_from(place).ok())));
        }
        to.insert(table, &fields)?;
    }
    Ok(())
}

fn label(edit: &EventEdit) -> &'static str {
    match edit {
        EventEdit::Title(_) => "Rename event",
        EventEdit::Kind(_) => "Change kind of event",
        EventEdit::TrainingForm(_) => "Change form of training",
        EventEdit::Status(_) => "Change status",
        EventEdit::Timing(_) => "Move event",
        EventEdit::Venue(_) => "Change venue",
        EventEdit::City(_) => "Change city",
        EventEdit::State(_) => "Change State",
        EventEdit::Attendance(_) => "Change mode of attendance",
        EventEdit::OnlineLink(_) => "Change online link",
        EventEdit::Host(_) => "Change host",
        EventEdit::CoOrganizers(_) => "Change co-organizers",
        EventEdit::AssociatedEvent(_) | EventEdit::AssociatedWith(_) => "Change associated event",
        EventEdit::Languages(_) => "Change languages",
        EventEdit::Activities(_) => "Change activities served",
        EventEdit::PriorityAreas(_) => "Change priority areas served",
        EventEdit::Description(_) => "Change description",
        EventEdit::Url(_) => "Change web page",
        EventEdit::Note(_) => "Change notes",
        EventEdit::Position(_) => "Change position of venue",
        EventEdit::Class(_) => "Change whom the calendar entry is for",
        EventEdit::Alarm(_) => "Change reminder",
        EventEdit::DaysAs(_) => "Change how the days are written",
        EventEdit::InviteSessions(_) => "Change what invitations bring",
    }
}
