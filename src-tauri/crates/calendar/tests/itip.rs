//! Answers to invitations, as the programs of the world write them. The files are made by hand
//! after what those programs do; the people in them are invented.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::Resolved;
use calendar::itip::{Message, messages};

const UID: &str = "0197-a@symposia.example";

fn one(bytes: &[u8]) -> Message {
    let mut found = messages(bytes);
    assert_eq!(found.rejected, []);
    assert_eq!(found.messages.len(), 1);
    let message = found.messages.remove(0);
    assert_eq!(message.uid.as_deref(), Some(UID));
    message
}

fn instant(time: Option<&Result<Resolved, calendar::CalendarError>>) -> String {
    match time {
        Some(Ok(Resolved::Instant { at, .. })) => at.to_rfc3339(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_answer_of_an_exchange_server_is_read() {
    let reply = one(include_bytes!("corpus/outlook-reply.ics"));
    assert_eq!(reply.method.as_deref(), Some("REPLY"));
    assert_eq!(reply.sequence, Some(2));
    assert_eq!(reply.stamp, Some("2026-11-03T01:23:45Z".parse().unwrap()));
    assert_eq!(reply.summary.as_deref(), Some("미정: Policy Dialogue"));
    let comment = reply.comment.as_deref().unwrap();
    assert!(comment.starts_with("일정을") && comment.ends_with('\n'));
    let attendee = &reply.attendees[0];
    assert_eq!(attendee.email.as_deref(), Some("kim.minjun@example.org"));
    assert_eq!(attendee.name.as_deref(), Some("Kim, Min-jun (Air)"));
    assert_eq!(attendee.partstat.as_deref(), Some("TENTATIVE"));
    assert_eq!(instant(reply.start.as_ref()), "2026-11-10T01:00:00+00:00");
}

#[test]
fn the_answer_of_google_calendar_is_read() {
    let reply = one(include_bytes!("corpus/google-reply.ics"));
    assert_eq!(
        reply.organizer.unwrap().email.as_deref(),
        Some("desk@example.org")
    );
    let attendee = &reply.attendees[0];
    assert_eq!(attendee.email.as_deref(), Some("sato@example.org"));
    assert_eq!(attendee.partstat.as_deref(), Some("ACCEPTED"));
    assert_eq!(attendee.role.as_deref(), Some("REQ-PARTICIPANT"));
    assert_eq!(instant(reply.end.as_ref()), "2026-11-10T08:30:00+00:00");
}

#[test]
fn the_answer_of_apple_calendar_is_read_though_folded_inside_letters() {
    let reply = one(include_bytes!("corpus/apple-reply.ics"));
    let attendee = &reply.attendees[0];
    assert_eq!(attendee.name.as_deref(), Some("李伟（环境）"));
    assert_eq!(reply.summary.as_deref(), Some("李伟（环境）"));
    // The line ends with the address of a server's own, which no letter reaches.
    assert_eq!(attendee.email.as_deref(), Some("li.wei@example.org"));
    assert_eq!(reply.recurrence_id.unwrap().day().to_string(), "2026-11-17");
}

#[test]
fn an_answer_of_several_in_small_letters_and_without_zone_is_read() {
    let reply = one(include_bytes!("corpus/delegated-reply.ics"));
    assert_eq!(reply.method.as_deref(), Some("REPLY"));
    assert_eq!(reply.sequence, None);
    let [sato, tanaka, silent] = reply.attendees.as_slice() else {
        panic!("three answered");
    };
    assert_eq!(sato.partstat.as_deref(), Some("DELEGATED"));
    assert_eq!(sato.delegated_to, ["tanaka@example.org"]);
    assert_eq!(tanaka.delegated_from, ["sato@example.org"]);
    assert_eq!(tanaka.name.as_deref(), Some("Tanaka"));
    // It is not said, and not made up.
    assert_eq!(silent.partstat, None);
    // Windows writes capitals; a name that differs from any is none.
    let start = reply.start.unwrap().unwrap_err().to_string();
    assert!(start.contains("tokyo standard time"), "{start}");
}

#[test]
fn a_proposal_tells_its_time_by_the_file_s_own_zone() {
    let counter = one(include_bytes!("corpus/counter.ics"));
    assert_eq!(counter.method.as_deref(), Some("COUNTER"));
    assert_eq!(
        counter.comment.as_deref(),
        Some("The 10th is a holiday here.")
    );
    assert_eq!(instant(counter.start.as_ref()), "2026-11-12T01:00:00+00:00");
    assert_eq!(instant(counter.end.as_ref()), "2026-11-12T08:00:00+00:00");
}

#[test]
fn of_a_file_that_is_half_bad_the_good_half_is_read() {
    let found = messages(include_bytes!("corpus/half-bad.ics"));
    let uids: Vec<_> = found
        .messages
        .iter()
        .map(|one| one.uid.as_deref())
        .collect();
    assert_eq!(uids, [Some("kept@symposia.example")]);
    let kept = &found.messages[0];
    assert_eq!(kept.sequence, None);
    assert_eq!(kept.attendees[0].partstat.as_deref(), Some("ACCEPTED"));
    let lines: Vec<usize> = found.rejected.iter().map(|one| one.line).collect();
    assert_eq!(lines, [3, 8, 9, 12, 13]);
}

#[test]
fn what_a_file_is_sent_for_is_what_it_says() {
    for (said, method) in [
        ("METHOD:REPLY\n", Some("REPLY")),
        ("METHOD: counter \n", Some("COUNTER")),
        ("METHOD:Request\n", Some("REQUEST")),
        ("METHOD:CANCEL\n", Some("CANCEL")),
        ("METHOD:REFRESH\n", Some("REFRESH")),
        ("METHOD:DECLINECOUNTER\n", Some("DECLINECOUNTER")),
        ("METHOD:ADD\n", Some("ADD")),
        ("METHOD:\n", None),
        ("", None),
    ] {
        let text =
            format!("BEGIN:VCALENDAR\n{said}BEGIN:VEVENT\nUID:{UID}\nEND:VEVENT\nEND:VCALENDAR\n");
        assert_eq!(one(text.as_bytes()).method.as_deref(), method, "{said}");
    }
    let text = "BEGIN:VCALENDAR\nMETHOD:PANIC\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n";
    let found = messages(text.as_bytes());
    assert!(found.messages.is_empty());
    assert_eq!(found.rejected[0].line, 3);
    assert!(found.rejected[0].reason.contains("PANIC"));
    // What is said of a bad value stays one line, whatever line breaks the value has.
    let text = "BEGIN:VCALENDAR\nMETHOD:PAN\\nIC\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n";
    let found = messages(text.as_bytes());
    assert_eq!(
        found.rejected[0].reason,
        "“PAN IC” is no message about an event that is known"
    );
}

#[test]
fn our_own_invitation_is_a_message_too() {
    let event = calendar::Entry {
        attendees: vec![calendar::Attendee {
            mailbox: calendar::Mailbox {
                name: "KIM, Min-jun \"MJ\"; lead".into(),
                email: "kim+air@example.org".into(),
            },
            capacity: domain::participation::Capacity::Delegate,
            reply: domain::participation::Reply::NeedsAction,
            rsvp: true,
            language: None,
        }],
        ..calendar::Entry::new(
            UID.into(),
            "2026-11-01T00:00:00Z".parse().unwrap(),
            domain::timing::Timing::Exact {
                start: domain::timing::parse_local("2026-11-10T10:00").unwrap(),
                end: domain::timing::parse_local("2026-11-10T17:30").unwrap(),
                zone: chrono_tz::Asia::Ulaanbaatar,
            },
            "Policy Dialogue".into(),
        )
    };
    let text = calendar::write(&calendar::Calendar {
        method: Some(calendar::Method::Request),
        entries: vec![event],
        ..calendar::Calendar::default()
    })
    .unwrap();
    let request = one(text.as_bytes());
    assert_eq!(request.method.as_deref(), Some("REQUEST"));
    assert_eq!(instant(request.start.as_ref()), "2026-11-10T02:00:00+00:00");
    let invited = &request.attendees[0];
    assert_eq!(invited.name.as_deref(), Some("KIM, Min-jun \"MJ\"; lead"));
    assert_eq!(invited.email.as_deref(), Some("kim+air@example.org"));
    assert!(invited.rsvp);
}
