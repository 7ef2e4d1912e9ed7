//! Texts that somebody put in to do harm, or by mistake.

use calendar::{Calendar, Method};
use serde_json::{Value, json};
use symposia_tests::{Outcome, ours, readers};

use crate::{UID, bytes, folder, invitation, written, wrong};

/// What a hostile or careless hand may put into any text.
fn hostile() -> Vec<String> {
    let texts = [
        "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\r\nSUMMARY:b",
        "a\nBEGIN:VEVENT",
        "a\rATTENDEE:mailto:victim@example.com",
        "BEGIN:VEVENT",
        "END:VCALENDAR\r\n",
        "a\0b\u{1}c\u{7f}d",
        "a\u{85}ATTENDEE:x\u{b}b\u{c}c",
        "a\u{2028}BEGIN:VEVENT\u{2029}b",
        "a\r\n ATTENDEE:x",
        "\\nBEGIN:VEVENT\\N\\,\\;\\\\",
        "a\\",
        "\"a\";RSVP=TRUE:mailto:victim@example.com",
        "a\";CN=\"b",
        "^n^'^^",
        "a,b;c:d=e",
        ",;:",
        "\u{202e}cba\u{202c} \u{200f}עברית\u{200e}",
        "👩‍👩‍👧‍👦 🇰🇷 🌬️",
        "=?utf-8?Q?a=0D=0ABcc:_victim@example.com?=",
        "<script>alert(1)</script>",
        "  blanks around  ",
        "%0D%0AATTENDEE:x",
    ];
    let long = "긴 제목, с очень длинным названием; ".repeat(5_000 / 35 + 1);
    let long: String = long.chars().take(5_000).collect();
    texts.into_iter().map(str::to_owned).chain([long]).collect()
}

/// A text as a file can hold it: RFC 5545 §3.1 has no control characters, and one way to say a line break.
fn held(text: &str) -> String {
    let breaks = ["\r\n", "\r", "\u{b}", "\u{c}", "\u{85}"];
    let text = breaks
        .iter()
        .fold(text.to_owned(), |text, one| text.replace(one, "\n"));
    text.replace(
        |letter: char| letter.is_control() && letter != '\n' && letter != '\t',
        "",
    )
}

/// Without the blanks around texts: libical leaves them out everywhere, we around names.
fn trimmed(value: &Value) -> Value {
    match value {
        Value::String(text) => text.trim().into(),
        Value::Array(all) => all.iter().map(trimmed).collect(),
        Value::Object(fields) => {
            let fields = fields.iter();
            fields
                .map(|(key, value)| (key.clone(), trimmed(value)))
                .collect()
        }
        other => other.clone(),
    }
}

#[test]
fn no_text_makes_a_line_of_its_own() -> Outcome {
    let folder = folder()?;
    for (number, text) in hostile().iter().enumerate() {
        let mut entry = invitation()?;
        entry.summary.clone_from(text);
        entry.description = Some(text.clone());
        entry.location = Some(text.clone());
        entry.categories = vec![text.clone()];
        entry.url = Some(format!("https://air.example/{text}"));
        entry.conference = Some(format!("https://meet.example/{text}"));
        if let Some(organizer) = &mut entry.organizer {
            organizer.mailbox.name.clone_from(text);
            organizer.sent_by = Some(format!("{text}@neacap.example"));
        }
        entry.attendees[0].mailbox.name.clone_from(text);
        entry.attendees[0].language = Some(text.clone());
        let calendar = Calendar {
            method: Some(Method::Request),
            name: Some(text.clone()),
            entries: vec![entry],
            ..Calendar::default()
        };
        let file = written(folder.path(), &number.to_string(), &calendar)?;
        let lines = String::from_utf8(bytes(&file)?).map_err(wrong)?;
        let begins = |word: &str| {
            let lines = lines.split("\r\n");
            lines.filter(|line| line.starts_with(word)).count()
        };
        assert_eq!(begins("BEGIN:VEVENT"), 1, "{text:?}");
        assert_eq!(begins("ATTENDEE"), 1, "{text:?}");
        assert!(lines.split("\r\n").all(|line| line.len() <= 75), "{text:?}");
        assert!(
            !lines.replace("\r\n", "").contains(char::is_control),
            "{text:?}"
        );

        let held = held(text);
        let read = readers::read(&file)?;
        for read in read.iter().chain([&ours::read(&bytes(&file)?)?]) {
            let what = format!("{}, {text:?}", read["reader"]);
            let events = read["events"].as_array().map_or(0, Vec::len);
            assert_eq!((events, &read["method"]), (1, &json!("REQUEST")), "{what}");
            // Others undo escapes in a name, where RFC 5545 §3.2 has none.
            let escaped = text.contains('\\');
            let name = |name: &Value| (!escaped).then(|| name.clone());
            let wanted = json!({
                "uid": UID,
                "summary": held,
                "description": held,
                "location": held,
                "categories": [held],
                "organizer": name(&json!(held)),
                "attendees": [name(&json!(held)), "haneul+x@kr.example"],
            });
            let event = &read["events"][0];
            let found = json!({
                "uid": event["uid"],
                "summary": event["summary"],
                "description": event["description"],
                "location": event["location"],
                "categories": event["categories"],
                "organizer": name(&event["organizer"]["cn"]),
                "attendees": [
                    name(&event["attendees"][0]["cn"]),
                    event["attendees"][0]["email"],
                ],
            });
            readers::same_entry(&what, &trimmed(&found), &trimmed(&wanted))?;
            for link in ["url", "conference"] {
                let link = event[link].as_str().unwrap_or_default();
                assert!(
                    link.bytes().all(|byte| byte.is_ascii_graphic()),
                    "{what}: {link}"
                );
            }
        }
    }
    Ok(())
}
