//! Who gets a certificate where the sessions do not tell of everybody whether they completed.

use documents::paper::Body;
use domain::document::DocumentKind;
use office::paper::{Composed, PaperOptions, PaperRequest, Printer, compose, write};
use office::training;

use super::*;

fn composed(course: &Course) -> office::Result<Composed> {
    let request = PaperRequest {
        event: course.event,
        kind: DocumentKind::Certificates,
        options: PaperOptions::default(),
    };
    compose(&course.desk.store, &request, Utc::now())
}

/// Those who get one, and what is told beside the paper.
fn given(course: &Course) -> (Vec<String>, Vec<String>) {
    let composed = composed(course).unwrap();
    let names = match &composed.paper().body {
        Body::Certificates(all) => all.certificates.iter().map(|one| one.person.name.clone()),
        other => panic!("{other:?}"),
    };
    let names = names.collect();
    let out = course.desk.folder.path().join("certificates.docx");
    let written = write(
        &Printer::default(),
        &composed,
        DocumentFormat::Docx,
        &out,
        &(),
    )
    .unwrap();
    (names, written.notes)
}

#[test]
fn nobody_gets_a_certificate_of_whom_it_is_not_known_whether_they_completed() {
    let mut course = Course::new().started();
    act!(course.desk, training::set_completion, course.event, "60").unwrap();
    // Sessions of 3, 4 and 1 hours; of the first there is no tick list. Bat has 5 of 8 hours at least, Dorj 4 to 7, Kim 1 to
    // 4, Li 3 at most.
    course.tick(1, &[true, true, false, false]);
    course.tick(2, &[true, false, true, false]);
    let told: Vec<Option<bool>> = course
        .log()
        .trainees
        .iter()
        .map(|one| one.completion.completed)
        .collect();
    assert_eq!(told, [Some(true), None, Some(false), Some(false)]);
    let (names, notes) = given(&course);
    assert_eq!(names, ["Test BAT"]);
    let about = |part: &str| {
        let found = notes.iter().find(|note| note.contains(part));
        found.unwrap_or_else(|| panic!("no “{part}” in {notes:?}"))
    };
    let unknown = about("not known whether they completed");
    assert!(
        unknown.contains("DORJ") && !unknown.contains("KIM"),
        "{unknown}"
    );
    assert!(
        unknown.contains("complete the hours and tick lists"),
        "{unknown}"
    );
    let less = about("less than 60 %");
    assert!(
        less.contains("KIM Test (1 of 5 hours)") && less.contains("LI Test"),
        "{less}"
    );
    assert!(!less.contains("DORJ"), "not known is not “less”: {less}");
    about("1 session has no hours or no tick list");
    // Once the list is there, it is known.
    course.tick(0, &[false, true, false, false]);
    let (names, notes) = given(&course);
    assert_eq!(names, ["Test BAT", "Test DORJ"]);
    assert_eq!(notes.len(), 1, "{notes:?}");
}

#[test]
fn hours_that_nobody_wrote_down_leave_it_open_too() {
    let mut course = Course::new().started();
    course.tick(0, &[true, false, true, true]);
    course.tick(1, &[true, true, true, false]);
    course.tick(2, &[true, true, false, false]);
    course.edit(2, SessionEdit::Hours(String::new()));
    // Bat was at all of it, however long the last one was; Kim missed it, Dorj and Li missed another.
    let (names, notes) = given(&course);
    assert_eq!(names, ["Test BAT"]);
    let unknown = &notes[0];
    assert!(
        unknown.contains("DORJ") && unknown.contains("KIM"),
        "{unknown}"
    );
    assert!(!unknown.contains("LI Test"), "{unknown}");
}

#[test]
fn where_it_is_known_of_nobody_it_is_said_and_no_paper_is_made() {
    let mut course = Course::new().started();
    // 1 hour of 8 is told of; whoever was at the others may have completed or not.
    course.tick(2, &[true, true, true, true]);
    let Err(error) = composed(&course) else {
        panic!("a certificate for somebody of whom it is not known");
    };
    assert!(error.to_string().contains("of no trainee known"), "{error}");
    // Without any tick list it is for those who were seen at the event, and that is said.
    let key = course.key(2);
    act!(course.desk, training::tick_all, key, None).unwrap();
    let Err(error) = composed(&course) else {
        panic!("nobody was seen");
    };
    assert!(error.to_string().contains("recorded as present"), "{error}");
}
