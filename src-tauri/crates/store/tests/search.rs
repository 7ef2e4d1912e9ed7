//! The index of words: it holds what the records say, whatever a step does to them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use chrono::{DateTime, Utc};
use store::{Hand, Store, Table, Value};
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn hand() -> Hand {
    Hand::new(now(), "tester", Uuid::now_v7)
}

fn family(name: &str) -> [(&'static str, Value); 1] {
    [("family_name", Value::Text(name.to_owned()))]
}

fn found(store: &Store, text: &str) -> Vec<String> {
    let hits = store.search(text).unwrap();
    hits.into_iter().map(|hit| hit.name).collect()
}

fn desk() -> (Store, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("desk.symposia"), now()).unwrap();
    (store, folder)
}

#[test]
fn a_record_is_found_by_what_it_says_now_after_every_step_and_undo() {
    let (mut store, _folder) = desk();
    let (id, _) = store
        .write(&mut hand(), "Add", |to| {
            to.insert(Table::Person, &family("Berezina"))
        })
        .unwrap();
    let id = id.to_string();
    assert_eq!(found(&store, "berez"), ["BEREZINA"]);
    store
        .write(&mut hand(), "Rename", |to| {
            to.update(Table::Person, &id, &family("Ozerova"))
        })
        .unwrap();
    assert_eq!(found(&store, "berez"), [""; 0]);
    assert_eq!(found(&store, "o"), ["OZEROVA"]);
    store.undo(&mut hand()).unwrap();
    assert_eq!(found(&store, "berez"), ["BEREZINA"]);
    assert_eq!(found(&store, "ozer"), [""; 0]);
    store
        .write(&mut hand(), "Delete", |to| to.delete(Table::Person, &id))
        .unwrap();
    assert_eq!(found(&store, "berez"), [""; 0]);
    store.undo(&mut hand()).unwrap();
    assert_eq!(found(&store, "berez"), ["BEREZINA"]);
}

#[test]
fn what_one_step_does_to_a_record_again_and_again_is_indexed_as_it_ends() {
    let (mut store, _folder) = desk();
    store
        .write(&mut hand(), "Much at once", |to| {
            let gone = to.insert(Table::Person, &family("Klenova"))?;
            to.delete(Table::Person, &gone.to_string())?;
            // It takes the place in the index that the one before it left.
            let kept = to.insert(Table::Person, &family("Rosina"))?;
            to.update(Table::Person, &kept.to_string(), &family("Vetrova"))?;
            let records: Vec<(Uuid, Vec<Value>)> = (0..250)
                .map(|number| (to.hand.id(), vec![Value::Text(format!("Zimin{number}"))]))
                .collect();
            to.insert_all(Table::Person, &["family_name"], &records)
        })
        .unwrap();
    for (text, names) in [
        ("klen", &[][..]),
        ("rosi", &[]),
        ("vetr", &["VETROVA"]),
        ("zimin249", &["ZIMIN249"]),
    ] {
        assert_eq!(found(&store, text), names, "{text}");
    }
    store.undo(&mut hand()).unwrap();
    assert_eq!(found(&store, "zimin"), [""; 0]);
    assert_eq!(found(&store, "vetr"), [""; 0]);
}

#[test]
fn a_step_that_fails_leaves_the_index_as_it_was() {
    let (mut store, _folder) = desk();
    let failed = store.write(&mut hand(), "Add", |to| {
        to.insert(Table::Person, &family("Travina"))?;
        to.update(Table::Person, "nobody", &family("Travin"))
    });
    assert!(failed.is_err());
    assert_eq!(found(&store, "trav"), [""; 0]);
}
