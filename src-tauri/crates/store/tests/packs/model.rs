//! Random edits, deletions, merges, undos and exchanges in up to six stores with wrong clocks.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use domain::id::EventId;
use domain::pack::Purpose;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use store::pack::{Keep, Scope};
use store::{Store, StoreError, Table, Transaction, Value};

use crate::desk::{Desk, event_fields, exchange, text};

/// What somebody does; a number picks one of the records that are there.
#[derive(Debug, Clone)]
enum Deed {
    AddPerson(String),
    RenamePerson(usize, Option<String>, Option<String>),
    DeletePerson(usize),
    MergePeople(usize, usize),
    AddOrganisation(String),
    PutUnder(usize, usize),
    DeleteOrganisation(usize),
    WorkFor(usize, usize),
    AddEvent(String),
    Retitle(usize, String),
    Plan(usize, u8),
    Host(usize, usize),
    HoldWith(usize, usize),
    DeleteEvent(usize),
    TakePart(usize, usize),
    Seat(usize, String),
    Leave(usize),
    Attend(usize, u8),
    AddItem(usize, String),
    PutItemUnder(usize, usize),
    DeleteItem(usize),
    Speak(usize, usize),
    Task(usize, usize),
    Setting(u8, String),
    Undo,
    Redo,
    Decide(usize, bool),
}

/// What happens at which desk.
#[derive(Debug, Clone)]
enum Happening {
    Does(usize, Deed),
    /// One makes a pack of all, of what another has not seen, or of an event, with people's data or without; it lies in
    /// the post.
    Posts(usize, usize, u8),
    /// One takes a pack out of the post; it stays there for others, or to be taken again.
    Takes(usize, usize),
}

fn deed() -> impl Strategy<Value = Deed> {
    let name = || "[a-zA-Z가-힣王李'\"🌬]{1,4}";
    let one = || 0_usize..8;
    let two = || (one(), one());
    prop_oneof![
        3 => name().prop_map(Deed::AddPerson),
        3 => (one(), prop::option::of(name()), prop::option::of(name()))
            .prop_map(|(at, family, given)| Deed::RenamePerson(at, family, given)),
        1 => one().prop_map(Deed::DeletePerson),
        2 => two().prop_map(|(a, b)| Deed::MergePeople(a, b)),
        2 => name().prop_map(Deed::AddOrganisation),
        1 => two().prop_map(|(a, b)| Deed::PutUnder(a, b)),
        1 => one().prop_map(Deed::DeleteOrganisation),
        1 => two().prop_map(|(a, b)| Deed::WorkFor(a, b)),
        2 => name().prop_map(Deed::AddEvent),
        2 => (one(), name()).prop_map(|(at, name)| Deed::Retitle(at, name)),
        2 => (one(), any::<u8>()).prop_map(|(at, how)| Deed::Plan(at, how)),
        1 => two().prop_map(|(a, b)| Deed::Host(a, b)),
        1 => two().prop_map(|(a, b)| Deed::HoldWith(a, b)),
        1 => one().prop_map(Deed::DeleteEvent),
        4 => two().prop_map(|(a, b)| Deed::TakePart(a, b)),
        1 => (one(), name()).prop_map(|(at, name)| Deed::Seat(at, name)),
        1 => one().prop_map(Deed::Leave),
        2 => (one(), 1_u8..4).prop_map(|(at, day)| Deed::Attend(at, day)),
        2 => (one(), name()).prop_map(|(at, name)| Deed::AddItem(at, name)),
        2 => two().prop_map(|(a, b)| Deed::PutItemUnder(a, b)),
        1 => one().prop_map(Deed::DeleteItem),
        2 => two().prop_map(|(a, b)| Deed::Speak(a, b)),
        1 => two().prop_map(|(a, b)| Deed::Task(a, b)),
        1 => (0_u8..2, name()).prop_map(|(key, value)| Deed::Setting(key, value)),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
        1 => (one(), any::<bool>()).prop_map(|(at, this)| Deed::Decide(at, this)),
    ]
}

fn happenings() -> impl Strategy<Value = (Vec<i64>, Vec<Happening>)> {
    let desk = 0_usize..6;
    let happening = prop_oneof![
        6 => (desk.clone(), deed()).prop_map(|(desk, deed)| Happening::Does(desk, deed)),
        2 => (desk.clone(), desk.clone(), any::<u8>()).prop_map(|(from, to, what)| Happening::Posts(from, to, what)),
        3 => (0_usize..20, desk).prop_map(|(pack, desk)| Happening::Takes(pack, desk)),
    ];
    // How many days each clock is wrong.
    let clocks = prop::collection::vec(prop_oneof![Just(0), -3000_i64..3000], 2..=6);
    (clocks, prop::collection::vec(happening, 1..70))
}

fn pick(store: &Store, table: Table, at: usize) -> String {
    let keys = store.keys(table).unwrap();
    keys.get(at % keys.len().max(1))
        .cloned()
        .unwrap_or_default()
}

fn add(
    to: &mut Transaction<'_>,
    table: Table,
    fields: &[(&'static str, Value)],
) -> store::Result<()> {
    to.insert(table, fields).map(|_| ())
}

fn plan(how: u8) -> Vec<(&'static str, Value)> {
    let day = |day: u8| text(&format!("2026-11-{:02}", day % 9 + 1));
    let (timing, starts, ends, quarter) = match how % 4 {
        0 => (
            "dates",
            day(how),
            day(how.wrapping_add(1).max(how)),
            Value::Integer(4),
        ),
        1 => (
            "quarter",
            Value::Null,
            Value::Null,
            Value::Integer(i64::from(how / 4 % 4) + 1),
        ),
        2 => ("year", Value::Null, Value::Null, Value::Null),
        _ => ("upon-consultation", Value::Null, Value::Null, Value::Null),
    };
    vec![
        ("timing", text(timing)),
        ("starts", starts),
        ("ends", ends),
        ("quarter", quarter),
    ]
}

#[allow(
    clippy::too_many_lines,
    reason = "a list of what can be done, a few lines each"
)]
fn write(desk: &mut Desk, deed: &Deed) -> store::Result<()> {
    let key = |table, at: &usize| pick(&desk.store, table, *at);
    let person = |at| key(Table::Person, at);
    let organisation = |at| key(Table::Organisation, at);
    let event = |at| key(Table::Event, at);
    let item = |at| key(Table::AgendaItem, at);
    let part = |at| key(Table::Participation, at);
    match deed {
        Deed::AddPerson(name) => {
            let fields = [("family_name", text(name))];
            desk.write(|to| add(to, Table::Person, &fields))
        }
        Deed::RenamePerson(at, family, given) => {
            let id = person(at);
            let said = |name: &Option<String>| text(name.as_deref().unwrap_or_default());
            let fields = [("family_name", said(family)), ("given_name", said(given))];
            desk.write(|to| to.update(Table::Person, &id, &fields))
        }
        Deed::DeletePerson(at) => {
            let id = person(at);
            desk.write(|to| to.delete(Table::Person, &id))
        }
        Deed::MergePeople(a, b) => {
            let (kept, other) = (person(a), person(b));
            if kept == other {
                return Ok(());
            }
            desk.write(|to| {
                to.merge(Table::Person, &kept, &other, &|_, kept, other| {
                    domain::merge::combined(kept, other).0
                })?;
                to.insert_as(Table::MergedPerson, &other, &[("person", text(&kept))])
            })
        }
        Deed::AddOrganisation(name) => {
            let fields = [("name", text(name)), ("kind", text("other"))];
            desk.write(|to| add(to, Table::Organisation, &fields))
        }
        Deed::PutUnder(a, b) => {
            let (id, parent) = (organisation(a), organisation(b));
            if lies_within(&desk.store, Table::Organisation, &parent, &id) {
                return Ok(());
            }
            desk.write(|to| to.update(Table::Organisation, &id, &[("parent", text(&parent))]))
        }
        Deed::DeleteOrganisation(at) => {
            let id = organisation(at);
            desk.write(|to| to.delete(Table::Organisation, &id))
        }
        Deed::WorkFor(a, b) => {
            let (id, at) = (person(a), organisation(b));
            desk.write(|to| to.update(Table::Person, &id, &[("organisation", text(&at))]))
        }
        Deed::AddEvent(title) => {
            let fields = event_fields(title);
            desk.write(|to| add(to, Table::Event, &fields))
        }
        Deed::Retitle(at, title) => {
            let id = event(at);
            desk.write(|to| to.update(Table::Event, &id, &[("title", text(title))]))
        }
        Deed::Plan(at, how) => {
            let (id, mut fields) = (event(at), plan(*how));
            fields.push(("zone", Value::Null));
            desk.write(|to| to.update(Table::Event, &id, &fields))
        }
        Deed::Host(a, b) => {
            let (id, host) = (event(a), organisation(b));
            desk.write(|to| to.update(Table::Event, &id, &[("host", text(&host))]))
        }
        Deed::HoldWith(a, b) => {
            let (id, with) = (event(a), event(b));
            desk.write(|to| to.update(Table::Event, &id, &[("associated_event", text(&with))]))
        }
        Deed::DeleteEvent(at) => {
            let id = event(at);
            desk.write(|to| to.delete(Table::Event, &id))
        }
        Deed::TakePart(a, b) => {
            let fields = [("event", text(&event(a))), ("person", text(&person(b)))];
            desk.write(|to| add(to, Table::Participation, &fields))
        }
        Deed::Seat(at, seat) => {
            let id = part(at);
            desk.write(|to| to.update(Table::Participation, &id, &[("seat", text(seat))]))
        }
        Deed::Leave(at) => {
            let id = part(at);
            desk.write(|to| to.delete(Table::Participation, &id))
        }
        Deed::Attend(at, day) => {
            let fields = [
                ("participation", text(&part(at))),
                ("day", text(&format!("2026-11-0{day}"))),
                ("presence", text("present")),
            ];
            desk.write(|to| add(to, Table::AttendanceDay, &fields))
        }
        Deed::AddItem(at, title) => {
            let fields = [
                ("event", text(&event(at))),
                ("title", text(title)),
                ("day", text("2026-11-10")),
                ("place", Value::Real(1.0 / 7.0)),
                ("minutes", Value::Integer(30)),
            ];
            desk.write(|to| add(to, Table::AgendaItem, &fields))
        }
        Deed::PutItemUnder(a, b) => {
            let (id, parent) = (item(a), item(b));
            if lies_within(&desk.store, Table::AgendaItem, &parent, &id) {
                return Ok(());
            }
            desk.write(|to| to.update(Table::AgendaItem, &id, &[("parent", text(&parent))]))
        }
        Deed::DeleteItem(at) => {
            let id = item(at);
            desk.write(|to| to.delete(Table::AgendaItem, &id))
        }
        Deed::Speak(a, b) => {
            let fields = [
                ("agenda_item", text(&item(a))),
                ("participation", text(&part(b))),
            ];
            desk.write(|to| add(to, Table::AgendaSpeaker, &fields))
        }
        Deed::Task(a, b) => {
            let fields = [
                ("event", text(&event(a))),
                ("title", text("Book the hall")),
                ("owner", text(&person(b))),
            ];
            desk.write(|to| add(to, Table::Task, &fields))
        }
        Deed::Setting(key, value) => {
            let key = format!("setting {key}");
            let value = [("value", text(value))];
            desk.write(|to| match to.update(Table::Setting, &key, &value) {
                Err(StoreError::NoSuchRecord { .. }) => to.insert_as(Table::Setting, &key, &value),
                other => other,
            })
        }
        Deed::Undo => desk.store.undo(&mut desk.hand()).map(|_| ()),
        Deed::Redo => desk.store.redo(&mut desk.hand()).map(|_| ()),
        Deed::Decide(at, this) => {
            let all = desk.store.disagreements().unwrap();
            let Some(one) = all.get(at % all.len().max(1)) else {
                return Ok(());
            };
            let which = if *this { Keep::This } else { Keep::That };
            desk.store
                .keep(&mut desk.hand(), &one.id, which)
                .map(|_| ())
        }
    }
}

/// Whether a record is another or lies within it; the program lets nobody make a circle.
fn lies_within(store: &Store, table: Table, record: &str, other: &str) -> bool {
    let mut id = record.to_owned();
    for _ in 0..100 {
        if id == other {
            return true;
        }
        let parent = store.record(table, &id).ok().and_then(|fields| {
            fields
                .get("parent")
                .and_then(|parent| parent.as_str())
                .map(str::to_owned)
        });
        match parent {
            Some(parent) => id = parent,
            None => return false,
        }
    }
    panic!("a circle was made")
}

fn happen(desks: &mut [Desk], post: &mut Vec<Vec<u8>>, happening: &Happening) {
    let count = desks.len();
    match happening {
        Happening::Does(at, deed) => match write(&mut desks[at % count], deed) {
            Ok(())
            | Err(
                StoreError::NoSuchRecord { .. } | StoreError::Refused(_) | StoreError::NothingTo(_),
            ) => {}
            Err(other) => panic!("{deed:?}: {other}"),
        },
        Happening::Posts(from, to, what) => {
            let scope = match what % 4 {
                0 => Scope::All,
                1 => {
                    let event = pick(
                        &desks[from % count].store,
                        Table::Event,
                        usize::from(what / 4),
                    );
                    let Ok(event) = event.parse::<EventId>() else {
                        return;
                    };
                    Scope::Event(event)
                }
                _ => Scope::Since(desks[to % count].store.vector().unwrap()),
            };
            let purpose = if what / 16 % 3 == 0 {
                Purpose::Results
            } else {
                Purpose::All
            };
            post.push(desks[from % count].pack_for(purpose, &scope));
        }
        Happening::Takes(pack, at) => {
            if let Some(pack) = post.get(pack % post.len().max(1)) {
                desks[at % count].take(pack);
            }
        }
    }
}

/// Whoever takes the other side and undoes that has it to decide again, and so has everybody else.
fn decide_and_undo(desks: &mut [Desk]) -> Result<(), TestCaseError> {
    let listed = |desk: &Desk| {
        let mut all = desk.store.disagreements().unwrap();
        // What a record is called is read from what was last written of it, here.
        for one in &mut all {
            one.name = None;
        }
        all
    };
    let before = listed(&desks[0]);
    let mut of_one = before
        .iter()
        .filter(|one| one.same_as.is_none() && one.within.is_none());
    let Some(one) = of_one.next() else {
        return Ok(());
    };
    let steps = desks[0].store.last_transaction().unwrap();
    let mut hand = desks[0].hand();
    match desks[0].store.keep(&mut hand, &one.id, Keep::That) {
        Err(StoreError::NoSuchRecord { .. } | StoreError::Refused(_)) => return Ok(()),
        kept => kept.unwrap(),
    };
    if desks[0].store.last_transaction().unwrap() != steps + 1 {
        // What had been held back came with it, and is a step of its own: to undo that is a decision, too.
        exchange(desks);
        return Ok(());
    }
    desks[0].store.undo(&mut hand).unwrap();
    prop_assert!(listed(&desks[0]).contains(one));
    exchange(desks);
    for desk in desks {
        prop_assert_eq!(&listed(desk), &before);
    }
    Ok(())
}

/// Runs what happens, has everybody tell everybody, and compares.
fn run(clocks: &[i64], happenings: &[Happening]) -> Result<(), TestCaseError> {
    let mut desks: Vec<Desk> = (0..clocks.len())
        .map(|at| Desk::new(&format!("office {at}")))
        .collect();
    for (desk, days) in desks.iter_mut().zip(clocks) {
        desk.skew = TimeDelta::days(*days);
    }
    let mut post = Vec::new();
    for happening in happenings {
        happen(&mut desks, &mut post, happening);
    }
    exchange(&mut desks);
    decide_and_undo(&mut desks)?;
    for pack in &post {
        // What comes late, or again, changes nothing.
        let taken = desks[0].take(pack);
        prop_assert_eq!((taken.facts, taken.change), (0, None));
    }
    // Somebody who joins last learns it all at once.
    let mut newcomer = Desk::new("newcomer");
    newcomer.take(&desks[0].pack(&Scope::All));
    desks.push(newcomer);
    let (first, others) = desks.split_first().unwrap();
    for other in others {
        prop_assert_eq!(first.store.dump().unwrap(), other.store.dump().unwrap());
        prop_assert_eq!(
            first.store.fact_lines().unwrap(),
            other.store.fact_lines().unwrap()
        );
        prop_assert_eq!(
            first.store.disagreements().unwrap(),
            other.store.disagreements().unwrap()
        );
    }
    for desk in &desks {
        prop_assert!(desk.is_sound());
    }
    Ok(())
}

/// What a longer run says in the environment (`cargo xtask soak`).
fn said(variable: &str) -> Option<u32> {
    std::env::var(variable).ok()?.parse().ok()
}

/// As many cases as `PACK_CASES` says, or as come to an end in `PACK_MINUTES`; a hundred where nothing is said.
#[test]
fn stores_that_exchange_packs_in_any_order_end_the_same() {
    let minutes = said("PACK_MINUTES").map(|minutes| Duration::from_secs(u64::from(minutes) * 60));
    let config = ProptestConfig {
        cases: said("PACK_CASES").unwrap_or(100),
        failure_persistence: None,
        max_shrink_iters: 3000,
        ..ProptestConfig::default()
    };
    let begun = Instant::now();
    loop {
        let mut runner = TestRunner::new(config.clone());
        let tried = runner.run(&happenings(), |(clocks, happenings)| {
            run(&clocks, &happenings)
        });
        if let Err(error) = tried {
            panic!("{error}");
        }
        if minutes.is_none_or(|minutes| begun.elapsed() >= minutes) {
            return;
        }
    }
}
