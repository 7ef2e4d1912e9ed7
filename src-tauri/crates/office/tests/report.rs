//! The annual report: its numbers are those of the store, a person's text stays, its words can be changed, and the next
//! year's plan is drafted and written in one step.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use chrono::NaiveDate;
use desk::{Desk, start};
use documents::annual::{Annual, Block, Value, written};
use domain::event::{EventKind, EventStatus};
use domain::report::{Half, Period, Standing};
use domain::timing::{Timing, parse_day};
use office::demo::DemoSize;
use office::report::{
    AnnualPage, ReportSentenceEdit, ReportTextEdit, add_to_plan, draft_plan, edit_sentence, page,
    sentences, write_text,
};
use office::view::NewEvent;

fn demo() -> Desk {
    let mut desk = Desk::new();
    let mut hand = desk.hand();
    office::demo::fill(&mut desk.store, &mut hand, DemoSize::default()).unwrap();
    desk
}

fn of_2026(desk: &Desk) -> AnnualPage {
    page(&desk.store, Period::year(2026).unwrap(), start()).unwrap()
}

/// What the program wrote in a part.
fn said(report: &Annual, key: &str) -> String {
    let part = report.parts.iter().find(|part| part.key == key).unwrap();
    let mut out = String::new();
    for block in &part.blocks {
        if let Block::Sentence { pieces, .. } = block {
            out.extend(pieces.iter().map(|piece| piece.text.as_str()));
            out.push('\n');
        }
    }
    out
}

fn plan(desk: &mut Desk, title: &str, timing: Timing, status: EventStatus, activities: &[&str]) {
    let activities: Vec<String> = activities.iter().map(|code| (*code).to_owned()).collect();
    let activities =
        office::work_plan::activities_coded(&desk.store, &activities, Some(timing.year())).unwrap();
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: title.to_owned(),
        timing,
        status: Some(status),
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities,
    };
    act!(desk, office::event::plan, new).unwrap();
}

#[test]
fn numbers_agree_with_the_store_and_each_leads_to_records_of_the_annexes() {
    let desk = demo();
    let page = of_2026(&desk);
    let figures = domain::statistics::Period::from_years(2026, 2026).unwrap();
    let figures = office::statistics::totals(&desk.store, figures, None).unwrap();
    let words = said(&page.report, "introduction");
    let reached = format!("The events reached {} people", figures.people.unwrap());
    assert!(words.contains(&reached), "{words}");
    let trainings = office::training::list_totals(&desk.store, Some(2026)).unwrap();
    let taught = said(&page.report, "activity 2.1");
    let hours = written(trainings.person_hours.sum.unwrap());
    assert!(
        taught.contains(&format!("{hours} person-hours")),
        "{taught}"
    );
    let rose = written(trainings.gain.unwrap().gain);
    assert!(
        taught.contains(&format!("rose by {rose} percentage points")),
        "{taught}"
    );
    let held = desk
        .store
        .report_events(Period::year(2026).unwrap())
        .unwrap()
        .iter()
        .filter(|event| Standing::of(event.status) == Standing::Held)
        .count();
    assert!(
        words.starts_with(&format!("{held} events were held")),
        "{words}"
    );
    // Whatever a number names is a row of a table, and the window can show it.
    let mut rows = Vec::new();
    let mut named = Vec::new();
    for block in page.report.parts.iter().flat_map(|part| &part.blocks) {
        match block {
            Block::Sentence { pieces, source } => {
                named.extend(source.codes.clone());
                named.extend(pieces.iter().flat_map(|piece| piece.source.codes.clone()));
            }
            Block::Table(table) => {
                for row in &table.rows {
                    rows.extend(row.code.clone());
                    named.extend(row.source.codes.clone());
                    assert_eq!(row.cells.len(), table.columns.len(), "{}", table.caption);
                }
            }
            Block::Written { .. } | Block::Chart(_) => {}
        }
    }
    assert!(named.len() > 100);
    for code in named {
        assert!(rows.contains(&code), "{code} is in no table");
        assert!(
            page.records.iter().any(|record| record.code == code),
            "{code}"
        );
    }
}

#[test]
fn what_nobody_wrote_down_is_not_recorded_and_never_nought() {
    let mut desk = Desk::new();
    let first = parse_day("2026-03-03").unwrap();
    let timing = Timing::Dates { first, last: first };
    plan(&mut desk, "Symposium", timing, EventStatus::Held, &["1.2"]);
    let page = of_2026(&desk);
    let words = said(&page.report, "introduction");
    assert!(
        words.contains("Who took part in the events is not recorded."),
        "{words}"
    );
    assert!(said(&page.report, "activity 1.2").contains("who took part is not recorded"));
    let part = page
        .report
        .parts
        .iter()
        .find(|part| part.key == "activity 1.2")
        .unwrap();
    let Some(Block::Table(table)) = part
        .blocks
        .iter()
        .find(|block| matches!(block, Block::Table(_)))
    else {
        unreachable!("an event has a table");
    };
    let people: Vec<Value> = table.rows[0]
        .cells
        .iter()
        .skip(4)
        .map(|cell| cell.value)
        .collect();
    assert_eq!(people, [Value::Missing; 3]);
}

#[test]
fn a_persons_text_stays_while_numbers_change_and_is_one_step_each() {
    let mut desk = Desk::new();
    let period = Period::year(2026).unwrap();
    let edit = |text: &str| ReportTextEdit {
        period,
        section: "introduction".to_owned(),
        text: text.to_owned(),
    };
    let change = act!(
        desk,
        write_text,
        &edit("The year of the <b>Work Plan</b>.\n\n가을")
    )
    .unwrap();
    assert_eq!(change.label, "Edit text of report");
    let timing = Timing::Year { year: 2026 };
    plan(&mut desk, "Symposium", timing, EventStatus::Held, &["1.2"]);
    let page = of_2026(&desk);
    let text = "The year of the <b>Work Plan</b>.\n\n가을";
    assert_eq!(
        page.texts.get("introduction").map(String::as_str),
        Some(text)
    );
    assert!(said(&page.report, "introduction").starts_with("1 event was held"));
    // Of another period it says nothing.
    let half = Period::half(2026, Half::First).unwrap();
    assert!(
        office::report::page(&desk.store, half, start())
            .unwrap()
            .texts
            .is_empty()
    );
    act!(desk, write_text, &edit("  ")).unwrap();
    assert!(of_2026(&desk).texts.is_empty());
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(of_2026(&desk).texts.len(), 1);
    let nowhere = ReportTextEdit {
        section: "preface".to_owned(),
        ..edit("x")
    };
    assert!(act!(desk, write_text, &nowhere).is_err());
}

#[test]
fn a_sentence_is_changed_refused_by_name_and_taken_back() {
    let mut desk = Desk::new();
    let timing = Timing::Year { year: 2026 };
    plan(&mut desk, "Symposium", timing, EventStatus::Held, &["1.2"]);
    let edit = |text: Option<&str>| ReportSentenceEdit {
        id: "events-held".to_owned(),
        text: text.map(str::to_owned),
    };
    let refused = act!(desk, edit_sentence, &edit(Some("{evnets} held"))).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "this sentence knows no “{evnets}”; it can say {events}, {activities}, {all}, {period}"
    );
    let ours = "In {period}, {events} {events:meeting|meetings} took place.";
    act!(desk, edit_sentence, &edit(Some(ours))).unwrap();
    let words = said(&of_2026(&desk).report, "introduction");
    assert!(
        words.starts_with("In 2026, 1 meeting took place."),
        "{words}"
    );
    let changed = sentences(&desk.store).unwrap();
    assert_eq!(changed.iter().filter(|one| one.changed).count(), 1);
    act!(desk, edit_sentence, &edit(None)).unwrap();
    let words = said(&of_2026(&desk).report, "introduction");
    assert!(words.starts_with("1 event was held"), "{words}");
}

#[test]
fn the_store_takes_the_events_of_a_period_as_the_rule_does() {
    let mut desk = Desk::new();
    let day = |text: &str| parse_day(text).unwrap();
    let dates = |first: &str, last: &str| Timing::Dates {
        first: day(first),
        last: day(last),
    };
    let exact = |start: &str, end: &str| Timing::Exact {
        start: domain::timing::parse_local(start).unwrap(),
        end: domain::timing::parse_local(end).unwrap(),
        zone: chrono_tz::Asia::Ulaanbaatar,
    };
    let timings = [
        dates("2025-12-31", "2026-01-02"),
        dates("2026-01-01", "2026-01-01"),
        dates("2026-06-30", "2026-07-01"),
        exact("2026-06-30T23:30", "2026-07-01T01:00"),
        exact("2026-12-31T00:00", "2026-12-31T01:00"),
        Timing::Quarter {
            year: 2026,
            quarter: 1,
        },
        Timing::Quarter {
            year: 2026,
            quarter: 2,
        },
        Timing::Quarter {
            year: 2026,
            quarter: 4,
        },
        Timing::Year { year: 2025 },
        Timing::Year { year: 2026 },
        Timing::UponConsultation { year: 2026 },
    ];
    for (at, timing) in timings.iter().enumerate() {
        plan(
            &mut desk,
            &at.to_string(),
            *timing,
            EventStatus::Proposed,
            &[],
        );
    }
    let ends: [(&str, &str); 7] = [
        ("2026-01-01", "2026-12-31"),
        ("2026-01-01", "2026-06-30"),
        ("2026-07-01", "2026-12-31"),
        ("2025-12-31", "2025-12-31"),
        ("2026-06-30", "2026-06-30"),
        ("2026-03-31", "2026-12-30"),
        ("2025-01-01", "2027-12-31"),
    ];
    for (first, last) in ends {
        let period = Period::from_to(day(first), day(last)).unwrap();
        let events = desk.store.report_events(period).unwrap();
        let mut found: Vec<String> = events
            .into_iter()
            .map(|event| event.title)
            .filter(|title| title.parse::<usize>().is_ok())
            .collect();
        found.sort();
        let mut wanted: Vec<String> = (0..timings.len())
            .filter(|at| period.holds(&timings[*at]))
            .map(|at| at.to_string())
            .collect();
        wanted.sort();
        assert_eq!(found, wanted, "{first} to {last}");
    }
}

#[test]
fn next_years_plan_is_drafted_chosen_and_written_in_one_step() {
    let mut desk = Desk::new();
    let quarter = Timing::Quarter {
        year: 2027,
        quarter: 2,
    };
    plan(
        &mut desk,
        "Symposium 2027",
        quarter,
        EventStatus::Proposed,
        &["1.2"],
    );
    let before = draft_plan(&desk.store, 2027).unwrap();
    assert!(before.there.is_empty());
    let of = |code: &str| {
        let drafts = before.drafts.iter();
        drafts
            .filter(|one| one.title.starts_with(code))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("1.2")[0].timing, "Q2");
    assert_eq!(of("1.2")[0].events[0].name, "Symposium 2027");
    assert_eq!(of("1.1")[0].repeats, Some(2026));
    let chosen: Vec<_> = ["1.1", "1.2"]
        .iter()
        .map(|code| of(code)[0].clone())
        .collect();
    let change = act!(desk, add_to_plan, 2027, &chosen).unwrap();
    assert_eq!(change.label, "Add to activity plan");
    let after = draft_plan(&desk.store, 2027).unwrap();
    assert_eq!(after.there.len(), 2);
    assert_eq!(after.drafts.len(), before.drafts.len() - 2);
    // What is there already is not added twice.
    assert!(act!(desk, add_to_plan, 2027, &chosen).is_err());
    act!(desk, office::journal::undo).unwrap();
    let undone = draft_plan(&desk.store, 2027).unwrap();
    assert_eq!((undone.there.len(), undone.drafts), (0, before.drafts));
}

#[test]
fn a_period_without_anything_is_a_report_that_says_so() {
    let desk = Desk::new();
    let first = NaiveDate::from_ymd_opt(2031, 1, 1).unwrap();
    let period = Period::from_to(first, first).unwrap();
    let page = office::report::page(&desk.store, period, start()).unwrap();
    assert_eq!(page.name, "1 January 2031");
    assert!(said(&page.report, "introduction").starts_with("No event was held"));
    assert!(said(&page.report, "finance").starts_with("No budget line is recorded"));
    assert!(page.records.is_empty());
}
