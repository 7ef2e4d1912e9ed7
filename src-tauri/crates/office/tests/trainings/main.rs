//! The log of trainings: written in the room, afterwards, from a file; and what it comes to.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod certificates;
#[path = "../desk/mod.rs"]
mod desk;
mod file;
mod list;

use chrono::{TimeDelta, Utc};
use desk::invited::id;
use desk::{Desk, hand_at, start};
use domain::agenda::ItemKind;
use domain::document::{DocumentFormat, DocumentKind};
use domain::event::{EventKind, EventStatus};
use domain::id::{AgendaItemId, EventId, ParticipationId, PersonId, SessionLogId};
use domain::participation::{Capacity, Presence, Reply};
use domain::person::Gender;
use domain::state::State;
use domain::timing::{Timing, parse_day};
use domain::training::{LogRule, Method, SurveyAnswer, Unrecorded};
use office::paper::{PaperOptions, PaperRequest, Printer, compose, write};
use office::training::{self, QuickEntry, SessionEntry, TrainingLog};
use office::view::{
    FollowUpEdit, NewAgendaItem, NewEvent, NewPerson, ParticipationEdit, SessionEdit, SurveyEdit,
    TickMark, Window,
};

/// A training of three days with a session a day and four trainees.
struct Course {
    desk: Desk,
    event: EventId,
    trainees: Vec<ParticipationId>,
    trainer: PersonId,
}

fn dates(first: &str, last: &str) -> Timing {
    Timing::Dates {
        first: parse_day(first).unwrap(),
        last: parse_day(last).unwrap(),
    }
}

fn person(desk: &mut Desk, family: &str, gender: Gender, state: &str) -> PersonId {
    let new = NewPerson {
        family_name: family.to_owned(),
        given_name: "Test".to_owned(),
        gender: Some(gender),
        state: Some(State::read(state).unwrap()),
        email: Some(format!("{}@centre.example", family.to_lowercase())),
        ..NewPerson::default()
    };
    id(act!(desk, office::person::add, new).unwrap().id)
}

impl Course {
    fn new() -> Self {
        let mut desk = Desk::new();
        let new = NewEvent {
            kind: EventKind::Training,
            title: "Inventories for cities".to_owned(),
            timing: dates("2026-11-23", "2026-11-25"),
            status: Some(EventStatus::Held),
            venue: None,
            city: None,
            associated_event: None,
            associated_with: None,
            activities: Vec::new(),
        };
        let event: EventId = id(act!(desk, office::event::plan, new).unwrap().id);
        let trainer = person(&mut desk, "Sato", Gender::Woman, "JP");
        act!(
            desk,
            office::participation::add,
            event,
            &[trainer],
            Capacity::Trainer
        )
        .unwrap();
        let trainees = [
            ("Bat", Gender::Man, "MN"),
            ("Dorj", Gender::Woman, "MN"),
            ("Kim", Gender::Woman, "KR"),
            ("Li", Gender::Man, "CN"),
        ]
        .map(|(family, gender, state)| {
            let who = person(&mut desk, family, gender, state);
            act!(
                desk,
                office::participation::add,
                event,
                &[who],
                Capacity::Trainee
            )
            .unwrap();
            desk.store.participation_of(event, who).unwrap().unwrap()
        });
        for (day, minutes) in [("2026-11-23", 180), ("2026-11-24", 240), ("2026-11-25", 60)] {
            let item = NewAgendaItem {
                event,
                title: format!("Session of {day}"),
                minutes,
                kind: Some(ItemKind::TrainingSession),
                parent: None,
                after: None,
                day: Some(parse_day(day).unwrap()),
                start: None,
            };
            let item: AgendaItemId = id(act!(desk, office::agenda::add, item).unwrap().id);
            act!(
                desk,
                office::agenda::add_speaker,
                item,
                trainer,
                Capacity::Trainer
            )
            .unwrap();
        }
        Self {
            desk,
            event,
            trainees: trainees.to_vec(),
            trainer,
        }
    }

    fn log(&self) -> TrainingLog {
        training::show(&self.desk.store, self.event).unwrap()
    }

    /// Begins all logs, as one step.
    fn started(mut self) -> Self {
        let items: Vec<AgendaItemId> = self.log().planned.iter().map(|one| one.item).collect();
        act!(self.desk, training::start, self.event, &items).unwrap();
        self
    }

    fn session(&self, at: usize) -> SessionEntry {
        self.log().sessions[at].clone()
    }

    fn key(&self, at: usize) -> SessionLogId {
        self.session(at).log.id
    }

    fn edit(&mut self, at: usize, edit: SessionEdit) {
        let key = self.key(at);
        act!(self.desk, training::edit, key, edit).unwrap();
    }

    fn tick(&mut self, at: usize, present: &[bool]) {
        let marks: Vec<TickMark> = self
            .trainees
            .iter()
            .zip(present)
            .map(|(participation, present)| TickMark {
                participation: *participation,
                present: Some(*present),
            })
            .collect();
        let key = self.key(at);
        act!(self.desk, training::tick, key, &marks).unwrap();
    }

    fn score(&mut self, at: usize, who: usize, before: &str, after: &str) {
        let (key, who) = (self.key(at), self.trainees[who]);
        act!(self.desk, training::score, key, who, false, before).unwrap();
        act!(self.desk, training::score, key, who, true, after).unwrap();
    }
}

#[test]
fn planned_sessions_are_logged_as_one_step_with_what_the_agenda_knows() {
    let mut course = Course::new();
    let planned = course.log().planned;
    assert_eq!(planned.len(), 3);
    assert!(course.log().sessions.is_empty(), "looking writes nothing");
    let items: Vec<AgendaItemId> = planned.iter().map(|one| one.item).collect();
    let change = act!(course.desk, training::start, course.event, &items).unwrap();
    assert_eq!(change.label, "Log 3 sessions");
    let log = course.log();
    assert!(log.planned.is_empty());
    let first = &log.sessions[0];
    assert_eq!(first.log.topic, "Session of 2026-11-23");
    assert_eq!(first.log.hours, Some(3.0));
    assert_eq!(first.log.trainers.len(), 1);
    assert_eq!(first.missing, [Unrecorded::Method, Unrecorded::Attendance]);
    assert_eq!(first.person_hours, None, "nobody said who was there");
    // Again: nothing is doubled.
    act!(course.desk, training::start, course.event, &items).unwrap();
    assert_eq!(course.log().sessions.len(), 3);
    let last = change.steps.last;
    act!(course.desk, office::journal::undo_seen, last).unwrap();
    assert!(course.log().sessions.is_empty());
}

#[test]
fn each_field_is_a_step_and_what_cannot_be_is_refused_in_words() {
    let mut course = Course::new().started();
    course.edit(0, SessionEdit::Hours("2:30".to_owned()));
    course.edit(0, SessionEdit::Method(Some(Method::Laboratory)));
    course.edit(0, SessionEdit::Usefulness("4,3".to_owned()));
    course.edit(0, SessionEdit::Absent("1".to_owned()));
    let entry = course.session(0);
    assert_eq!(entry.log.hours, Some(2.5));
    assert_eq!(entry.attendance.present, Some(3), "4 trainees but one");
    assert_eq!(entry.person_hours, Some(7.5));
    assert_eq!(entry.missing, []);
    let key = course.key(0);
    for (edit, said) in [
        (SessionEdit::Hours("long".to_owned()), "write 2.5 or 2:30"),
        (SessionEdit::Level("6".to_owned()), "1 to 5"),
        (SessionEdit::Topic(" ".to_owned()), "cannot be empty"),
        (SessionEdit::Absent("5".to_owned()), "of 4 trainees"),
        (
            SessionEdit::TestMaximum("0".to_owned()),
            "points can be reached",
        ),
    ] {
        let error = act!(course.desk, training::edit, key, edit)
            .unwrap_err()
            .to_string();
        assert!(error.contains(said), "{error}");
    }
    course.edit(0, SessionEdit::Hours(String::new()));
    assert_eq!(course.session(0).log.hours, None, "not recorded, not 0");
}

#[test]
fn the_tick_list_counts_and_says_what_it_does_not_know() {
    let mut course = Course::new().started();
    let key = course.key(0);
    course.tick(0, &[true, true, false]);
    let entry = course.session(0);
    assert_eq!(entry.attendance.present, Some(2));
    assert_eq!(entry.attendance.women, Some(1));
    assert_eq!(entry.advice.len(), 1);
    assert_eq!(entry.advice[0].rule, LogRule::NotTicked);
    act!(course.desk, training::tick_all, key, Some(true)).unwrap();
    let entry = course.session(0);
    assert_eq!(
        entry.attendance.present,
        Some(3),
        "who is marked absent stays so"
    );
    assert!(entry.advice.is_empty());
    course.edit(0, SessionEdit::Attended("4".to_owned()));
    assert_eq!(course.session(0).advice[0].rule, LogRule::Contradiction);
    assert_eq!(course.session(0).attendance.present, Some(3));
    act!(course.desk, training::tick_all, key, None).unwrap();
    assert_eq!(
        course.session(0).attendance.present,
        Some(4),
        "the number is what is left"
    );
    // Somebody of another event cannot be ticked.
    let mark = TickMark {
        participation: ParticipationId(uuid::Uuid::from_u128(7)),
        present: Some(true),
    };
    act!(course.desk, training::tick, key, &[mark]).unwrap_err();
}

#[test]
fn counts_by_state_and_gender_stand_where_no_names_are_kept() {
    let mut course = Course::new().started();
    let key = course.key(1);
    let mongolia = State::read("MN").unwrap();
    for (state, gender, attended) in [
        (Some(mongolia), Gender::Woman, "5"),
        (Some(mongolia), Gender::Man, "4"),
        (None, Gender::Man, "2"),
        (Some(mongolia), Gender::Woman, "6"),
    ] {
        act!(course.desk, training::count, key, state, gender, attended).unwrap();
    }
    let entry = course.session(1);
    assert_eq!(
        (entry.attendance.present, entry.attendance.women),
        (Some(12), Some(6))
    );
    assert_eq!(entry.advice[0].rule, LogRule::MoreThanTrainees);
    act!(course.desk, training::count, key, None, Gender::Man, "").unwrap();
    assert_eq!(course.session(1).attendance.present, Some(10));
}

#[test]
fn completion_follows_the_hours_and_certificates_follow_completion() {
    let mut course = Course::new().started();
    // 3, 4 and 1 hours: Bat all 8, Dorj 7 (87.5 %), Kim 4 (50 %), Li none.
    course.tick(0, &[true, true, false, false]);
    course.tick(1, &[true, true, true, false]);
    course.tick(2, &[true, false, false, false]);
    let log = course.log();
    assert_eq!(log.threshold, 80);
    assert_eq!(log.totals.completed, Some(2));
    assert_eq!(log.totals.person_hours.sum, Some(6.0 + 12.0 + 1.0));
    let shares: Vec<Option<f64>> = log
        .trainees
        .iter()
        .map(|one| one.completion.share)
        .collect();
    assert_eq!(shares, [Some(100.0), Some(87.5), Some(50.0), Some(0.0)]);
    let request = PaperRequest {
        event: course.event,
        kind: DocumentKind::Certificates,
        options: PaperOptions::default(),
    };
    let composed = compose(&course.desk.store, &request, Utc::now()).unwrap();
    let out = course.desk.folder.path().join("certificates.docx");
    let written = write(
        &Printer::default(),
        &composed,
        DocumentFormat::Docx,
        &out,
        &(),
    )
    .unwrap();
    assert_eq!(written.notes.len(), 1, "{:?}", written.notes);
    let note = &written.notes[0];
    assert!(note.contains("less than 80 %"), "{note}");
    assert!(note.contains("KIM Test (4 of 8 hours)"), "{note}");
    assert!(
        note.contains("LI Test (0 of 8 hours)") && !note.contains("DORJ"),
        "{note}"
    );
    act!(course.desk, training::set_completion, course.event, "50 %").unwrap();
    assert_eq!(course.log().totals.completed, Some(3));
    act!(course.desk, training::set_completion, course.event, "").unwrap();
    assert_eq!(course.log().threshold, 80);
}

#[test]
fn a_gain_is_that_of_people_who_took_both_tests() {
    let mut course = Course::new().started();
    course.edit(0, SessionEdit::TestMaximum("20".to_owned()));
    course.score(0, 0, "8", "14");
    course.score(0, 1, "10", "18");
    course.score(0, 2, "9", "");
    let entry = course.session(0);
    let gain = entry.gain.unwrap();
    assert_eq!((gain.people, gain.paired), (Some(2), true));
    assert!((gain.gain - 35.0).abs() < 1e-9);
    assert!(gain.interval.is_some());
    assert_eq!(
        entry.attendance.present,
        Some(3),
        "who took a test was there"
    );
    // The other session has means alone.
    course.edit(1, SessionEdit::TestMaximum("10".to_owned()));
    course.edit(1, SessionEdit::PreTest("4".to_owned()));
    course.edit(1, SessionEdit::PostTest("12".to_owned()));
    let entry = course.session(1);
    assert!(entry.gain.unwrap().interval.is_none());
    assert_eq!(entry.advice[0].rule, LogRule::AboveMaximum);
    let total = course.log().totals.gain.unwrap();
    assert_eq!(total.people, Some(2), "names go before means");
}

#[test]
fn a_change_after_the_day_is_shown_and_stands_in_the_events_history() {
    let mut course = Course::new().started();
    // The hand writes on 24 November 2026; the first session was the day before.
    assert!(course.session(0).changed_after.is_some());
    assert_eq!(course.session(1).changed_after, None);
    let key = course.key(1);
    let mut late = hand_at(start() + TimeDelta::days(3), 1 << 60);
    late.actor = "Bat".to_owned();
    let hours = SessionEdit::Hours("4.5".to_owned());
    training::edit(&mut course.desk.store, &mut late, key, hours).unwrap();
    let changed = course.session(1).changed_after.unwrap();
    assert_eq!(changed.by, "Bat");
    let history = office::journal::history(
        &course.desk.store,
        Some(&course.event.to_string()),
        Window::default(),
    )
    .unwrap();
    let newest = &history.rows[0];
    assert_eq!(
        (newest.label.as_str(), newest.actor.as_str()),
        ("Change hours", "Bat")
    );
    assert_eq!(newest.name.as_deref(), Some("Session of 2026-11-24"));
}

#[test]
fn follow_ups_and_surveys_are_kept_with_the_training() {
    let mut course = Course::new().started();
    let session = course.key(0);
    let change = act!(
        course.desk,
        training::add_follow_up,
        course.event,
        Some(session),
        "Send the workbook",
        "Sato",
        "2026-12-15"
    )
    .unwrap();
    let follow_up = id(change.id);
    assert_eq!(
        training::list(&course.desk.store, Some(2026), Window::default())
            .unwrap()
            .rows[0]
            .open,
        1
    );
    let done = FollowUpEdit::Done(parse_day("2026-12-01").ok());
    act!(course.desk, training::edit_follow_up, follow_up, done).unwrap();
    assert!(course.log().follow_ups[0].done.is_some());
    let survey = id(act!(course.desk, training::open_survey, course.event, 6)
        .unwrap()
        .id);
    assert_eq!(course.log().surveys[0].survey.asked, Some(4));
    assert_eq!(
        course.log().surveys[0].result.response,
        None,
        "nobody answered yet"
    );
    for (at, said) in [
        (0, SurveyAnswer::Used),
        (1, SurveyAnswer::Partly),
        (2, SurveyAnswer::Unused),
    ] {
        let who = course.trainees[at];
        act!(course.desk, training::answer, survey, who, Some(said)).unwrap();
    }
    let result = course.log().surveys[0].result.clone();
    assert_eq!((result.answered, result.response), (Some(3), Some(75.0)));
    act!(
        course.desk,
        training::edit_survey,
        survey,
        SurveyEdit::Used("3".to_owned())
    )
    .unwrap();
    assert!(course.log().surveys[0].result.contradicts);
    act!(course.desk, training::open_survey, course.event, 7).unwrap_err();
    // Begun twice it is the same one.
    act!(course.desk, training::open_survey, course.event, 6).unwrap();
    assert_eq!(course.log().surveys.len(), 1);
}

#[test]
fn a_session_without_planning_is_one_form_and_one_step() {
    let mut course = Course::new();
    let entry = QuickEntry {
        title: "Calibrating sensors".to_owned(),
        day: "2026-10-05".to_owned(),
        hours: "6".to_owned(),
        method: Some(Method::Laboratory),
        names: "BAT Test; bat@centre.example\nPak Sun-hee; KR; woman\n\n김민준\n".to_owned(),
        trainers: vec![course.trainer],
        ..QuickEntry::default()
    };
    let change = act!(course.desk, training::log_quickly, entry.clone()).unwrap();
    let event: EventId = id(change.id.clone());
    let page = office::event::page(&course.desk.store, event).unwrap();
    assert_eq!(
        (page.status, page.kind),
        (EventStatus::Held, EventKind::Training)
    );
    let log = training::show(&course.desk.store, event).unwrap();
    assert_eq!(log.sessions.len(), 1);
    assert_eq!(log.trainees.len(), 3);
    assert_eq!(log.totals.person_hours.sum, Some(18.0));
    assert_eq!(log.totals.completed, Some(3));
    let known = course
        .desk
        .store
        .people_with_email("bat@centre.example")
        .unwrap();
    assert_eq!(known.len(), 1, "who is known is not doubled");
    act!(course.desk, office::journal::undo_seen, change.steps.last).unwrap();
    assert!(training::show(&course.desk.store, event).is_err());
    let counted = QuickEntry {
        names: String::new(),
        women: "7".to_owned(),
        men: "5".to_owned(),
        ..entry.clone()
    };
    let event: EventId = id(act!(course.desk, training::log_quickly, counted)
        .unwrap()
        .id);
    let log = training::show(&course.desk.store, event).unwrap();
    assert_eq!(log.sessions[0].attendance.women, Some(7));
    assert_eq!(log.totals.person_hours.sum, Some(72.0));
    let half = QuickEntry {
        women: "7".to_owned(),
        ..entry
    };
    let error = act!(course.desk, training::log_quickly, half)
        .unwrap_err()
        .to_string();
    assert!(error.contains("how many men"), "{error}");
}

#[test]
fn a_file_is_taken_by_rows_and_never_twice() {
    let mut course = Course::new();
    let file = "title,day,topic,hours,method,trainers,women,men,max,pre,post,n\n\
        inventories for cities,2026-11-23,Scope,3,lecture,sato@centre.example,7,6,20,9,14,13\n\
        Inventories for cities,2026-11-24,Factors,\"2,5\",exercise,Test Sato,,,,,,\n\
        Inventories for cities,2026-12-24,Late,2,lecture,,,,,,,\n\
        Inventories for cities,2026-11-25,Grids,two,lecture,,,,,,,\n\
        Inventories for cities,2026-11-25,Grids,2,dance,,,,,,,\n\
        Inventories for cities,2026-11-25,Grids,2,lecture,Nobody Here,,,,,,\n\
        Inventories for cities,2026-11-23,Scope,3,lecture,,,,,,,\n";
    let (rows, refused) = training::rows_of_table(file.as_bytes()).unwrap();
    assert!(refused.is_empty());
    let report = act!(course.desk, training::log_rows, &rows, false).unwrap();
    let lines: Vec<u64> = report.logged.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 3]);
    let lines: Vec<u64> = report.refused.iter().map(|row| row.line).collect();
    assert_eq!(lines, [4, 5, 6, 7, 8], "{:?}", report.refused);
    let log = course.log();
    assert_eq!(log.sessions.len(), 2);
    assert_eq!(log.sessions[0].attendance.present, Some(13));
    assert_eq!(log.sessions[1].log.trainers.len(), 1);
    let again = act!(course.desk, training::log_rows, &rows, false).unwrap();
    assert!(again.logged.is_empty() && again.change.is_none());
    let new = act!(course.desk, training::log_rows, &rows[2..3], true).unwrap();
    assert_eq!(new.logged.len(), 1, "{:?}", new.refused);
    let page = office::event::page(&course.desk.store, new.logged[0].event).unwrap();
    assert_eq!(page.status, EventStatus::Held);
    let error = training::rows_of_table(b"title,colour\nA,red\n")
        .unwrap_err()
        .to_string();
    assert!(error.contains("colour"), "{error}");
    let list = format!(
        "[{{\"event\": \"{}\", \"topic\": \"JSON\", \"hours\": 1.5, \"trainers\": [\"sato@centre.example\"]}}]",
        course.event
    );
    let rows = training::rows_of_json(&list).unwrap();
    let report = act!(course.desk, training::log_rows, &rows, false).unwrap();
    assert_eq!(report.logged.len(), 1, "{:?}", report.refused);
}

#[test]
fn topics_are_suggested_by_use() {
    let mut course = Course::new();
    for topic in ["Sampling", "Grids", "Sampling"] {
        act!(
            course.desk,
            training::add_session,
            course.event,
            topic,
            "2026-11-23"
        )
        .unwrap();
    }
    let topics = training::topics(&course.desk.store, "").unwrap();
    assert_eq!((topics[0].topic.as_str(), topics[0].used), ("Sampling", 2));
    assert_eq!(
        training::topics(&course.desk.store, "gri").unwrap().len(),
        1
    );
}

#[test]
fn the_list_sums_up_what_is_known_of_the_year() {
    let mut course = Course::new().started();
    course.tick(0, &[true, true, true, true]);
    let of = |year| {
        let store = &course.desk.store;
        let list = training::list(store, Some(year), Window::default()).unwrap();
        (list, training::list_totals(store, Some(year)).unwrap())
    };
    let (list, totals) = of(2026);
    assert_eq!((list.rows.len(), list.total), (1, 1));
    assert_eq!(list.rows[0].unlogged, 0);
    let hours = totals.person_hours;
    assert_eq!((hours.sum, hours.known, hours.of), (Some(12.0), 1, 3));
    let (list, totals) = of(2025);
    assert!(list.rows.is_empty());
    assert_eq!(totals.completed, None);
}
