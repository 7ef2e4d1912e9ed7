//! Who was there, by a file: counts by State and gender, and names with their points.

use office::training::{LogReport, rows_of_json, rows_of_table};

use super::*;

fn log(course: &mut Course, file: &str) -> LogReport {
    let (rows, refused) = rows_of_table(file.as_bytes()).unwrap();
    assert!(refused.is_empty(), "{refused:?}");
    act!(course.desk, training::log_rows, &rows, false).unwrap()
}

fn of_json(course: &mut Course, session: &str) -> LogReport {
    let list = format!("[{{\"event\": \"{}\", {session}}}]", course.event);
    let rows = rows_of_json(&list).unwrap();
    act!(course.desk, training::log_rows, &rows, false).unwrap()
}

/// Counts of a session as `CN women 3`.
fn counts(course: &Course, at: usize) -> Vec<String> {
    let entry = course.session(at);
    let groups = entry.attendance.groups.iter();
    groups
        .map(|group| {
            let state = group
                .state
                .map_or("-".to_owned(), |state| state.to_string());
            format!("{state} {} {}", group.gender, group.attended)
        })
        .collect()
}

/// Present, before and after of each on the list.
fn marks(course: &Course, at: usize) -> Vec<(String, bool, Option<f64>, Option<f64>)> {
    let log = course.log();
    let ticks = &log.sessions[at].log.ticks;
    let trainees = log.trainees.iter();
    trainees
        .filter_map(|one| {
            let mut ticks = ticks.iter();
            let tick = ticks.find(|tick| tick.participation == one.trainee.participation)?;
            let name = one.trainee.person.name.clone();
            Some((name, tick.present, tick.pre_test, tick.post_test))
        })
        .collect()
}

fn mark(
    name: &str,
    present: bool,
    pre: Option<f64>,
    post: Option<f64>,
) -> (String, bool, Option<f64>, Option<f64>) {
    (name.to_owned(), present, pre, post)
}

const TRAINING: &str = "Inventories for cities,2026-11-23";

#[test]
fn counts_by_state_come_from_columns_or_from_one_cell() {
    let told = ["CN woman 3", "CN man 2", "MN not-said 4"];
    for (at, file) in [
        format!("title,day,topic,women CN,Men China,attended MN,women JP\n{TRAINING},A,3,2,4,\n"),
        format!("title,day,topic,attended by State\n{TRAINING},B,\"CN: 3 women, 2 men; MN: 4\"\n"),
        format!("title,day,topic,women CN,attended by State\n{TRAINING},C,3,\n"),
    ]
    .iter()
    .enumerate()
    {
        let mut course = Course::new();
        let report = log(&mut course, file);
        assert_eq!(report.logged.len(), 1, "{report:?}");
        assert!(report.rest.is_empty(), "{report:?}");
        let told = if at == 2 { &told[..1] } else { &told[..] };
        assert_eq!(counts(&course, 0), told, "{file}");
    }
    let mut course = Course::new();
    let session = r#""topic": "D", "attended by State": {"CN": {"women": 3, "men": 2}, "MN": 4}"#;
    let report = of_json(&mut course, session);
    assert!(
        report.refused.is_empty() && report.rest.is_empty(),
        "{report:?}"
    );
    assert_eq!(counts(&course, 0), told);
    let error = rows_of_table(b"title,women Atlantis\nA,3\n").unwrap_err();
    assert!(error.to_string().contains("Atlantis"), "{error}");
}

#[test]
fn counts_are_taken_together_or_not_at_all_and_the_rest_of_the_row_is() {
    let mut course = Course::new();
    let file = format!(
        "title,day,topic,hours,women,men,women CN,men CN,attended by State\n\
         {TRAINING},Bad cell,2,,,3,,MN: many\n\
         {TRAINING},Bad column,2,,,3,x,\n\
         {TRAINING},Twice,2,,,3,,CN: 4 women\n\
         {TRAINING},Half,2,,,3,,CN: 4; MN: 1\n\
         {TRAINING},Sums,2,5,2,3,2,\n\
         {TRAINING},Whole,2,3,2,3,2,\n"
    );
    let report = log(&mut course, &file);
    assert_eq!(report.logged.len(), 6, "{report:?}");
    let rest: Vec<u64> = report.rest.iter().map(|part| part.line).collect();
    assert_eq!(rest, [2, 3, 4, 5, 6], "{:?}", report.rest);
    for (part, said) in report.rest.iter().zip([
        "“many”",
        "“x”",
        "counted twice",
        "without a gender",
        "say 5 and 2",
    ]) {
        assert!(part.reason.contains(said), "{part:?}");
    }
    for entry in course.log().sessions {
        let whole = entry.log.topic == "Whole";
        let present = whole.then_some(5);
        assert_eq!(entry.attendance.present, present, "{}", entry.log.topic);
        assert_eq!(entry.log.hours, Some(2.0));
    }
    // Mended and read again, the session gets its counts; what is there stays.
    let mended =
        format!("title,day,topic,attended by State\n{TRAINING},Bad cell,\"CN: 3 women; MN: 9\"\n");
    let report = log(&mut course, &mended);
    assert!(report.logged.iter().all(|row| row.added) && report.logged.len() == 1);
    assert_eq!(course.log().sessions.len(), 6);
    let again = log(&mut course, &mended);
    assert!(again.change.is_none());
    assert!(
        again.refused[0].reason.contains("logged already"),
        "{again:?}"
    );
    let other = log(&mut course, &mended.replace("MN: 9", "MN: 8"));
    assert!(
        other.refused[0].reason.contains("other counts"),
        "{other:?}"
    );
}

#[test]
fn points_stand_by_the_names_and_what_is_bad_is_told_by_line() {
    let mut course = Course::new();
    let file = format!(
        "title,day,topic,max,names,pre scores,post scores,absent\n\
         {TRAINING},Good,20,Bat Test; dorj@centre.example; Test Kim,8; ; 10,14; 17; 15,Li Test\n\
         {TRAINING},Bad,20,Bat Test; Nobody Here; Test Kim,8; 9; ten,14; 17; 15; 16,\n"
    );
    let report = log(&mut course, &file);
    assert_eq!(report.logged.len(), 2, "{report:?}");
    let good = [
        mark("Test BAT", true, Some(8.0), Some(14.0)),
        mark("Test DORJ", true, None, Some(17.0)),
        mark("KIM Test", true, Some(10.0), Some(15.0)),
        mark("LI Test", false, None, None),
    ];
    assert_eq!(marks(&course, 0), good);
    let gain = course.session(0).gain.unwrap();
    assert_eq!((gain.people, gain.paired), (Some(2), true));
    let bad = [
        mark("Test BAT", true, Some(8.0), None),
        mark("KIM Test", true, None, None),
    ];
    assert_eq!(marks(&course, 1), bad);
    let rest: Vec<(u64, &str)> = report
        .rest
        .iter()
        .map(|part| (part.line, part.reason.as_str()))
        .collect();
    assert_eq!(rest.len(), 3, "{rest:?}");
    for ((line, reason), said) in
        rest.iter()
            .zip(["“post_scores” has 4 places", "Nobody Here", "KIM"])
    {
        assert_eq!(*line, 3);
        let found = reason.to_uppercase().contains(&said.to_uppercase());
        assert!(found, "{reason}");
    }
    // Mended: what was missing is added, what is logged otherwise is told and stays.
    let mended = format!(
        "title,day,topic,names,pre scores,post scores\n\
         {TRAINING},Bad,Bat Test; Test Kim,7; 10,14; 15\n"
    );
    let report = log(&mut course, &mended);
    assert_eq!(report.logged.len(), 1, "{report:?}");
    assert!(
        report.rest[0].reason.contains("8 points before already"),
        "{report:?}"
    );
    let bad = [
        mark("Test BAT", true, Some(8.0), Some(14.0)),
        mark("KIM Test", true, Some(10.0), Some(15.0)),
    ];
    assert_eq!(marks(&course, 1), bad);
    act!(
        course.desk,
        office::journal::undo_seen,
        report.change.unwrap().steps.last
    )
    .unwrap();
    assert_eq!(
        marks(&course, 1)[0],
        mark("Test BAT", true, Some(8.0), None)
    );
}

#[test]
fn people_in_json_have_their_points_beside_them() {
    let mut course = Course::new();
    let new = person(&mut course.desk, "Pak", Gender::Woman, "KR");
    let session = r#""topic": "Scores", "max": 20, "names": [
        {"name": "Bat Test", "pre": 8, "post": 14.5},
        {"name": "Li Test", "present": false},
        {"name": "Dorj Test", "present": false, "pre": 3},
        "Test Pak"]"#;
    let report = of_json(&mut course, session);
    assert_eq!(report.logged.len(), 1, "{report:?}");
    assert_eq!(report.rest.len(), 1);
    assert!(report.rest[0].reason.contains("Dorj Test"), "{report:?}");
    let told = [
        mark("Test BAT", true, Some(8.0), Some(14.5)),
        mark("LI Test", false, None, None),
        mark("PAK Test", true, None, None),
    ];
    assert_eq!(marks(&course, 0), told);
    let part = course.desk.store.participation_of(course.event, new);
    assert!(part.unwrap().is_some(), "who was there is on the list");
    let lists = r#""topic": "Lists", "names": ["Bat Test", "Li Test"], "post scores": [8, null]"#;
    assert!(of_json(&mut course, lists).rest.is_empty());
    assert_eq!(
        marks(&course, 1)[0],
        mark("Test BAT", true, None, Some(8.0))
    );
    let wrong = rows_of_json(r#"{"names": [{"name": "Bat", "points": 8}]}"#);
    let wrong = wrong.unwrap_err().to_string();
    assert!(
        wrong.contains("points") && wrong.contains("pre and post"),
        "{wrong}"
    );
}

#[test]
fn a_mean_that_the_scores_cannot_have_is_reported_here_and_in_the_log() {
    let mut course = Course::new();
    let file = format!(
        "title,day,topic,max,pre,post,n,names,pre scores,post scores,absent\n\
         {TRAINING},Other,20,12,14.7,,Bat Test; Dorj Test; Kim Test,8; 9; 10,14; 15; 15,Li Test\n\
         {TRAINING},Fits,20,9,14.7,3,Bat Test; Dorj Test; Kim Test,8; 9; 10,14; 15; 15,Li Test\n"
    );
    let report = log(&mut course, &file);
    assert_eq!(report.logged.len(), 2, "{report:?}");
    assert!(report.rest.is_empty(), "{report:?}");
    let [remark] = report.remarks.as_slice() else {
        panic!("{:?}", report.remarks);
    };
    assert_eq!(remark.line, 2);
    let said = "The mean before was typed in as 12, and the 3 scores by name make 9";
    assert!(remark.sentence.starts_with(said), "{}", remark.sentence);
    let advice = &course.session(0).advice;
    assert_eq!(advice.len(), 1, "{advice:?}");
    assert_eq!(advice[0].rule, LogRule::ScoresContradict);
    assert_eq!(advice[0].sentence, remark.sentence);
    assert_eq!(course.session(1).advice, []);
    // Names that come later are held against the mean that is logged.
    let means = format!("title,day,topic,max,post\n{TRAINING},Later,20,5\n");
    assert!(log(&mut course, &means).remarks.is_empty());
    let names = format!("title,day,topic,names,post scores\n{TRAINING},Later,Bat Test,15\n");
    let later = log(&mut course, &names);
    assert_eq!(later.remarks.len(), 1, "{later:?}");
}
