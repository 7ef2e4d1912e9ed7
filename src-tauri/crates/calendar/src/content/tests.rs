#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;

use super::*;

fn lines(bytes: &[u8]) -> Vec<ContentLine<'_>> {
    Lines::new(bytes).map(Result::unwrap).collect()
}

fn one(text: &str) -> ContentLine<'_> {
    let mut lines = lines(text.as_bytes());
    assert_eq!(lines.len(), 1, "{text}");
    lines.remove(0)
}

fn reason(bytes: &[u8]) -> Rejected {
    Lines::new(bytes).find_map(Result::err).unwrap()
}

#[test]
fn a_line_is_taken_apart() {
    let line = one(
        "item1.Attendee;CN=\"Kim, Min-jun: \"\"a;b\";x-p=1,\"2,3\";RSVP=TRUE:mailto:a@b.example;c:d ",
    );
    assert_eq!(line.group(), Some("item1"));
    assert!(line.is("ATTENDEE"));
    assert_eq!(line.name(), "Attendee");
    assert_eq!(line.value(), "mailto:a@b.example;c:d ");
    let names: Vec<&str> = line.parameters().map(|one| one.name()).collect();
    assert_eq!(names, ["CN", "x-p", "RSVP"]);
    let values: Vec<_> = line.parameter("X-P").unwrap().values().collect();
    assert_eq!(values, ["1", "2,3"]);
    assert_eq!(line.parameter("rsvp").unwrap().value(), "TRUE");
    assert_eq!(line.parameter("ROLE"), None);
}

#[test]
fn names_written_in_any_way_are_told_as_they_were_meant() {
    for (written, meant) in [
        (r#""Kim, Min-jun""#, "Kim, Min-jun"),
        ("Kim, Min-jun", "Kim, Min-jun"),
        (r"Kim\, Min-jun", "Kim, Min-jun"),
        ("Kim ^'MJ^' ^^ Min^njun ^x", "Kim \"MJ\" ^ Min\njun ^x"),
        (r#""C:\dir\, x""#, r"C:\dir\, x"),
        (r"C:\dir", r"C"),
        ("  김민준 ", "김민준"),
    ] {
        let text = format!("ATTENDEE;CN={written}:mailto:a@b.example");
        assert_eq!(one(&text).parameter("CN").unwrap().value(), meant);
    }
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_value() {
    let line = one("ATTENDEE;CN=5\" disk;ROLE=CHAIR:mailto:a@b.example");
    assert_eq!(line.value(), "mailto:a@b.example");
    assert_eq!(line.parameter("CN").unwrap().value(), "5 disk");
    assert_eq!(line.parameter("ROLE").unwrap().value(), "CHAIR");
}

#[test]
fn the_bare_words_of_old_cards_are_parameters_without_name() {
    let line = one("TEL;HOME;VOICE:+82 2 000 0000");
    let words: Vec<_> = line
        .parameters()
        .map(|one| (one.name(), one.raw()))
        .collect();
    assert_eq!(words, [("", "HOME"), ("", "VOICE")]);
}

#[test]
fn soft_breaks_of_quoted_printable_are_joined_and_padding_of_base64_is_not() {
    let text = "NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb=3D=\r\n c\r\n\
        PHOTO;ENCODING=BASE64:QQ==\r\nEND:x\r\n";
    let values: Vec<String> = lines(text.as_bytes())
        .iter()
        .map(|line| line.value().to_owned())
        .collect();
    assert_eq!(values, ["ab=3Dc", "QQ==", "x"]);
}

#[test]
fn numbers_are_those_of_an_editor() {
    let bytes = b"\xEF\xBB\xBFA:1\r\n\r\nB:2\n  folded\n\tagain\nC:3\rD:4\r\n";
    let found = lines(bytes);
    let told: Vec<(usize, &str)> = found
        .iter()
        .map(|line| (line.number(), line.value()))
        .collect();
    assert_eq!(told, [(1, "1"), (3, "2 foldedagain"), (6, "3"), (7, "4")]);
}

#[test]
fn a_bad_line_is_named_and_the_next_is_read() {
    for (bytes, part) in [
        (&b"A:1\nno colon here\nB:2\n"[..], "no colon"),
        (b"A:1\nX;P=\"a:b\nB:2\n", ""),
        (b"A:1\nX:\xB0\xA1\nB:2\n", "UTF-8"),
        (b"A:1\nX:\x00\nB:2\n", "NUL"),
        (b"A:1\n:x\nB:2\n", "name"),
        (b"A:1\nDear all: come\nB:2\n", "name"),
        ("A:1\n이름:x\nB:2\n".as_bytes(), "name"),
    ] {
        let results: Vec<_> = Lines::new(bytes).collect();
        assert_eq!(results.len(), 3);
        assert!(results[0].is_ok() && results[2].is_ok());
        if part.is_empty() {
            // The quote is taken for a letter.
            assert_eq!(results[1].as_ref().unwrap().value(), "b");
        } else {
            let rejected = reason(bytes);
            assert_eq!(rejected.line, 2);
            assert!(rejected.reason.contains(part), "{}", rejected.reason);
        }
    }
}

#[test]
fn a_value_without_end_is_left_out_and_its_line_kept() {
    let long = "x".repeat(LONGEST_LINE);
    let folded = format!(
        "ATTACH;VALUE=BINARY:\r\n {}\r\n {long}\r\nA:1\r\n",
        "y".repeat(50)
    );
    let whole = format!("ATTACH;VALUE=BINARY:{long}\r\nA:1\r\n");
    for text in [folded, whole] {
        let found = lines(text.as_bytes());
        assert!(found[0].is("ATTACH") && found[0].is_too_long());
        assert_eq!(found[0].value(), "");
        assert_eq!(found[0].parameter("VALUE").unwrap().raw(), "BINARY");
        assert!(found[1].is("A") && !found[1].is_too_long());
    }
    assert!(
        reason(long.repeat(2).as_bytes())
            .reason
            .contains("too long")
    );
}

#[test]
fn escapes_are_undone_and_respected() {
    assert_eq!(
        unescape_text(r"a\, b\; c\\n\nd\N\:e\"),
        "a, b; c\\n\nd\n:e\\"
    );
    assert!(matches!(unescape_text("회의"), Cow::Borrowed("회의")));
    let parts: Vec<&str> = split_list(r"a\,b,,회\의,c\\,").collect();
    assert_eq!(parts, [r"a\,b", "", r"회\의", r"c\\", ""]);
    let parts: Vec<&str> = split_structured(r"김;민준;\;,x").collect();
    assert_eq!(parts, ["김", "민준", r"\;,x"]);
    assert_eq!(split_list("").count(), 1);
}

#[test]
fn lines_are_taken_apart_as_the_ical_crate_does() {
    let text = "BEGIN:VEVENT\r\nUID:1@x\r\nDTSTART;TZID=\"Asia/Seoul\":20261110T100000\r\n\
        SUMMARY:Policy \\, Dia\r\n logue\\n二\r\nATTENDEE;ROLE=REQ-PARTICIPANT;CN=\"Kim, Min\";\r\n \
        MEMBER=\"mailto:a@x\",\"mailto:b@x\":mailto:kim@example.org\r\nEND:VEVENT\r\n";
    let theirs: Vec<_> = ical::PropertyParser::from_reader(text.as_bytes())
        .map(Result::unwrap)
        .collect();
    let ours = lines(text.as_bytes());
    assert_eq!(ours.len(), theirs.len());
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(ours.name(), theirs.name);
        assert_eq!(Some(ours.value()), theirs.value.as_deref());
        let parameters: Vec<(String, Vec<String>)> = ours
            .parameters()
            .map(|one| {
                (
                    one.name().to_owned(),
                    one.values().map(Cow::into_owned).collect(),
                )
            })
            .collect();
        assert_eq!(parameters, theirs.params.unwrap_or_default());
    }
}

/// Letters that take each path through quotes, escapes, folds and controls.
fn awkward() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        prop::sample::select(vec![
            '"', '\\', ',', ';', ':', '=', '^', 'n', '\'', ' ', '\t', '\n', 'é', '회', '議', '🌏',
        ]),
        any::<char>().prop_filter("no control is written", |letter| !letter.is_control()),
    ];
    prop::collection::vec(letter, 0..120).prop_map(|letters| letters.into_iter().collect())
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_the_same(
        records in prop::collection::vec((awkward(), awkward(), prop::collection::vec(awkward(), 1..4)), 1..6)
    ) {
        let mut out = crate::line::Lines::with_capacity(0);
        for (parameter, text, list) in &records {
            out.property("SUMMARY").parameter("X-P", parameter).text(text);
            out.property("CATEGORIES").texts(&list.iter().map(String::as_str).collect::<Vec<_>>());
        }
        let written = out.finish();
        let found = lines(written.as_bytes());
        prop_assert_eq!(found.len(), records.len() * 2);
        for ((parameter, text, list), found) in records.iter().zip(found.chunks(2)) {
            prop_assert_eq!(found[0].text(), text.as_str());
            let read = found[0].parameter("x-p").unwrap();
            // A blank keeps a backslash at the end apart from the quote.
            let parameter = if parameter.ends_with('\\') { format!("{parameter} ") } else { parameter.clone() };
            prop_assert_eq!(read.value(), parameter.as_str());
            let read: Vec<_> = split_list(found[1].value()).map(|part| unescape_text(part).into_owned()).collect();
            prop_assert_eq!(&read, list);
        }
    }

    #[test]
    fn any_octets_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for line in Lines::new(&bytes).flatten() {
            line.parameters().flat_map(|parameter| parameter.values()).for_each(drop);
            split_list(line.value()).map(unescape_text).for_each(drop);
        }
    }

    #[test]
    fn octets_that_mean_something_are_read_without_panic(text in "[A:;=\"\\\\,^n \t\r\n.회]{0,200}") {
        let count = text.split(['\r', '\n']).filter(|line| !line.is_empty()).count();
        prop_assert!(Lines::new(text.as_bytes()).count() <= count);
        for line in Lines::new(text.as_bytes()).flatten() {
            line.parameters().flat_map(|parameter| parameter.values()).for_each(drop);
            split_structured(line.value()).map(unescape_text).for_each(drop);
        }
    }

    #[test]
    fn where_a_line_is_folded_does_not_matter(
        values in prop::collection::vec("[a-zA-Z,;:\" 회議🌏]{0,60}", 1..5),
        folds in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 0..30),
    ) {
        let plain: Vec<u8> = values.iter().flat_map(|value| format!("SUMMARY;X=1:{value}\r\n").into_bytes()).collect();
        let mut folded = plain.clone();
        for (index, kind) in folds {
            let fold: &[u8] = [&b"\r\n "[..], b"\n\t", b"\r ", b"\r\r\n "][kind];
            let at = index.index(folded.len());
            // Not before a line's first letter, which would join it to the line before, nor inside
            // an end of line.
            if at > 0 && !matches!(folded[at], b'\n') && !matches!(folded[at - 1], b'\n' | b'\r') {
                folded.splice(at..at, fold.iter().copied());
            }
        }
        let told = |bytes: &[u8]| -> Vec<(String, String)> {
            lines(bytes).iter().map(|line| (line.name().to_owned(), line.value().to_owned())).collect()
        };
        prop_assert_eq!(told(&folded), told(&plain));
    }
}
