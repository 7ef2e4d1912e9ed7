//! The calendar published to a server, event by event, by the command line.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;
use symposia_tests::caldav::Caldav;
use symposia_tests::{Failure, Outcome, program};

use crate::desk::{Desk, list, same, text};

const PASSWORD: &str = "clean-air-for-all-스카이";

/// Publishes as `tests`, however it ends.
fn publish(desk: &Desk, arguments: &[&str], authority: Option<&Path>) -> Outcome<Output> {
    let mut command = program::cli_over(desk.store(), &["--json", "publish", "--caldav"])?;
    command
        .args(arguments)
        .env("SYMPOSIA_CALDAV_PASSWORD", PASSWORD)
        .stdin(Stdio::null());
    if let Some(authority) = authority {
        command.env("SSL_CERT_FILE", authority);
    }
    command.output().map_err(Failure::io("start symposia-cli"))
}

/// What a publishing that ended well did.
fn published(desk: &Desk, arguments: &[&str]) -> Outcome<Value> {
    let output = publish(desk, arguments, None)?;
    let said = String::from_utf8_lossy(&output.stderr);
    same(&format!("exit, with {said}"), output.status.code(), Some(0))?;
    read(&output)
}

fn read(output: &Output) -> Outcome<Value> {
    serde_json::from_slice(&output.stdout)
        .map_err(|error| Failure::Found(format!("it printed no JSON: {error}")))
}

/// One that failed: what it did all the same, and that it said so.
fn failed(desk: &Desk, arguments: &[&str], named: &str) -> Outcome<Output> {
    let output = publish(desk, arguments, None)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    same(
        &format!("it says {named} in: {said}"),
        said.contains(named),
        true,
    )?;
    same("exit", output.status.code(), Some(1))?;
    same("the password in it", said.contains(PASSWORD), false)?;
    Ok(output)
}

fn counts(done: &Value) -> [u64; 4] {
    ["sent", "removed", "unchanged", "waiting"].map(|name| done[name].as_u64().unwrap_or(u64::MAX))
}

/// A desk with events, and a calendar on a server.
fn begun() -> Outcome<(Desk, Caldav, String, Vec<String>)> {
    let desk = Desk::bare()?;
    desk.done(&["init", "--demo", "--events", "12"])?;
    let server = Caldav::start()?;
    let path = server.make_calendar("neacap")?;
    let events = desk.json(&["event", "list"])?;
    let ids = list(&events, "")?.iter().map(|event| text(event, "/id"));
    let ids = ids.collect::<Outcome<Vec<_>>>()?;
    Ok((desk, server, path, ids))
}

fn resource(path: &str, id: &str) -> String {
    format!("{path}{id}.ics")
}

#[test]
fn a_server_has_each_event_and_is_told_only_what_changed() -> Outcome {
    let (desk, server, path, ids) = begun()?;
    let url = server.url(&path);
    let done = published(&desk, &[&url, "--user", "tests"])?;
    let public = ids.len() as u64 - done["leftOut"].as_u64().unwrap_or_default();
    same("first", counts(&done), [public, 0, 0, 0])?;
    let again = published(&desk, &[])?;
    same(
        "again, to the same calendar",
        counts(&again),
        [0, 0, public, 0],
    )?;
    let event = desk.senior_officials_meeting()?;
    let there = resource(&path, &event);
    same("METHOD", server.get(&there)?.contains("METHOD:"), false)?;
    desk.done(&[
        "event",
        "edit",
        &event,
        "--title",
        "고위급 회의 in Ulaanbaatar",
    ])?;
    same(
        "edited",
        counts(&published(&desk, &[])?),
        [1, 0, public - 1, 0],
    )?;
    same(
        "the title there",
        server.get(&there)?.contains("고위급 회의 in Ulaanbaatar"),
        true,
    )?;
    desk.done(&["event", "delete", &event])?;
    same(
        "deleted",
        counts(&published(&desk, &[])?),
        [0, 1, public - 1, 0],
    )?;
    same("it is gone", server.ask("GET", &there, "")?.status, 404)?;
    desk.done(&["undo"])?;
    same(
        "brought back",
        counts(&published(&desk, &[])?),
        [1, 0, public - 1, 0],
    )?;
    desk.done(&["event", "edit", &event, "--class", "confidential"])?;
    same(
        "made confidential",
        counts(&published(&desk, &[])?),
        [0, 1, public - 1, 0],
    )?;
    same("it is gone", server.ask("GET", &there, "")?.status, 404)?;
    // What somebody else removed there is as good as removed by us.
    desk.done(&["event", "edit", &event, "--class", "public"])?;
    published(&desk, &[])?;
    same(
        "removed there",
        server.ask("DELETE", &there, "")?.status,
        200,
    )?;
    desk.done(&["event", "delete", &event])?;
    same(
        "removed here",
        counts(&published(&desk, &[])?),
        [0, 1, public - 1, 0],
    )
}

#[test]
fn what_cannot_be_sent_today_is_sent_the_next_time() -> Outcome {
    let (desk, mut server, path, _) = begun()?;
    let url = server.url(&path);
    published(&desk, &[&url, "--user", "tests"])?;
    let event = desk.senior_officials_meeting()?;
    server.pause();
    desk.done(&["event", "edit", &event, "--title", "Once"])?;
    let output = failed(&desk, &[], "takes no connection")?;
    same("waiting", counts(&read(&output)?)[3], 1)?;
    desk.done(&["event", "edit", &event, "--title", "Twice"])?;
    let training = [
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "Offline",
        "--quarter",
        "2027-Q1",
    ];
    desk.id(&training)?;
    let output = failed(&desk, &[], "takes no connection")?;
    same("waiting", counts(&read(&output)?)[3], 2)?;
    server.resume()?;
    let done = published(&desk, &[])?;
    same("sent once each, as they are now", counts(&done)[0], 2)?;
    same(
        "the title there",
        server.get(&resource(&path, &event))?.contains("Twice"),
        true,
    )
}

#[test]
fn what_somebody_changed_on_the_server_is_told_and_left() -> Outcome {
    let (desk, server, path, _) = begun()?;
    let url = server.url(&path);
    published(&desk, &[&url, "--user", "tests"])?;
    let event = desk.senior_officials_meeting()?;
    let there = resource(&path, &event);
    let theirs = server.get(&there)?.replace("SUMMARY:", "SUMMARY:Theirs ");
    server.put(&there, &theirs)?;
    desk.done(&["event", "edit", &event, "--title", "Ours"])?;
    let output = failed(&desk, &[], "1 event was not taken")?;
    let done = read(&output)?;
    same("refused", list(&done, "/refused")?.len(), 1)?;
    let why = text(&done, "/refused/0/why")?;
    same(
        "why",
        why.contains("somebody changed it on the server"),
        true,
    )?;
    same("left", server.get(&there)?.contains("SUMMARY:Theirs"), true)?;
    published(&desk, &["--overwrite"])?;
    same("ours", server.get(&there)?.contains("SUMMARY:Ours"), true)?;
    same("after that", counts(&published(&desk, &[])?)[0], 0)
}

/// Answers each request with that, as long as the test runs; gives where.
fn saying(head: &'static str) -> Outcome<String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(Failure::io("listen"))?;
    let at = listener.local_addr().map_err(Failure::io("listen"))?;
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(&stream);
            let (mut line, mut length) = (String::new(), 0);
            while reader.read_line(&mut line).is_ok_and(|count| count > 2) {
                if let Some(told) = line.to_lowercase().strip_prefix("content-length:") {
                    length = told.trim().parse().unwrap_or(0);
                }
                line.clear();
            }
            let _ = reader.take(length).read_to_end(&mut Vec::new());
            let answer =
                format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            let _ = (&stream).write_all(answer.as_bytes());
        }
    });
    Ok(format!("http://{at}/dav/neacap/"))
}

#[test]
fn each_answer_of_a_server_is_said_as_a_sentence() -> Outcome {
    let desk = Desk::new()?;
    let cases = [
        (
            "401 Unauthorized",
            "did not accept the name or the password",
        ),
        ("403 Forbidden", "does not let you write into this calendar"),
        ("404 Not Found", "there is no calendar at"),
        ("405 Method Not Allowed", "takes no events"),
        (
            "301 Moved\r\nLocation: https://new.example.org/dav/",
            "is at https://new.example.org/dav/ now",
        ),
        (
            "307 Moved\r\nLocation: https://new.example.org/dav/",
            "is at https://new.example.org/dav/ now",
        ),
        ("429 Too Many", "cannot take anything just now"),
        ("500 Oops", "cannot take anything just now (it said 500)"),
        ("503 Busy", "publish again later"),
        ("507 Full", "has no room left"),
        ("418 Teapot", "the server did not take it (it said 418)"),
    ];
    for (head, named) in cases {
        let url = saying(head)?;
        failed(&desk, &[&url, "--user", "tests"], named)?;
    }
    let taken = published(&desk, &[&saying("201 Created")?, "--user", "tests"])?;
    same("sent", counts(&taken)[0] > 0, true)
}

#[test]
fn a_password_is_told_to_nobody_and_kept_nowhere() -> Outcome {
    let (desk, server, path, _) = begun()?;
    let open = ["http://cloud.example.org/dav/neacap/", "--user", "kim"];
    failed(&desk, &open, "anybody on the way reads the password")?;
    let within = ["https://kim:secret@cloud.example.org/dav/", "--user", "kim"];
    let output = failed(&desk, &within, "leave name and password out of it")?;
    same(
        "said again",
        String::from_utf8_lossy(&output.stderr).contains("secret"),
        false,
    )?;
    failed(
        &desk,
        &["ftp://cloud.example.org/", "--user", "kim"],
        "begins with https://",
    )?;
    failed(
        &Desk::new()?,
        &[],
        "no calendar on a server was published to yet",
    )?;
    published(&desk, &[&server.url(&path), "--user", "tests"])?;
    for suffix in ["", "-wal"] {
        let file = format!("{}{suffix}", desk.store().display());
        let bytes = fs::read(&file).unwrap_or_default();
        let needle = PASSWORD.as_bytes();
        let found = bytes.windows(needle.len()).any(|part| part == needle);
        same(&format!("the password in {file}"), found, false)?;
    }
    // Without a terminal and without the variable it is the first line that comes in; there is none.
    let mut command = program::cli_over(desk.store(), &["publish", "--caldav"])?;
    command
        .env_remove("SYMPOSIA_CALDAV_PASSWORD")
        .stdin(Stdio::null());
    let output = command
        .output()
        .map_err(Failure::io("start symposia-cli"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    same("it asks", said.contains("no password was given"), true)
}

#[test]
fn a_certificate_that_nobody_trusts_is_refused_and_a_trusted_one_is_not() -> Outcome {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/tls");
    let server = Caldav::start_with_tls(&data.join("server.pem"), &data.join("server.key"))?;
    let desk = Desk::new()?;
    let url = server.url("/tests/neacap/");
    let to = [url.as_str(), "--user", "tests"];
    failed(&desk, &to, "is not one that this computer trusts")?;
    // Trusted, it is Radicale that answers: there is no such calendar there.
    let output = publish(&desk, &to, Some(&data.join("authority.pem")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    same(
        &format!("it answered in: {said}"),
        said.contains("there is no calendar at"),
        true,
    )
}
