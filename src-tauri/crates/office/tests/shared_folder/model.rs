//! An hour's worth of random edits at two or three desks over one shared folder, with files that come half, late, in
//! any order and again.

use std::fs;

use chrono::TimeDelta;
use proptest::prelude::*;
use store::{StoreError, Table, Value};

use crate::desk::{Desk, Sync, event_fields, files, text, wait};

#[derive(Debug, Clone)]
enum Deed {
    AddPerson(String),
    Rename(usize, String),
    DeletePerson(usize),
    AddEvent(String),
    Retitle(usize, String),
    DeleteEvent(usize),
    TakePart(usize, usize),
    Seat(usize, String),
    Leave(usize),
    Erase(usize),
    Undo,
    Redo,
}

#[derive(Debug, Clone)]
enum Happening {
    Does(usize, Deed),
    Exchanges(usize),
    /// The syncing program takes up what a copy has.
    Uploads(usize),
    /// It brings one file to a copy, so many per cent of it.
    Brings(usize, usize, usize),
    /// It brings removals.
    Clears(usize),
    /// It makes a conflict's copy of a file.
    Doubles(usize, usize),
    Waits(i64),
}

fn happenings() -> impl Strategy<Value = (Vec<i64>, bool, Vec<Happening>)> {
    let one = || 0_usize..8;
    let name = || "[a-z가-힣王李]{1,4}";
    let deed = prop_oneof![
        3 => name().prop_map(Deed::AddPerson),
        3 => (one(), name()).prop_map(|(at, name)| Deed::Rename(at, name)),
        1 => one().prop_map(Deed::DeletePerson),
        2 => name().prop_map(Deed::AddEvent),
        4 => (one(), name()).prop_map(|(at, name)| Deed::Retitle(at, name)),
        1 => one().prop_map(Deed::DeleteEvent),
        3 => (one(), one()).prop_map(|(a, b)| Deed::TakePart(a, b)),
        2 => (one(), name()).prop_map(|(at, name)| Deed::Seat(at, name)),
        1 => one().prop_map(Deed::Leave),
        1 => one().prop_map(Deed::Erase),
        3 => Just(Deed::Undo),
        2 => Just(Deed::Redo),
    ];
    let desk = 0_usize..3;
    let happening = prop_oneof![
        8 => (desk.clone(), deed).prop_map(|(at, deed)| Happening::Does(at, deed)),
        6 => desk.clone().prop_map(Happening::Exchanges),
        3 => desk.clone().prop_map(Happening::Uploads),
        4 => (desk.clone(), 0_usize..20, prop_oneof![Just(100_usize), 0_usize..100])
            .prop_map(|(at, file, percent)| Happening::Brings(at, file, percent)),
        1 => desk.clone().prop_map(Happening::Clears),
        1 => (desk, 0_usize..20).prop_map(|(at, file)| Happening::Doubles(at, file)),
        2 => (1_i64..4000).prop_map(Happening::Waits),
    ];
    let clocks = prop::collection::vec(prop_oneof![Just(0), -300_i64..300], 2..=3);
    (
        clocks,
        any::<bool>(),
        prop::collection::vec(happening, 1..90),
    )
}

fn pick(desk: &Desk, table: Table, at: usize) -> String {
    let keys = desk.store.keys(table).unwrap();
    keys.get(at % keys.len().max(1))
        .cloned()
        .unwrap_or_default()
}

fn does(desk: &mut Desk, deed: &Deed) -> store::Result<()> {
    let add = |desk: &mut Desk, table, fields: &[(&'static str, Value)]| {
        desk.write(|to| to.insert(table, fields).map(|_| ()))
    };
    let set = |desk: &mut Desk, table, at, field, value: &str| {
        let id = pick(desk, table, at);
        desk.write(|to| to.update(table, &id, &[(field, text(value))]))
    };
    // The window does not let anybody write on the record of somebody who is erased.
    let erased = |desk: &Desk, table, at| {
        let id = pick(desk, table, at);
        let fields = desk.store.record(table, &id).unwrap_or_default();
        let person = fields.get("person").and_then(|person| person.as_str());
        let erased = desk.store.keys(Table::ErasedPerson).unwrap();
        erased
            .iter()
            .any(|key| *key == id || Some(key.as_str()) == person)
    };
    let delete = |desk: &mut Desk, table, at| {
        let id = pick(desk, table, at);
        desk.write(|to| to.delete(table, &id))
    };
    match deed {
        Deed::AddPerson(name) => add(desk, Table::Person, &[("family_name", text(name))]),
        Deed::Rename(at, _) if erased(desk, Table::Person, *at) => Ok(()),
        Deed::Seat(at, _) if erased(desk, Table::Participation, *at) => Ok(()),
        Deed::Rename(at, name) => set(desk, Table::Person, *at, "given_name", name),
        Deed::DeletePerson(at) => delete(desk, Table::Person, *at),
        Deed::AddEvent(title) => add(desk, Table::Event, &event_fields(title)),
        Deed::Retitle(at, title) => set(desk, Table::Event, *at, "title", title),
        Deed::DeleteEvent(at) => delete(desk, Table::Event, *at),
        Deed::TakePart(a, b) => {
            let (event, person) = (pick(desk, Table::Event, *a), pick(desk, Table::Person, *b));
            let fields = [("event", text(&event)), ("person", text(&person))];
            add(desk, Table::Participation, &fields)
        }
        Deed::Seat(at, number) => set(desk, Table::Participation, *at, "seat", number),
        Deed::Leave(at) => delete(desk, Table::Participation, *at),
        Deed::Erase(at) => {
            let Ok(person) = pick(desk, Table::Person, *at).parse() else {
                return Ok(());
            };
            let mut hand = desk.hand();
            desk.store
                .erase_person(&mut hand, person, |_| Ok(None))
                .map(|_| ())
        }
        Deed::Undo => desk.undo(),
        Deed::Redo => {
            let mut hand = desk.hand();
            desk.store.redo(&mut hand).map(|_| ())
        }
    }
}

fn happen(desks: &mut [Desk], sync: &mut Sync, happening: &Happening) {
    let (count, copies) = (desks.len(), sync.views.len());
    match happening {
        Happening::Does(at, deed) => match does(&mut desks[at % count], deed) {
            Ok(())
            | Err(
                StoreError::NoSuchRecord { .. }
                | StoreError::Refused(_)
                | StoreError::NothingTo(_)
                | StoreError::ChangedBeside { .. },
            ) => {}
            Err(other) => panic!("{deed:?}: {other}"),
        },
        Happening::Exchanges(at) => match desks[at % count].try_exchange() {
            // Nothing of it has arrived there again yet.
            Err(error) if error.to_string().contains("was emptied") => {}
            other => drop(other.unwrap()),
        },
        Happening::Uploads(at) => sync.upload(at % copies),
        Happening::Brings(at, file, percent) => {
            let missing = sync.missing(at % copies);
            if let Some(name) = missing.get(file % missing.len().max(1)) {
                sync.bring(at % copies, name, *percent);
            }
        }
        Happening::Clears(at) => sync.clear(at % copies),
        Happening::Doubles(at, file) => {
            let view = sync.view(at % copies);
            let there = files(&view);
            if let Some((name, content)) = there.iter().nth(file % there.len().max(1)) {
                let name = name.replace(".pack", ".sync-conflict-20261101-000000-ABCDEFG.pack");
                fs::write(view.join(name), content).unwrap();
            }
        }
        Happening::Waits(seconds) => wait(*seconds),
    }
}

/// Everybody exchanges and everything arrives, until nothing more happens.
pub(crate) fn come_to_rest(desks: &mut [Desk], sync: &mut Sync) {
    for _ in 0..12 {
        sync.settle();
        let mut quiet = true;
        for desk in desks.iter_mut() {
            let done = desk.exchange();
            quiet &= (done.taken, done.written) == (0, 0);
        }
        if quiet {
            return;
        }
    }
    panic!("they never come to an end");
}

pub(crate) fn all_the_same(desks: &[Desk]) {
    let (first, others) = desks.split_first().unwrap();
    for other in others {
        assert_eq!(first.store.dump().unwrap(), other.store.dump().unwrap());
        // An erasure rewrites what was said of somebody, which is not the same everywhere: each knew another value before.
        if first.store.keys(Table::ErasedPerson).unwrap().is_empty() {
            assert_eq!(
                first.store.fact_lines().unwrap(),
                other.store.fact_lines().unwrap()
            );
        }
        assert_eq!(
            first.store.disagreements().unwrap(),
            other.store.disagreements().unwrap()
        );
    }
    for desk in desks {
        assert_eq!(desk.state().waiting, []);
        let report = desk.store.check(desk.own.path(), &mut desk.hand()).unwrap();
        assert!(report.is_sound(), "{report:?}");
    }
}

fn run(clocks: &[i64], network: bool, happenings: &[Happening]) {
    // A network drive is one folder for all; a program that syncs gives each a copy.
    let mut sync = Sync::new(if network { 1 } else { clocks.len() });
    let mut desks: Vec<Desk> = Vec::new();
    for (at, days) in clocks.iter().enumerate() {
        let view = sync.view(if network { 0 } else { at });
        let key = desks.first().map(Desk::key);
        let mut desk = Desk::sharing(&format!("desk {at}"), &view, key.as_ref());
        desk.skew = TimeDelta::days(*days);
        desks.push(desk);
    }
    for happening in happenings {
        happen(&mut desks, &mut sync, happening);
    }
    come_to_rest(&mut desks, &mut sync);
    // Who joins last learns all from the folder alone.
    let mut newcomer = Desk::sharing("newcomer", &sync.view(0), Some(&desks[0].key()));
    newcomer.exchange();
    desks.push(newcomer);
    come_to_rest(&mut desks, &mut sync);
    all_the_same(&desks);
}

/// How many cases are tried; a longer run says so in `PACK_CASES`.
fn cases() -> u32 {
    let said = std::env::var("PACK_CASES").ok();
    said.and_then(|cases| cases.parse().ok()).unwrap_or(40)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(), failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default()
    })]

    #[test]
    fn desks_over_one_folder_end_the_same((clocks, network, happenings) in happenings()) {
        run(&clocks, network, &happenings);
    }
}
