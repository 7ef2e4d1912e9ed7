//! Invitations and replies over the demonstration year, for pictures and for those who judge views.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::program;

/// Invites everybody of an event, moves it to another hall, tells some of them, and takes replies: one that accepts
/// and one that proposes another time.
pub fn invite(store: &Path, folder: &Path, event: &str) -> Outcome {
    let cli = |arguments: &[&str]| program::cli(store, arguments);
    let letters = folder.join("letters").to_string_lossy().into_owned();
    cli(&[
        "setting",
        "set",
        "organizer-email",
        "secretariat@neacap.example",
    ])?;
    cli(&["invitation", "write", event, "--out", &letters])?;
    cli(&[
        "event",
        "edit",
        event,
        "--venue",
        "Hall B, Government House",
    ])?;
    let rows = cli(&["--json", "invitation", "list", event])?;
    let rows: Vec<Value> = serde_json::from_str(&rows)
        .map_err(|error| Failure::Found(format!("the list of invitations: {error}")))?;
    let invited: Vec<&Value> = rows.iter().filter(|row| !row["email"].is_null()).collect();
    let [first, second, ..] = invited.as_slice() else {
        return Err(Failure::Found(
            "fewer than two people with an address".to_owned(),
        ));
    };
    for one in [first, second] {
        let person = one["id"].as_str().unwrap_or_default();
        cli(&[
            "invitation",
            "write",
            event,
            "--person",
            person,
            "--out",
            &letters,
        ])?;
    }
    let replies = folder.join("replies");
    fs::create_dir_all(&replies).map_err(Failure::io("make a folder for replies"))?;
    for (name, one, method, partstat, time) in [
        ("yes.ics", first, "REPLY", "ACCEPTED", ""),
        (
            "counter.ics",
            second,
            "COUNTER",
            "TENTATIVE",
            "DTSTART:20261112T020000Z\r\nDTEND:20261112T090000Z\r\n",
        ),
        ("stranger.ics", second, "REPLY", "ACCEPTED", ""),
    ] {
        let email = one["email"].as_str().unwrap_or_default();
        let email = if name == "stranger.ics" {
            "somebody@elsewhere.example"
        } else {
            email
        };
        let text = format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Mail//EN\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n\
             UID:{event}@symposia\r\nSEQUENCE:9\r\nDTSTAMP:20990101T000000Z\r\n{time}\
             ATTENDEE;PARTSTAT={partstat}:mailto:{email}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        fs::write(replies.join(name), text).map_err(Failure::io("write a reply"))?;
    }
    cli(&["invitation", "replies", &replies.to_string_lossy()]).map(drop)
}
