//! The report of a meeting: the facts are filled in, what was agreed is for a person to write.

use documents::paper::{Attendance, Fact, FollowUp, Report, SessionResult, Words};
use domain::agenda::ItemKind;
use domain::event::EventKind;
use domain::person::Gender;

use super::compose::{Desk, day_of, paragraphs};
use super::people::{Guests, participants, words};
use super::{note, programme};
use crate::Result;
use crate::training::SessionLogRow;

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
    let counted = attendance(guests);
    let mut list = participants(desk, guests);
    list.others = guests.erased().len();
    let mut programme = programme::whole(desk, guests, false);
    "The agenda as held".clone_into(&mut programme.heading);
    Ok(Report {
        facts: facts(desk),
        description: paragraphs(desk.page.description.as_deref()),
        attendance: counted.rows,
        total: counted.total,
        not_recorded: counted.not_recorded,
        unrecorded: counted.unrecorded,
        programme,
        sessions: sessions.iter().map(|log| session(desk, log)).collect(),
        outcomes: outcomes(desk),
        follow_ups: follow_ups.collect(),
        participants: list,
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

/// Who took part, counted.
#[derive(Default)]
struct Counted {
    /// By section in protocol order.
    rows: Vec<Attendance>,
    total: Attendance,
    not_recorded: Attendance,
    /// What is said where nothing was recorded.
    unrecorded: Option<String>,
}

/// How many were seen; nobody counts as present because nobody wrote down that they were not. Who was erased counts.
fn attendance(guests: &Guests) -> Counted {
    let row = |heading: &str| Attendance {
        heading: heading.to_owned(),
        ..Attendance::default()
    };
    let mut everybody: Vec<_> = guests.listed().iter().chain(guests.erased()).collect();
    if !guests.recorded() {
        let on_the_list = match everybody.len() {
            0 => "nobody was on the list".to_owned(),
            1 => "1 was on the list".to_owned(),
            many => format!("{many} were on the list"),
        };
        return Counted {
            unrecorded: Some(format!("Attendance was not recorded; {on_the_list}.")),
            ..Counted::default()
        };
    }
    everybody.sort_by_key(|(section, _)| section.place());
    let mut counted = Counted {
        total: row("All"),
        not_recorded: row("Not recorded"),
        ..Counted::default()
    };
    for (section, one) in everybody {
        if !one.marks().was_seen() {
            count(&mut counted.not_recorded, one.gender);
            continue;
        }
        let heading = section.heading();
        if counted
            .rows
            .last()
            .is_none_or(|last| last.heading != heading)
        {
            counted.rows.push(row(heading));
        }
        if let Some(last) = counted.rows.last_mut() {
            count(last, one.gender);
        }
        count(&mut counted.total, one.gender);
    }
    counted
}

fn count(row: &mut Attendance, gender: Gender) {
    row.all += 1;
    match gender {
        Gender::Woman => row.women += 1,
        Gender::Man => row.men += 1,
        Gender::Other | Gender::NotSaid => row.others += 1,
    }
}

fn session(desk: &Desk<'_>, log: &SessionLogRow) -> SessionResult {
    let hint = desk.page.state.as_deref();
    let percent = |mean: f64| format!("{mean:.0} %");
    let tests = match (log.pre_test, log.post_test) {
        (Some(before), Some(after)) => format!("{} → {}", percent(before), percent(after)),
        (Some(before), None) => format!("{} before", percent(before)),
        (None, Some(after)) => format!("{} after", percent(after)),
        (None, None) => String::new(),
    };
    SessionResult {
        topic: words(&log.topic, hint),
        hours: log.hours.map(|hours| hours.to_string()).unwrap_or_default(),
        trainers: log.trainers.iter().map(|name| words(name, hint)).collect(),
        attended: log
            .attended
            .map(|count| count.to_string())
            .unwrap_or_default(),
        tests,
    }
}

/// Items that a meeting decides or speaks about, by their titles.
fn outcomes(desk: &Desk<'_>) -> Vec<Words> {
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
    items
        .map(|item| {
            let hint = item.language.as_deref().or(desk.page.state.as_deref());
            words(&item.title, hint)
        })
        .collect()
}
