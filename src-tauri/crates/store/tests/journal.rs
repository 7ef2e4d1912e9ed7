//! The journal: undo gives back what was, redo what became of it, replay the whole.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use store::view::{EventQuery, Operation, Window};
use store::{Hand, Store, StoreError, Table, Value};
use uuid::Uuid;

fn start() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

/// A hand whose keys and times follow from nothing but their number.
fn hand() -> Hand {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let seconds = i64::try_from(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap();
    Hand::new(
        start() + TimeDelta::seconds(seconds),
        "tester",
        Uuid::now_v7,
    )
}

struct Desk {
    store: Store,
    folder: tempfile::TempDir,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("desk.sqlite3"), start()).unwrap();
    Desk { store, folder }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn event_fields(title: &str) -> Vec<(&'static str, Value)> {
    vec![
        ("kind", text("symposium")),
        ("title", text(title)),
        ("timing", text("year")),
        ("year", Value::Integer(2026)),
        ("created", text("2026-11-01T00:00:00Z")),
    ]
}

fn add_event(store: &mut Store, title: &str) -> String {
    let (id, _) = store
        .write(&mut hand(), "Plan event", |to| {
            to.insert(Table::Event, &event_fields(title))
        })
        .unwrap();
    id.to_string()
}

/// What a random hand does to the store.
#[derive(Debug, Clone)]
enum Step {
    AddPerson(String),
    RenamePerson(usize, String),
    DeletePerson(usize),
    AddEvent(String),
    RenameEvent(usize, Option<String>),
    DeleteEvent(usize),
    TakePart(usize, usize),
    AddItem(usize, String, u32),
    HoldWith(usize, usize),
    Undo,
    Redo,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let name = "[a-zA-Z가-힣а-я王李\"\\\\', 🌬]{1,12}";
    let any = 0_usize..6;
    let step = prop_oneof![
        name.prop_map(Step::AddPerson),
        (any.clone(), name).prop_map(|(at, name)| Step::RenamePerson(at, name)),
        any.clone().prop_map(Step::DeletePerson),
        name.prop_map(Step::AddEvent),
        (any.clone(), prop::option::of(name)).prop_map(|(at, name)| Step::RenameEvent(at, name)),
        any.clone().prop_map(Step::DeleteEvent),
        (any.clone(), any.clone()).prop_map(|(event, person)| Step::TakePart(event, person)),
        (any.clone(), name, 1_u32..600)
            .prop_map(|(at, name, minutes)| Step::AddItem(at, name, minutes)),
        (any.clone(), any).prop_map(|(a, b)| Step::HoldWith(a, b)),
        Just(Step::Undo),
        Just(Step::Redo),
    ];
    prop::collection::vec(step, 1..40)
}

fn ids(store: &Store, table: &str) -> Vec<String> {
    let prefix = format!("{table} '");
    store
        .dump()
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix(&prefix))
        .map(|rest| rest.chars().take(36).collect())
        .collect()
}

/// Does one step; a step that the store refuses (no such record, a second participation) is none.
fn take(store: &mut Store, step: &Step) {
    let pick =
        |ids: &[String], at: usize| ids.get(at % ids.len().max(1)).cloned().unwrap_or_default();
    let people = ids(store, "person");
    let events = ids(store, "event");
    let mut hand = hand();
    let done = match step {
        Step::Undo => store.undo(&mut hand).map(|_| ()),
        Step::Redo => store.redo(&mut hand).map(|_| ()),
        written => store
            .write(&mut hand, "Step", |to| match written {
                Step::AddPerson(name) => to
                    .insert(Table::Person, &[("family_name", text(name))])
                    .map(|_| ()),
                Step::RenamePerson(at, name) => to.update(
                    Table::Person,
                    &pick(&people, *at),
                    &[
                        ("family_name", text(name)),
                        ("native_name", text(name)),
                        ("visa_letter", Value::Integer(1)),
                    ],
                ),
                Step::DeletePerson(at) => to.delete(Table::Person, &pick(&people, *at)),
                Step::AddEvent(title) => to.insert(Table::Event, &event_fields(title)).map(|_| ()),
                Step::RenameEvent(at, venue) => to.update(
                    Table::Event,
                    &pick(&events, *at),
                    &[("venue", venue.as_deref().map_or(Value::Null, text))],
                ),
                Step::DeleteEvent(at) => to.delete(Table::Event, &pick(&events, *at)),
                Step::TakePart(event, person) => to
                    .insert(
                        Table::Participation,
                        &[
                            ("event", text(&pick(&events, *event))),
                            ("person", text(&pick(&people, *person))),
                        ],
                    )
                    .map(|_| ()),
                Step::AddItem(event, title, minutes) => to
                    .insert(
                        Table::AgendaItem,
                        &[
                            ("event", text(&pick(&events, *event))),
                            ("title", text(title)),
                            ("day", text("2026-11-10")),
                            ("place", Value::Real(f64::from(*minutes) / 7.0)),
                            ("minutes", Value::Integer(i64::from(*minutes))),
                        ],
                    )
                    .map(|_| ()),
                Step::HoldWith(a, b) => to.update(
                    Table::Event,
                    &pick(&events, *a),
                    &[("associated_event", text(&pick(&events, *b)))],
                ),
                Step::Undo | Step::Redo => Ok(()),
            })
            .map(|_| ()),
    };
    match done {
        Ok(())
        | Err(
            StoreError::NoSuchRecord { .. } | StoreError::Refused(_) | StoreError::NothingTo(_),
        ) => {}
        Err(other) => panic!("{step:?}: {other}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_gives_the_store_as_it_was_and_redoing_as_it_became(steps in steps()) {
        let mut desk = desk();
        let empty = desk.store.dump().unwrap();
        for step in &steps {
            take(&mut desk.store, step);
        }
        let full = desk.store.dump().unwrap();
        let mut undone = 0;
        let refusal = loop {
            match desk.store.undo(&mut hand()) {
                Ok(_) => undone += 1,
                Err(error) => break error,
            }
        };
        prop_assert!(matches!(refusal, StoreError::NothingTo("undo")), "{}", refusal);
        prop_assert_eq!(desk.store.dump().unwrap(), empty);
        // Steps that were taken back before the end could be redone after these; they are not.
        for _ in 0..undone {
            desk.store.redo(&mut hand()).unwrap();
        }
        prop_assert_eq!(desk.store.dump().unwrap(), full);
    }

    #[test]
    fn replaying_the_journal_over_an_empty_store_gives_the_same_store(steps in steps()) {
        let mut original = desk();
        for step in &steps {
            take(&mut original.store, step);
        }
        let mut replayed = desk();
        original.store.replay_into(&mut replayed.store, &mut hand()).unwrap();
        prop_assert_eq!(original.store.dump().unwrap(), replayed.store.dump().unwrap());
        let report = original.store.check(original.folder.path(), &mut hand()).unwrap();
        prop_assert!(report.is_sound(), "{:?}", report);
    }
}

#[test]
fn undo_and_redo_work_after_a_restart_and_name_the_step() {
    let mut desk = desk();
    let id = add_event(&mut desk.store, "Symposium");
    desk.store
        .write(&mut hand(), "Rename event", |to| {
            to.update(Table::Event, &id, &[("title", text("대기 symposium"))])
        })
        .unwrap();
    let path = desk.store.path().to_owned();
    drop(desk.store);
    let mut store = Store::open(&path, start()).unwrap();
    assert_eq!(store.steps().unwrap().undo.as_deref(), Some("Rename event"));
    store.undo(&mut hand()).unwrap();
    drop(store);
    let mut store = Store::open(&path, start()).unwrap();
    assert_eq!(store.steps().unwrap().redo.as_deref(), Some("Rename event"));
    assert_eq!(
        store.events(&EventQuery::default()).unwrap().rows[0].title,
        "Symposium"
    );
    store.redo(&mut hand()).unwrap();
    assert_eq!(
        store.events(&EventQuery::default()).unwrap().rows[0].title,
        "대기 symposium"
    );
}

#[test]
fn a_new_step_leaves_nothing_to_redo() {
    let mut desk = desk();
    add_event(&mut desk.store, "A");
    desk.store.undo(&mut hand()).unwrap();
    add_event(&mut desk.store, "B");
    assert_eq!(desk.store.steps().unwrap().redo, None);
    assert!(matches!(
        desk.store.redo(&mut hand()),
        Err(StoreError::NothingTo("redo"))
    ));
}

#[test]
fn a_step_that_fails_leaves_no_trace() {
    let mut desk = desk();
    let before = desk.store.dump().unwrap();
    let failed = desk.store.write(&mut hand(), "Half a step", |to| {
        to.insert(Table::Event, &event_fields("A"))?;
        to.insert(Table::Event, &event_fields(""))
    });
    assert!(failed.is_err());
    assert_eq!(desk.store.dump().unwrap(), before);
    assert!(desk.store.is_empty().unwrap());
}

#[test]
fn no_table_can_be_written_past_the_journal() {
    let mut desk = desk();
    let id = add_event(&mut desk.store, "A");
    let other = rusqlite::Connection::open(desk.store.path()).unwrap();
    let written = other.execute("UPDATE event SET title = 'B' WHERE id = ?1", [&id]);
    assert!(
        written.is_err(),
        "another program changed a table without the journal"
    );
    assert_eq!(
        desk.store.events(&EventQuery::default()).unwrap().rows[0].title,
        "A"
    );
}

#[test]
fn history_tells_who_changed_what_and_an_old_value_can_be_put_back() {
    let mut desk = desk();
    let id = add_event(&mut desk.store, "First title");
    desk.store
        .write(&mut hand(), "Rename event", |to| {
            to.update(Table::Event, &id, &[("title", text("Second title"))])
        })
        .unwrap();
    let history = desk.store.history(Some(&id), Window::default()).unwrap();
    assert_eq!(history.total, 2);
    let latest = &history.rows[0];
    assert_eq!(
        (latest.label.as_str(), latest.actor.as_str()),
        ("Rename event", "tester")
    );
    assert_eq!(latest.operation, Operation::Update);
    assert_eq!(latest.fields.len(), 1);
    assert_eq!(
        (latest.fields[0].old.as_str(), latest.fields[0].new.as_str()),
        (Some("First title"), Some("Second title"))
    );
    let seq = latest.seq;
    desk.store.put_back(&mut hand(), seq, "title").unwrap();
    assert_eq!(
        desk.store.events(&EventQuery::default()).unwrap().rows[0].title,
        "First title"
    );
}

#[test]
fn the_history_of_an_event_holds_that_of_its_agenda_also_after_the_item_is_gone() {
    let mut desk = desk();
    let id = add_event(&mut desk.store, "A");
    let (item, _) = desk
        .store
        .write(&mut hand(), "Add agenda item", |to| {
            to.insert(
                Table::AgendaItem,
                &[
                    ("event", text(&id)),
                    ("title", text("Opening")),
                    ("day", text("2026-11-10")),
                    ("place", Value::Real(1.0)),
                    ("minutes", Value::Integer(10)),
                ],
            )
        })
        .unwrap();
    desk.store
        .write(&mut hand(), "Delete agenda item", |to| {
            to.delete(Table::AgendaItem, &item.to_string())
        })
        .unwrap();
    let labels: Vec<String> = desk
        .store
        .history(Some(&id), Window::default())
        .unwrap()
        .rows
        .into_iter()
        .map(|entry| entry.label)
        .collect();
    assert_eq!(
        labels,
        ["Delete agenda item", "Add agenda item", "Plan event"]
    );
}

/// An event with one item and one speaker, Kim Min-jun, and its host.
fn meeting(store: &mut Store) -> [String; 5] {
    let (ids, _) = store
        .write(&mut hand(), "Plan event", |to| {
            let host = to.insert(
                Table::Organisation,
                &[("name", text("Ministry of Air")), ("kind", text("other"))],
            )?;
            let event = to.insert(Table::Event, &event_fields("A"))?;
            to.update(
                Table::Event,
                &event.to_string(),
                &[("host", text(&host.to_string()))],
            )?;
            let person = to.insert(
                Table::Person,
                &[
                    ("family_name", text("Kim")),
                    ("given_name", text("Min-jun")),
                    ("name_order", text("family-first")),
                ],
            )?;
            let part = to.insert(
                Table::Participation,
                &[
                    ("event", text(&event.to_string())),
                    ("person", text(&person.to_string())),
                ],
            )?;
            let item = to.insert(
                Table::AgendaItem,
                &[
                    ("event", text(&event.to_string())),
                    ("title", text("Opening")),
                    ("day", text("2026-11-10")),
                    ("place", Value::Real(1.0)),
                    ("minutes", Value::Integer(10)),
                ],
            )?;
            to.insert(
                Table::AgendaSpeaker,
                &[
                    ("agenda_item", text(&item.to_string())),
                    ("participation", text(&part.to_string())),
                ],
            )?;
            Ok([event, item, person, part, host])
        })
        .unwrap();
    ids.map(|id| id.to_string())
}

#[test]
fn the_history_of_an_event_holds_what_went_and_came_back_with_its_agenda_item() {
    let mut desk = desk();
    let [event, item, ..] = meeting(&mut desk.store);
    desk.store
        .write(&mut hand(), "Delete agenda item", |to| {
            to.delete(Table::AgendaItem, &item)
        })
        .unwrap();
    desk.store.undo(&mut hand()).unwrap();
    desk.store.redo(&mut hand()).unwrap();
    let history = desk.store.history(Some(&event), Window::default()).unwrap();
    let speaker: Vec<_> = history
        .rows
        .iter()
        .filter(|entry| entry.table == "agenda_speaker")
        .map(|entry| (entry.label.as_str(), entry.operation))
        .collect();
    assert_eq!(
        speaker,
        [
            ("Redo: Delete agenda item", Operation::Delete),
            ("Undo: Delete agenda item", Operation::Insert),
            ("Delete agenda item", Operation::Delete),
            ("Plan event", Operation::Insert),
        ]
    );
}

#[test]
fn history_calls_what_a_field_refers_to_by_its_name_also_after_it_is_gone() {
    let mut desk = desk();
    let [event, _, person, part, host] = meeting(&mut desk.store);
    for gone in [false, true] {
        if gone {
            desk.store
                .write(&mut hand(), "Delete", |to| {
                    to.delete(Table::Person, &person)?;
                    to.delete(Table::Organisation, &host)
                })
                .unwrap();
        }
        let history = desk.store.history(Some(&event), Window::default()).unwrap();
        let of = |table: &str, operation: Operation| {
            let mut rows = history.rows.iter();
            rows.rfind(|entry| entry.table == table && entry.operation == operation)
                .unwrap()
                .clone()
        };
        let speaker = of("agenda_speaker", Operation::Insert);
        assert_eq!(speaker.name.as_deref(), Some("KIM Min-jun"));
        let field = |name: &str| speaker.fields.iter().find(|one| one.field == name).unwrap();
        let participation = field("participation");
        assert_eq!(participation.new, part.as_str());
        assert_eq!(participation.new_name.as_deref(), Some("KIM Min-jun"));
        assert_eq!(field("agenda_item").new_name.as_deref(), Some("Opening"));
        assert_eq!(field("capacity").new_name, None);
        let hosted = of("event", Operation::Update);
        assert_eq!(
            (hosted.name.as_deref(), hosted.fields[0].new_name.as_deref()),
            (Some("A"), Some("Ministry of Air"))
        );
    }
}

#[test]
fn history_names_a_person_by_the_native_name_where_there_is_no_other() {
    let Desk {
        mut store,
        folder: _folder,
    } = desk();
    let (id, _) = store
        .write(&mut hand(), "Add person", |to| {
            to.insert(Table::Person, &[("native_name", text("Батбаяр"))])
        })
        .unwrap();
    let history = store
        .history(Some(&id.to_string()), Window::default())
        .unwrap();
    assert_eq!(history.rows[0].name.as_deref(), Some("Батбаяр"));
}

#[test]
fn undo_gives_a_fraction_back_to_its_last_digit() {
    let mut desk = desk();
    let id = add_event(&mut desk.store, "A");
    desk.store
        .write(&mut hand(), "Add agenda items", |to| {
            for number in 1_u32..2000 {
                to.insert(
                    Table::AgendaItem,
                    &[
                        ("event", text(&id)),
                        ("title", text("Talk")),
                        ("day", text("2026-11-10")),
                        ("place", Value::Real(f64::from(number) / 7.0)),
                        ("minutes", Value::Integer(10)),
                    ],
                )?;
            }
            Ok(())
        })
        .unwrap();
    let before = desk.store.dump().unwrap();
    desk.store
        .write(&mut hand(), "Delete event", |to| {
            to.delete(Table::Event, &id)
        })
        .unwrap();
    desk.store.undo(&mut hand()).unwrap();
    let after = desk.store.dump().unwrap();
    let lost = before.lines().zip(after.lines()).filter(|(a, b)| a != b);
    assert_eq!(lost.count(), 0);
    assert_eq!(before.len(), after.len());
}

#[test]
fn programs_that_undo_at_once_take_back_one_step_each() {
    const STEPS: usize = 8;
    let Desk { mut store, folder } = desk();
    for step in 0..STEPS {
        add_event(&mut store, &format!("Event {step}"));
    }
    let path = folder.path().join("desk.sqlite3");
    let all_open = std::sync::Barrier::new(STEPS);
    std::thread::scope(|scope| {
        for _ in 0..STEPS {
            scope.spawn(|| {
                let mut store = Store::open(&path, start()).unwrap();
                all_open.wait();
                store.undo(&mut hand()).unwrap();
            });
        }
    });
    assert_eq!(store.events(&EventQuery::default()).unwrap().total, 0);
    assert_eq!(store.steps().unwrap().undo, None);
}
