//! Two records made one: which value stays of each field, and what becomes of the other.

use std::str::FromStr;

use serde_json::{Map, Value};

use crate::pack::UNTOLD;
use crate::participation::{Capacity, Presence, Reply};

/// A record's fields by name.
pub type Fields = Map<String, Value>;

/// A value that both told, of which one could not stay.
#[derive(Debug, Clone, PartialEq)]
pub struct Lost {
    /// The field.
    pub field: String,
    /// The value that does not stay.
    pub value: Value,
}

/// Whether a value says nothing. What stands for a name that was not told here says nothing either.
#[must_use]
pub fn is_empty(value: &Value) -> bool {
    let text = value.as_str();
    value.is_null() || text.is_some_and(|text| text.trim().is_empty() || text == UNTOLD)
}

/// What a record says that two of a kind became (a part in an event, a presence on a day, a speaker of an item):
/// the value that tells more stays, and what cannot stay goes into the note where the record has one. So
/// nothing that was told is lost.
///
/// Which record stays decides only where neither value tells more than the other.
#[must_use]
pub fn combined(kept: &Fields, other: &Fields) -> (Fields, Vec<Lost>) {
    let mut all = kept.clone();
    let mut lost = Vec::new();
    for (field, value) in &mut all {
        let Some(theirs) = other.get(field) else {
            continue;
        };
        if is_own(field) || value == theirs || is_empty(theirs) {
            continue;
        }
        let ours = value.clone();
        let (stays, goes) = if is_empty(&ours) || tells_more(field, theirs, &ours) {
            (theirs.clone(), ours)
        } else {
            (ours, theirs.clone())
        };
        if field == "note" {
            *value = Value::String(
                format!("{}\n{}", text(&stays), text(&goes))
                    .trim()
                    .to_owned(),
            );
            continue;
        }
        if !is_empty(&goes) && !is_beginning(field, &goes) {
            lost.push(Lost {
                field: field.clone(),
                value: goes,
            });
        }
        *value = stays;
    }
    if !lost.is_empty()
        && let Some(note) = all.get_mut("note")
    {
        let told: Vec<String> = lost
            .iter()
            .map(|lost| format!("{}: {}", lost.field, text(&lost.value)))
            .collect();
        let added = format!("Also recorded: {}", told.join("; "));
        *note = Value::String(format!("{}\n{added}", text(note)).trim().to_owned());
    }
    (all, lost)
}

/// What ties a record to others, or orders it among them, is not told by anybody.
fn is_own(field: &str) -> bool {
    matches!(
        field,
        "id" | "event"
            | "person"
            | "participation"
            | "agenda_item"
            | "session_log"
            | "place"
            | "day"
            | "one"
            | "other"
    )
}

/// What a record begins with before anybody tells anything.
fn is_beginning(field: &str, value: &Value) -> bool {
    match (field, value) {
        ("capacity", Value::String(word)) => {
            word == Capacity::Delegate.as_str() || word == Capacity::Speaker.as_str()
        }
        ("reply", Value::String(word)) => word == Reply::NeedsAction.as_str(),
        ("presence", Value::String(word)) => word == Presence::NotRecorded.as_str(),
        (_, Value::Number(number)) => number.as_i64() == Some(0),
        _ => false,
    }
}

fn tells_more(field: &str, one: &Value, other: &Value) -> bool {
    let ranks = |rank: fn(&str) -> Option<usize>| {
        let rank = |value: &Value| value.as_str().and_then(rank).unwrap_or(usize::MAX);
        rank(one) < rank(other)
    };
    match field {
        "capacity" => ranks(|word| {
            let capacity = Capacity::from_str(word).ok()?;
            // What everybody begins as comes last.
            let place = Capacity::ALL.iter().position(|one| *one == capacity)?;
            Some(if capacity == Capacity::Delegate {
                Capacity::ALL.len()
            } else {
                place
            })
        }),
        "reply" => ranks(|word| {
            let order = [
                Reply::Accepted,
                Reply::Delegated,
                Reply::Tentative,
                Reply::Declined,
                Reply::NeedsAction,
            ];
            order.iter().position(|reply| reply.as_str() == word)
        }),
        "presence" => ranks(|word| {
            let order = [
                Presence::Present,
                Presence::PresentOnline,
                Presence::Absent,
                Presence::NotRecorded,
            ];
            order.iter().position(|presence| presence.as_str() == word)
        }),
        // Whether somebody was there, agreed to speak.
        "present" | "confirmed" => one.as_i64() > other.as_i64(),
        _ => false,
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn part(
        capacity: &str,
        reply: &str,
        presence: &str,
        funding: Option<&str>,
        note: Option<&str>,
    ) -> Fields {
        let part = json!({
            "id": "p", "event": "e", "person": "x", "capacity": capacity, "reply": reply, "presence": presence,
            "funding": funding, "note": note,
        });
        part.as_object().unwrap().clone()
    }

    #[test]
    fn a_name_that_was_not_told_takes_no_place() {
        let name = |given: &str| json!({"given_name": given}).as_object().unwrap().clone();
        for (kept, other, stays) in [("", UNTOLD, ""), (UNTOLD, "Mina", "Mina")] {
            let (all, lost) = combined(&name(kept), &name(other));
            assert_eq!((&all["given_name"], lost), (&json!(stays), vec![]));
        }
    }

    #[test]
    fn the_value_that_tells_more_stays_and_the_other_goes_into_the_note() {
        let ours = part(
            "delegate",
            "needs-action",
            "not-recorded",
            Some("host"),
            None,
        );
        let theirs = part(
            "chair",
            "accepted",
            "present",
            Some("self"),
            Some("needs a ramp"),
        );
        let (all, lost) = combined(&ours, &theirs);
        assert_eq!(
            Value::Object(all),
            json!({
                "id": "p", "event": "e", "person": "x", "capacity": "chair", "reply": "accepted", "presence": "present",
                "funding": "host", "note": "needs a ramp\nAlso recorded: funding: self",
            })
        );
        assert_eq!(
            lost,
            [Lost {
                field: "funding".to_owned(),
                value: json!("self")
            }]
        );
    }

    fn word(words: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
        prop::sample::select(words)
    }

    prop_compose! {
        fn parts()(
            capacity in word(&["chair", "delegate", "speaker", "observer"]),
            reply in word(&["needs-action", "accepted", "declined", "tentative", "delegated"]),
            presence in word(&["not-recorded", "present", "present-online", "absent"]),
            funding in prop::option::of(word(&["self", "host"])),
            note in prop::option::of("[a-c]{1,3}"),
        ) -> Fields {
            part(capacity, reply, presence, funding, note.as_deref())
        }
    }

    proptest! {
        #[test]
        fn nothing_that_was_told_is_lost(ours in parts(), theirs in parts()) {
            let (all, _) = combined(&ours, &theirs);
            let note = text(all.get("note").unwrap());
            for (field, value) in ours.iter().chain(&theirs) {
                let stays = all.get(field) == Some(value);
                let noted = note.contains(&text(value));
                prop_assert!(stays || noted || is_empty(value) || is_beginning(field, value), "{} {}", field, value);
            }
        }

        #[test]
        fn what_tells_more_stays_whichever_record_does(ours in parts(), theirs in parts()) {
            let (one, _) = combined(&ours, &theirs);
            let (other, _) = combined(&theirs, &ours);
            for field in ["capacity", "reply", "presence"] {
                prop_assert_eq!(one.get(field), other.get(field));
            }
        }
    }
}
