//! What becomes of single edits that two offices make at once.

use domain::pack::Purpose;
use serde_json::json;
use store::pack::{Keep, Scope};
use store::{Table, Value};

use crate::desk::{Desk, exchange, text};

/// Two offices that know the same event, person and part.
fn two() -> ([Desk; 2], [String; 3]) {
    let (mut ulaanbaatar, mut seoul) = (Desk::new("Ulaanbaatar"), Desk::new("Seoul"));
    let event = ulaanbaatar.event("Symposium");
    let person = ulaanbaatar.person("Kim");
    let part = ulaanbaatar.part(&event, &person);
    seoul.take(&ulaanbaatar.pack(&Scope::All));
    ([ulaanbaatar, seoul], [event, person, part])
}

#[test]
fn an_event_goes_over_with_who_takes_part_and_another_does_not() {
    let (mut one, mut other) = (Desk::new("one"), Desk::new("other"));
    let event = one.event("Symposium");
    let second = one.event("Dialogue");
    let person = one.person("Kim");
    let host = one.add(
        Table::Organisation,
        &[("name", text("Ministry")), ("kind", text("other"))],
    );
    one.set(Table::Person, &person, &[("organisation", text(&host))]);
    one.part(&event, &person);
    let stranger = one.person("Lee");
    one.part(&second, &stranger);
    // Whoever only reads can make it: the window's writer need not wait for it.
    let (mut pack, reader) = (Vec::new(), one.store.reader().unwrap());
    let scope = Scope::Event(event.parse().unwrap());
    reader
        .tell(&one.sending(Purpose::All, &scope), &mut pack)
        .unwrap();
    other.take(&pack);
    assert_eq!(other.ids(Table::Event), [event]);
    assert_eq!(other.ids(Table::Person), [person]);
    assert_eq!(other.ids(Table::Organisation), [host]);
    assert_eq!(other.ids(Table::Participation).len(), 1);
    assert_eq!(
        other
            .store
            .vector()
            .unwrap()
            .of(&one.store.device().unwrap()),
        -1,
        "it has not seen all"
    );
    let mut desks = [one, other];
    exchange(&mut desks);
    assert_eq!(
        desks[0].store.dump().unwrap(),
        desks[1].store.dump().unwrap()
    );
}

#[test]
fn a_field_that_two_changed_is_shown_with_both_values_and_deciding_travels() {
    let ([mut one, mut other], [event, ..]) = two();
    one.set(
        Table::Event,
        &event,
        &[("title", text("Ulaanbaatar's title"))],
    );
    other.set(Table::Event, &event, &[("title", text("Seoul's title"))]);
    other.set(Table::Event, &event, &[("city", text("Seoul"))]);
    let mut desks = [one, other];
    exchange(&mut desks);
    for desk in &desks {
        let all = desk.store.disagreements().unwrap();
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].fields, ["title"]);
        assert_eq!(
            (all[0].stands.actor.as_str(), all[0].other.actor.as_str()),
            ("Seoul", "Ulaanbaatar")
        );
        let value = |told: &store::pack::Told| told.values.as_ref().unwrap()["title"].clone();
        assert_eq!(value(&all[0].stands), json!("Seoul's title"));
        assert_eq!(value(&all[0].other), json!("Ulaanbaatar's title"));
        assert_eq!(
            desk.field(Table::Event, &event, "title"),
            Some(json!("Seoul's title"))
        );
        assert_eq!(
            desk.field(Table::Event, &event, "city"),
            Some(json!("Seoul"))
        );
    }
    let id = desks[0].store.disagreements().unwrap()[0].id.clone();
    let mut hand = desks[0].hand();
    desks[0].store.keep(&mut hand, &id, Keep::That).unwrap();
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(
            desk.field(Table::Event, &event, "title"),
            Some(json!("Ulaanbaatar's title"))
        );
        assert_eq!(desk.store.disagreements().unwrap(), []);
    }
}

#[test]
fn keeping_what_stands_settles_it_everywhere() {
    let ([mut one, mut other], [event, ..]) = two();
    one.set(Table::Event, &event, &[("title", text("A"))]);
    other.set(Table::Event, &event, &[("title", text("B"))]);
    let mut desks = [one, other];
    exchange(&mut desks);
    let id = desks[1].store.disagreements().unwrap()[0].id.clone();
    let mut hand = desks[1].hand();
    desks[1].store.keep(&mut hand, &id, Keep::This).unwrap();
    exchange(&mut desks);
    assert_eq!(desks[0].store.disagreements().unwrap(), []);
    assert_eq!(
        desks[0].field(Table::Event, &event, "title"),
        Some(json!("B"))
    );
}

#[test]
fn what_one_deleted_and_another_went_on_with_can_be_brought_back_whole() {
    let ([mut one, mut other], [event, person, part]) = two();
    one.write(|to| to.delete(Table::Event, &event)).unwrap();
    other.set(Table::Event, &event, &[("title", text("Renamed"))]);
    let late = other.person("Lee");
    let late_part = other.part(&event, &late);
    let mut desks = [one, other];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(desk.ids(Table::Event), [""; 0]);
        assert_eq!(desk.ids(Table::Participation), [""; 0]);
    }
    let all = desks[0].store.disagreements().unwrap();
    assert!(
        all.iter()
            .any(|one| one.record == event && one.stands.values.is_none()),
        "{all:?}"
    );
    let id = all
        .iter()
        .find(|one| one.record == event)
        .unwrap()
        .id
        .clone();
    let mut hand = desks[0].hand();
    desks[0].store.keep(&mut hand, &id, Keep::That).unwrap();
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(
            desk.field(Table::Event, &event, "title"),
            Some(json!("Renamed"))
        );
        let mut parts = desk.ids(Table::Participation);
        parts.sort();
        let mut expected = [part.clone(), late_part.clone()];
        expected.sort();
        assert_eq!(parts, expected);
        assert_eq!(desk.store.disagreements().unwrap(), []);
    }
    assert_ne!(person, late);
}

#[test]
fn one_person_added_twice_to_an_event_stands_once_with_all_attendance() {
    let (mut one, mut other) = (Desk::new("one"), Desk::new("other"));
    let event = one.event("Symposium");
    let person = one.person("Kim");
    other.take(&one.pack(&Scope::All));
    let first = one.part(&event, &person);
    let second = other.part(&event, &person);
    let day = |part: &str, day: &str| {
        [
            ("participation", text(part)),
            ("day", text(day)),
            ("presence", text("present")),
        ]
    };
    one.add(Table::AttendanceDay, &day(&first, "2026-11-01"));
    other.add(Table::AttendanceDay, &day(&second, "2026-11-02"));
    let mut desks = [one, other];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(desk.ids(Table::Participation), std::slice::from_ref(&first));
        assert_eq!(desk.ids(Table::AttendanceDay).len(), 2);
        let all = desk.store.disagreements().unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].same_as.as_deref(), Some(second.as_str()));
    }
    assert_eq!(
        desks[0].store.dump().unwrap(),
        desks[1].store.dump().unwrap()
    );
}

#[test]
fn what_was_merged_in_one_office_and_used_in_another_is_the_merged_persons() {
    let ([mut one, mut other], [event, person, _]) = two();
    let twin = one.person("Gim");
    other.take(&one.pack(&Scope::All));
    let second = other.event("Dialogue");
    let part = other.part(&second, &twin);
    one.write(|to| {
        to.merge(Table::Person, &person, &twin, &|_, kept, _| kept.clone())?;
        to.insert_as(Table::MergedPerson, &twin, &[("person", text(&person))])
    })
    .unwrap();
    let mut desks = [one, other];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(desk.ids(Table::Person), std::slice::from_ref(&person));
        assert_eq!(
            desk.field(Table::Participation, &part, "person"),
            Some(json!(person))
        );
        assert!(desk.is_sound());
    }
    assert_ne!(event, second);
}

#[test]
fn two_who_merge_two_people_each_the_other_way_round_lose_nobody() {
    let ([mut one, mut other], [_, person, _]) = two();
    let twin = one.person("Gim");
    other.take(&one.pack(&Scope::All));
    for (desk, kept, gone) in [(&mut one, &person, &twin), (&mut other, &twin, &person)] {
        desk.write(|to| {
            to.merge(Table::Person, kept, gone, &|_, kept, _| kept.clone())?;
            to.insert_as(Table::MergedPerson, gone, &[("person", text(kept))])
        })
        .unwrap();
    }
    let mut desks = [one, other];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(desk.ids(Table::Person).len(), 1);
        assert_eq!(desk.ids(Table::Participation).len(), 1);
    }
    assert_eq!(
        desks[0].store.dump().unwrap(),
        desks[1].store.dump().unwrap()
    );
}

#[test]
fn a_pack_is_undone_as_a_whole_and_that_is_a_decision_that_travels() {
    let ([mut one, mut other], [event, ..]) = two();
    one.set(
        Table::Event,
        &event,
        &[("title", text("New")), ("city", text("Seoul"))],
    );
    let before = other.store.dump().unwrap();
    let taken = other.take(&one.pack(&Scope::All));
    assert_eq!(taken.records.len(), 1);
    assert_eq!(
        (taken.records[0].table.as_str(), taken.records[0].changed),
        ("event", 1)
    );
    let mut hand = other.hand();
    other.store.undo(&mut hand).unwrap();
    assert_eq!(other.store.dump().unwrap(), before);
    one.take(&other.pack(&Scope::All));
    assert_eq!(one.store.dump().unwrap(), before);
}

#[test]
fn trying_a_pack_says_what_it_would_do_and_does_nothing() {
    let ([mut one, mut other], [event, ..]) = two();
    one.write(|to| to.delete(Table::Event, &event)).unwrap();
    one.person("Lee");
    let pack = one.pack(&Scope::All);
    let (before, facts) = (
        other.store.dump().unwrap(),
        other.store.fact_lines().unwrap(),
    );
    let mut hand = other.hand();
    let tried = other
        .store
        .take_in(&mut hand, &mut &pack[..], true)
        .unwrap();
    let count = |table: &str| {
        let found = tried
            .records
            .iter()
            .find(|count| count.table == table)
            .unwrap();
        (found.made, found.changed, found.deleted)
    };
    assert_eq!(
        (count("person"), count("event"), count("participation")),
        ((1, 0, 0), (0, 0, 1), (0, 0, 1))
    );
    assert_eq!(
        (
            other.store.dump().unwrap(),
            other.store.fact_lines().unwrap()
        ),
        (before, facts)
    );
}

#[test]
fn a_clock_that_is_years_ahead_is_reported_and_does_no_harm() {
    let ([mut one, mut other], [event, ..]) = two();
    one.skew = chrono::TimeDelta::days(3650);
    one.set(Table::Event, &event, &[("title", text("From 2036"))]);
    let taken = other.take(&one.pack(&Scope::All));
    assert_eq!(taken.ahead.len(), 1);
    assert_eq!(taken.ahead[0].actor, "Ulaanbaatar");
    // Who knows of it comes after it all the same.
    other.set(Table::Event, &event, &[("title", text("Corrected"))]);
    one.take(&other.pack(&Scope::All));
    assert_eq!(
        one.field(Table::Event, &event, "title"),
        Some(json!("Corrected"))
    );
    assert_eq!(one.store.disagreements().unwrap(), []);
}

#[test]
fn timings_that_two_changed_are_never_mixed() {
    let ([mut one, mut other], [event, ..]) = two();
    let quarter = [("timing", text("quarter")), ("quarter", Value::Integer(4))];
    one.set(Table::Event, &event, &quarter);
    let dates = [
        ("timing", text("dates")),
        ("starts", text("2026-05-01")),
        ("ends", text("2026-05-02")),
        ("quarter", Value::Integer(2)),
    ];
    other.set(Table::Event, &event, &dates);
    let mut desks = [one, other];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(
            desk.field(Table::Event, &event, "timing"),
            Some(json!("dates"))
        );
        assert_eq!(desk.field(Table::Event, &event, "quarter"), Some(json!(2)));
        assert_eq!(desk.store.disagreements().unwrap()[0].fields.len(), 6);
    }
}

/// Erases a person as the office does.
pub(crate) fn erase(desk: &mut Desk, person: &str) {
    let mut hand = desk.hand();
    let anonymous = |to: &mut store::Transaction<'_>| {
        let fields = [("name", text("Not told")), ("kind", text("other"))];
        to.insert(Table::Organisation, &fields)
            .map(|id| Some(id.to_string()))
    };
    desk.store
        .erase_person(&mut hand, person.parse().unwrap(), anonymous)
        .unwrap();
}

#[test]
fn somebody_erased_in_one_office_is_erased_in_all_also_what_comes_late() {
    let ([mut one, mut other], [event, ..]) = two();
    let mut third = Desk::new("Tokyo");
    let names = [
        ("family_name", text("Quelforth")),
        ("given_name", text("Aldous")),
    ];
    let person = one.add(Table::Person, &names);
    let part = one.part(&event, &person);
    one.set(
        Table::Participation,
        &part,
        &[("note", text("needs a ramp"))],
    );
    one.set(
        Table::Event,
        &event,
        &[("note", text("Ask Aldous Quelforth for slides"))],
    );
    for desk in [&mut other, &mut third] {
        desk.take(&one.pack(&Scope::All));
    }
    other.set(
        Table::Person,
        &person,
        &[("email", text("quelforth@example.org"))],
    );
    let before = third.store.vector().unwrap();
    third.set(
        Table::Person,
        &person,
        &[("position", text("Chair of the Quelforth group"))],
    );
    third.set(
        Table::Participation,
        &part,
        &[("seat", text("Quelforth 7"))],
    );
    erase(&mut one, &person);
    // What one did not know of comes after it was erased there.
    one.take(&other.pack(&Scope::All));
    one.take(&third.pack(&Scope::Since(before)));
    let mut desks = [one, other, third];
    exchange(&mut desks);
    for desk in &desks {
        assert_eq!(desk.store.dump().unwrap(), desks[0].store.dump().unwrap());
        assert_eq!(
            desk.field(Table::Person, &person, "email"),
            Some(json!(null))
        );
        assert_eq!(
            desk.field(Table::Person, &person, "given_name"),
            Some(json!("Erased person"))
        );
        let told = [
            desk.store.dump().unwrap(),
            desk.store.fact_lines().unwrap().join("\n"),
        ]
        .concat();
        assert!(
            !told.to_lowercase().contains("quelforth"),
            "{}: {told}",
            desk.name
        );
        assert!(desk.is_sound());
    }
}

#[test]
fn somebody_merged_in_one_office_and_brought_back_in_another_is_there_and_not_merged() {
    let ([mut one, mut other], [_, person, _]) = two();
    let twin = other.person("Gim");
    let pack = other.pack(&Scope::All);
    let mut hand = other.hand();
    other.store.undo(&mut hand).unwrap();
    one.take(&pack);
    one.write(|to| {
        to.merge(Table::Person, &person, &twin, &|_, kept, _| kept.clone())?;
        to.insert_as(Table::MergedPerson, &twin, &[("person", text(&person))])
    })
    .unwrap();
    let mut hand = other.hand();
    other.store.redo(&mut hand).unwrap();
    let mut desks = [one, other];
    exchange(&mut desks);
    let mut newcomer = Desk::new("newcomer");
    newcomer.take(&desks[0].pack(&Scope::All));
    for desk in &desks {
        assert_eq!(desk.ids(Table::Person).len(), 2);
        assert_eq!(desk.ids(Table::MergedPerson), [""; 0]);
        assert_eq!(desk.store.dump().unwrap(), newcomer.store.dump().unwrap());
    }
}
