//! Invitations from the first letter to the cancellation: the real files, read by three calendar programs and a reader of
//! letters that are not ours.

use std::fs;

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, readers};

use crate::desk::{Desk, list, same, text};

const SECRETARIAT: &str = "secretariat@neacap.example";
const ASSISTANT: &str = "assistant@neacap.example";
const TITLE: &str = "Symposium: 대기, 空气; \"воздух\"";

/// The fields of a letter that somebody writes for the secretariat, and no other.
pub(crate) const FIELDS: [&str; 9] = [
    "Date",
    "From",
    "Sender",
    "To",
    "Subject",
    "Message-ID",
    "X-Unsent",
    "MIME-Version",
    "Content-Type",
];

/// How the parts of a letter lie in each other.
pub(crate) const SHAPE: &str =
    "multipart/mixed(multipart/alternative(text/plain text/html text/calendar) application/ics)";

/// Three with an address, one without.
const PEOPLE: &str = "\
Family name,Given name,Native name,Organisation,Country,E-mail,Capacity
Kim,Haneul,김하늘,Institute of Invented Air,KR,haneul@kr.example,Head of delegation
Aozora,Soyoka,青空そよか,Centre for Invented Winds,JP,soyoka@jp.example,Observer
Oblakova,Zarya,Облакова Заря,Institute of Invented Clouds,RU,zarya@ru.example,Chair
Tenger,Naran,Наран,Agency of the Blue Sky,MN,,Delegate
";

pub(crate) const KIM: &str = "haneul@kr.example";
pub(crate) const SOYOKA: &str = "soyoka@jp.example";
pub(crate) const ZARYA: &str = "zarya@ru.example";

/// An event of two days in Ulaanbaatar with those people, and who invites them; gives its ID.
pub(crate) fn planned(desk: &Desk) -> Outcome<String> {
    for (name, value) in [
        ("organizer-name", "NEACAP Secretariat, Incheon"),
        ("organizer-email", SECRETARIAT),
        ("sender-email", ASSISTANT),
    ] {
        desk.done(&["setting", "set", name, value])?;
    }
    let event = desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        TITLE,
        "--start",
        "2027-05-11T10:00",
        "--end",
        "2027-05-12T16:00",
        "--zone",
        "Asia/Ulaanbaatar",
        "--venue",
        "Hall A",
        "--status",
        "confirmed",
    ])?;
    let people = desk.write("people.csv", PEOPLE)?;
    desk.done(&["people", "import", &people, "--event", &event])?;
    Ok(event)
}

/// Who is on the list or was invited: the row of an address.
pub(crate) fn row(desk: &Desk, event: &str, address: &str) -> Outcome<Value> {
    let rows = desk.json(&["invitation", "list", event])?;
    let mut all = list(&rows, "")?.iter();
    all.find(|row| row["email"] == address)
        .cloned()
        .ok_or_else(|| Failure::Found(format!("{address} is not on the list: {rows}")))
}

/// Where somebody stands, and what has changed since they were told.
fn standing(desk: &Desk, event: &str, address: &str) -> Outcome<Value> {
    let row = row(desk, event, address)?;
    Ok(json!([row["standing"], row["matters"]]))
}

/// Runs a command that writes files into a folder of that name, and gives what it said and the files' names.
fn written(desk: &Desk, arguments: &[&str], folder: &str) -> Outcome<(Value, Vec<String>)> {
    let said = desk.json(&[arguments, &["--out", &desk.named(folder)]].concat())?;
    let files = list(&said, "/files")?;
    let mut names: Vec<String> = files
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    names.sort();
    let there = fs::read_dir(desk.file(folder)).map_err(Failure::io("read the folder"))?;
    let mut there: Vec<String> = there
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    same("the files of the folder", &there, &names)?;
    Ok((said, names))
}

/// What the three make of a calendar file: the same.
fn read_calendar(desk: &Desk, name: &str) -> Outcome<Value> {
    let read = readers::read(&desk.file(name))?;
    readers::agree(&read)?;
    let [python, ..] = read;
    same("events", list(&python, "/events")?.len(), 1)?;
    Ok(python)
}

/// What Python makes of a letter, and what the calendar programs make of the file in it.
pub(crate) fn read_letter(desk: &Desk, name: &str) -> Outcome<(Value, Value)> {
    let letters = readers::read_letters(&[desk.file(name)])?;
    let letter = letters
        .into_iter()
        .next()
        .ok_or_else(|| Failure::Found(format!("{name} is no letter")))?;
    let octets = |part: &Value| -> Vec<u8> {
        let bytes = part["bytes"].as_array().into_iter().flatten();
        bytes
            .filter_map(|byte| u8::try_from(byte.as_u64()?).ok())
            .collect()
    };
    let parts = list(&letter, "/parts")?;
    let shown = &parts[2];
    same("the type", &shown["type"], "text/calendar")?;
    same("the method", &shown["params"]["component"], "VEVENT")?;
    let attached = &parts[3];
    same("attached", &attached["name"], "invitation.ics")?;
    same("the attached file", octets(attached), octets(shown))?;
    let file = format!("{name}.ics");
    fs::write(desk.file(&file), octets(shown)).map_err(Failure::io("write a calendar file"))?;
    let calendar = read_calendar(desk, &file)?;
    // RFC 6047 §2.4: both say what it is for.
    same(
        "the method",
        &shown["params"]["method"],
        &calendar["method"],
    )?;
    Ok((letter, calendar))
}

#[test]
fn each_of_those_invited_gets_a_letter_that_asks_them_alone() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let write = ["invitation", "write", &event, "--format", "eml"];
    let (said, names) = written(&desk, &write, "out")?;
    same(
        "said",
        json!([said["invited"], said["updated"], said["cancelled"]]),
        json!([3, 0, 0]),
    )?;
    same("unreached", &said["unreached"][0]["name"], "Naran TENGER")?;
    let people = [
        (KIM, "KIM Haneul", "김하늘", "REQ-PARTICIPANT", Some("ko")),
        (
            SOYOKA,
            "AOZORA Soyoka",
            "青空",
            "OPT-PARTICIPANT",
            Some("ja"),
        ),
        (ZARYA, "Zarya OBLAKOVA", "Облакова", "CHAIR", None),
    ];
    for (address, name, native, role, language) in people {
        let file = names
            .iter()
            .find(|file| file.contains(name))
            .ok_or_else(|| Failure::Found(format!("no letter for {name} in {names:?}")))?;
        let (letter, calendar) = read_letter(&desk, &format!("out/{file}"))?;
        same("the fields", &letter["fields"], &json!(FIELDS))?;
        same(
            "to",
            &letter["to"],
            &json!([{"name": name, "email": address}]),
        )?;
        let from = json!([{"name": "NEACAP Secretariat, Incheon", "email": SECRETARIAT}]);
        same("from", &letter["from"], &from)?;
        same("sender", &letter["sender"][0]["email"], ASSISTANT)?;
        same("unsent", &letter["unsent"], "1")?;
        let subject = text(&letter, "/subject")?;
        same("the subject", subject.contains(TITLE), true)?;
        same("the shape", &letter["shape"], SHAPE)?;
        // Outlook shows Accept and Decline only so.
        same("the method", &calendar["method"], "REQUEST")?;
        let entry = &calendar["events"][0];
        same(
            "who is asked",
            &entry["attendees"],
            &json!([{
                "cn": name,
                "email": address,
                "partstat": "NEEDS-ACTION",
                "role": role,
                "rsvp": true,
                "cutype": "INDIVIDUAL",
                "language": language,
            }]),
        )?;
        same(
            "who asks",
            &entry["organizer"],
            &json!({
                "cn": "NEACAP Secretariat, Incheon",
                "email": SECRETARIAT,
                "sent_by": ASSISTANT,
            }),
        )?;
        same(
            "the event",
            json!([
                entry["uid"],
                entry["sequence"],
                entry["summary"],
                entry["status"]
            ]),
            json!([format!("{event}@symposia"), 0, TITLE, "CONFIRMED"]),
        )?;
        // Nobody else is to be seen anywhere in it.
        let whole = format!("{letter}{calendar}");
        for (other, _, native_of_other, ..) in people {
            same(other, whole.contains(other), other == address)?;
            let seen = native_of_other != native && whole.contains(native_of_other);
            same(native_of_other, seen, false)?;
        }
    }
    known_to_who_has_no_address(&desk, &names)
}

/// The file that asks nobody, for those whom no letter reaches.
fn known_to_who_has_no_address(desk: &Desk, names: &[String]) -> Outcome {
    let without = names
        .iter()
        .find(|name| name.ends_with("without address.ics"))
        .ok_or_else(|| Failure::Found(format!("nothing for who has no address in {names:?}")))?;
    let known = read_calendar(desk, &format!("out/{without}"))?;
    same("its method", &known["method"], "PUBLISH")?;
    let entry = &known["events"][0];
    same("its attendees", &entry["attendees"], &json!([]))?;
    // RFC 5546 §3.2.1: who publishes is named.
    same("its organizer", &entry["organizer"]["email"], SECRETARIAT)
}

#[test]
fn one_letter_for_all_is_for_those_who_agreed_to_be_seen_by_the_others() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let write = ["invitation", "write", &event, "--together"];
    let (_, names) = written(&desk, &write, "out")?;
    let letter = |name: &&String| !name.ends_with("without address.ics");
    let letters: Vec<&String> = names.iter().filter(letter).collect();
    // Nobody said yes to that, so each gets one alone.
    same("letters", letters.len(), 3)?;
    for letter in letters {
        let (letter, calendar) = read_letter(&desk, &format!("out/{letter}"))?;
        same("to", list(&letter["to"], "")?.len(), 1)?;
        let attendees = list(&calendar["events"][0]["attendees"], "")?;
        same("asked", attendees.len(), 1)?;
        same("asked for an answer", &attendees[0]["rsvp"], true)?;
    }
    Ok(())
}

#[test]
fn an_update_goes_to_those_who_hold_what_is_no_longer_true_and_a_note_to_nobody() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let kim = text(&row(&desk, &event, KIM)?, "/id")?;
    let write = ["invitation", "write", &event, "--format", "ics"];
    let just_kim = [&write[..], &["--person", &kim]].concat();
    let (_, first) = written(&desk, &just_kim, "first")?;
    same("the files", first.len(), 1)?;
    let first = read_calendar(&desk, &format!("first/{}", first[0]))?;
    let answer = reply(&event, KIM, "ACCEPTED", 0);
    desk.done(&["invitation", "replies", &desk.write("yes.ics", &answer)?])?;

    desk.done(&[
        "event",
        "edit",
        &event,
        "--note",
        "typo",
        "--description",
        "About clean air",
    ])?;
    same(
        "after a note",
        standing(&desk, &event, KIM)?,
        json!(["up-to-date", []]),
    )?;
    let out_of_date = [&write[..], &["--out-of-date"]].concat();
    let nothing = desk.run(&[&out_of_date[..], &["--out", &desk.named("none")]].concat())?;
    same("the end", nothing.status.code(), Some(1))?;
    let told = String::from_utf8_lossy(&nothing.stderr).into_owned();
    same("told", told.contains("nothing to send"), true)?;
    same("no folder", desk.file("none").exists(), false)?;

    desk.done(&["event", "edit", &event, "--venue", "Hall B"])?;
    same(
        "moved",
        standing(&desk, &event, KIM)?,
        json!(["out-of-date", ["place"]]),
    )?;
    same(
        "not invited",
        standing(&desk, &event, ZARYA)?,
        json!(["not-invited", []]),
    )?;
    let (said, second) = written(&desk, &out_of_date, "second")?;
    same(
        "written to",
        json!([said["invited"], said["updated"]]),
        json!([0, 1]),
    )?;
    same("the files", second.len(), 1)?;
    let second = read_calendar(&desk, &format!("second/{}", second[0]))?;
    let (before, after) = (&first["events"][0], &second["events"][0]);
    same("the method", &second["method"], "REQUEST")?;
    same("the event", &after["uid"], &before["uid"])?;
    same(
        "the version",
        json!([before["sequence"], after["sequence"]]),
        json!([0, 1]),
    )?;
    same("the place", &after["location"], "Hall B")?;
    // Whoever said yes comes to the other hall too.
    let stands = |entry: &Value| entry["attendees"][0]["partstat"].clone();
    same("the answer", stands(after), "ACCEPTED")?;
    same(
        "told",
        standing(&desk, &event, KIM)?,
        json!(["up-to-date", []]),
    )?;

    let moved = ["--start", "2027-05-18T10:00", "--end", "2027-05-19T16:00"];
    let zone = ["--zone", "Asia/Ulaanbaatar"];
    desk.done(&[&["event", "edit", &event], &moved[..], &zone].concat())?;
    let (_, third) = written(&desk, &out_of_date, "third")?;
    let third = read_calendar(&desk, &format!("third/{}", third[0]))?;
    let after = &third["events"][0];
    same("the version", &after["sequence"], 2)?;
    same("the day", &after["dtstart"]["local"], "2027-05-18T10:00:00")?;
    // Whoever said yes to another day has not said yes to this one.
    same("the answer", stands(after), "NEEDS-ACTION")
}

#[test]
fn one_is_taken_off_and_then_the_event_is_called_off_and_one_undo_brings_it_back() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    let kim = text(&row(&desk, &event, KIM)?, "/id")?;
    let nobody = desk.run(&["invitation", "cancel", &event, "--out", &desk.named("none")])?;
    same("before anybody is invited", nobody.status.code(), Some(1))?;
    written(&desk, &["invitation", "write", &event], "first")?;

    let one = ["invitation", "cancel", &event, "--person", &kim];
    let (said, names) = written(&desk, &one, "one")?;
    same("cancelled", &said["cancelled"], 1)?;
    let (letter, calendar) = read_letter(&desk, &format!("one/{}", names[0]))?;
    same("to", &letter["to"][0]["email"], KIM)?;
    let entry = &calendar["events"][0];
    same("the method", &calendar["method"], "CANCEL")?;
    same("who", &entry["attendees"][0]["email"], KIM)?;
    same("asked", &entry["attendees"][0]["rsvp"], false)?;
    same("how many", list(entry, "/attendees")?.len(), 1)?;
    // The event stands, and whoever reads the file of one may not take it for off.
    same("the status", &entry["status"], &Value::Null)?;
    same("the alarms", &entry["alarms"], &json!([]))?;
    let page = desk.json(&["event", "show", &event])?;
    same("the event", &page["status"], "confirmed")?;

    let (said, names) = written(&desk, &["invitation", "cancel", &event], "all")?;
    same("cancelled", &said["cancelled"], 2)?;
    same("letters", names.len(), 2)?;
    for name in &names {
        let (letter, calendar) = read_letter(&desk, &format!("all/{name}"))?;
        let entry = &calendar["events"][0];
        same("the method", &calendar["method"], "CANCEL")?;
        same("the status", &entry["status"], "CANCELLED")?;
        same(
            "the event",
            &entry["uid"],
            format!("{event}@symposia").as_str(),
        )?;
        same("the version", &entry["sequence"], 1)?;
        same(
            "who",
            &entry["attendees"][0]["email"],
            &letter["to"][0]["email"],
        )?;
    }
    let page = desk.json(&["event", "show", &event])?;
    same("the event", &page["status"], "cancelled")?;
    same(
        "told",
        standing(&desk, &event, ZARYA)?,
        json!(["cancelled", []]),
    )?;

    desk.done(&["undo"])?;
    let page = desk.json(&["event", "show", &event])?;
    same("the event", &page["status"], "confirmed")?;
    same(
        "told",
        standing(&desk, &event, ZARYA)?,
        json!(["up-to-date", []]),
    )
}

/// An answer as a calendar program writes it.
fn reply(event: &str, address: &str, partstat: &str, sequence: u32) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Invented//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n\
         UID:{event}@symposia\r\nSEQUENCE:{sequence}\r\nDTSTAMP:20261125T090000Z\r\n\
         DTSTART:20270511T020000Z\r\nATTENDEE;PARTSTAT={partstat}:mailto:{address}\r\n\
         ORGANIZER:mailto:{SECRETARIAT}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

#[test]
fn what_entries_show_is_chosen_and_sessions_come_in_a_file_of_their_own() -> Outcome {
    let desk = Desk::new()?;
    let event = planned(&desk)?;
    desk.done(&[
        "agenda",
        "add",
        "--event",
        &event,
        "--title",
        "Opening, 개회",
        "--minutes",
        "30",
    ])?;
    let chosen = ["--class", "confidential", "--reminder", "90"];
    let place = ["--position", "47.918873,106.917701"];
    let sessions = ["--sessions", "true"];
    desk.done(&[&["event", "edit", &event], &chosen[..], &place, &sessions].concat())?;
    let kim = text(&row(&desk, &event, KIM)?, "/id")?;
    let ways = [
        ("block", "2027-05-11T10:00:00", "2027-05-12T16:00:00", None),
        (
            "daily",
            "2027-05-11T10:00:00",
            "2027-05-11T16:00:00",
            Some("FREQ=DAILY;COUNT=2"),
        ),
        ("all-day", "2027-05-11", "2027-05-13", None),
    ];
    for (way, start, end, rule) in ways {
        desk.done(&["event", "edit", &event, "--days-as", way])?;
        let write = [
            "invitation",
            "write",
            &event,
            "--person",
            &kim,
            "--format",
            "ics",
        ];
        let (_, names) = written(&desk, &write, way)?;
        let [sessions, invitation] = match names.as_slice() {
            [one, other] if one.ends_with("sessions.ics") => [one, other],
            [one, other] => [other, one],
            _ => return Err(Failure::Found(format!("{way}: {names:?}"))),
        };
        let invitation = read_calendar(&desk, &format!("{way}/{invitation}"))?;
        let entry = &invitation["events"][0];
        same(
            way,
            json!([
                entry["dtstart"]["local"],
                entry["dtend"]["local"],
                entry["rrule"],
                entry["class"],
                entry["geo"],
                entry["alarms"][0]["trigger"],
            ]),
            json!([
                start,
                end,
                rule,
                "CONFIDENTIAL",
                [47.918_873, 106.917_701],
                -90 * 60
            ]),
        )?;
        let sessions = read_calendar(&desk, &format!("{way}/{sessions}"))?;
        let entry = &sessions["events"][0];
        same(way, &sessions["method"], "PUBLISH")?;
        same(
            way,
            json!([
                entry["summary"],
                entry["dtstart"]["local"],
                entry["related_to"],
                entry["organizer"]["email"],
                entry["attendees"],
            ]),
            json!([
                "Opening, 개회",
                "2027-05-11T10:00:00",
                [format!("{event}@symposia")],
                SECRETARIAT,
                [],
            ]),
        )?;
    }
    Ok(())
}
