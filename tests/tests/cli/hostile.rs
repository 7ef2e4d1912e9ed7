//! Texts that somebody put in to do harm: in titles, places and names, through the real program, into letters.

use std::fs;

use serde_json::json;
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};
use crate::invitations::{FIELDS, KIM, SHAPE, planned, read_letter, row};

/// No argument can hold a NUL; the file of people has one.
const TEXTS: [&str; 12] = [
    "a\r\nBcc: victim@example.com",
    "a\r\n\r\nBEGIN:VCALENDAR",
    "a\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil",
    "a\rATTENDEE:mailto:victim@example.com",
    "BEGIN:VEVENT",
    "\"a\" <victim@example.com>, b; c: d",
    "=?utf-8?Q?a=0D=0ABcc:_victim@example.com?=",
    "\u{202e}cba\u{202c} \u{200f}עברית",
    "👩‍👩‍👧‍👦 🇰🇷, 회의; «воздух»",
    "../../../etc/passwd",
    "a\u{85}Bcc: victim@example.com\u{2028}b",
    "^nBcc: victim@example.com^'",
];

#[test]
fn no_title_place_or_name_gets_into_the_heads_of_letters_or_the_lines_of_their_files() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let long = "긴 제목, с очень длинным названием; ".repeat(150);
    for (number, put_in) in TEXTS.into_iter().chain([long.as_str()]).enumerate() {
        let what = format!("{put_in:?}");
        let edit = [
            "--title",
            put_in,
            "--venue",
            put_in,
            "--description",
            put_in,
        ];
        desk.done(&[&["event", "edit", &event], &edit[..]].concat())?;
        desk.done(&["setting", "set", "organizer-name", put_in])?;
        let quoted = put_in.replace('"', "\"\"");
        let people = format!(
            "Family name,Given name,E-mail\n\"{quoted}\",\"Na\0me\",person{number}@air.example\n"
        );
        let people = desk.write("hostile.csv", &people)?;
        let report = desk.json(&["people", "import", &people, "--event", &event])?;
        // A question mark in a name is a letter that a spreadsheet lost, and nobody is called that.
        let named = !put_in.contains('?');
        same(&what, &report["imported"], u32::from(named))?;
        let newcomer = named.then(|| format!("person{number}@air.example"));
        let page = desk.json(&["event", "show", &event])?;
        for address in [Some(KIM), newcomer.as_deref()].into_iter().flatten() {
            let person = row(&desk, &event, address)?;
            let folder = format!("out {number} {address}");
            let write = [
                "invitation",
                "write",
                &event,
                "--person",
                &text(&person, "/id")?,
            ];
            let said = desk.json(&[&write[..], &["--out", &desk.named(&folder)]].concat())?;
            let there = fs::read_dir(desk.file(&folder)).map_err(Failure::io("read a folder"))?;
            same(&what, there.count(), 1)?;
            let file = text(&said, "/files/0")?;
            same(&what, file.contains(char::is_control), false)?;
            let (letter, calendar) = read_letter(&desk, &format!("{folder}/{file}"))?;
            same(&what, &letter["fields"], &json!(FIELDS))?;
            let addresses = |field: &str| -> Outcome<Vec<String>> {
                let people = list(&letter, field)?.iter();
                people.map(|one| text(one, "/email")).collect()
            };
            same(&what, addresses("/to")?, [address])?;
            same(&what, addresses("/from")?, ["secretariat@neacap.example"])?;
            same(&what, &letter["shape"], SHAPE)?;
            let entry = &calendar["events"][0];
            same(&what, list(entry, "/attendees")?.len(), 1)?;
            same(&what, &entry["attendees"][0]["email"], address)?;
            same(&what, &entry["uid"], format!("{event}@symposia").as_str())?;
            let held = |field: &str| -> Outcome<String> {
                let text = text(&page, field)?;
                Ok(text.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n"))
            };
            same(&what, &entry["summary"], held("/title")?.as_str())?;
            same(&what, &entry["location"], held("/venue")?.as_str())?;
        }
    }
    Ok(())
}
