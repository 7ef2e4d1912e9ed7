//! The information note: what participants have to know. What is known is filled in; what only a person can write is
//! said to follow.

use documents::paper::{Fact, InformationNote, NoteSection};
use domain::event::Attendance;
use store::view::{Elsewhere, EventPage};

use super::compose::{Desk, paragraphs, weekday_of};

/// What stands where the secretariat has not written anything yet.
const TO_FOLLOW: &str = "To be announced.";

pub(super) fn note(desk: &Desk<'_>) -> InformationNote {
    let page = &desk.page;
    let sections = vec![
        background(page),
        date_and_venue(desk),
        programme(desk),
        registration(desk),
        languages(page),
        open("Travel, accommodation and visas"),
        contact(desk),
    ];
    InformationNote { sections }
}

fn open(heading: &str) -> NoteSection {
    NoteSection {
        heading: heading.to_owned(),
        paragraphs: vec![TO_FOLLOW.to_owned()],
        open: true,
        ..NoteSection::default()
    }
}

/// A section of paragraphs, to follow where there are none.
fn text(heading: &str, paragraphs: Vec<String>) -> NoteSection {
    if paragraphs.is_empty() {
        return open(heading);
    }
    NoteSection {
        heading: heading.to_owned(),
        paragraphs,
        ..NoteSection::default()
    }
}

fn background(page: &EventPage) -> NoteSection {
    let mut said = paragraphs(page.description.as_deref());
    if !page.activities.is_empty() {
        let activities: Vec<&str> = page
            .activities
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        said.push(format!(
            "The event serves the Work Plan: {}.",
            activities.join("; ")
        ));
    }
    text("Background", said)
}

fn date_and_venue(desk: &Desk<'_>) -> NoteSection {
    let page = &desk.page;
    let mut facts = vec![Fact::new("Date", &desk.about.when)];
    if !page.elsewhere.is_empty() {
        let there: Vec<String> = page.elsewhere.iter().map(elsewhere).collect();
        facts.push(Fact::new("Begins elsewhere at", &there.join(", ")));
    }
    facts.extend(super::report::place_facts(desk));
    if let Some(attendance) = page.attendance {
        facts.push(Fact::new("Form", in_words(attendance)));
    }
    if let Some(link) = &page.online_link {
        facts.push(Fact::new("Online", link));
    }
    if let Some(url) = &page.url {
        facts.push(Fact::new("Web page", url));
    }
    NoteSection {
        heading: "Date and venue".to_owned(),
        facts,
        ..NoteSection::default()
    }
}

fn elsewhere(one: &Elsewhere) -> String {
    let city = one
        .zone
        .rsplit('/')
        .next()
        .unwrap_or(&one.zone)
        .replace('_', " ");
    format!("{} in {city}", one.start.format("%H:%M"))
}

/// How an event is held, in words.
pub(super) const fn in_words(attendance: Attendance) -> &'static str {
    match attendance {
        Attendance::InPerson => "In person",
        Attendance::Online => "Online",
        Attendance::Hybrid => "In person and online",
    }
}

fn programme(desk: &Desk<'_>) -> NoteSection {
    let days = desk.agenda.days.iter().filter_map(|day| {
        let mut of_day = desk.agenda.items.iter().filter(|item| item.day == *day);
        let first = of_day.next()?;
        let start = first.start;
        let end = of_day.map(|item| item.end).chain([first.end]).max()?;
        let hours = format!("{}–{}", start.format("%H:%M"), end.format("%H:%M"));
        Some(Fact::new(&weekday_of(*day), &hours))
    });
    let facts: Vec<Fact> = days.collect();
    if facts.is_empty() {
        return open("Programme");
    }
    let version = desk
        .about
        .version
        .as_ref()
        .map(|version| format!("{version}."));
    NoteSection {
        heading: "Programme".to_owned(),
        facts,
        paragraphs: version.into_iter().collect(),
        open: false,
    }
}

fn registration(desk: &Desk<'_>) -> NoteSection {
    let email = &desk.settings.organizer_email;
    if email.is_empty() {
        return open("Registration");
    }
    let by = desk
        .request
        .options
        .reply_by
        .map(|day| format!(" by {}", weekday_of(day)));
    text(
        "Registration",
        vec![format!(
            "Participants are asked to tell the secretariat{} whether they will attend: {email}.",
            by.unwrap_or_default()
        )],
    )
}

fn languages(page: &EventPage) -> NoteSection {
    let names: Vec<&str> = page.languages.iter().map(|tag| language(tag)).collect();
    let said = match names.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("The working language is {one}.")],
        [first @ .., last] => vec![format!(
            "The working languages are {} and {last}.",
            first.join(", ")
        )],
    };
    text("Working languages", said)
}

/// A language's name in English; its tag where none is known.
pub(super) fn language(tag: &str) -> &str {
    match documents::paper::base(tag) {
        "en" => "English",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "mn" => "Mongolian",
        "ru" => "Russian",
        _ => tag,
    }
}

fn contact(desk: &Desk<'_>) -> NoteSection {
    let mut facts = vec![Fact::new("Secretariat", &desk.about.organizer)];
    if !desk.settings.organizer_email.is_empty() {
        facts.push(Fact::new("E-mail", &desk.settings.organizer_email));
    }
    NoteSection {
        heading: "Contact".to_owned(),
        facts,
        ..NoteSection::default()
    }
}
