//! Papers set by Typst with this computer's fonts.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use documents::paper::{About, Badge, Badges, Body, Paper, Participants, Person, Section};
use documents::pdf::{Fonts, Templates, typeset};

fn person(number: usize) -> Person {
    let (name, native, lang) = [
        ("WANG Xiaojia", "王小假", "zh"),
        ("SATO Yui", "佐藤ゆい", "ja"),
        ("KIM Min-jun", "김민준", "ko"),
        ("Anna PETROVA", "Петрова Анна", "ru"),
        ("Өлзийсайхан", "Өлзийсайхан Үүрцайх", "mn"),
    ][number % 5];
    Person {
        number,
        title: Some("Ms".to_owned()),
        name: name.to_owned(),
        native: Some(native.to_owned()),
        lang: lang.to_owned(),
        position: Some("Director-General for international cooperation on clean air".to_owned()),
        organisation: Some("Ministry responsible for the environment".to_owned()),
        capacity: "Delegate".to_owned(),
        ..Person::default()
    }
}

fn paper(body: Body) -> Paper {
    Paper {
        about: About {
            title: "Symposium on clean air".to_owned(),
            lang: "en".to_owned(),
            ..About::default()
        },
        body,
    }
}

fn list(people: usize) -> Paper {
    paper(Body::Participants(Participants {
        heading: "List of participants".to_owned(),
        sections: vec![Section {
            heading: "Mongolia".to_owned(),
            people: (1..=people).map(person).collect(),
        }],
        total: people,
        others: 0,
        contacts: false,
    }))
}

#[test]
fn three_hundred_people_of_five_scripts_are_set_without_a_box() {
    let set = typeset(&list(300), &Templates::default(), &Fonts::of_system()).unwrap();
    assert_eq!(set.missing(), None);
    assert!((12..40).contains(&set.pages()), "{} pages", set.pages());
    assert!(set.pdf().unwrap().starts_with(b"%PDF-"));
    let page = set.svg(0).unwrap();
    assert!(page.starts_with("<svg") && set.svg(set.pages()).is_none());
}

#[test]
fn eight_badges_fill_a_page() {
    for (people, pages) in [(1, 1), (8, 1), (9, 2), (300, 38)] {
        let badges = (1..=people).map(|number| Badge {
            person: person(number),
            section: "Mongolia".to_owned(),
            qr: documents::qr::svg("BEGIN:VCARD\r\nFN:SATO Yui\r\nEND:VCARD\r\n"),
        });
        let paper = paper(Body::Badges(Badges {
            badges: badges.collect(),
        }));
        let set = typeset(&paper, &Templates::default(), &Fonts::of_system()).unwrap();
        assert_eq!(set.pages(), pages, "{people}");
    }
}

#[test]
fn a_computer_without_fonts_says_so() {
    let empty = std::env::temp_dir().join(format!("no-fonts-{}", std::process::id()));
    std::fs::create_dir_all(&empty).unwrap();
    let fonts = Fonts::of_folder(empty.clone());
    let refused = typeset(&list(1), &Templates::default(), &fonts).unwrap_err();
    std::fs::remove_dir(&empty).unwrap();
    assert!(refused.to_string().contains("no fonts"), "{refused}");
}

#[test]
fn letters_without_a_font_are_named_with_what_to_install() {
    let mut paper = list(1);
    paper.about.title = "Air \u{10fffd} and \u{10fffc}".to_owned();
    let set = typeset(&paper, &Templates::default(), &Fonts::of_system()).unwrap();
    let missing = set.missing().unwrap();
    assert_eq!(missing.letters, "\u{10fffc}\u{10fffd}");
    assert_eq!(missing.pages, [1]);
    let sentence = missing.sentence("the list of participants");
    assert!(
        sentence.contains("on page 1.") && sentence.contains("Install a font"),
        "{sentence}"
    );
}

#[test]
fn an_error_in_a_template_names_its_line() {
    let own = b"#import \"lib.typ\": *\n\n#paper.nothing\n".to_vec();
    let templates = Templates::with([("participants.typ".to_owned(), own)]);
    let refused = typeset(&list(1), &templates, &Fonts::of_system()).unwrap_err();
    let said = refused.to_string();
    assert!(
        said.starts_with("the template participants.typ, line 3, cannot be used: "),
        "{said}"
    );
}

/// A folder with one font alone that none of our lists has, or nothing if this computer has none such.
fn folder_of_an_unknown_font() -> Option<tempfile::TempDir> {
    let known = ["noto", "dejavu", "liberation", "wqy", "nanum", "ipa"];
    let mut places = vec![std::path::PathBuf::from("/usr/share/fonts")];
    while let Some(place) = places.pop() {
        for entry in std::fs::read_dir(place).ok()?.flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if path.is_dir() {
                places.push(path);
            } else if path
                .extension()
                .is_some_and(|end| end == "ttf" || end == "otf")
                && !known.iter().any(|known| name.contains(known))
                && !name.contains("symbol")
            {
                let folder = tempfile::tempdir().unwrap();
                std::fs::copy(&path, folder.path().join(&name)).unwrap();
                return Some(folder);
            }
        }
    }
    None
}

#[test]
fn with_fonts_of_other_names_alone_a_paper_is_not_blank() {
    let Some(folder) = folder_of_an_unknown_font() else {
        return;
    };
    let fonts = Fonts::of_folder(folder.path().to_owned());
    let mut paper = list(1);
    if let Body::Participants(list) = &mut paper.body {
        list.sections[0].people[0].native = Some("Өлзий 王".to_owned());
    }
    let set = typeset(&paper, &Templates::default(), &fonts).unwrap();
    // Latin letters are there, or else named as missing: nothing is left out in silence.
    let page = set.svg(0).unwrap();
    assert!(page.contains("<use") || set.missing().is_some());
    let missing = set.missing().map(|missing| missing.letters.clone());
    assert!(missing.unwrap_or_default().contains('王'));
}

#[test]
fn fonts_are_looked_for_again_after_one_was_missing() {
    let empty = tempfile::tempdir().unwrap();
    let fonts = Fonts::of_folder(empty.path().to_owned());
    let templates = Templates::default();
    assert!(typeset(&list(1), &templates, &fonts).is_err());
    let any = Fonts::of_system();
    assert!(typeset(&list(1), &templates, &any).is_ok());
    let Some(one) = folder_of_an_unknown_font() else {
        return;
    };
    for font in std::fs::read_dir(one.path()).unwrap().flatten() {
        std::fs::copy(font.path(), empty.path().join(font.file_name())).unwrap();
    }
    assert!(
        typeset(&list(1), &templates, &fonts).is_ok(),
        "installed since"
    );
}

#[test]
fn a_font_that_a_template_names_and_nobody_has_is_told() {
    let own = "\u{feff}#import \"lib.typ\": *\n#set text(font: \"No Such Font\")\nText\n";
    let own = own.as_bytes().to_vec();
    let templates = Templates::with([("participants.typ".to_owned(), own)]);
    let set = typeset(&list(1), &templates, &Fonts::of_system()).unwrap();
    let said = set.unknown_fonts().unwrap_or_default();
    assert!(said.to_lowercase().contains("no such font"), "{said}");
    let usual = typeset(&list(1), &Templates::default(), &Fonts::of_system()).unwrap();
    assert_eq!(usual.unknown_fonts(), None);
}

#[test]
fn letters_missing_in_several_files_are_told_together() {
    use documents::pdf::MissingLetters;
    let missing = |letters: &str| MissingLetters {
        letters: letters.to_owned(),
        pages: vec![1],
    };
    let files = [
        ("a.pdf".to_owned(), missing("\u{10fffd}")),
        ("b.pdf".to_owned(), missing("王")),
    ];
    let said = MissingLetters::sentence_of_files("the letters", &files).unwrap();
    for part in ["\u{10fffd}", "王", "in a.pdf, b.pdf."] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(MissingLetters::sentence_of_files("the letters", &[]), None);
}
