//! Studies: authors, milestones, documents, what is based on them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use chrono::NaiveDate;
use desk::Desk;
use domain::id::{EventId, MilestoneId, PersonId, StudyId};
use domain::study::{MilestoneStanding, StudyStatus};
use domain::timing::parse_day;
use office::view::{
    Change, EventQuery, MilestoneEdit, NewMilestone, NewPerson, NewStudy, StudyEdit, StudyPage,
};

fn today() -> NaiveDate {
    parse_day("2026-11-24").unwrap()
}

fn made<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

fn study(desk: &mut Desk) -> StudyId {
    let new = NewStudy {
        title: "Synergies and trade-offs".to_owned(),
        activity: office::study::usual_activity(&desk.store).unwrap(),
    };
    made(&act!(desk, office::study::add, new).unwrap())
}

fn page(desk: &Desk, id: StudyId) -> StudyPage {
    office::study::page(&desk.store, id, today()).unwrap()
}

fn person(desk: &mut Desk, name: &str) -> PersonId {
    let new = NewPerson {
        family_name: name.to_owned(),
        ..NewPerson::default()
    };
    made(&act!(desk, office::person::add, new).unwrap())
}

fn milestone(desk: &mut Desk, study: StudyId, title: &str, due: &str) -> MilestoneId {
    let new = NewMilestone {
        study,
        title: title.to_owned(),
        due: due.to_owned(),
    };
    made(&act!(desk, office::study::add_milestone, new).unwrap())
}

#[test]
fn a_study_begins_under_the_activity_that_leads_to_studies() {
    let mut desk = Desk::new();
    let id = study(&mut desk);
    let shown = page(&desk, id);
    assert!(shown.activity.unwrap().name.starts_with("3.1 "));
    assert_eq!(shown.status, StudyStatus::Proposed);
    let edits = vec![
        StudyEdit::Abstract("Six countries side by side.".to_owned()),
        StudyEdit::FirstDay("2026-02-01".to_owned()),
        StudyEdit::LastDay("2027-11-30".to_owned()),
        StudyEdit::Status(StudyStatus::UnderWay),
    ];
    act!(desk, office::study::edit_together, id, edits).unwrap();
    let refused = act!(
        desk,
        office::study::edit,
        id,
        StudyEdit::LastDay("2026-01-31".to_owned())
    );
    assert!(refused.unwrap_err().to_string().contains("2026-02-01"));
    let refused = act!(
        desk,
        office::study::edit,
        id,
        StudyEdit::FirstDay("soon".to_owned())
    );
    assert!(refused.is_err());
    let listed = office::study::list(&desk.store, today()).unwrap();
    assert_eq!(listed[0].last_day, parse_day("2027-11-30").ok());
}

#[test]
fn authors_stand_in_the_order_that_they_are_put_in() {
    let mut desk = Desk::new();
    let id = study(&mut desk);
    let people = ["Anna", "Bat", "Chen"].map(|name| person(&mut desk, name));
    let set = |desk: &mut Desk, order: &[usize]| {
        let authors = order.iter().map(|at| people[*at]).collect();
        act!(desk, office::study::edit, id, StudyEdit::Authors(authors)).unwrap();
        let names = page(desk, id).authors.into_iter().map(|author| author.name);
        names.collect::<Vec<_>>()
    };
    assert_eq!(set(&mut desk, &[2, 0]), ["CHEN", "ANNA"]);
    assert_eq!(set(&mut desk, &[0, 1, 2, 0]), ["ANNA", "BAT", "CHEN"]);
    assert_eq!(set(&mut desk, &[1]), ["BAT"]);
    let mut hand = desk.hand();
    office::journal::undo(&mut desk.store, &mut hand).unwrap();
    assert_eq!(page(&desk, id).authors.len(), 3);
}

#[test]
fn a_milestone_that_is_late_is_said_to_be_until_it_is_reached() {
    use MilestoneStanding::{Due, Late, NoDay, ReachedLate};
    let mut desk = Desk::new();
    let id = study(&mut desk);
    milestone(&mut desk, id, "Publication", "2027-11-30");
    let late = milestone(&mut desk, id, "Draft", "2026-10-01");
    milestone(&mut desk, id, "Translation", "");
    let standings = |desk: &Desk| -> Vec<(String, MilestoneStanding)> {
        let milestones = page(desk, id).milestones.into_iter();
        milestones.map(|one| (one.title, one.standing)).collect()
    };
    let named = |title: &str, standing| (title.to_owned(), standing);
    assert_eq!(
        standings(&desk),
        [
            named("Draft", Late),
            named("Publication", Due),
            named("Translation", NoDay)
        ]
    );
    assert_eq!(
        office::study::list(&desk.store, today()).unwrap()[0].late,
        1
    );
    let reached = MilestoneEdit::Reached("2026-11-02".to_owned());
    act!(desk, office::study::edit_milestone, late, reached).unwrap();
    assert_eq!(standings(&desk)[0], named("Draft", ReachedLate));
    act!(desk, office::study::delete_milestone, late).unwrap();
    assert_eq!(standings(&desk).len(), 2);
}

#[test]
fn what_is_based_on_a_study_can_be_said_on_both_sides() {
    let mut desk = Desk::new();
    let id = study(&mut desk);
    let event: EventId = office::event::list(&desk.store, &EventQuery::default())
        .unwrap()
        .rows[0]
        .id;
    act!(desk, office::study::set_of_event, event, &[id]).unwrap();
    assert_eq!(page(&desk, id).events[0].id, event);
    act!(desk, office::study::edit, id, StudyEdit::Events(Vec::new())).unwrap();
    assert_eq!(office::study::of_event(&desk.store, event).unwrap(), []);
    act!(
        desk,
        office::study::edit,
        id,
        StudyEdit::Events(vec![event])
    )
    .unwrap();
    let based = office::study::of_event(&desk.store, event).unwrap();
    assert_eq!(based[0].name, "Synergies and trade-offs");
    let change = act!(desk, office::study::set_of_event, event, &[id]).unwrap();
    assert_eq!(
        change.touched,
        Vec::<String>::new(),
        "said again, it changes nothing"
    );
    act!(desk, office::study::delete, id).unwrap();
    assert_eq!(office::study::of_event(&desk.store, event).unwrap(), []);
}

#[test]
fn a_study_has_documents_as_an_event_has_papers() {
    let mut desk = Desk::new();
    let id = study(&mut desk);
    let file = desk.file("outline.pdf", "an outline");
    let place = office::study::place(&desk.store, id).unwrap();
    let kept = place.keep(&[file], &()).unwrap();
    act!(desk, office::study::attach, id, &kept).unwrap();
    let documents = page(&desk, id).documents;
    assert_eq!(
        (documents[0].name.as_str(), documents[0].there),
        ("outline.pdf", true)
    );
    assert_eq!(documents[0].event, None);
    let copy =
        office::attachment::copy_to_open(&desk.store, documents[0].id, desk.folder.path()).unwrap();
    assert_eq!(std::fs::read(copy).unwrap(), b"an outline");
    act!(desk, office::attachment::remove, documents[0].id).unwrap();
    assert_eq!(page(&desk, id).documents.len(), 0);
    let mut hand = desk.hand();
    office::journal::undo(&mut desk.store, &mut hand).unwrap();
    let report = desk.store.check(desk.folder.path(), &mut hand).unwrap();
    assert!(report.is_sound(), "{report:?}");
}
