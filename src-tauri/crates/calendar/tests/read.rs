//! What others wrote is read line by line.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::{ReadTime, Rejected, read_events};

const SOUND: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\n\
    DTSTART;TZID=\"Asia/Seoul\":20261110T100000\r\nSUMMARY:Policy \\, Dia\r\n logue\\n二\r\n\
    SEQUENCE:3\r\nSTATUS:confirmed\r\nBEGIN:VALARM\r\nSUMMARY:Alarm\r\nEND:VALARM\r\n\
    END:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn an_event_is_read_with_its_basic_fields() {
    let read = read_events(SOUND.as_bytes());
    assert_eq!(read.rejected, []);
    let event = &read.events[0];
    assert_eq!(event.uid.as_deref(), Some("1@x"));
    assert_eq!(event.summary.as_deref(), Some("Policy , Dialogue\n二"));
    assert_eq!(event.status.as_deref(), Some("CONFIRMED"));
    assert_eq!(event.sequence, 3);
    let seoul = ReadTime {
        value: "20261110T100000".into(),
        zone: Some("Asia/Seoul".into()),
    };
    assert_eq!(event.start, Some(seoul));
}

#[test]
fn a_bad_line_costs_that_line_and_not_the_file() {
    let mut bytes = b"\xEF\xBB\xBFBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nno colon here\n\
        SEQUENCE:many\nLOCATION:\xB0\xA1\n  \xFF folded\nSUMMARY:kept\nEND:VEVENT\n"
        .to_vec();
    bytes.extend_from_slice(SOUND.as_bytes());
    let read = read_events(&bytes);
    assert_eq!(read.events.len(), 2);
    assert_eq!(read.events[0].summary.as_deref(), Some("kept"));
    let lines: Vec<usize> = read.rejected.iter().map(|line| line.line).collect();
    // The first VCALENDAR, on line 1, is never closed.
    assert_eq!(lines, [4, 5, 6, 1]);
    let not_utf8 = Rejected {
        line: 6,
        reason: "this line is not UTF-8".into(),
    };
    assert_eq!(read.rejected[2], not_utf8);
}

#[test]
fn a_file_cut_short_says_so() {
    let cut = SOUND.split_once("END:VEVENT").unwrap().0;
    let read = read_events(cut.as_bytes());
    assert_eq!(read.events, []);
    assert_eq!(read.rejected[0].line, 3);
    assert!(read.rejected[0].reason.contains("cut short"));
}

#[test]
fn what_is_no_calendar_gives_nothing_and_does_not_panic() {
    for bytes in [
        &b""[..],
        b"\n\n",
        b" \n \n",
        b":\n::\n;\n",
        b"END:VEVENT",
        b"A;B=\"c\n",
        b"\xFF",
    ] {
        assert_eq!(read_events(bytes).events, []);
    }
}
