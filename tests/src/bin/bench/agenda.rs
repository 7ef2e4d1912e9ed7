//! A large agenda judged: 300 items in 12 rooms over three days, with 400 participants.

use chrono::{NaiveTime, TimeDelta};
use domain::event::EventKind;
use domain::id::{EventId, PersonId, RoomId};
use domain::participation::Capacity;
use domain::timing::Timing;
use office::Store;
use office::view::{Change, NewEvent, PeopleQuery, Window};
use store::{Table, Transaction, Value};
use symposia_tests::{Failure, Outcome};

use crate::sample::{Sample, hand};
use crate::table::Measure;
use crate::{Size, median, timed};

const ROOMS: usize = 12;
const PEOPLE: u32 = 400;
/// Items of each of three days: 8 times in all rooms, and four for everyone.
const DAILY: usize = 8 * ROOMS + 4;

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let mut store = Store::open(sample.store.path(), crate::sample::now())
        .map_err(Failure::refused("open the store"))?;
    let event = fill(&mut store)?;
    let programme =
        office::agenda::programme(&store, event).map_err(Failure::refused("read the agenda"))?;
    let found = domain::agenda::judge(&programme).len();
    let alone = median(size.rounds.max(21), || {
        let judge = || Ok::<_, Failure>(domain::agenda::judge(&programme));
        Ok(timed("judge the agenda", judge)?.0)
    })?;
    let read = median(size.rounds.max(21), || {
        let judge = || office::agenda::judge(&store, event);
        Ok(timed("judge the agenda", judge)?.0)
    })?;
    // The other measures are taken without it.
    office::event::delete(&mut store, &mut hand(), &[event])
        .map_err(Failure::refused("delete the event"))?;
    let items = programme.items.len();
    Ok(vec![
        Measure::time(
            format!("judge {items} agenda items in {ROOMS} rooms ({found} findings)"),
            alone,
        )
        .at_most(5.0),
        Measure::time("the same, read from the store", read),
    ])
}

fn key<T: std::str::FromStr>(change: Change) -> Outcome<T> {
    change
        .id
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Failure::Found("what was made has no key".to_owned()))
}

fn day(number: usize) -> String {
    format!("2027-05-1{number}")
}

fn fill(store: &mut Store) -> Outcome<EventId> {
    let at =
        |text: &str| domain::timing::parse_local(text).map_err(Failure::refused("read a time"));
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "A large symposium".to_owned(),
        timing: Timing::Exact {
            start: at("2027-05-11T09:00")?,
            end: at("2027-05-13T18:00")?,
            zone: chrono_tz::Asia::Seoul,
        },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let refused = |error: office::OfficeError| Failure::refused("fill the agenda")(error);
    let event: EventId = key(office::event::plan(store, &mut hand(), new).map_err(refused)?)?;
    let mut rooms: Vec<RoomId> = Vec::new();
    for number in 0..ROOMS {
        let name = format!("Room {number}");
        let added = office::agenda::add_room(store, &mut hand(), event, &name, Some(30));
        rooms.push(key(added.map_err(refused)?)?);
    }
    let window = Window {
        offset: 0,
        limit: PEOPLE,
    };
    let query = PeopleQuery {
        window,
        ..PeopleQuery::default()
    };
    let people = office::person::list(store, &query).map_err(refused)?;
    let people: Vec<PersonId> = people.rows.iter().map(|person| person.id).collect();
    office::participation::add(store, &mut hand(), event, &people, Capacity::Delegate)
        .map_err(refused)?;
    let written = store.write(&mut hand(), "Fill agenda", |to| {
        let mut parts = Vec::new();
        for person in &people {
            if let Some(part) = to.participation_of(event, *person)? {
                let part = part.to_string();
                let accepted = [("reply", Value::Text("accepted".to_owned()))];
                to.update(Table::Participation, &part, &accepted)?;
                parts.push(part);
            }
        }
        (0..3 * DAILY).try_for_each(|number| add_item(to, event, number, &rooms, &parts))
    });
    written.map_err(Failure::refused("fill the agenda"))?;
    Ok(event)
}

fn add_item(
    to: &mut Transaction<'_>,
    event: EventId,
    number: usize,
    rooms: &[RoomId],
    parts: &[String],
) -> store::Result<()> {
    let (date, place) = (day(1 + number / DAILY), number % DAILY);
    // The first two and the last two of a day are for everyone.
    let parallel = (2..DAILY - 2).contains(&place);
    let slot = match place {
        0 | 1 => place,
        place if parallel => 2 + (place - 2) / ROOMS,
        place => place + 10 - (DAILY - 2),
    };
    let minutes = TimeDelta::minutes(i64::try_from(slot).unwrap_or_default() * 45);
    let start = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() + minutes;
    let room = rooms.get((place.max(2) - 2) % ROOMS).filter(|_| parallel);
    let text = |text: String| Value::Text(text);
    let item = to.insert(
        Table::AgendaItem,
        &[
            ("event", text(event.to_string())),
            (
                "kind",
                text(if parallel { "session" } else { "procedural" }.to_owned()),
            ),
            ("title", text(format!("Item {number}"))),
            ("day", text(date)),
            (
                "place",
                Value::Real(f64::from(u32::try_from(place).unwrap_or_default())),
            ),
            ("pinned", text(start.to_string())),
            ("minutes", Value::Integer(45)),
            (
                "room",
                room.map_or(Value::Null, |room| text(room.to_string())),
            ),
            (
                "language",
                if number.is_multiple_of(5) {
                    text("ru".to_owned())
                } else {
                    Value::Null
                },
            ),
        ],
    )?;
    for speaker in 0..3 {
        if let Some(part) = parts.get((number * 7 + speaker * 131) % parts.len().max(1)) {
            to.insert(
                Table::AgendaSpeaker,
                &[
                    ("agenda_item", text(item.to_string())),
                    ("participation", text(part.clone())),
                ],
            )?;
        }
    }
    Ok(())
}
