//! What each paper says, paragraph by paragraph.

use super::text::{Cell, Row, Run, Table, Text, cell, run};
use crate::paper::{
    Body, Certificate, Fact, InformationNote, Item, Letter, Paper, Participants, Person, Programme,
    Report, SignIn, Words,
};

/// All the width there is on A4 between the margins, in twentieths of a point.
const WIDTH: u32 = 9412;

pub(super) fn paper(paper: &Paper, draw: &super::annual::Draw<'_>, to: &mut Text) {
    match &paper.body {
        Body::Programme(body) => programme_paper(paper, body, to),
        Body::Participants(list) => {
            head(paper, &list.heading, None, to);
            participants(list, to);
        }
        Body::SignIn(sheets) => sign_in(paper, sheets, to),
        Body::Letters(letters) => {
            for (at, one) in letters.letters.iter().enumerate() {
                if at > 0 {
                    to.new_page();
                }
                letter(one, to);
            }
        }
        Body::InformationNote(body) => note(paper, body, to),
        Body::Certificates(all) => {
            for (at, one) in all.certificates.iter().enumerate() {
                if at > 0 {
                    to.new_page();
                }
                certificate(paper, one, to);
            }
        }
        Body::Report(body) => report(paper, body, to),
        Body::AnnualReport(body) | Body::ActivityPlan(body) => {
            super::annual::report(paper, body, draw, to);
        }
        // They are not offered: see `domain::document`.
        Body::Badges(_) | Body::TableSigns(_) => {}
    }
}

/// What the template says of itself, each style shown once.
pub(super) fn about_template(to: &mut Text) {
    to.say("Title", "Template of the papers for Word");
    to.say(
        "Subtitle",
        "Change what you see here: papers take its looks",
    );
    for line in [
        "Papers written as DOCX take the page, the header, the footer and the styles of this document. Its text is not used: \
         the paper's comes in its place.",
        "In the header and the footer, {organizer}, {kind}, {event}, {title} and {paper} are put in for each paper. Type each \
         of them in one go, so that Word keeps it together.",
        "A template for one kind of paper alone has that kind's name, such as letters.docx or certificates.docx, and stands \
         before papers.docx. Take a file out of the folder to have the program's own looks again.",
    ] {
        to.say("Normal", line);
    }
    for (style, text) in [
        ("Heading1", "A section"),
        ("Heading2", "A part of it"),
        ("Heading3", "A smaller part"),
        ("Facts", "Facts under a title"),
        ("ToWrite", "What is for a person to write"),
        ("CertificateTitle", "A certificate's title"),
        ("CertificateName", "The name on it"),
        ("CertificateText", "What it certifies"),
    ] {
        to.say(style, text);
    }
    to.table(&Table {
        widths: &[WIDTH / 2, WIDTH / 2],
        head: vec![Row::Cells(vec![
            cell(vec![run("A table's head", "en")]).style("TableHead"),
            cell(vec![run("at the right", "en")]).style("TableHeadRight"),
        ])],
        rows: vec![
            Row::Across(cell(vec![run("A section of it", "en")]).style("TableSection")),
            Row::Cells(vec![
                cell(vec![run("Text", "en")]),
                cell(vec![run("1", "en")]).style("TableNumber"),
            ]),
        ],
    });
}

fn head(paper: &Paper, heading: &str, note: Option<&str>, to: &mut Text) {
    let about = &paper.about;
    to.paragraph("Title", &[run(&about.title, &about.lang)]);
    to.say("Subtitle", heading);
    if let Some(with) = &about.with {
        to.say("Facts", &format!("Held with {with}"));
    }
    to.say("Facts", &about.when);
    if let Some(place) = &about.place {
        to.paragraph("Facts", &[run(place, &about.lang)]);
    }
    for line in [about.version.as_deref(), note].into_iter().flatten() {
        to.say("Facts", line);
    }
    to.say("Facts", "");
}

fn programme_paper(paper: &Paper, programme: &Programme, to: &mut Text) {
    let zone = programme
        .zone
        .as_ref()
        .map(|zone| format!("Times are those of {zone}."));
    head(paper, &programme.heading, zone.as_deref(), to);
    if programme.days.is_empty() {
        to.say("ToWrite", "There is nothing on the agenda yet.");
    }
    days(programme, to);
}

fn days(programme: &Programme, to: &mut Text) {
    for day in &programme.days {
        let rooms = day.items.iter().any(|item| item.room.is_some());
        let widths: &[u32] = if rooms {
            &[1400, 6112, 1900]
        } else {
            &[1400, 8012]
        };
        let rows = day
            .items
            .iter()
            .map(|item| Row::Cells(item_cells(item, programme.annotated, rooms)));
        to.table(&Table {
            widths,
            head: vec![Row::Across(
                cell(vec![run(&day.day, "en")]).style("TableSection"),
            )],
            rows: rows.collect(),
        });
    }
}

fn item_cells(item: &Item, annotated: bool, rooms: bool) -> Vec<Cell> {
    let time = run(&format!("{}–{}", item.start, item.end), "en");
    let mut title = Vec::new();
    if let Some(number) = item.number.as_ref().filter(|_| !item.quiet) {
        title.push(run(&format!("{number}. "), "en").style("Soft"));
    }
    let words = run(&item.title, &item.lang);
    title.push(match (item.quiet, item.depth) {
        (true, _) => words.style("Quiet"),
        (false, 0) => words.style("Strong"),
        (false, _) => words,
    });
    for speaker in &item.speakers {
        title.push(run(&speaker.name, &speaker.lang).below());
        let mut after = String::new();
        if let Some(organisation) = &speaker.organisation {
            after = format!(", {organisation}");
        }
        if !speaker.capacity.is_empty() {
            after = format!("{after} ({})", speaker.capacity.to_lowercase());
        }
        title.push(run(&after, &speaker.lang).style("Soft"));
    }
    let more: Vec<Vec<Run>> = if annotated {
        item.description
            .iter()
            .map(|text| vec![run(text, &item.lang)])
            .collect()
    } else {
        Vec::new()
    };
    let mut cells = vec![
        cell(vec![time]),
        cell(title).indent(280 * item.depth).and(more),
    ];
    if rooms {
        let room = item.room.as_deref().unwrap_or_default();
        cells.push(cell(vec![run(room, &item.lang).style("Soft")]));
    }
    cells
}

/// Title, name, name in native script.
fn name(person: &Person) -> Vec<Run> {
    let mut runs = vec![run(&person.titled(), &person.lang).style("Strong")];
    if let Some(native) = &person.native {
        runs.push(run(&format!("  {native}"), &person.lang));
    }
    runs
}

fn participants(list: &Participants, to: &mut Text) {
    if list.total + list.others == 0 {
        to.say("ToWrite", "Nobody is on the list yet.");
    }
    for section in &list.sections {
        let rows = section.people.iter().map(|person| {
            let mut who = name(person);
            who.push(run(&person.capacity, "en").style("Soft").below());
            let mut from = vec![run(&person.affiliation(), &person.lang)];
            if list.contacts {
                from.extend(
                    person
                        .contact
                        .iter()
                        .map(|one| run(one, "en").style("Soft").below()),
                );
            }
            let number = run(&person.number.to_string(), "en").style("Soft");
            Row::Cells(vec![cell(vec![number]), cell(who), cell(from)])
        });
        to.table(&Table {
            widths: &[560, 3700, 5152],
            head: vec![Row::Across(
                cell(vec![run(&section.heading, "en")]).style("TableSection"),
            )],
            rows: rows.collect(),
        });
    }
    if let Some(others) = list.others_said() {
        to.say("Normal", &others);
    }
}

fn sign_in(paper: &Paper, sheets: &SignIn, to: &mut Text) {
    for (at, day) in sheets.days.iter().enumerate() {
        if at > 0 {
            to.new_page();
        }
        let heading = if day.is_empty() {
            "Sign-in sheet".to_owned()
        } else {
            format!("Sign-in sheet: {day}")
        };
        head(paper, &heading, None, to);
        let heads = ["No.", "Name", "Organization", "Signature"];
        let heads = heads.map(|word| cell(vec![run(word, "en")]).style("TableHead"));
        let mut rows = Vec::new();
        for section in &sheets.sections {
            rows.push(Row::Across(
                cell(vec![run(&section.heading, "en")]).style("TableSection"),
            ));
            rows.extend(section.people.iter().map(|person| {
                let number = run(&person.number.to_string(), "en").style("Soft");
                let organisation = person.organisation.as_deref().unwrap_or_default();
                let cells = vec![
                    cell(vec![number]),
                    cell(name(person)),
                    cell(vec![run(organisation, &person.lang).style("Soft")]),
                    Cell::default(),
                ];
                Row::High(cells, 567)
            }));
        }
        rows.extend((0..sheets.blank).map(|_| Row::High(vec![Cell::default(); 4], 567)));
        to.table(&Table {
            widths: &[560, 3350, 2902, 2600],
            head: vec![Row::Cells(heads.to_vec())],
            rows,
        });
    }
}

fn lines(lines: &[String], lang: &str) -> Vec<Run> {
    let runs = lines.iter().enumerate().map(|(at, line)| {
        let run = run(line, lang);
        if at > 0 { run.below() } else { run }
    });
    runs.collect()
}

fn letter(letter: &Letter, to: &mut Text) {
    let lang = &letter.lang;
    to.paragraph("Subtitle", &[run(&letter.from, lang)]);
    to.paragraph("Normal", &[run(&letter.day, lang)]);
    to.paragraph("Normal", &lines(&letter.to, lang));
    to.paragraph("Heading2", &[run(&letter.subject, lang)]);
    for paragraph in &letter.paragraphs {
        to.paragraph("Normal", &lines(paragraph, lang));
    }
}

fn facts(facts: &[Fact], lang: &str, to: &mut Text) {
    if facts.is_empty() {
        return;
    }
    let rows = facts.iter().map(|fact| {
        let label = run(&fact.label, "en").style("Soft");
        Row::Cells(vec![cell(vec![label]), cell(vec![run(&fact.value, lang)])])
    });
    to.table(&Table {
        widths: &[2300, WIDTH - 2300],
        head: Vec::new(),
        rows: rows.collect(),
    });
}

fn note(paper: &Paper, note: &InformationNote, to: &mut Text) {
    head(paper, "Information note", None, to);
    for (at, section) in note.sections.iter().enumerate() {
        to.say("Heading1", &format!("{}. {}", at + 1, section.heading));
        facts(&section.facts, &paper.about.lang, to);
        let style = if section.open { "ToWrite" } else { "Normal" };
        for text in &section.paragraphs {
            to.paragraph(style, &[run(text, &paper.about.lang)]);
        }
    }
}

fn certificate(paper: &Paper, one: &Certificate, to: &mut Text) {
    let about = &paper.about;
    let person = &one.person;
    to.say("CertificateText", &about.organizer);
    to.say("CertificateTitle", "Certificate of participation");
    to.say("CertificateText", "This is to certify that");
    to.paragraph("CertificateName", &[run(&person.titled(), &person.lang)]);
    if let Some(native) = &person.native {
        to.paragraph("CertificateText", &[run(native, &person.lang)]);
    }
    let from: Vec<&str> = [&person.organisation, &person.state]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    to.paragraph("CertificateText", &[run(&from.join(", "), &person.lang)]);
    let what = match one.hours.as_deref() {
        Some("1") => "completed 1 hour of training in".to_owned(),
        Some(hours) => format!("completed {hours} hours of training in"),
        None => "took part in".to_owned(),
    };
    to.say("CertificateText", &what);
    to.paragraph(
        "CertificateText",
        &[run(&about.title, &about.lang).style("Strong")],
    );
    let place = about
        .place
        .as_ref()
        .map(|place| format!(", {place}"))
        .unwrap_or_default();
    to.paragraph(
        "CertificateText",
        &[run(&format!("{}{place}", about.days), &about.lang)],
    );
    if !one.topics.is_empty() {
        to.paragraph("CertificateText", &joined(&one.topics, "  ·  "));
    }
    to.say("CertificateText", "");
    let line = "_".repeat(28);
    to.say("CertificateText", &format!("{line}          {line}"));
    to.say(
        "CertificateText",
        &format!("Date                              {}", one.signed_by),
    );
}

fn report(paper: &Paper, report: &Report, to: &mut Text) {
    head(paper, "Report of the meeting", None, to);
    let mut number = 0;
    let mut heading = |words: &str, to: &mut Text| {
        number += 1;
        to.say("Heading1", &format!("{number}. {words}"));
    };
    heading("The meeting", to);
    facts(&report.facts, &paper.about.lang, to);
    for text in &report.description {
        to.paragraph("Normal", &[run(text, &paper.about.lang)]);
    }
    heading("Attendance", to);
    attendance(report, to);
    heading("The agenda as held", to);
    if report.programme.days.is_empty() {
        to.say("ToWrite", "There was no agenda.");
    }
    days(&report.programme, to);
    if !report.sessions.is_empty() {
        heading("Sessions", to);
        sessions(report, to);
    }
    heading("Outcomes", to);
    for item in &report.outcomes {
        to.paragraph("Heading2", &[run(&item.text, &item.lang)]);
        to.say("ToWrite", "What was said, and what the meeting agreed.");
    }
    if report.outcomes.is_empty() {
        to.say("ToWrite", "What the meeting agreed.");
    }
    heading("Follow-up", to);
    follow_ups(report, to);
    if report.participants.total + report.participants.others > 0 {
        to.new_page();
        heading("List of participants", to);
        participants(&report.participants, to);
    }
}

/// A table with words for its head.
fn plain(heads: &[&str], widths: &[u32], rows: Vec<Vec<Cell>>, to: &mut Text) {
    let heads = heads.iter().map(|word| {
        // What stands over numbers ends where they do.
        let numbers = [
            "Women",
            "Men",
            "Other, not said",
            "All",
            "Hours",
            "Attended",
        ];
        let style = if numbers.contains(word) {
            "TableHeadRight"
        } else {
            "TableHead"
        };
        cell(vec![run(word, "en")]).style(style)
    });
    to.table(&Table {
        widths,
        head: vec![Row::Cells(heads.collect())],
        rows: rows.into_iter().map(Row::Cells).collect(),
    });
}

/// Texts one after another, each in its language.
fn joined(all: &[Words], between: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for (at, one) in all.iter().enumerate() {
        if at > 0 {
            runs.push(run(between, "en"));
        }
        runs.push(run(&one.text, &one.lang));
    }
    runs
}

fn said(text: &str) -> Cell {
    cell(vec![run(text, "en")])
}

fn number(text: &str) -> Cell {
    said(text).style("TableNumber")
}

fn attendance(report: &Report, to: &mut Text) {
    if let Some(unrecorded) = &report.unrecorded {
        to.say("ToWrite", unrecorded);
        return;
    }
    let not_recorded = Some(&report.not_recorded).filter(|row| row.all > 0);
    let rows = report
        .attendance
        .iter()
        .chain([&report.total])
        .chain(not_recorded);
    let rows = rows.map(|one| {
        let mut cells = vec![said(&one.heading)];
        cells.extend(
            [one.women, one.men, one.others, one.all].map(|count| number(&count.to_string())),
        );
        cells
    });
    plain(
        &["From", "Women", "Men", "Other, not said", "All"],
        &[4412, 1100, 1100, 1700, 1100],
        rows.collect(),
        to,
    );
}

fn sessions(report: &Report, to: &mut Text) {
    let rows = report.sessions.iter().map(|one| {
        vec![
            cell(vec![run(&one.topic.text, &one.topic.lang)]),
            number(&one.hours),
            cell(joined(&one.trainers, "; ")),
            number(&one.attended),
            said(&one.tests),
        ]
    });
    plain(
        &[
            "Topic",
            "Hours",
            "Trainers",
            "Attended",
            "Tests before → after",
        ],
        &[3512, 800, 2400, 1000, 1700],
        rows.collect(),
        to,
    );
}

fn follow_ups(report: &Report, to: &mut Text) {
    if report.follow_ups.is_empty() {
        to.say("ToWrite", "Who does what by when.");
        return;
    }
    let rows = report.follow_ups.iter().map(|one| {
        vec![
            said(&one.what),
            said(&one.owner),
            said(&one.due),
            said(&one.done),
        ]
    });
    plain(
        &["What", "Who", "By", "Done"],
        &[4312, 2300, 1400, 1400],
        rows.collect(),
        to,
    );
}
