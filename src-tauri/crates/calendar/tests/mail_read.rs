//! Letters as the mail programs of those invited write them, in `mail/`; people and addresses in
//! them are invented.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use calendar::CalendarError;
use calendar::mail::{Mail, looks_like_mail, read};
use proptest::prelude::*;

/// File; From; Date; Subject; the calendar files: method, what stands in them, From of theirs.
type Case = (
    &'static str,
    Option<(&'static str, &'static str)>,
    Option<&'static str>,
    &'static str,
    &'static [(Option<&'static str>, &'static str, &'static str)],
);

const AT_TEN: Option<&str> = Some("2026-11-01T01:02:03Z");

const CASES: [Case; 16] = [
    (
        "exchange.eml",
        Some(("Person One, Test", "one@example.com")),
        AT_TEN,
        "수락됨: 정책 대화",
        &[(
            Some("REPLY"),
            "PARTSTAT=ACCEPTED;CN=\"Person One, Test\":mailto:one@example.com\r\n",
            "one@example.com",
        )],
    ),
    (
        "google.eml",
        Some(("Test Person Two", "two@example.com")),
        AT_TEN,
        "Declined: NEACAP Policy Dialogue @ Tue Nov 10, 2026 10am - 6pm (KST) (secretariat@example.org)",
        &[(
            Some("REPLY"),
            "PARTSTAT=DECLINED;CN=Test Person Two",
            "two@example.com",
        )],
    ),
    (
        "apple.eml",
        Some(("Тест Гуравдугаар", "three@example.com")),
        AT_TEN,
        "Maybe: Бодлогын яриа",
        &[(
            Some("REPLY"),
            "PARTSTAT=TENTATIVE;CN=Тест Гуравдугаар:mailto:three@example.com\r\n",
            "three@example.com",
        )],
    ),
    (
        "thunderbird-bare-lf.eml",
        Some(("Тест Четвёртая", "four@example.com")),
        AT_TEN,
        "Invitation Accepted: NEACAP Policy Dialogue",
        &[(
            Some("REPLY"),
            "CN=Тест Четвёртая:mailto:four@example.com\n",
            "four@example.com",
        )],
    ),
    (
        "single-lower-case.eml",
        Some(("テスト 五", "FIVE@Example.Com")),
        Some("2026-11-01T01:02:00Z"),
        "承諾: 政策対話",
        &[(
            Some("REPLY"),
            "SUMMARY:北東アジアの大気について話し合う政策対話\r\n",
            "FIVE@Example.Com",
        )],
    ),
    (
        "windows-1252.eml",
        Some(("", "six@example.com")),
        AT_TEN,
        "Re: NEACAP Policy Dialogue",
        &[(
            Some("REPLY"),
            "CN=Tést Pérson Six:mailto:six",
            "six@example.com",
        )],
    ),
    (
        "iso-2022-kr.eml",
        Some(("", "seven@example.com")),
        AT_TEN,
        "Re: NEACAP Policy Dialogue",
        &[(
            Some("REPLY"),
            "SUMMARY:동북아 대기 정책 대화\r\nATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;\
             PARTSTAT=ACCEPTED;CN=시험 일곱:mailto:seven@example.com\r\n",
            "seven@example.com",
        )],
    ),
    (
        "gb18030.eml",
        Some(("测试 八", "eight@example.com")),
        AT_TEN,
        "Re: NEACAP Policy Dialogue",
        &[(
            Some("REPLY"),
            "PARTSTAT=DELEGATED;CN=测试 八:mailto:eight",
            "eight@example.com",
        )],
    ),
    (
        "euc-kr.eml",
        Some(("시험 아홉", "nine@example.com")),
        AT_TEN,
        "Re: NEACAP Policy Dialogue",
        &[(
            Some("REPLY"),
            "CN=시험 아홉:mailto:nine@example.com\r\n",
            "nine@example.com",
        )],
    ),
    (
        "signed.eml",
        Some(("Test Person Ten", "ten@example.com")),
        AT_TEN,
        "Accepted: NEACAP Policy Dialogue",
        &[(Some("REPLY"), "CN=Test Person Ten", "ten@example.com")],
    ),
    (
        "forwarded.eml",
        Some(("Test Assistant", "assistant@example.org")),
        Some("2026-11-02T01:00:00Z"),
        "Fwd: three answers",
        &[
            (
                Some("REPLY"),
                "PARTSTAT=ACCEPTED;CN=Test Person Eleven",
                "eleven@example.com",
            ),
            (
                Some("REPLY"),
                "PARTSTAT=DECLINED;CN=Test Person Twelve",
                "twelve@example.com",
            ),
            (
                Some("REPLY"),
                "PARTSTAT=TENTATIVE;CN=Test Person Thirteen",
                "thirteen@example.com",
            ),
        ],
    ),
    (
        "nameless-bytes.eml",
        Some(("", "fourteen@example.com")),
        None,
        "",
        &[(None, "CN=시험 열넷:mailto:", "fourteen@example.com")],
    ),
    (
        "winmail.eml",
        Some(("Test Person Fifteen", "fifteen@example.com")),
        AT_TEN,
        "Accepted: NEACAP Policy Dialogue",
        &[],
    ),
    (
        "not-quoted.eml",
        Some(("Test Person Sixteen", "sixteen@example.com")),
        AT_TEN,
        "New time proposed",
        &[(
            Some("COUNTER"),
            "ROLE=REQ-PARTICIPANT;PARTSTAT=TENTATIVE;CN=Test",
            "sixteen@example.com",
        )],
    ),
    (
        "list-footer.eml",
        Some(("Test Person Seventeen", "seventeen@example.com")),
        AT_TEN,
        "[list] Accepted",
        &[(None, "CN=Test Person Seventeen", "seventeen@example.com")],
    ),
    (
        "sealed.eml",
        Some(("Test Person Eighteen", "eighteen@example.com")),
        AT_TEN,
        "Accepted",
        &[],
    ),
];

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/mail")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    let kept = bytes.iter().filter(|byte| **byte != b'\r');
    kept.copied().collect()
}

fn check(case: &Case, mail: &Mail, line_ends: &str) {
    let (file, from, date, subject, calendars) = case;
    let found = mail.from.as_ref();
    let found = found.map(|from| (from.name.as_str(), from.email.as_str()));
    assert_eq!(found, *from, "{file}");
    let found = mail
        .date
        .map(|date| date.to_rfc3339().replace("+00:00", "Z"));
    assert_eq!(found.as_deref(), *date, "{file}");
    assert_eq!(mail.subject, *subject, "{file}");
    assert_eq!(mail.tnef, *file == "winmail.eml", "{file}");
    assert_eq!(mail.sealed, *file == "sealed.eml", "{file}");
    assert_eq!(mail.calendars.len(), calendars.len(), "{file}");
    for (found, (method, within, sender)) in mail.calendars.iter().zip(*calendars) {
        assert_eq!(found.method.as_deref(), *method, "{file}");
        let text = String::from_utf8(found.bytes.clone()).unwrap();
        let text = if line_ends == "\n" {
            text.replace('\r', "")
        } else {
            text
        };
        assert!(
            text.contains(&within.replace("\r\n", line_ends)),
            "{file}: {within:?} is not in {text}"
        );
        assert!(text.starts_with("BEGIN:VCALENDAR"), "{file}: {text}");
        assert!(text.trim_end().ends_with("END:VCALENDAR"), "{file}: {text}");
        let from = found.from.as_ref().map(|from| from.email.as_str());
        assert_eq!(from, Some(*sender), "{file}");
    }
}

#[test]
fn the_answer_is_found_in_what_every_mail_program_writes() {
    let samples = fs::read_dir(folder()).unwrap();
    let samples = samples.filter(|file| {
        let path = file.as_ref().unwrap().path();
        path.extension().is_some_and(|ending| ending == "eml")
    });
    assert_eq!(samples.count(), CASES.len(), "a sample that no case names");
    for case in &CASES {
        let bytes = sample(case.0);
        assert!(looks_like_mail(&bytes), "{}", case.0);
        check(case, &read(&bytes).unwrap(), "\r\n");
    }
}

#[test]
fn a_letter_that_lost_its_carriage_returns_or_got_a_mark_in_front_is_read_the_same() {
    for case in &CASES {
        let bytes = sample(case.0);
        check(case, &read(&without_cr(&bytes)).unwrap(), "\n");
        let marked = [b"\xef\xbb\xbf\r\n\n".to_vec(), bytes].concat();
        check(case, &read(&marked).unwrap(), "\r\n");
    }
}

#[test]
fn the_file_that_stands_in_a_letter_twice_keeps_the_method_of_either() {
    let calendar = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n";
    let mut letter =
        "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n".to_owned();
    for head in ["application/ics; name=a.ics", "text/calendar; method=reply"] {
        write!(letter, "\r\n--b\r\nContent-Type: {head}\r\n\r\n{calendar}").unwrap();
    }
    let mail = read(letter.as_bytes()).unwrap();
    assert_eq!(mail.calendars.len(), 1);
    assert_eq!(mail.calendars[0].method.as_deref(), Some("REPLY"));
}

#[test]
fn damaged_quoted_printable_loses_no_more_than_what_is_damaged() {
    let letter = "From: a@example.org\r\nContent-Type: text/calendar\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n\
        BEGIN:VCALENDAR\r\nX-A;CN=3DKim:=ED=95=9C =\r\n100 =% so=\r\n\r\nEND:VCALENDAR\r\n";
    let mail = read(letter.as_bytes()).unwrap();
    assert_eq!(
        String::from_utf8_lossy(&mail.calendars[0].bytes),
        "BEGIN:VCALENDAR\r\nX-A;CN=Kim:한 100 =% so\r\nEND:VCALENDAR\r\n"
    );
}

#[test]
fn a_letter_is_told_from_a_calendar_file_by_what_is_in_it() {
    for calendar in [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        "\u{feff}\r\n \r\nbegin:vcalendar\n",
        "BEGIN:VCALENDAR\r\nSubject: no letter\r\n",
    ] {
        assert!(!looks_like_mail(calendar.as_bytes()), "{calendar:?}");
    }
    for letter in [
        "X-Unsent: 1\r\nSubject : a\r\n",
        "\u{feff}\n\nRECEIVED: by mail\n",
        "From a@example.org Sun Nov  1\nto: b@example.org\n\nBEGIN:VCALENDAR",
    ] {
        assert!(looks_like_mail(letter.as_bytes()), "{letter:?}");
    }
    for neither in [
        "",
        "Hello.\r\nSubject to change\r\n",
        "BEGIN:VCARD\r\nFN:A\r\n",
        "Name,E-mail\nA,a@example.org\n",
        "\nFirst paragraph\n\nSubject: in the body\n",
    ] {
        assert!(!looks_like_mail(neither.as_bytes()), "{neither:?}");
        let error = read(neither.as_bytes()).unwrap_err();
        assert!(matches!(error, CalendarError::NotMail), "{neither:?}");
    }
    let error = read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on").unwrap_err();
    assert!(error.to_string().contains(".msg"), "{error}");
}

#[test]
fn letters_in_letters_without_end_have_one() {
    let calendar = "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n";
    let nested = |depth: usize| {
        let around = "Content-Type: message/rfc822\n\n".repeat(depth);
        read(format!("From: a@example.org\n{around}{calendar}").as_bytes()).unwrap()
    };
    assert_eq!(nested(10).calendars.len(), 1);
    assert_eq!(nested(200_000).calendars.len(), 0);

    let around = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(100_000);
    let mail = read(format!("From: a@example.org\n{around}{calendar}").as_bytes()).unwrap();
    assert!(mail.calendars.len() <= 1);

    let many = "--b\n\nx\n".repeat(200_000);
    let head = "From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n";
    assert!(read(format!("{head}{many}").as_bytes()).is_ok());

    let parameters = "; a*1=b".repeat(500_000);
    let head = format!("From: a@example.org\nContent-Type: text/calendar{parameters}\n\n");
    assert!(read(head.as_bytes()).is_ok());
}

/// What befalls a file on its way.
#[derive(Debug, Clone)]
enum Damage {
    Set(usize, u8),
    Remove(usize, usize),
    Repeat(usize, usize),
    Insert(usize, Vec<u8>),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<usize>();
    let tokens = prop::sample::select(vec![
        "\r\n\r\n",
        "\n",
        "--",
        "=?utf-8?B?",
        "?=",
        "Content-Type: message/rfc822\n\n",
        "Content-Type: multipart/digest; boundary=x\n\n--x\n",
        "; charset*0*=utf-16''%",
        "Content-Transfer-Encoding: base64\n",
        "BEGIN:VCALENDAR",
        "(((",
        "\"",
        "\0",
    ]);
    prop_oneof![
        (at, any::<u8>()).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (at, 0..200_usize).prop_map(|(at, octets)| Damage::Remove(at, octets)),
        (at, 0..200_usize).prop_map(|(at, octets)| Damage::Repeat(at, octets)),
        (at, tokens).prop_map(|(at, token)| Damage::Insert(at, token.as_bytes().to_vec())),
        (at, prop::collection::vec(any::<u8>(), 0..20))
            .prop_map(|(at, bytes)| { Damage::Insert(at, bytes) }),
    ]
}

fn suffer(bytes: &mut Vec<u8>, damage: &Damage) {
    let place = |at: usize| at % (bytes.len() + 1);
    match damage {
        Damage::Set(at, byte) => {
            let at = place(*at);
            if let Some(found) = bytes.get_mut(at) {
                *found = *byte;
            }
        }
        Damage::Remove(at, octets) => {
            let at = place(*at);
            let end = (at + octets).min(bytes.len());
            bytes.drain(at..end);
        }
        Damage::Repeat(at, octets) => {
            let at = place(*at);
            let end = (at + octets).min(bytes.len());
            let again = bytes[at..end].to_vec();
            bytes.splice(at..at, again);
        }
        Damage::Insert(at, inserted) => {
            let at = place(*at);
            bytes.splice(at..at, inserted.iter().copied());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_letter_is_read_or_refused(
        case in 0..CASES.len(),
        damages in prop::collection::vec(damage(), 1..12),
    ) {
        let mut bytes = sample(CASES[case].0);
        for damage in &damages {
            suffer(&mut bytes, damage);
        }
        let _ = looks_like_mail(&bytes);
        let _ = read(&bytes);
    }

    #[test]
    fn bytes_of_any_kind_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(&[b"From: a\nContent-Type: ".as_slice(), &bytes].concat());
        let _ = read(&[b"Date: ".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_head_of_any_kind_is_read_or_refused(
        kind in "[ -~]{0,20}|text/calendar|multipart/mixed",
        parameters in "(;[ -~가-힣\n\t]{0,12}){0,6}",
        encoding in "base64|quoted-printable|[ -~]{0,10}",
        body in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let head = format!(
            "From: {kind}\nContent-Type: {kind}{parameters}\nContent-Transfer-Encoding: {encoding}\n\n"
        );
        let _ = read(&[head.as_bytes(), &body].concat());
    }
}
