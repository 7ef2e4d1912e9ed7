#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use crate::paper::{About, Body, InformationNote};

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn paper(title: &str) -> Paper {
    Paper {
        about: About {
            title: title.to_owned(),
            organizer: "Secretariat & friends".to_owned(),
            lang: "en".to_owned(),
            ..About::default()
        },
        body: Body::InformationNote(InformationNote::default()),
    }
}

fn template(body: &str, styles: &str, header: &str) -> Vec<u8> {
    let part = |name: &str, text: String| Part {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    pack(&[
        part(
            DOCUMENT,
            format!("<w:document {W}><w:body>{body}</w:body></w:document>"),
        ),
        part(STYLES, format!("<w:styles {W}>{styles}</w:styles>")),
        part("word/header1.xml", header.to_owned()),
        part("word/media/logo.png", "a picture".to_owned()),
    ])
    .unwrap()
}

fn part_of(file: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

const SECTION: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>"#;

#[test]
fn a_paper_keeps_the_page_and_pictures_of_a_template_and_none_of_its_text() {
    let body = format!("<w:p><w:r><w:t>Old text</w:t></w:r></w:p>{SECTION}");
    let read = Template::read("papers.docx", &template(&body, "", "")).unwrap();
    let filled = crate::docx::write(&paper("Meeting"), Some(&read), &|_| None).unwrap();
    let document = part_of(&filled, DOCUMENT);
    assert!(document.contains("Meeting") && !document.contains("Old text"));
    assert!(
        document.ends_with(&format!("{SECTION}</w:body></w:document>")),
        "{document}"
    );
    assert_eq!(part_of(&filled, "word/media/logo.png"), "a picture");
    // One without a page of its own is on A4; one whose page was changed with changes tracked is on that which it is now.
    let none = Template::read("papers.docx", &template("<w:p/>", "", "")).unwrap();
    assert!(none.section.contains("16838"));
    let tracked = r#"<w:sectPr><w:pgSz w:w="1" w:h="2"/><w:sectPrChange w:id="1"><w:sectPr><w:pgSz w:w="3" w:h="4"/></w:sectPr></w:sectPrChange></w:sectPr>"#;
    let tracked = Template::read("papers.docx", &template(tracked, "", "")).unwrap();
    assert_eq!(
        tracked.section,
        r#"<w:sectPr><w:pgSz w:w="1" w:h="2"/></w:sectPr>"#
    );
    assert!(turned(&tracked.section).contains(r#"w:orient="landscape""#));
}

#[test]
fn styles_are_joined_by_their_names_and_no_key_is_there_twice() {
    let styles = concat!(
        r#"<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Heading 1"/></w:style>"#,
        r#"<w:style w:type="paragraph" w:styleId="Facts"><w:name w:val="Fakten"/></w:style>"#,
    );
    let read = Template::read("papers.docx", &template(SECTION, styles, "")).unwrap();
    assert!(
        read.renamed
            .contains(&("Heading1".to_owned(), "berschrift1".to_owned()))
    );
    assert!(
        read.renamed
            .contains(&("Facts".to_owned(), "SymposiaFacts".to_owned()))
    );
    let mut keys: Vec<String> = each_style(&read.styles)
        .filter_map(names)
        .map(|(id, _)| id)
        .collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "{keys:?}");
    assert!(keys.iter().any(|key| key == "Title") && !keys.iter().any(|key| key == "Heading1"));
    // Theirs is the default, not ours.
    assert!(!read.styles.contains("w:default"));
    let text = rename(r#"<w:pStyle w:val="Heading1"/>"#, "Heading1", "berschrift1");
    assert_eq!(text, r#"<w:pStyle w:val="berschrift1"/>"#);
}

#[test]
fn words_in_braces_are_told_once_and_titles_with_braces_are_left_alone() {
    let header = "<w:hdr><w:t>{event}: {paper} by {organizer}, {other}</w:t></w:hdr>";
    let read = Template::read("papers.docx", &template(SECTION, "", header)).unwrap();
    let filled =
        crate::docx::write(&paper("The {kind} <of> {event}"), Some(&read), &|_| None).unwrap();
    assert_eq!(
        part_of(&filled, "word/header1.xml"),
        "<w:hdr><w:t>The {kind} &lt;of&gt; {event}: Information note by Secretariat &amp; friends, {other}</w:t></w:hdr>"
    );
}

#[test]
fn what_is_no_template_is_refused_by_name() {
    let section_within = format!("<w:p><w:pPr>{SECTION}</w:pPr></w:p>");
    for (bytes, why) in [
        (b"no document".to_vec(), "papers.docx"),
        (pack(&[]).unwrap(), "it has no part word/document.xml"),
        (template(&section_within, "", ""), "no page"),
    ] {
        let said = Template::read("papers.docx", &bytes)
            .unwrap_err()
            .to_string();
        assert!(said.contains(why) && said.contains("papers.docx"), "{said}");
    }
}

#[test]
fn a_file_that_unpacks_to_more_than_a_letter_is_refused() {
    let bomb = pack(&[Part {
        name: DOCUMENT.to_owned(),
        bytes: vec![b' '; usize::try_from(LARGEST).unwrap() + 1],
    }])
    .unwrap();
    assert!(bomb.len() < 1024 * 1024);
    let said = Template::read("papers.docx", &bomb)
        .unwrap_err()
        .to_string();
    assert!(said.contains("larger than 64 MB unpacked"), "{said}");
}

#[test]
fn the_programs_own_template_can_be_taken_for_a_template() {
    let own = own_template().unwrap();
    let read = Template::read("papers.docx", &own).unwrap();
    assert_eq!(read.renamed, []);
    let filled = crate::docx::write(&paper("Meeting"), Some(&read), &|_| None).unwrap();
    assert!(part_of(&filled, "word/footer1.xml").contains("Meeting"));
}

#[test]
fn a_line_break_in_a_text_is_one_in_the_document() {
    let mut text = crate::docx::text::Text::default();
    text.say("Normal", "one\ntwo");
    let (xml, _) = text.finish();
    assert!(xml.contains("one</w:t><w:br/><w:t"), "{xml}");
}
