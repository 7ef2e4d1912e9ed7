//! Tasks are written as RFC 5545 §3.6.2 says.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{Calendar, Entry, Task, TaskStatus, write};
use chrono::{DateTime, NaiveDate, Utc};
use domain::timing::{Timing, parse_day};

fn stamp() -> DateTime<Utc> {
    "2026-11-01T00:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn task(status: TaskStatus, due: Option<NaiveDate>) -> Task {
    Task {
        uid: "task@symposia".to_owned(),
        stamp: stamp(),
        summary: "Circulate the note, 概念文件; and ask".to_owned(),
        description: Some("Owner: KIM Haneul".to_owned()),
        due,
        status,
        part_of: "event@symposia".to_owned(),
    }
}

fn file(task: Task) -> Result<String, calendar::CalendarError> {
    let event = Entry::new(
        "event@symposia".to_owned(),
        stamp(),
        Timing::Year { year: 2027 },
        "Symposium".to_owned(),
    );
    write(&Calendar {
        entries: vec![event],
        tasks: vec![task],
        ..Calendar::default()
    })
}

/// The lines of the VTODO, unfolded.
fn lines(task: Task) -> Vec<String> {
    let text = file(task).unwrap().replace("\r\n ", "");
    let lines = text.split("\r\n").map(str::to_owned);
    lines
        .skip_while(|line| line != "BEGIN:VTODO")
        .take_while(|line| line != "END:VTODO")
        .collect()
}

#[test]
fn an_open_task_has_its_day_and_its_event() {
    let due = Some(day("2026-08-12"));
    assert_eq!(
        lines(task(TaskStatus::NeedsAction, due)),
        [
            "BEGIN:VTODO",
            "UID:task@symposia",
            "DTSTAMP:20261101T000000Z",
            "DUE;VALUE=DATE:20260812",
            "SUMMARY:Circulate the note\\, 概念文件\\; and ask",
            "DESCRIPTION:Owner: KIM Haneul",
            "STATUS:NEEDS-ACTION",
            "RELATED-TO:event@symposia",
        ]
    );
}

#[test]
fn a_task_that_is_done_says_on_which_day() {
    let written = lines(task(
        TaskStatus::Completed(day("2028-02-29")),
        Some(day("2028-03-01")),
    ));
    for line in [
        "STATUS:COMPLETED",
        "COMPLETED:20280229T110000Z",
        "PERCENT-COMPLETE:100",
    ] {
        assert!(written.iter().any(|one| one == line), "{written:?}");
    }
}

#[test]
fn a_day_that_is_not_known_is_not_made_up() {
    for status in [TaskStatus::NeedsAction, TaskStatus::Cancelled] {
        let written = lines(task(status, None));
        let says = |name: &str| written.iter().any(|line| line.starts_with(name));
        assert!(!says("DUE") && !says("COMPLETED") && !says("PERCENT"));
        assert_eq!(
            says("STATUS:CANCELLED"),
            status == TaskStatus::Cancelled,
            "{written:?}"
        );
    }
}

#[test]
fn a_day_that_no_file_can_say_is_refused_by_name() {
    let error = file(task(TaskStatus::NeedsAction, Some(NaiveDate::MAX)));
    let error = error.unwrap_err().to_string();
    assert!(error.contains("Circulate the note"), "{error}");
}
