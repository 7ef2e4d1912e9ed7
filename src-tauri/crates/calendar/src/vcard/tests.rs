#![allow(
    clippy::unwrap_used,
    clippy::unnecessary_wraps,
    reason = "a test that cannot go on has failed; a card's fields are options"
)]

use proptest::prelude::*;

use super::*;

fn one(file: &str) -> Card {
    let cards = read(file.as_bytes());
    assert_eq!(cards.rejected, [], "{file}");
    let [card] = cards.cards.as_slice() else {
        panic!("one card, not {}", cards.cards.len());
    };
    assert_eq!(card.left_out, [], "{file}");
    card.card.clone()
}

fn of(lines: &str) -> Card {
    one(&format!(
        "BEGIN:VCARD\r\nVERSION:4.0\r\n{lines}\r\nEND:VCARD\r\n"
    ))
}

fn names(card: &Card) -> (&str, &str, Option<&str>, Option<&str>) {
    let (native, language) = (&card.native, &card.native_language);
    (
        &card.family,
        &card.given,
        native.as_deref(),
        language.as_deref(),
    )
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn full() -> Card {
    Card {
        uid: text("urn:uuid:01a20fe9-c2c6-71c2-bb41-d1086acc6d96"),
        formatted: "KIM Min-jun".to_owned(),
        family: "Kim".to_owned(),
        given: "Min-jun".to_owned(),
        native: text("김민준"),
        native_language: text("ko"),
        title: text("Dr."),
        gender: Some(Gender::Man),
        position: text("Director, Air Quality; Climate"),
        organisation: text("Institute; of Air, \\ and Water"),
        division: text("Division A"),
        country: text("Republic of Korea"),
        email: text("kim@nier.example"),
        phone: text("+82 2 123-4567"),
        further_emails: vec!["kim@home.example".to_owned()],
        further_phones: vec!["+82 10 765-4321".to_owned()],
        languages: text("ko, en"),
        note: text("First line\nSecond, line; \\n"),
        revised: "2026-11-24T08:01:00Z".parse().ok(),
    }
}

#[test]
fn a_card_is_written_line_by_line_as_the_rfc_says() {
    let expected = "BEGIN:VCARD
VERSION:4.0
PRODID:-//Symposia//Symposia//EN
UID:urn:uuid:01a20fe9-c2c6-71c2-bb41-d1086acc6d96
KIND:individual
FN;ALTID=1:KIM Min-jun
FN;ALTID=1;LANGUAGE=ko:김민준
N:Kim;Min-jun;;Dr.;
X-SYMPOSIA-NATIVE-NAME;LANGUAGE=ko:김민준
GENDER:M
LANG:ko
LANG:en
TITLE:Director\\, Air Quality\\; Climate
EMAIL:kim@nier.example
TEL:+82 2 123-4567
NOTE:First line\\nSecond\\, line\\; \\\\n
EMAIL:kim@home.example
TEL:+82 10 765-4321
ORG:Institute\\; of Air\\, \\\\ and Water;Division A
ADR:;;;;;;Republic of Korea
REV:20261124T080100Z
END:VCARD
";
    assert_eq!(
        write(&[full()], Version::V4).replace("\r\n", "\n"),
        expected
    );
    let older = write(&[full()], Version::V3).replace("\r\n", "\n");
    for line in [
        "VERSION:3.0",
        "FN:KIM Min-jun 김민준",
        "X-SYMPOSIA-LANGUAGES:ko\\, en",
    ] {
        assert!(older.lines().any(|found| found == line), "{line}\n{older}");
    }
    // What 3.0 does not know.
    for name in ["KIND", "GENDER", "LANG:", "FN;ALTID"] {
        assert!(!older.contains(name), "{name}\n{older}");
    }
}

#[test]
fn the_name_in_native_script_is_found_where_programs_put_it() {
    let korean = ("Kim", "Min-jun", Some("김민준"), Some("ko"));
    for lines in [
        "FN:Kim Min-jun\nN;ALTID=1;LANGUAGE=ko-Latn:Kim;Min-jun;;;\nN;ALTID=1;LANGUAGE=ko:김;민준;;;",
        "N;LANGUAGE=ko;ALTID=1:김;민준;;;\nN;LANGUAGE=en;ALTID=1:Kim;Min-jun;;;\nFN:김민준",
        "FN;ALTID=1:Kim Min-jun\nFN;ALTID=1;LANGUAGE=ko:김민준\nN:Kim;Min-jun;;;",
        "N;LANGUAGE=ko;SORT-AS=\"Kim,Min-jun\":김;민준;;;\nFN:김민준",
        "N;LANGUAGE=ko;SORT-AS=Kim,Min-jun:김;민준;;;\nFN:김민준",
        "N;LANGUAGE=ko:김;민준;;;\nFN:김민준\nX-PHONETIC-LAST-NAME:Kim\nX-PHONETIC-FIRST-NAME:Min-jun",
        "FN;LANGUAGE=ko:KIM Min-jun (김민준)\nN:Kim;Min-jun;;;",
        "N:Kim;Min-jun\nFN:Kim Min-jun\nX-SYMPOSIA-NATIVE-NAME;LANGUAGE=ko:김민준",
    ] {
        assert_eq!(names(&of(lines)), korean, "{lines}");
    }
    // Kana beside Han says how a name is spoken; it is no Latin name.
    let kana =
        "N:佐藤;結衣;;;\nFN:佐藤 結衣\nX-PHONETIC-LAST-NAME:さとう\nX-PHONETIC-FIRST-NAME:ゆい";
    assert_eq!(names(&of(kana)), ("佐藤", "結衣", None, None));
    let russian = "N:Ivanova;Anna;;;\nFN:Анна Иванова";
    assert_eq!(
        names(&of(russian)),
        ("Ivanova", "Anna", Some("Анна Иванова"), None)
    );
    let alone = of("FN:Batbayar");
    assert_eq!(
        (names(&alone), &*alone.formatted),
        (("", "", None, None), "Batbayar")
    );
    let full = of("N:Ivanova;Anna,Maria;Petrovna;Prof.,Dr.;PhD\nFN:Prof. Anna Ivanova");
    assert_eq!(names(&full), ("Ivanova", "Anna Maria Petrovna", None, None));
    assert_eq!(full.title.as_deref(), Some("Prof. Dr."));
}

#[test]
fn of_several_values_the_preferred_one_is_taken_and_else_the_one_of_the_office() {
    let email = |lines: &str| of(&format!("FN:X\n{lines}")).email.unwrap();
    for (lines, expected) in [
        ("EMAIL:a@x.example\nEMAIL:b@x.example", "a@x.example"),
        (
            "EMAIL;PREF=2:a@x.example\nEMAIL;PREF=1:b@x.example",
            "b@x.example",
        ),
        (
            "EMAIL;TYPE=home:a@x.example\nEMAIL;TYPE=\"work,internet\":b@x.example",
            "b@x.example",
        ),
        (
            "EMAIL;TYPE=INTERNET:a@x.example\nitem1.EMAIL;type=INTERNET;type=pref:b@x.example",
            "b@x.example",
        ),
        (
            "EMAIL;HOME:a@x.example\nEMAIL;INTERNET;PREF:b@x.example",
            "b@x.example",
        ),
        ("EMAIL:MAILTO:a@x.example", "a@x.example"),
    ] {
        assert_eq!(email(lines), expected, "{lines}");
    }
    let several = of(
        "FN:X\nEMAIL;TYPE=home:c@x.example\nEMAIL:b@x.example\nEMAIL;PREF=1:a@x.example\nEMAIL:A@X.example",
    );
    assert_eq!(several.email.as_deref(), Some("a@x.example"));
    assert_eq!(several.further_emails, ["b@x.example", "c@x.example"]);
    let phone = of("FN:X\nTEL;VALUE=uri;PREF=1:tel:+82-2-1;ext=5\nTEL;TYPE=cell:010");
    assert_eq!(phone.phone.as_deref(), Some("+82-2-1 ext. 5"));
    assert_eq!(phone.further_phones, ["010"]);
    let languages = of("FN:X\nLANG;PREF=2:en\nLANG;PREF=1:mn");
    assert_eq!(languages.languages.as_deref(), Some("mn, en"));
}

#[test]
fn a_card_of_older_programs_is_read() {
    let file = "begin:vcard\nversion:2.1\n\
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80;=EB=AF=BC=EC=A4=80;;;\n\
        FN;CHARSET=EUC-KR;QUOTED-PRINTABLE:=B1=E8=B9=CE=\n=C1=D8\n\
        ORG;ENCODING=QUOTED-PRINTABLE:Institute of Air=3B Seoul;Division =\nA\n\
        TEL;WORK;VOICE:02-1\nTEL;PREF;CELL:010-1\n\
        ADR;WORK:;;Street 1;Seoul;;100;Korea\n\
        AGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Other;Person\nEND:VCARD\n\
        PHOTO;JPEG;ENCODING=BASE64:\n /9j/4AAQ\n SkZJRg==\n\nNOTE:Here\nEND:VCARD\n";
    let card = one(file);
    assert_eq!(names(&card), ("김", "민준", None, None));
    assert_eq!(card.formatted, "김민준");
    assert_eq!(
        card.organisation.as_deref(),
        Some("Institute of Air; Seoul")
    );
    assert_eq!(card.division.as_deref(), Some("Division A"));
    assert_eq!(card.phone.as_deref(), Some("010-1"));
    assert_eq!(card.country.as_deref(), Some("Korea"));
    assert_eq!(card.note.as_deref(), Some("Here"));
}

#[test]
fn what_is_bad_is_named_by_its_line_and_costs_nothing_else() {
    let file = "what is this\nBEGIN:VCARD\nFN:One\nbroken\nEND:VCARD\nBEGIN:VCARD\nFN:Two\n\
        BEGIN:VCARD\nFN:Three\nEND:VCARD\nBEGIN:VCARD\nKIND:org\nFN:Institute\nEND:VCARD\n\
        END:VCARD\nBEGIN:VCARD\nN;ENCODING=QUOTED-PRINTABLE:=FF\nFN:Four\nEND:VCARD\nBEGIN:VCARD\nFN:Five\n";
    let cards = read(file.as_bytes());
    let taken: Vec<_> = cards
        .cards
        .iter()
        .map(|card| {
            let left_out: Vec<usize> = card.left_out.iter().map(|bad| bad.line).collect();
            (card.line, card.card.formatted.as_str(), left_out)
        })
        .collect();
    assert_eq!(
        taken,
        [
            (2, "One", vec![4]),
            (8, "Three", vec![]),
            (16, "Four", vec![17])
        ]
    );
    let rejected: Vec<usize> = cards.rejected.iter().map(|bad| bad.line).collect();
    assert_eq!(rejected, [1, 6, 11, 15, 20]);
    assert!(cards.rejected[2].reason.contains("an organisation"));
    assert!(cards.rejected[4].reason.contains("no END:VCARD"));
}

#[test]
fn nothing_in_a_name_ends_its_line() {
    let evil = "A\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:B\u{85}EMAIL:x@y.example\u{b}\0";
    let field = || text(evil);
    let card = Card {
        uid: field(),
        formatted: evil.to_owned(),
        family: evil.to_owned(),
        given: evil.to_owned(),
        native: field(),
        native_language: field(),
        title: field(),
        position: field(),
        organisation: field(),
        division: field(),
        country: field(),
        email: field(),
        phone: field(),
        languages: field(),
        note: field(),
        ..Card::default()
    };
    for version in [Version::V4, Version::V3] {
        let written = write(std::slice::from_ref(&card), version).replace("\r\n ", "");
        let begins = |line: &str| {
            written
                .lines()
                .filter(|found| found.starts_with(line))
                .count()
        };
        assert_eq!(
            (begins("BEGIN:"), begins("END:"), begins("EMAIL:")),
            (1, 1, 1),
            "{written}"
        );
        assert_eq!(read(written.as_bytes()).cards.len(), 1);
    }
}

/// As it is read: on one line, without what stands around it.
fn flat(text: &str) -> Option<String> {
    let clean: String = text
        .chars()
        .map(|letter| {
            if matches!(letter, '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}') {
                ' '
            } else {
                letter
            }
        })
        .filter(|letter| !letter.is_control() || letter.is_whitespace())
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

prop_compose! {
    fn any_text()(text in prop_oneof![
        "[ -~가-힣一-龥А-яө\\n\\t]{0,90}",
        any::<String>(),
    ]) -> Option<String> { flat(&text) }
}

prop_compose! {
    fn any_card()(
        uid in any_text(), names in [any_text(), any_text()], native in any_text(),
        language in proptest::option::of("[a-z]{2}(-[A-Z][a-z]{3})?"),
        texts in [any_text(), any_text(), any_text(), any_text(), any_text(), any_text(), any_text()],
        gender in proptest::option::of(proptest::sample::select(&[Gender::Woman, Gender::Man, Gender::Other])),
        email in "[a-z,;+]{1,8}@[a-z]{1,8}\\.example",
        further in proptest::collection::vec("[a-z]{1,8}@[a-z]{1,8}\\.test", 0..3),
    ) -> Card {
        let [family, given] = names.map(Option::unwrap_or_default);
        let [title, position, organisation, division, country, languages, note] = texts;
        Card {
            uid,
            formatted: format!("{family} {given}").trim().to_owned(),
            family,
            given,
            native_language: native.as_ref().and(language),
            native, title, gender, position, organisation, division, country,
            email: Some(email), phone: None, languages, note, revised: None,
            further_emails: further.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
            further_phones: Vec::new(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(cards in proptest::collection::vec(any_card(), 1..4)) {
        for version in [Version::V4, Version::V3] {
            let written = write(&cards, version);
            prop_assert!(written.lines().all(|line| line.len() <= 75));
            let found = read(written.as_bytes());
            prop_assert_eq!(&found.rejected, &[]);
            prop_assert_eq!(found.cards.len(), cards.len());
            for (found, card) in found.cards.into_iter().zip(&cards) {
                prop_assert_eq!(&found.left_out, &[]);
                let mut found = found.card;
                if version == Version::V3 {
                    found.gender = card.gender;
                }
                // Which of the names is shown follows from their scripts.
                found.formatted.clone_from(&card.formatted);
                prop_assert_eq!(&found, card);
            }
        }
    }

    #[test]
    fn whatever_the_bytes_reading_ends(
        cards in proptest::collection::vec(any_card(), 1..3),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 0..40),
    ) {
        let mut bytes = write(&cards, Version::V4).into_bytes();
        for (at, octet, how) in changes {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes[at] = octet,
                1 => bytes.insert(at, octet),
                _ => { bytes.truncate(at.max(1)); }
            }
        }
        let found = read(&bytes);
        prop_assert!(found.cards.len() <= cards.len() + 1);
    }

    #[test]
    fn any_bytes_are_read(bytes in any::<Vec<u8>>()) {
        let mut file = b"BEGIN:VCARD\nN;QUOTED-PRINTABLE;CHARSET=GBK:".to_vec();
        file.extend(bytes);
        file.extend(b"\nEND:VCARD\n");
        let found = read(&file);
        prop_assert!(found.cards.len() <= 2);
    }
}
