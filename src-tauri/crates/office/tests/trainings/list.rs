//! The list of trainings, a part after the other, and what all of them come to.

use domain::event::EventStatus;
use office::training::{TrainingTotals, list, list_totals, totals};
use office::view::EventEdit;

use super::*;

const FIRST: Window = Window {
    offset: 0,
    limit: Window::MOST,
};

/// The totals by way of the records, read whole.
fn by_records(desk: &Desk, year: Option<i32>) -> TrainingTotals {
    let page = desk.store.training_page(year, FIRST).unwrap();
    let records = desk.store.training_records(&page.rows).unwrap();
    let counting = records
        .iter()
        .filter(|record| record.event.status.counts_logs());
    totals(counting.map(|record| (record, record.completion.unwrap_or(80))))
}

#[test]
fn more_trainings_than_a_page_holds_are_all_counted() {
    let mut desk = Desk::new();
    let rows = (0..620).map(|number| {
        let year = if number < 610 { 2026 } else { 2025 };
        format!("Course {number},{year}-03-02,One,2,3,2,20,8,12,5,4,5\n")
    });
    let head = "title,day,topic,hours,women,men,max,pre,post,n,usefulness,respondents\n";
    let file = head.to_owned() + &rows.collect::<String>();
    let (rows, _) = training::rows_of_table(file.as_bytes()).unwrap();
    let report = act!(desk, training::log_rows, &rows, true).unwrap();
    assert_eq!(report.logged.len(), 620, "{:?}", report.refused);
    let told = list_totals(&desk.store, None).unwrap();
    assert_eq!(told.sessions, 620);
    assert_eq!(told.person_hours.sum, Some(620.0 * 10.0));
    assert_eq!(told.gain.unwrap().people, Some(620 * 5));
    assert_eq!(told.marks.usefulness.unwrap().respondents, Some(620 * 5));
    let of_a_year = list_totals(&desk.store, Some(2026)).unwrap();
    assert_eq!(of_a_year.sessions, 610);
    // Page by page, each training once.
    let mut seen = std::collections::HashSet::new();
    for (offset, rows) in [(0, 250), (250, 250), (500, 110), (610, 0)] {
        let window = Window { offset, limit: 250 };
        let page = list(&desk.store, Some(2026), window).unwrap();
        assert_eq!((page.rows.len(), page.total), (rows, 610));
        seen.extend(page.rows.iter().map(|row| row.event.id));
    }
    assert_eq!(seen.len(), 610);
}

#[test]
fn the_sum_in_one_query_is_that_of_the_records() {
    let mut course = Course::new().started();
    // One who declined and is in a tick list all the same, one who declined and is not, one who stayed away.
    for (at, reply) in [(0, Reply::Declined), (1, Reply::Declined)] {
        let part = course.trainees[at];
        let edit = ParticipationEdit::Reply(reply);
        act!(course.desk, office::participation::edit, part, edit).unwrap();
    }
    course.tick(0, &[true]);
    course.tick(1, &[true, false, true, true]);
    let away = ParticipationEdit::Presence(Presence::Absent);
    let li = course.trainees[3];
    act!(course.desk, office::participation::edit, li, away).unwrap();
    course.edit(0, SessionEdit::TestMaximum("20".to_owned()));
    course.score(0, 0, "8", "14");
    course.edit(0, SessionEdit::Usefulness("4.5".to_owned()));
    course.edit(2, SessionEdit::Hours(String::new()));
    course.edit(2, SessionEdit::Attended("9".to_owned()));
    act!(course.desk, training::set_completion, course.event, "40").unwrap();
    let file = "title,day,topic,hours,women CN,men CN,max,pre,post,n,usefulness,respondents\n\
        Counted,2026-03-02,One,2,3,2,20,8,12,5,4,5\n\
        Put off,2026-03-02,One,2,3,2,20,8,12,5,4,5\n\
        Bare,2026-03-02,One,,,,,,,,,\n\
        Of a year before,2025-03-02,One,1,1,1,,,,,,\n";
    let (rows, _) = training::rows_of_table(file.as_bytes()).unwrap();
    let report = act!(course.desk, training::log_rows, &rows, true).unwrap();
    let put_off = EventEdit::Status(EventStatus::Postponed);
    act!(
        course.desk,
        office::event::edit,
        report.logged[1].event,
        put_off
    )
    .unwrap();
    for year in [None, Some(2026), Some(2025), Some(2024)] {
        let told = list_totals(&course.desk.store, year).unwrap();
        assert_eq!(told, by_records(&course.desk, year), "{year:?}");
    }
    let told = list_totals(&course.desk.store, Some(2026)).unwrap();
    assert_eq!(
        told.sessions, 5,
        "three, one, one, and none of what was put off"
    );
    // 3 hours × 1, 4 × 3, 2 × 5.
    assert_eq!(told.person_hours.sum, Some(25.0));
    assert_eq!((told.person_hours.known, told.person_hours.of), (3, 5));
}
