//! Tasks: days follow their event, checklists fill in what is not there, and each step can be undone.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use desk::{Desk, start};
use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId, TaskId};
use domain::task::{Due, Horizon, Urgency, default_checklist};
use domain::timing::{Timing, parse_day, parse_local};
use office::calendar_file::{CalendarFileRequest, write};
use office::view::{
    Change, EventEdit, NewEvent, NewPerson, NewTask, OwnedBy, TaskEdit, TaskQuery, TaskRow,
    TemplateTask, Window,
};
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap()
}

fn key<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

/// 24 November 2026, a Tuesday.
fn today() -> NaiveDate {
    start().date_naive()
}

fn dates(first: &str) -> Timing {
    Timing::Dates {
        first: day(first),
        last: day(first) + Days::new(1),
    }
}

fn new_event(kind: EventKind, timing: Timing) -> NewEvent {
    NewEvent {
        kind,
        title: "Meeting".to_owned(),
        timing,
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    }
}

fn planned(desk: &mut Desk, kind: EventKind, timing: Timing) -> EventId {
    key(&act!(desk, office::event::plan, new_event(kind, timing)).unwrap())
}

fn task(desk: &mut Desk, event: EventId, title: &str, due: &str) -> TaskId {
    let new = NewTask {
        event,
        title: title.to_owned(),
        due: due.parse().unwrap(),
        owner: None,
        note: None,
    };
    key(&act!(desk, office::task::add, new).unwrap())
}

fn person(desk: &mut Desk, family_name: &str) -> PersonId {
    let new = NewPerson {
        family_name: family_name.to_owned(),
        given_name: "Example".to_owned(),
        ..NewPerson::default()
    };
    key(&act!(desk, office::person::add, new).unwrap())
}

fn tasks(desk: &Desk, event: EventId) -> Vec<TaskRow> {
    office::task::of_event(&desk.store, event, today())
        .unwrap()
        .tasks
}

fn days(desk: &Desk, event: EventId) -> BTreeMap<String, Option<NaiveDate>> {
    let tasks = tasks(desk, event).into_iter();
    tasks.map(|task| (task.title, task.day)).collect()
}

fn undo(desk: &mut Desk) {
    act!(desk, office::journal::undo).unwrap();
}

#[test]
fn moving_an_event_moves_what_is_counted_from_it_and_one_undo_moves_it_back() {
    let mut desk = Desk::new();
    let event = planned(&mut desk, EventKind::Symposium, dates("2027-05-11"));
    task(&mut desk, event, "Concept note", "T-90");
    task(&mut desk, event, "Report", "T+14");
    task(&mut desk, event, "Ask the ministry", "2027-03-01");
    task(&mut desk, event, "Some time", "");
    let before = days(&desk, event);
    assert_eq!(before["Concept note"], Some(day("2027-02-10")));
    assert_eq!(before["Report"], Some(day("2027-05-25")));

    let edit = EventEdit::Timing(Timing::Exact {
        start: parse_local("2027-05-18T10:00").unwrap(),
        end: parse_local("2027-05-18T17:00").unwrap(),
        zone: chrono_tz::America::New_York,
    });
    act!(desk, office::event::edit, event, edit).unwrap();
    let after = days(&desk, event);
    assert_eq!(after["Concept note"], Some(day("2027-02-17")));
    assert_eq!(after["Report"], Some(day("2027-06-01")));
    assert_eq!(after["Ask the ministry"], Some(day("2027-03-01")));
    assert_eq!(after["Some time"], None);

    undo(&mut desk);
    assert_eq!(days(&desk, event), before);
}

#[test]
fn an_event_without_days_gives_its_tasks_none_until_it_has_them() {
    let mut desk = Desk::new();
    let quarter = Timing::Quarter {
        year: 2027,
        quarter: 2,
    };
    let event = planned(&mut desk, EventKind::Training, quarter);
    act!(desk, office::task::apply, event).unwrap();
    let shown = office::task::of_event(&desk.store, event, today()).unwrap();
    assert!(shown.undated);
    assert_eq!((shown.due, shown.lacking), (0, 0));
    for task in &shown.tasks {
        assert_eq!((task.day, task.urgency), (None, Urgency::NoDate));
        assert!(task.due_days.is_some());
    }
    // In the order of days all the same.
    assert!(shown.tasks.is_sorted_by_key(|task| task.due_days));
    act!(
        desk,
        office::event::edit,
        event,
        EventEdit::Timing(dates("2027-05-11"))
    )
    .unwrap();
    for task in tasks(&desk, event) {
        assert_eq!(task.day, task.due.on(Some(&dates("2027-05-11"))));
    }
}

#[test]
fn a_checklist_adds_what_is_not_there_and_twice_adds_nothing() {
    let mut desk = Desk::new();
    let event = planned(&mut desk, EventKind::PolicyDialogue, dates("2027-05-11"));
    let all = default_checklist(EventKind::PolicyDialogue);
    // One of them is there, by another spelling and day.
    let own = all[1].title.to_uppercase();
    task(&mut desk, event, &own, "2027-01-15");
    let lacking = |desk: &Desk| {
        office::task::of_event(&desk.store, event, today())
            .unwrap()
            .lacking
    };
    assert_eq!(lacking(&desk), all.len() as u64 - 1);
    act!(desk, office::task::apply, event).unwrap();
    let filled = days(&desk, event);
    assert_eq!(filled.len(), all.len());
    assert_eq!(filled[&own], Some(day("2027-01-15")));
    assert_eq!(lacking(&desk), 0);
    let again = act!(desk, office::task::apply, event).unwrap();
    assert!(again.touched.is_empty());
    undo(&mut desk);
    assert_eq!(tasks(&desk, event).len(), 1);
}

#[test]
fn an_event_planned_with_its_checklist_is_one_step() {
    let mut desk = Desk::new();
    let new = new_event(EventKind::Other, dates("2027-05-11"));
    let event: EventId = key(&act!(desk, office::event::plan_with_checklist, new).unwrap());
    assert_eq!(
        tasks(&desk, event).len(),
        default_checklist(EventKind::Other).len()
    );
    undo(&mut desk);
    assert!(desk.store.event(event).is_err());
    let query = TaskQuery::default();
    assert_eq!(
        office::task::all(&desk.store, &query, today())
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn a_task_is_done_on_a_day_reopened_and_undone() {
    let mut desk = Desk::new();
    let event = planned(&mut desk, EventKind::Other, dates("2026-12-01"));
    let [a, b] = ["A", "B"].map(|title| task(&mut desk, event, title, "T-5"));
    assert_eq!(desk.store.tasks_due(event, today()).unwrap(), 2);
    let change = act!(desk, office::task::mark_done, &[a], day("2026-11-20")).unwrap();
    assert_eq!(change.label, "Mark task done");
    assert_eq!(desk.store.tasks_due(event, today()).unwrap(), 1);
    // One that is done keeps its day.
    let change = act!(desk, office::task::mark_done, &[a, b], today()).unwrap();
    assert_eq!(change.label, "Mark 2 tasks done");
    let done = |desk: &Desk, id| desk.store.task(id, today()).unwrap().done;
    assert_eq!(done(&desk, a), Some(day("2026-11-20")));
    assert_eq!(done(&desk, b), Some(today()));
    undo(&mut desk);
    assert_eq!(done(&desk, b), None);
    act!(desk, office::task::reopen, &[a]).unwrap();
    assert_eq!(done(&desk, a), None);
    let error = act!(desk, office::task::mark_done, &[a], day("0026-11-20"));
    assert!(error.unwrap_err().to_string().contains("1990 to 2199"));
}

#[test]
fn what_is_due_across_events_is_in_the_order_of_days_and_told_by_urgency() {
    let mut desk = Desk::new();
    let near = planned(&mut desk, EventKind::Other, dates("2026-12-01"));
    let far = planned(&mut desk, EventKind::Other, dates("2027-12-01"));
    let open = planned(&mut desk, EventKind::Other, Timing::Year { year: 2027 });
    let gone = planned(&mut desk, EventKind::Other, dates("2026-12-02"));
    task(&mut desk, near, "late", "T-10");
    task(&mut desk, far, "week", "2026-11-29");
    task(&mut desk, near, "soon", "T+10");
    task(&mut desk, far, "later", "T-30");
    task(&mut desk, open, "undated", "T-30");
    task(&mut desk, gone, "called off", "T-10");
    let done = task(&mut desk, near, "done", "T-20");
    act!(desk, office::task::mark_done, &[done], today()).unwrap();
    let cancelled = EventEdit::Status(EventStatus::Cancelled);
    act!(desk, office::event::edit, gone, cancelled).unwrap();

    let list = |query: &TaskQuery| office::task::list(&desk.store, query, today()).unwrap();
    let whole = list(&TaskQuery::default());
    let shown: Vec<(&str, Urgency)> = whole
        .page
        .rows
        .iter()
        .map(|task| (task.title.as_str(), task.urgency))
        .collect();
    assert_eq!(
        shown,
        [
            ("late", Urgency::Overdue),
            ("week", Urgency::ThisWeek),
            ("soon", Urgency::NextDays),
            ("later", Urgency::Later),
            ("undated", Urgency::NoDate),
        ]
    );
    assert!(whole.page.rows.iter().all(|task| task.leads));
    assert_eq!(whole.page.total, 5);
    assert!(whole.counts.iter().all(|one| one.count == 1));
    let titles = |query: &TaskQuery| -> Vec<String> {
        let rows = list(query).page.rows.into_iter();
        rows.map(|task| task.title).collect()
    };
    let all = TaskQuery {
        done: true,
        ..TaskQuery::default()
    };
    assert_eq!(titles(&all).last().map(String::as_str), Some("done"));
    let by = TaskQuery {
        due_by: Some(day("2026-11-29")),
        ..TaskQuery::default()
    };
    assert_eq!(titles(&by), ["late", "week"]);
    let later = TaskQuery {
        urgency: Some(Urgency::Later),
        ..TaskQuery::default()
    };
    assert_eq!(titles(&later), ["later"]);
    assert_eq!(list(&later).page.total, 1);
    assert_eq!(list(&later).counts.len(), 5);
    // The list of the event itself still has what was called off.
    let of_gone = TaskQuery {
        event: Some(gone),
        ..TaskQuery::default()
    };
    assert_eq!(titles(&of_gone), ["called off"]);
}

#[test]
fn tasks_are_found_by_whoever_sees_to_them() {
    let mut desk = Desk::new();
    let event = planned(&mut desk, EventKind::Other, dates("2026-12-01"));
    let [a, b] = ["A", "B"].map(|title| task(&mut desk, event, title, "T-5"));
    let owner = person(&mut desk, "Beispiel");
    act!(desk, office::task::edit, a, TaskEdit::Owner(Some(owner))).unwrap();
    let of = |desk: &Desk, owner| {
        let query = TaskQuery {
            owner,
            ..TaskQuery::default()
        };
        let rows = office::task::all(&desk.store, &query, today()).unwrap();
        rows.into_iter().map(|task| task.id).collect::<Vec<_>>()
    };
    assert_eq!(of(&desk, OwnedBy::Person(owner)), [a]);
    assert_eq!(of(&desk, OwnedBy::Nobody), [b]);
    assert_eq!(of(&desk, OwnedBy::Anybody).len(), 2);
    let owners = office::task::owners(&desk.store).unwrap();
    assert_eq!(owners.len(), 1);
    assert_eq!(owners[0].person.id, owner.to_string());
    assert_eq!(owners[0].open, 1);
    let shown = desk.store.task(a, today()).unwrap().owner.unwrap();
    assert!(shown.name.contains("BEISPIEL"), "{}", shown.name);
    // Somebody who is not there sees to nothing.
    let nobody = PersonId(uuid::Uuid::from_u128(7));
    let edit = TaskEdit::Owner(Some(nobody));
    let error = act!(desk, office::task::edit, a, edit).unwrap_err();
    assert!(
        error.to_string().starts_with("there is no person"),
        "{error}"
    );
    // Who leaves the directory leaves the task.
    act!(desk, office::person::delete, &[owner]).unwrap();
    assert_eq!(desk.store.task(a, today()).unwrap().owner, None);
}

#[test]
fn a_kind_of_event_can_have_a_checklist_of_its_own() {
    let mut desk = Desk::new();
    let of = |desk: &Desk| office::task::checklist(&desk.store, EventKind::Other).unwrap();
    let brought = of(&desk);
    assert!(!brought.changed);
    let mut tasks = brought.tasks.clone();
    tasks.push(TemplateTask {
        id: None,
        title: " Book the bus ".to_owned(),
        due: Due::Counted(-10),
    });
    act!(
        desk,
        office::task::edit_checklist,
        EventKind::Other,
        Some(tasks)
    )
    .unwrap();
    let own = of(&desk);
    assert!(own.changed);
    assert_eq!(own.tasks.len(), brought.tasks.len() + 1);
    assert!(own.tasks.is_sorted_by_key(|task| task.due.days()));
    let bus = own.tasks.iter().find(|task| task.title == "Book the bus");
    // One that is changed stays the same record.
    let mut tasks = own.tasks.clone();
    for task in &mut tasks {
        if Some(&*task) == bus {
            task.due = Due::Counted(-12);
        }
    }
    act!(
        desk,
        office::task::edit_checklist,
        EventKind::Other,
        Some(tasks)
    )
    .unwrap();
    let moved = of(&desk);
    let again = moved.tasks.iter().find(|task| task.id == bus.unwrap().id);
    assert_eq!(again.unwrap().due, Due::Counted(-12));
    // Events of the kind have it, others do not.
    let event = planned(&mut desk, EventKind::Other, dates("2027-05-11"));
    act!(desk, office::task::apply, event).unwrap();
    assert_eq!(days(&desk, event)["Book the bus"], Some(day("2027-04-29")));
    let other = office::task::checklist(&desk.store, EventKind::Training).unwrap();
    assert!(!other.changed);
    // Back to what the program brings; what the event has stays.
    act!(desk, office::task::edit_checklist, EventKind::Other, None).unwrap();
    assert_eq!(of(&desk).tasks, brought.tasks);
    assert!(days(&desk, event).contains_key("Book the bus"));
    undo(&mut desk);
    assert_eq!(of(&desk).tasks, moved.tasks);
}

#[test]
fn a_checklist_that_cannot_be_is_refused_whole() {
    let mut desk = Desk::new();
    let with = |title: &str, due| {
        vec![TemplateTask {
            id: None,
            title: title.to_owned(),
            due,
        }]
    };
    for (tasks, said) in [
        (Vec::new(), "at least one task"),
        (with(" ", Due::Counted(1)), "cannot be empty"),
        (
            with("Bus", Due::On(today())),
            "“Bus” belongs to a checklist",
        ),
        (with("Bus", Due::Open), "“Bus” belongs to a checklist"),
        (with("Bus", Due::Counted(99_999)), "too far from the event"),
    ] {
        let done = act!(
            desk,
            office::task::edit_checklist,
            EventKind::Other,
            Some(tasks)
        );
        let error = done.unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    // What says the same as the program's is none of one's own.
    let same = office::task::checklist(&desk.store, EventKind::Other)
        .unwrap()
        .tasks;
    let change = act!(
        desk,
        office::task::edit_checklist,
        EventKind::Other,
        Some(same)
    );
    assert!(change.unwrap().touched.is_empty());
}

#[test]
fn an_event_like_another_has_the_tasks_that_are_counted_from_its_days_to_be_done_again() {
    let mut desk = Desk::new();
    let event = planned(&mut desk, EventKind::Other, dates("2026-12-01"));
    let note = task(&mut desk, event, "Concept note", "T-90");
    task(&mut desk, event, "Ask once", "2026-11-01");
    act!(desk, office::task::mark_done, &[note], today()).unwrap();
    let copy: EventId = key(&act!(desk, office::event::duplicate, event).unwrap());
    let tasks = tasks(&desk, copy);
    assert_eq!(tasks.len(), 1);
    assert_eq!(
        (tasks[0].title.as_str(), tasks[0].due, tasks[0].done),
        ("Concept note", Due::Counted(-90), None)
    );
}

#[test]
fn tasks_are_in_a_calendar_file_only_if_they_are_asked_for() {
    let mut desk = Desk::new();
    let event = planned(&mut desk, EventKind::Other, dates("2026-12-01"));
    let open = planned(&mut desk, EventKind::Other, Timing::Year { year: 2027 });
    let owner = person(&mut desk, "Beispiel");
    let late = task(&mut desk, event, "Report", "T+14");
    act!(desk, office::task::edit, late, TaskEdit::Owner(Some(owner))).unwrap();
    let done = task(&mut desk, event, "Concept note", "T-90");
    act!(desk, office::task::mark_done, &[done], day("2026-09-01")).unwrap();
    task(&mut desk, open, "Invitations", "T-60");
    let file = |desk: &Desk, tasks| {
        let request = CalendarFileRequest {
            events: vec![event, open],
            tasks,
            ..CalendarFileRequest::default()
        };
        write(&desk.store, &request, start()).unwrap()
    };
    assert!(!file(&desk, false).text.contains("VTODO"));
    let written = file(&desk, true);
    assert_eq!(written.events, 2);
    let text = written.text.replace("\r\n ", "");
    assert_eq!(text.matches("BEGIN:VTODO").count(), 3);
    for line in [
        format!("UID:{late}@symposia"),
        "DUE;VALUE=DATE:20261215".to_owned(),
        "DUE;VALUE=DATE:20260902".to_owned(),
        "COMPLETED:20260901T110000Z".to_owned(),
        format!("RELATED-TO:{event}@symposia"),
        "DESCRIPTION:Due 60 days before the event's first day\\, which is not fixed yet".to_owned(),
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
    assert!(text.contains("DESCRIPTION:Owner: "));
    assert_eq!(text.matches("DUE").count(), 2);
    // What is published has none.
    let folder = desk.folder.path().join("published");
    office::publish::write(&desk.store, &folder).unwrap();
    let published = std::fs::read_to_string(folder.join("neacap.ics")).unwrap();
    assert!(published.contains("Meeting") && !published.contains("VTODO"));
    assert!(!published.contains("Concept note"));
    // A meeting that is called off has nothing left to be done.
    let cancelled = EventEdit::Status(EventStatus::Cancelled);
    act!(desk, office::event::edit, event, cancelled).unwrap();
    let text = file(&desk, true).text;
    let todo = text.split("BEGIN:VTODO").skip(1).collect::<Vec<_>>();
    let cancelled = todo.iter().filter(|one| one.contains("STATUS:CANCELLED"));
    assert_eq!(cancelled.count(), 1);
}

/// A timing of any kind.
fn any_timing() -> impl Strategy<Value = Timing> {
    let first = (0_u64..1500).prop_map(|by| day("2025-01-01") + Days::new(by));
    prop_oneof![
        first
            .clone()
            .prop_map(|first| Timing::Dates { first, last: first }),
        (first, 0_u32..24).prop_map(|(first, hour)| {
            let start = first.and_hms_opt(hour, 0, 0).unwrap();
            let end = start + chrono::TimeDelta::hours(3);
            Timing::Exact {
                start,
                end,
                zone: chrono_tz::America::New_York,
            }
        }),
        Just(Timing::Quarter {
            year: 2027,
            quarter: 1
        }),
        Just(Timing::UponConsultation { year: 2027 }),
    ]
}

fn any_due() -> impl Strategy<Value = Due> {
    prop_oneof![
        (-800_i32..800).prop_map(Due::Counted),
        (0_u64..1500).prop_map(|by| Due::On(day("2025-01-01") + Days::new(by))),
        Just(Due::Open),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// The store's SQL and the domain say the same of every task, and pages make up the whole.
    #[test]
    fn the_store_sorts_by_what_the_domain_says(
        events in proptest::collection::vec((any_timing(), proptest::collection::vec(any_due(), 1..6)), 1..6),
    ) {
        let mut desk = Desk::new();
        let mut wanted = BTreeMap::new();
        for (timing, dues) in events {
            let event = planned(&mut desk, EventKind::Other, timing);
            for due in dues {
                let new = NewTask { event, title: "Task".to_owned(), due, owner: None, note: None };
                let id: TaskId = key(&act!(desk, office::task::add, new).unwrap());
                wanted.insert(id, due.on(Some(&timing)));
            }
        }
        let horizon = Horizon::from(today());
        let list = office::task::list(&desk.store, &TaskQuery::default(), today()).unwrap();
        let found: BTreeMap<_, _> = list.page.rows.iter().map(|task| (task.id, task.day)).collect();
        prop_assert_eq!(&found, &wanted);
        prop_assert!(list.page.rows.is_sorted_by_key(|task| (task.day.is_none(), task.day)));
        let mut counts: BTreeMap<Urgency, u64> = BTreeMap::new();
        for day in wanted.values() {
            *counts.entry(horizon.urgency(*day)).or_default() += 1;
        }
        let told: BTreeMap<_, _> = list.counts.iter().map(|one| (one.urgency, one.count)).collect();
        prop_assert_eq!(told, counts);
        let mut paged = Vec::new();
        for offset in (0..).step_by(4).take_while(|offset| *offset < list.page.total) {
            let window = Window { offset: u32::try_from(offset).unwrap(), limit: 4 };
            let query = TaskQuery { window, ..TaskQuery::default() };
            let page = office::task::list(&desk.store, &query, today()).unwrap().page;
            paged.extend(page.rows.into_iter().map(|task| (task.id, task.leads)));
        }
        let whole: Vec<_> = list.page.rows.iter().map(|task| (task.id, task.leads)).collect();
        prop_assert_eq!(paged, whole);
        let leads = list.page.rows.iter().filter(|task| task.leads).count();
        prop_assert_eq!(leads, list.counts.len());
    }
}
