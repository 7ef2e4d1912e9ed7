//! Decisions about a conflict that are undone.

use serde_json::json;
use store::Table;
use store::pack::{Disagreement, Keep, Scope};

use crate::desk::{Desk, exchange, text};

/// Two offices that gave an event another title each, and heard of it.
fn two_that_differ() -> (Vec<Desk>, String) {
    let mut desks = vec![Desk::new("Ulaanbaatar"), Desk::new("Seoul")];
    let event = desks[0].event("Symposium");
    let pack = desks[0].pack(&Scope::All);
    desks[1].take(&pack);
    for desk in &mut desks {
        let title = format!("{}'s title", desk.name);
        desk.set(Table::Event, &event, &[("title", text(&title))]);
    }
    exchange(&mut desks);
    (desks, event)
}

fn all(desk: &Desk) -> Vec<Disagreement> {
    desk.store.disagreements().unwrap()
}

fn keep(desk: &mut Desk, which: Keep) {
    let (id, mut hand) = (all(desk)[0].id.clone(), desk.hand());
    desk.store.keep(&mut hand, &id, which).unwrap();
    assert_eq!(all(desk), []);
}

fn undo(desk: &mut Desk) {
    let mut hand = desk.hand();
    desk.store.undo(&mut hand).unwrap();
}

fn title(desk: &Desk, event: &str) -> serde_json::Value {
    desk.field(Table::Event, event, "title").unwrap()
}

#[test]
fn what_was_decided_and_undone_is_to_be_decided_again_everywhere() {
    let (mut desks, event) = two_that_differ();
    let before = all(&desks[0]);
    assert_eq!(before.len(), 1);
    for which in [Keep::That, Keep::This] {
        keep(&mut desks[0], which);
        exchange(&mut desks);
        assert_eq!(all(&desks[1]), []);
        undo(&mut desks[0]);
        assert_eq!(all(&desks[0]), before, "at once, with the same sides");
        assert_eq!(all(&desks[1]), [], "who has not heard of it");
        exchange(&mut desks);
        for desk in &desks {
            assert_eq!(all(desk), before);
            assert_eq!(title(desk, &event), json!("Seoul's title"));
        }
    }
    // The other decides now, and the first hears it.
    keep(&mut desks[1], Keep::That);
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(all(desk), []);
        assert_eq!(title(desk, &event), json!("Ulaanbaatar's title"));
    }
}

#[test]
fn a_decision_that_is_done_again_stands_again() {
    let (mut desks, _) = two_that_differ();
    keep(&mut desks[0], Keep::That);
    undo(&mut desks[0]);
    exchange(&mut desks);
    assert_eq!(all(&desks[1]).len(), 1);
    // What came in meanwhile changed no record here, so the step can still be done again.
    let mut hand = desks[0].hand();
    desks[0].store.redo(&mut hand).unwrap();
    assert_eq!(all(&desks[0]), []);
    exchange(&mut desks);
    assert_eq!(all(&desks[1]), []);
}

#[test]
fn what_was_settled_stays_so_when_a_later_edit_is_undone() {
    let (mut desks, event) = two_that_differ();
    keep(&mut desks[0], Keep::This);
    desks[0].set(Table::Event, &event, &[("title", text("Another"))]);
    undo(&mut desks[0]);
    assert_eq!(all(&desks[0]), []);
    exchange(&mut desks);
    assert_eq!(all(&desks[1]), []);
}

#[test]
fn bringing_back_what_another_deleted_can_be_undone_and_is_to_be_decided_again() {
    let (mut desks, event) = two_that_differ();
    keep(&mut desks[0], Keep::This);
    exchange(&mut desks);
    desks[0]
        .write(|to| to.delete(Table::Event, &event))
        .unwrap();
    desks[1].set(Table::Event, &event, &[("city", text("Seoul"))]);
    exchange(&mut desks);
    let before = all(&desks[0]);
    assert_eq!(before.len(), 1);
    keep(&mut desks[0], Keep::That);
    exchange(&mut desks);
    assert_eq!(desks[1].ids(Table::Event), [event]);
    undo(&mut desks[0]);
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(desk.ids(Table::Event), [""; 0]);
        assert_eq!(all(desk), before);
    }
}
