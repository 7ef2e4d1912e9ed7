//! Packs of older schemas: what was added since is not told in them, and is as the schema says where nothing was told.

use serde_json::{Map, Value as Json, json};
use store::pack::Scope;
use store::{StoreError, Table, Value};

use crate::desk::{Desk, exchange, text};

/// What migrations after the first added to tables of the first.
const ADDED: &[(&str, &[&str])] = &[
    (
        "event",
        &[
            "latitude",
            "longitude",
            "class",
            "alarm_minutes",
            "days_as",
            "invite_sessions",
            "imported_uid",
            "completion",
        ],
    ),
    ("agenda_item", &["tray", "beside"]),
    ("membership", &["note"]),
    (
        "organisation",
        &["email", "phone", "address", "field", "named_by", "named_on"],
    ),
    ("event_partner", &["done"]),
    ("participation", &["funded_by"]),
    (
        "session_log",
        &["respondents", "pre_test_sd", "post_test_sd"],
    ),
];

/// A pack as a program of the first schema would have told the same, but for what `change` does to a fact's fields.
fn of_the_first_schema(pack: &[u8], change: impl Fn(&str, &mut Map<String, Json>)) -> Vec<u8> {
    let mut told = Vec::new();
    for line in std::str::from_utf8(pack).unwrap().lines() {
        let mut line: Json = serde_json::from_str(line).unwrap();
        if let Some(header) = line.get_mut("pack") {
            header["schema"] = json!(1);
        }
        if let Some(fact) = line.get_mut("fact") {
            let table = fact["table"].as_str().unwrap().to_owned();
            let mut fields: Map<String, Json> =
                serde_json::from_str(fact["fields"].as_str().unwrap()).unwrap();
            for (_, added) in ADDED.iter().filter(|(of, _)| *of == table) {
                fields.retain(|field, _| !added.contains(&field.as_str()));
            }
            change(&table, &mut fields);
            fact["fields"] = Json::Object(fields).to_string().into();
        }
        told.extend(line.to_string().into_bytes());
        told.push(b'\n');
    }
    told
}

fn filled() -> Desk {
    let mut desk = Desk::new("Ulaanbaatar");
    let event = desk.event("Symposium");
    let person = desk.person("Kim");
    desk.part(&event, &person);
    let host = [("name", text("Ministry")), ("kind", text("other"))];
    let host = desk.add(Table::Organisation, &host);
    let sits = [("person", text(&person)), ("organisation", text(&host))];
    desk.add(Table::Membership, &sits);
    desk.add(
        Table::AgendaItem,
        &[
            ("event", text(&event)),
            ("title", text("Opening")),
            ("day", text("2026-11-10")),
            ("place", Value::Real(1.0)),
            ("minutes", Value::Integer(30)),
        ],
    );
    desk.set(Table::Event, &event, &[("title", text("Symposium on air"))]);
    desk
}

#[test]
fn a_pack_of_the_first_schema_is_taken_in_with_what_it_could_not_tell_as_if_nobody_had_said_it() {
    let one = filled();
    let old = of_the_first_schema(&one.pack(&Scope::All), |_, _| ());
    let mut other = Desk::new("Seoul");
    other.take(&old);
    assert_eq!(other.store.dump().unwrap(), one.store.dump().unwrap());
    assert!(other.is_sound());
    // Afterwards they exchange as all others do.
    let event = other.ids(Table::Event)[0].clone();
    other.set(
        Table::Event,
        &event,
        &[("class", text("PRIVATE")), ("city", text("Seoul"))],
    );
    let mut desks = [one, other];
    exchange(&mut desks);
    assert_eq!(
        desks[0].store.dump().unwrap(),
        desks[1].store.dump().unwrap()
    );
}

#[test]
fn a_field_that_no_schema_knew_is_refused_from_older_packs_too() {
    let one = filled();
    let odd = of_the_first_schema(&one.pack(&Scope::All), |table, fields| {
        if table == "room" || table == "event" {
            fields.insert("telex".to_owned(), json!(["1", "2"]));
        }
    });
    let mut other = Desk::new("Seoul");
    let before = other.store.dump().unwrap();
    let mut hand = other.hand();
    let refused = other
        .store
        .take_in(&mut hand, &mut &odd[..], false)
        .unwrap_err();
    assert!(
        matches!(&refused, StoreError::Pack(why) if why.contains("event.telex")),
        "{refused}"
    );
    assert_eq!(other.store.dump().unwrap(), before);
}
