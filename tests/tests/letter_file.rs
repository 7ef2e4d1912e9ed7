//! Letters with everything that mail programs stumble over, read by Python's `email` and compared with what was put in.

use calendar::mail::{Attachment, Letter, write};
use calendar::{Mailbox, Method};
use chrono::DateTime;
use domain::event::EventKind;
use domain::letter::{Placeholder, Purpose, default_letter, html_of, languages};
use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome, readers};

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\n\
    UID:0197@symposia\r\nSUMMARY:대기오염 Агаарын бохирдол 大気汚染\r\nDESCRIPTION:ends in blanks  \r\n\
    \x20 =3D and ^n\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Titles and names of the region's languages, short and long.
const TEXTS: [&str; 8] = [
    "Policy Dialogue",
    "제5차 동북아 청정대기 정책 대화: 초미세먼지와 오존의 공동 저감을 위한 다음 걸음",
    "Агаарын чанарын бодлогын яриа хэлэлцээ, Улаанбаатар; өвлийн утаа",
    "Диалог по вопросам политики: загрязнение воздуха в Северо-Восточной Азии",
    "北東アジアの大気環境に関する政策対話（第五回）",
    "空气污染政策对话会",
    "A title, with (brackets) \"quotes\" <and> @ \\ that goes on in ASCII for far more than one line of a header may have",
    "🌬️ ᠠᠭᠠᠷ é mixed 대기 \t tab",
];

/// What a hostile or careless hand may put anywhere.
const HOSTILE: [&str; 24] = [
    "a\r\nBcc: victim@example.com",
    "a\nBcc: victim@example.com\n\nbody",
    "a\r\n\r\nBEGIN:VCALENDAR",
    "a\rb",
    "\0",
    "a\u{85}b\u{2028}c\u{2029}d",
    "a\u{b}b\u{c}c",
    "=?utf-8?Q?a=0D=0ABcc:_victim@example.com?=",
    "=?utf-8?B?Cg0KQmNjOiB4QGV4YW1wbGUuY29t?=",
    "=?",
    "\"><script>alert(1)</script>",
    "\", <victim@example.com>, \"",
    "victim@example.com>, <x",
    "(comment",
    "comment)",
    "\\",
    "a\\\"",
    ";name=\"x\"; filename*=UTF-8''y",
    "%0D%0ABcc: victim@example.com",
    "../../x\\y:z",
    "\u{202e}fdp.exe",
    "   ",
    "",
    "group: a@example.com, b@example.com;",
];

/// As a header shows it: one line, and no beginning of an encoded word.
fn on_one_line(text: &str) -> String {
    let shown = text
        .replace(
            |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'),
            " ",
        )
        .replace('\u{202e}', "");
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.join(" ").replace("=?", "= ?")
}

fn letter(number: usize, text: &str) -> Letter {
    let mailbox = |email: &str| Mailbox {
        name: text.to_owned(),
        email: email.to_owned(),
    };
    Letter {
        from: mailbox("secretariat@example.org"),
        sender: Some(mailbox("assistant@example.org")),
        to: vec![mailbox("one@example.com"), mailbox("two@example.com")],
        reply_to: Some(mailbox("answers@example.org")),
        subject: text.to_owned(),
        text: format!("{text}\n--\nlast line\n"),
        html: html_of(text, "ko"),
        method: Method::Request,
        calendar: CALENDAR.to_owned(),
        calendar_name: format!("{}.ics", text.replace(['/', '\\', '"'], "")),
        attachments: vec![Attachment {
            name: format!("{}.pdf", text.replace(['/', '\\', '"'], "")),
            media_type: "application/pdf".to_owned(),
            bytes: (0..=255).collect(),
        }],
        date: DateTime::from_timestamp(1_793_494_923, 0).unwrap_or_default(),
        message_id: format!("0197-{number}@symposia"),
        unsent: true,
    }
}

fn read_all(letters: &[Letter]) -> Outcome<Vec<Value>> {
    let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
    let mut files = Vec::new();
    for (number, letter) in letters.iter().enumerate() {
        let file = folder.path().join(format!("{number}.eml"));
        let bytes = write(letter).map_err(|error| Failure::Found(error.to_string()))?;
        std::fs::write(&file, bytes).map_err(Failure::io("write a letter"))?;
        files.push(file);
    }
    readers::read_letters(&files)
}

#[test]
fn python_reads_every_letter_as_it_was_meant() -> Outcome {
    let texts: Vec<&str> = TEXTS.into_iter().chain(HOSTILE).collect();
    let numbered = texts.iter().enumerate();
    let letters: Vec<Letter> = numbered
        .map(|(number, text)| letter(number, text))
        .collect();
    let calendar = json!(CALENDAR.as_bytes());
    let found = read_all(&letters)?;
    assert_eq!(found.len(), texts.len());
    for ((number, text), found) in texts.iter().enumerate().zip(&found) {
        let name = on_one_line(text);
        let person = |email: &str| json!({"name": name, "email": email});
        assert_eq!(
            found["fields"],
            json!([
                "Date",
                "From",
                "Sender",
                "To",
                "Reply-To",
                "Subject",
                "Message-ID",
                "X-Unsent",
                "MIME-Version",
                "Content-Type"
            ]),
            "{text:?}"
        );
        assert_eq!(found["subject"], name, "{text:?}");
        assert_eq!(found["date"], "2026-11-01T01:02:03+00:00");
        assert_eq!(found["message_id"], format!("<0197-{number}@symposia>"));
        assert_eq!(found["unsent"], "1");
        assert_eq!(found["from"], json!([person("secretariat@example.org")]));
        assert_eq!(found["sender"], json!([person("assistant@example.org")]));
        assert_eq!(found["reply_to"], json!([person("answers@example.org")]));
        let to = json!([person("one@example.com"), person("two@example.com")]);
        assert_eq!(found["to"], to, "{text:?}");
        assert_eq!(
            found["shape"],
            "multipart/mixed(multipart/alternative(text/plain text/html text/calendar) application/ics application/pdf)",
            "{text:?}"
        );
        let parts = &found["parts"];
        // Python takes the line ends of a part that is not encoded for its own.
        let said = parts[0]["text"]
            .as_str()
            .unwrap_or_default()
            .replace("\r\n", "\n");
        assert!(said.ends_with("\n--\nlast line\n"), "{said:?}");
        assert_eq!(
            parts[2]["params"],
            json!({"charset": "UTF-8", "method": "REQUEST", "component": "VEVENT"})
        );
        assert_eq!(parts[2]["disposition"], Value::Null);
        assert_eq!(parts[2]["bytes"], calendar);
        assert_eq!(parts[3]["bytes"], calendar);
        assert_eq!(parts[3]["disposition"], "attachment");
        assert_eq!(
            parts[4]["bytes"],
            json!(letter(number, text).attachments[0].bytes)
        );
        for (part, ending) in [(&parts[3], ".ics"), (&parts[4], ".pdf")] {
            let name = part["name"].as_str().unwrap_or_default();
            assert!(
                !name.contains(['/', '\\', '\r', '\n', '\0', '"']),
                "{name:?}"
            );
            let wanted = on_one_line(&format!("{}{ending}", text.replace(['/', '\\', '"'], "")));
            if number < TEXTS.len() && wanted.chars().count() <= 120 {
                assert_eq!(name, wanted);
            }
        }
    }
    Ok(())
}

#[test]
fn python_reads_the_letters_that_the_program_starts_with() -> Outcome {
    let mut letters = Vec::new();
    for language in languages() {
        for purpose in Purpose::ALL {
            let values = |placeholder: Placeholder| format!("<{placeholder}>");
            let text = default_letter(*purpose, EventKind::Symposium, language).render(&values);
            letters.push(Letter {
                subject: text.subject,
                html: html_of(&text.body, language),
                text: text.body,
                ..letter(letters.len(), language)
            });
        }
    }
    for (put, found) in letters.iter().zip(read_all(&letters)?) {
        assert_eq!(found["subject"], put.subject);
        let said = |part: usize| -> String {
            let text = found["parts"][part]["text"].as_str();
            text.unwrap_or_default().replace("\r\n", "\n")
        };
        assert_eq!(said(0), put.text);
        assert_eq!(said(1), put.html);
    }
    Ok(())
}
