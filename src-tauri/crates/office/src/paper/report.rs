//! The report of a meeting: the facts are filled in, what was agreed is for a person to write.

use documents::paper::{Attendance, Fact, FollowUp, Report, SessionResult};
use domain::agenda::ItemKind;
use domain::event::EventKind;
use domain::person::Gender;
use store::view::SessionLogRow;

use super::compose::{Desk, day_of, paragraphs};
use super::people::{Guests, participants};
use super::{note, programme};
use crate::Result;

pub(super) fn report(desk: &Desk<'_>, guests: &Guests) -> Result<Report> {
    let sessions = if desk.page.kind == EventKind::Training {
        crate::training::rows_for_papers(desk.store, desk.page.id)?
    } else {
        Vec::new()
    };
    let follow_ups = desk
        .store
        .follow_ups(desk.page.id)?
        .into_iter()
        .map(|one| FollowUp {
            what: one.what,
            owner: one.owner.unwrap_or_default(),
            due: one.due.map(day_of).unwrap_or_default(),
            done: one.done.map(day_of).unwrap_or_default(),
        });
    let (attendance, total) = attendance(guests);
    let mut programme = programme::whole(desk, guests, false);
    "The agenda as held".clone_into(&mut programme.heading);
    Ok(Report {
        facts: facts(desk),
        description: paragraphs(desk.page.description.as_deref()),
        attendance,
        total,
        programme,
        sessions: sessions.iter().map(session).collect(),
        outcomes: outcomes(desk),
        follow_ups: follow_ups.collect(),
        participants: participants(desk, guests),
    })
}

/// Where it was and who held it.
pub(super) fn place_facts(desk: &Desk<'_>) -> Vec<Fact> {
    let page = &desk.page;
    let mut facts = Vec::new();
    if let Some(venue) = &page.venue {
        facts.push(Fact::new("Venue", venue));
    }
    if let Some(city) = &desk.about.city {
        facts.push(Fact::new("City", city));
    }
    if let Some(host) = &page.host {
        facts.push(Fact::new("Host", &host.name));
    }
    if !page.co_organizers.is_empty() {
        let names: Vec<&str> = page
            .co_organizers
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        facts.push(Fact::new("Co-organizers", &names.join("; ")));
    }
    facts
}

fn facts(desk: &Desk<'_>) -> Vec<Fact> {
    let page = &desk.page;
    let mut facts = vec![
        Fact::new("Event", &desk.about.kind),
        Fact::new("Date", &desk.about.when),
    ];
    facts.extend(place_facts(desk));
    if let Some(attendance) = page.attendance {
        facts.push(Fact::new("Form", note::in_words(attendance)));
    }
    if let Some(with) = &desk.about.with {
        facts.push(Fact::new("Held with", with));
    }
    for (label, served) in [
        ("Activities", &page.activities),
        ("Priority areas", &page.priority_areas),
    ] {
        if !served.is_empty() {
            let names: Vec<&str> = served.iter().map(|one| one.name.as_str()).collect();
            facts.push(Fact::new(label, &names.join("; ")));
        }
    }
    if !page.languages.is_empty() {
        let names: Vec<&str> = page
            .languages
            .iter()
            .map(|tag| note::language(tag))
            .collect();
        facts.push(Fact::new("Working languages", &names.join(", ")));
    }
    facts
}

/// How many took part, by section in protocol order, and all of them together.
fn attendance(guests: &Guests) -> (Vec<Attendance>, Attendance) {
    let mut rows: Vec<Attendance> = Vec::new();
    let mut total = Attendance {
        heading: "All".to_owned(),
        ..Attendance::default()
    };
    for (section, one) in guests.listed() {
        if rows
            .last()
            .is_none_or(|last| last.heading != section.heading())
        {
            rows.push(Attendance {
                heading: section.heading().to_owned(),
                ..Attendance::default()
            });
        }
        for row in rows.last_mut().into_iter().chain([&mut total]) {
            row.all += 1;
            match one.gender {
                Gender::Woman => row.women += 1,
                Gender::Man => row.men += 1,
                Gender::Other | Gender::NotSaid => row.others += 1,
            }
        }
    }
    (rows, total)
}

fn session(log: &SessionLogRow) -> SessionResult {
    let percent = |mean: f64| format!("{mean:.0} %");
    let tests = match (log.pre_test, log.post_test) {
        (Some(before), Some(after)) => format!("{} → {}", percent(before), percent(after)),
        (Some(before), None) => format!("{} before", percent(before)),
        (None, Some(after)) => format!("{} after", percent(after)),
        (None, None) => String::new(),
    };
    SessionResult {
        topic: log.topic.clone(),
        hours: log.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        trainers: log.trainers.join("; "),
        attended: log
            .attended
            .map(|count| count.to_string())
            .unwrap_or_default(),
        tests,
    }
}

/// Items that a meeting decides or speaks about, by their titles.
fn outcomes(desk: &Desk<'_>) -> Vec<String> {
    let items = desk.agenda.items.iter().filter(|item| item.depth == 0);
    let items = items.filter(|item| {
        matches!(
            item.kind,
            ItemKind::Procedural
                | ItemKind::Presentation
                | ItemKind::Panel
                | ItemKind::Discussion
                | ItemKind::Session
                | ItemKind::TrainingSession
                | ItemKind::FieldVisit
                | ItemKind::Other
        )
    });
    items.map(|item| item.title.clone()).collect()
}
