//! The rows of a file with logs from JSON: a list of sessions, or one.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::columns::{Heading, LogColumn, LogRow, PersonCell, heading, twice};
use crate::{OfficeError, Result};

/// The names that stand in an object, each as often as it does: read into a map, the last of two would win unseen.
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        struct Seen;
        impl<'de> Visitor<'de> for Seen {
            type Value = Names;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(
                self,
                mut map: A,
            ) -> std::result::Result<Names, A::Error> {
                let mut names = Vec::new();
                while let Some((name, IgnoredAny)) = map.next_entry::<String, IgnoredAny>()? {
                    names.push(name);
                }
                Ok(Names(names))
            }
        }
        from.deserialize_map(Seen)
    }
}

/// The names of a list of objects or of one; none of what is neither.
fn names_of(text: &str) -> Vec<Names> {
    let one = |_| serde_json::from_str(text).map(|one| vec![one]);
    serde_json::from_str(text).or_else(one).unwrap_or_default()
}

fn unreadable(error: impl fmt::Display) -> OfficeError {
    OfficeError::NotPossible(format!(
        "that is no list of sessions in JSON: {error}; nothing was logged"
    ))
}

/// The rows of a list of objects in JSON; or of one object.
pub fn rows_of_json(text: &str) -> Result<Vec<LogRow>> {
    let value: Value = serde_json::from_str(text).map_err(unreadable)?;
    for Names(names) in names_of(text) {
        let mut seen = BTreeSet::new();
        if let Some(name) = names.iter().find(|name| !seen.insert(name.as_str())) {
            return twice(name);
        }
    }
    let objects = match value {
        Value::Array(list) => list,
        one => vec![one],
    };
    let mut rows = Vec::new();
    for (object, line) in objects.into_iter().zip(1..) {
        let Value::Object(fields) = object else {
            return Err(unreadable(format!("number {line} is no object")));
        };
        rows.push(row(fields, line)?);
    }
    Ok(rows)
}

fn row(fields: Map<String, Value>, line: u64) -> Result<LogRow> {
    let mut row = LogRow {
        line,
        ..LogRow::default()
    };
    let mut seen = BTreeSet::new();
    for (name, value) in fields {
        let heading = heading(&name)?;
        if value.is_null() {
            continue;
        }
        if !seen.insert(heading) {
            return twice(&name);
        }
        let place = format!("“{name}” of number {line}");
        match (heading, value) {
            (Heading::Column(LogColumn::Names), Value::Array(list))
                if list.iter().any(Value::is_object) =>
            {
                let people = list.into_iter().map(|one| person(one, &place));
                row.people = people.collect::<Result<_>>()?;
            }
            (Heading::Column(LogColumn::ByState), Value::Object(states)) => {
                let states = states.iter().map(|(state, counts)| {
                    Ok(format!("{state}: {}", counts_of_state(counts, &place)?))
                });
                let states = states.collect::<Result<Vec<_>>>()?.join("; ");
                row.take(heading, states);
            }
            (Heading::Column(LogColumn::PreScores | LogColumn::PostScores), Value::Array(list)) => {
                let points = list.iter().map(|one| points(one, &place));
                row.take(heading, points.collect::<Result<Vec<_>>>()?.join("; "));
            }
            (_, value) => row.take(heading, cell(value, &place)?),
        }
    }
    Ok(row)
}

/// One text, one number, or texts.
fn cell(value: Value, place: &str) -> Result<String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Number(number) => Ok(number.to_string()),
        Value::Array(list) => {
            let texts = list.iter().map(|one| match one {
                Value::String(text) => Ok(text.as_str()),
                _ => Err(unreadable(format!(
                    "{place} holds “{one}”, which is no text"
                ))),
            });
            Ok(texts.collect::<Result<Vec<_>>>()?.join("; "))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => {
            Err(unreadable(format!("{place} is no text or number")))
        }
    }
}

/// Points, or nothing for who did not take the test.
fn points(value: &Value, place: &str) -> Result<String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) if !text.contains(';') => Ok(text.clone()),
        other => Err(unreadable(format!(
            "{place} holds “{other}”, which is no number of points"
        ))),
    }
}

/// `4`, or `{"women": 3, "men": 2}`.
fn counts_of_state(value: &Value, place: &str) -> Result<String> {
    match value {
        Value::Number(number) => Ok(number.to_string()),
        Value::String(text) => Ok(text.clone()),
        Value::Object(genders) => {
            let counts = genders.iter().map(|(gender, count)| match count {
                Value::Number(number) => Ok(format!("{number} {gender}")),
                other => Err(unreadable(format!(
                    "{place} holds “{other}”, which is no number of people"
                ))),
            });
            Ok(counts.collect::<Result<Vec<_>>>()?.join(", "))
        }
        other => Err(unreadable(format!(
            "{place} holds “{other}”, which is no number of people"
        ))),
    }
}

/// A name, or `{"name": …, "present": true, "pre": 8, "post": 14}`.
fn person(value: Value, place: &str) -> Result<PersonCell> {
    let fields = match value {
        Value::String(name) => {
            return Ok(PersonCell {
                name,
                present: true,
                ..PersonCell::default()
            });
        }
        Value::Object(fields) => fields,
        other => {
            return Err(unreadable(format!(
                "{place} holds “{other}”, which is no name"
            )));
        }
    };
    let mut person = PersonCell {
        present: true,
        ..PersonCell::default()
    };
    for (field, value) in fields {
        match (field.as_str(), value) {
            ("name", Value::String(name)) => person.name = name,
            ("present", Value::Bool(present)) => person.present = present,
            ("present", Value::Null) => {}
            ("pre", value) => person.pre = points(&value, place)?,
            ("post", value) => person.post = points(&value, place)?,
            (field, value) => {
                return Err(unreadable(format!(
                    "{place} holds “{field}”: {value}; of a person it can say name, present (true or false), pre and post"
                )));
            }
        }
    }
    if person.name.trim().is_empty() {
        return Err(unreadable(format!("{place} holds somebody without a name")));
    }
    Ok(person)
}
