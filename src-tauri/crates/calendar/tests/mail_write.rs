//! Letters that carry invitations, read back by `mail-parser`. (`tests/` of the workspace has
//! Python read them too.)
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use calendar::mail::{Attachment, Letter, read, write};
use calendar::{CalendarError, Mailbox, Method};
use chrono::{TimeZone, Utc};
use mail_parser::{MessageParser, MessagePart, MimeHeaders, PartType};
use proptest::prelude::*;

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n\
    UID:1@symposia\r\nSUMMARY:정책 대화 Бодлогын яриа\r\n  trailing \r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn mailbox(name: &str, email: &str) -> Mailbox {
    Mailbox {
        name: name.to_owned(),
        email: email.to_owned(),
    }
}

fn letter() -> Letter {
    Letter {
        from: mailbox("NEACAP Secretariat", "secretariat@example.org"),
        sender: None,
        to: vec![mailbox("시험 하나", "one@example.com")],
        reply_to: None,
        subject: "초대: 東北アジア Бодлогын яриа".to_owned(),
        text: "Dear colleague,\n\n초대합니다.\n".to_owned(),
        html: "<p>Dear colleague,</p><p>초대합니다.</p>".to_owned(),
        method: Method::Request,
        calendar: CALENDAR.to_owned(),
        calendar_name: "초대장.ics".to_owned(),
        attachments: vec![Attachment {
            name: "Тэмдэглэл 概念.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: vec![0, 1, 2, 255, 13, 10],
        }],
        date: Utc.with_ymd_and_hms(2026, 11, 1, 1, 2, 3).unwrap(),
        message_id: "0197-1@symposia".to_owned(),
        unsent: true,
    }
}

/// Media type with the parts of what has parts.
fn shape(message: &mail_parser::Message, part: &MessagePart) -> String {
    let kind = part.content_type().map(|kind| {
        let subtype = kind.subtype().unwrap_or_default();
        format!("{}/{subtype}", kind.ctype())
    });
    let kind = kind.unwrap_or_default();
    let PartType::Multipart(parts) = &part.body else {
        return kind;
    };
    let parts = parts
        .iter()
        .map(|at| shape(message, &message.parts[*at as usize]));
    format!("{kind}({})", parts.collect::<Vec<_>>().join(" "))
}

const SHAPE: &str = "multipart/mixed(multipart/alternative(text/plain text/html text/calendar) \
    application/ics application/pdf)";

/// Every line is ASCII, ends in CRLF and is no longer than a server takes (RFC 5321 §4.5.3.1.6).
fn sendable(bytes: &[u8]) -> Result<(), TestCaseError> {
    prop_assert!(bytes.ends_with(b"\r\n"));
    let text = str::from_utf8(bytes).unwrap();
    for line in text.split_terminator("\r\n") {
        prop_assert!(line.len() <= 998, "{} octets", line.len());
        let plain = |c: char| c == '\t' || (' '..='~').contains(&c);
        prop_assert!(line.chars().all(plain), "{line:?}");
    }
    Ok(())
}

#[test]
fn mail_programs_find_what_they_offer_an_answer_for() {
    let bytes = write(&letter()).unwrap();
    sendable(&bytes).unwrap();
    let text = str::from_utf8(&bytes).unwrap();
    assert!(text.contains(
        "\r\nContent-Type: text/calendar; charset=UTF-8; method=REQUEST; component=VEVENT\r\n\
         Content-Transfer-Encoding: base64\r\n"
    ));
    assert!(text.contains("\r\nX-Unsent: 1\r\n"));
    assert!(text.contains("\r\nMIME-Version: 1.0\r\n"));
    assert!(
        text.starts_with("Date: Sun, 1 Nov 2026 01:02:03 +0000\r\n"),
        "{text}"
    );

    let message = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(shape(&message, message.root_part()), SHAPE);
    assert_eq!(message.message_id(), Some("0197-1@symposia"));
    assert_eq!(
        message.body_text(0).unwrap(),
        "Dear colleague,\r\n\r\n초대합니다.\r\n"
    );
    let invitation = &message.parts[4];
    assert_eq!(invitation.contents(), CALENDAR.as_bytes());
    assert!(invitation.content_disposition().is_none());
    let attached = &message.parts[5];
    assert_eq!(attached.contents(), CALENDAR.as_bytes());
    assert_eq!(attached.attachment_name(), Some("초대장.ics"));
    let name_for_old_programs = attached.content_type().unwrap().attribute("name");
    assert_eq!(name_for_old_programs, Some("초대장.ics"));
    let note = &message.parts[6];
    assert_eq!(note.contents(), [0, 1, 2, 255, 13, 10]);
    assert_eq!(note.attachment_name(), Some("Тэмдэглэл 概念.pdf"));
}

#[test]
fn our_own_reader_finds_the_calendar_once() {
    let mail = read(&write(&letter()).unwrap()).unwrap();
    assert_eq!(mail.subject, "초대: 東北アジア Бодлогын яриа");
    assert_eq!(mail.date, Some(letter().date));
    assert_eq!(mail.from.unwrap().email, "secretariat@example.org");
    assert_eq!(mail.calendars.len(), 1);
    assert_eq!(mail.calendars[0].bytes, CALENDAR.as_bytes());
    assert_eq!(mail.calendars[0].method.as_deref(), Some("REQUEST"));
}

#[test]
fn the_same_letter_has_the_same_bytes_and_another_other_boundaries() {
    let first = write(&letter()).unwrap();
    assert_eq!(first, write(&letter()).unwrap());
    let boundary = |bytes: &[u8]| {
        let text = str::from_utf8(bytes).unwrap();
        let (_, rest) = text.split_once("boundary=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    let other = Letter {
        message_id: "0197-2@symposia".to_owned(),
        ..letter()
    };
    assert_ne!(boundary(&first), boundary(&write(&other).unwrap()));

    // Even a text that knows the boundary does not end a part.
    let forged = Letter {
        text: format!("--{}\n\nBEGIN:VCALENDAR\n", boundary(&first)),
        html: format!("--{}--\n", boundary(&first).replace("_0_", "_1_")),
        ..letter()
    };
    let bytes = write(&forged).unwrap();
    let message = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(shape(&message, message.root_part()), SHAPE);
    assert_eq!(
        message.body_text(0).unwrap().replace("\r\n", "\n"),
        forged.text
    );
}

#[test]
fn a_letter_says_who_sends_it_and_where_answers_go_only_if_that_differs() {
    let plain = String::from_utf8(write(&letter()).unwrap()).unwrap();
    assert!(!plain.contains("\r\nSender:") && !plain.contains("\r\nReply-To:"));
    let same = Letter {
        sender: Some(mailbox("Another name", "secretariat@example.org")),
        ..letter()
    };
    let same = String::from_utf8(write(&same).unwrap()).unwrap();
    assert!(!same.contains("\r\nSender:"));
    let told = Letter {
        sender: Some(mailbox("Test Assistant", "assistant@example.org")),
        reply_to: Some(mailbox("", "answers@대기.한국")),
        unsent: false,
        method: Method::Cancel,
        ..letter()
    };
    let told = String::from_utf8(write(&told).unwrap()).unwrap();
    assert!(told.contains("\r\nSender: \"Test Assistant\" <assistant@example.org>\r\n"));
    assert!(told.contains("\r\nReply-To: <answers@xn--ok0b74g.xn--3e0b707e>\r\n"));
    assert!(told.contains("method=CANCEL;") && !told.contains("X-Unsent"));
}

#[test]
fn a_letter_that_cannot_arrive_is_not_written() {
    let nobody = Letter {
        to: Vec::new(),
        ..letter()
    };
    assert!(matches!(write(&nobody), Err(CalendarError::NoRecipient)));
    for bad in ["", "one", "one@example.com\r\nBcc: two@example.com", "a@b@"] {
        let to = vec![mailbox("", "one@example.com"), mailbox("", bad)];
        let error = write(&Letter { to, ..letter() }).unwrap_err();
        assert!(matches!(error, CalendarError::BadAddress(_)), "{bad:?}");
        assert!(!error.to_string().contains('\n'), "{error}");
        let from = mailbox("", bad);
        assert!(write(&Letter { from, ..letter() }).is_err());
    }
}

/// What a hostile or careless hand may put anywhere.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "\r\n",
        "\n",
        "\r",
        "\0",
        "\u{85}",
        "\u{2028}",
        "\u{b}",
        " ",
        "\t",
        "BEGIN:VCALENDAR",
        "Bcc: x@example.com",
        ":",
        ";",
        ",",
        "\"",
        "\\",
        "(",
        ")",
        "<",
        ">",
        "@",
        "=?utf-8?Q?",
        "=?utf-8?B?QQ==?=",
        "?=",
        "--",
        "=_",
        "=0D=0A",
        "%0D%0A",
        "''",
        "*",
        "=",
        ".",
        "/",
        "한국",
        "Монгол",
        "日本",
        "é",
        "🌬️",
        "\u{202e}",
        "word",
        "aVeryLongWordWithoutAnySpaceInIt",
    ]);
    let piece =
        prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A text on one line, as it should be read again.
fn tidy(text: &str) -> String {
    let kept = text
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    let kept: String = kept.collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    words.join(" ").replace("=?", "= ?")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_in_a_letter_gets_out_of_its_place(
        name in any_text(),
        subject in any_text(),
        text in any_text(),
        html in any_text(),
        id in any_text(),
        file in any_text(),
        media_type in any_text(),
        calendar in any_text(),
    ) {
        let hostile = Letter {
            from: mailbox(&name, "from@example.org"),
            sender: Some(mailbox(&name, "sender@example.org")),
            to: vec![mailbox(&name, "one@example.com"), mailbox(&name, "two@example.com")],
            reply_to: Some(mailbox(&name, "reply@example.org")),
            subject: subject.clone(),
            text,
            html,
            calendar: calendar.clone(),
            calendar_name: file.clone(),
            attachments: vec![Attachment { name: file, media_type, bytes: vec![7] }],
            message_id: id,
            ..letter()
        };
        let bytes = write(&hostile).unwrap();
        sendable(&bytes)?;
        let message = MessageParser::new().parse(&bytes).unwrap();
        let fields: Vec<&str> = message.headers().iter().map(mail_parser::Header::name).collect();
        prop_assert_eq!(fields, [
            "Date", "From", "Sender", "To", "Reply-To", "Subject", "Message-ID", "X-Unsent",
            "MIME-Version", "Content-Type",
        ]);
        prop_assert_eq!(message.subject().unwrap_or_default(), tidy(&subject));
        let people = |address: Option<&mail_parser::Address>| -> Vec<(String, String)> {
            let people = address.unwrap().iter();
            people.map(|one| (
                one.name().unwrap_or_default().to_owned(),
                one.address().unwrap_or_default().to_owned(),
            )).collect()
        };
        let named = |email: &str| (tidy(&name), email.to_owned());
        prop_assert_eq!(people(message.from()), [named("from@example.org")]);
        prop_assert_eq!(people(message.sender()), [named("sender@example.org")]);
        prop_assert_eq!(people(message.reply_to()), [named("reply@example.org")]);
        prop_assert_eq!(people(message.to()), [named("one@example.com"), named("two@example.com")]);
        let kinds: Vec<String> = message.parts.iter().map(|part| shape(&message, part)).collect();
        prop_assert_eq!(message.parts.len(), 7, "{:?}", kinds);
        prop_assert_eq!(&kinds[2..6], ["text/plain", "text/html", "text/calendar", "application/ics"]);
        prop_assert_eq!(message.parts[5].contents(), calendar.as_bytes());
        prop_assert_eq!(message.parts[6].contents(), [7]);
        for part in &message.parts[5..] {
            let name = part.attachment_name().unwrap();
            prop_assert!(!name.contains(['/', '\\', '\r', '\n', '\0', '"']), "{:?}", name);
        }
    }

    #[test]
    fn an_address_is_refused_or_stays_one(email in any_text(), host in "[a-z]{1,8}\\.example") {
        for email in [email.clone(), format!("{email}@{host}"), format!("a@{email}.{host}")] {
            let to = vec![mailbox("", &email)];
            if let Ok(bytes) = write(&Letter { to, ..letter() }) {
                sendable(&bytes)?;
                let message = MessageParser::new().parse(&bytes).unwrap();
                let to: Vec<_> = message.to().unwrap().iter().collect();
                prop_assert_eq!(to.len(), 1, "{:?}", email);
                prop_assert!(to[0].address().is_some_and(|address| address.contains('@')));
                prop_assert!(message.bcc().is_none());
            }
        }
    }
}
