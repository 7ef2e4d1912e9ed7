use proptest::prelude::*;

use super::*;

fn template(subject: &str, body: &str) -> Template {
    Template {
        subject: subject.to_owned(),
        body: body.to_owned(),
    }
}

fn values(placeholder: Placeholder) -> String {
    match placeholder {
        Placeholder::Name => "Ms KIM",
        Placeholder::Title => "Policy {link}\r\nDialogue",
        Placeholder::When => "10 November 2026",
        Placeholder::Agenda => "10:00 Opening\r\n  10:30 Break\n",
        Placeholder::Changes => "the place",
        Placeholder::Place => " ",
        _ => "",
    }
    .to_owned()
}

fn rendered(body: &str) -> String {
    template("x", body).render(&values).body
}

#[test]
fn a_value_stands_for_itself_and_doubled_braces_for_one() {
    let text = template("{title}: {{{when}}}", "Dear { Name },\n{{name}} }}").render(&values);
    assert_eq!(text.subject, "Policy {link} Dialogue: {10 November 2026}");
    assert_eq!(text.body, "Dear Ms KIM,\n{name} }\n");
}

#[test]
fn a_line_whose_placeholders_are_all_empty_is_left_out() {
    assert_eq!(
        rendered("One\nLink: {link}\nWhere: {place}{link}\nWhen: {when}, {link}\n"),
        "One\nWhen: 10 November 2026,\n"
    );
    assert_eq!(rendered("One\n\n{link}\n\nTwo"), "One\n\nTwo\n");
    assert_eq!(rendered("{link}\n\nOne\n\n{place}\n"), "One\n");
    // Empty lines that somebody wrote stay.
    assert_eq!(rendered("One\n\n\nTwo {name}"), "One\n\n\nTwo Ms KIM\n");
}

#[test]
fn a_value_of_several_lines_begins_on_its_own() {
    assert_eq!(
        rendered("Agenda: {agenda}\nChanged: {changes}"),
        "Agenda:\n10:00 Opening\n  10:30 Break\nChanged: the place\n"
    );
    assert_eq!(rendered("{agenda}"), "10:00 Opening\n  10:30 Break\n");
}

#[test]
fn a_template_that_cannot_be_filled_is_refused_with_what_could_stand_there() {
    for sound in [
        "{name}",
        "{{name}}",
        "a {WHEN_THERE} b",
        "{{",
        "}}",
        "{{{name}}}",
    ] {
        assert_eq!(template(sound, sound).check(), Ok(()), "{sound}");
    }
    let said = |subject: &str, body: &str| {
        let refused = template(subject, body).check();
        refused.map_or_else(|error| error.to_string(), |()| String::new())
    };
    for (subject, body) in [("{nmae}", "x"), ("x", "a\nb {nmae} c")] {
        let sentence = said(subject, body);
        assert!(sentence.contains("{nmae}"), "{sentence}");
        for known in Placeholder::ALL {
            assert!(sentence.contains(&format!("{{{known}}}")), "{sentence}");
        }
    }
    for lone in [
        "Dear {name",
        "Dear name}",
        "{na{me}",
        "{",
        "}",
        "{name}}",
        "{\nname}",
    ] {
        let sentence = said("x", lone);
        assert!(sentence.contains("brace"), "{lone}: {sentence}");
        assert!(
            sentence.contains(lone.lines().next().unwrap_or_default()),
            "{sentence}"
        );
        assert_eq!(said(lone, "x"), sentence);
    }
    assert!(said(" ", "x").contains("subject"));
    assert!(said("x", "\n").contains("text"));
}

#[test]
fn html_has_paragraphs_and_links_in_the_letters_language() {
    let html = html_of(
        "Dear <Ms KIM> & co,\nwelcome.\n\n\n  Online: https://meet.example/j/1?a=b&c=d.\n",
        "ko-KR",
    );
    let (head, body) = html.split_once("<p>").unwrap_or_default();
    assert!(head.contains("<html lang=\"ko-KR\" dir=\"ltr\">"), "{head}");
    assert!(head.contains("<div lang=\"ko-KR\" dir=\"ltr\""), "{head}");
    assert_eq!(
        body,
        "Dear &lt;Ms KIM&gt; &amp; co,<br>\nwelcome.</p>\n<p>&nbsp;&nbsp;Online: \
         <a href=\"https://meet.example/j/1?a=b&amp;c=d\">https://meet.example/j/1?a=b&amp;c=d</a>.\
         </p>\n</div>\n</body>\n</html>\n"
    );
    assert!(html_of("x", "fa").contains("dir=\"rtl\""));
    assert!(html_of("x", "\"><script>").contains("lang=\"und\" dir=\"ltr\""));
}

#[test]
fn only_web_pages_are_links_and_they_end_where_the_sentence_goes_on() {
    for (text, links) in [
        (
            "(see https://air.example/a_(b)).",
            vec!["https://air.example/a_(b)"],
        ),
        (
            "链接：https://air.example/会议。请",
            vec!["https://air.example/会议"],
        ),
        ("「HTTP://air.example」", vec!["HTTP://air.example"]),
        // Which of the two is meant?
        ("https://a.example,https://b.example", vec![]),
        (
            "https://a.example https://b.example!",
            vec!["https://a.example", "https://b.example"],
        ),
        (
            "javascript:alert(1) ftp://air.example data:text/html,x",
            vec![],
        ),
        (
            "xhttps://air.example https:// https://user@air.example",
            vec![],
        ),
        (
            "https://air.example/\"onclick=\"x",
            vec!["https://air.example/"],
        ),
    ] {
        let html = html_of(text, "en");
        let found: Vec<&str> = html
            .split("<a href=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(found, links, "{text}");
    }
}

/// Takes the tags that the program itself writes out, after which none may be left.
fn bare(html: &str) -> String {
    let mut bare = html.to_owned();
    for tag in ["<p>", "</p>", "<br>", "</a>"] {
        bare = bare.replace(tag, "");
    }
    while let Some((before, after)) = bare.split_once("<a href=\"http") {
        let (href, after) = after.split_once("\">").unwrap_or_default();
        assert!(!href.contains(['<', '>', '"', ' ', '\n']), "{href}");
        bare = format!("{before}{after}");
    }
    bare
}

#[derive(Debug, Clone)]
enum Token {
    Text(String),
    Placeholder(Placeholder),
}

fn token() -> impl Strategy<Value = Token> {
    prop_oneof![
        "[a-z{} 한]{1,4}".prop_map(Token::Text),
        prop::sample::select(Placeholder::ALL.to_vec()).prop_map(Token::Placeholder),
    ]
}

proptest! {
    #[test]
    fn a_template_of_any_kind_is_filled_line_by_line(
        lines in prop::collection::vec(prop::collection::vec(token(), 0..6), 0..6),
        values in prop::collection::vec("[a-z{} 한]{0,4}", Placeholder::ALL.len()),
    ) {
        let value = |placeholder: Placeholder| {
            let at = Placeholder::ALL.iter().position(|known| *known == placeholder);
            at.map(|at| values[at].trim().to_owned()).unwrap_or_default()
        };
        let (mut body, mut filled) = (String::new(), String::new());
        for line in &lines {
            let written = line.iter().map(|token| match token {
                Token::Text(text) => text.replace('{', "{{").replace('}', "}}"),
                Token::Placeholder(placeholder) => format!("{{{placeholder}}}"),
            });
            // Each line begins and ends with something, so that none is empty.
            body.extend(["x", &written.collect::<String>(), ".\n"]);
            let asked: Vec<Placeholder> = line.iter().filter_map(|token| match token {
                Token::Text(_) => None,
                Token::Placeholder(placeholder) => Some(*placeholder),
            }).collect();
            if asked.is_empty() || asked.iter().any(|asked| !value(*asked).is_empty()) {
                let kept = line.iter().map(|token| match token {
                    Token::Text(text) => text.clone(),
                    Token::Placeholder(placeholder) => value(*placeholder),
                });
                filled.extend(["x", &kept.collect::<String>(), ".\n"]);
            }
        }
        let template = template("x", &format!("{body}end"));
        prop_assert_eq!(template.check(), Ok(()));
        prop_assert_eq!(template.render(&value).body, format!("{filled}end\n"));
    }

    #[test]
    fn whatever_a_template_and_its_values_hold_the_subject_is_one_line(
        text in "([a-z {}\r\n]|\\{title\\}|\\PC|\\p{C}){0,20}",
        value in "([a-z{}\r\n\t]|\\p{Zl}|\\p{Zp}|\\p{Cc}){0,10}",
    ) {
        let template = template(&text, &text);
        let _ = template.check();
        let filled = template.render(&|_| value.clone());
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        prop_assert!(!filled.subject.contains(breaks));
        prop_assert!(!filled.body.contains('\r'));
    }

    #[test]
    fn nothing_in_a_text_becomes_html(
        text in "([a-z \n<>\"'&=/:?.\t]|https?://a\\.example|<script>|javascript:|한|。|\\PC){0,40}",
    ) {
        let html = html_of(&text, "en");
        let (_, rest) = html.split_once("1.5\">\n").unwrap_or_default();
        let (inner, _) = rest.rsplit_once("</div>").unwrap_or_default();
        let bare = bare(inner);
        prop_assert!(!bare.contains(['<', '>', '"', '\'']), "{}", bare);
        let kept: String = bare
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&nbsp;", " ")
            .replace("&amp;", "&");
        let letters = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        prop_assert_eq!(letters(&kept), letters(&text));
    }
}
