//! Figures from the command line.

use serde_json::{Value, json};
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, same};

/// A desk with two events that were held, and one that is only planned.
fn desk() -> Outcome<Desk> {
    let desk = Desk::new()?;
    let list = desk.write(
        "people.csv",
        "Family name,Given name,Gender,State,Organisation\n\
         Kim,Haneul,f,KR,Institute of Air\nBat,Dorj,m,MN,\nSato,Yui,,,\n",
    )?;
    for (title, quarter, activities) in [
        ("Symposium of spring", "2026-Q2", &["1.2", "4.1"][..]),
        ("Symposium of autumn", "2027-Q4", &["1.2"]),
        ("Symposium to come", "2027-Q4", &["1.2"]),
    ] {
        let mut arguments = vec![
            "event",
            "add",
            "--kind",
            "symposium",
            "--title",
            title,
            "--quarter",
            quarter,
        ];
        for activity in activities {
            arguments.extend(["--activity", activity]);
        }
        let event = desk.id(&arguments)?;
        desk.done(&["people", "import", &list, "--event", &event])?;
        if !title.ends_with("come") {
            desk.done(&["event", "edit", &event, "--status", "held"])?;
        }
    }
    Ok(desk)
}

fn heads(pivot: &Value, of: &str) -> Vec<(Value, Value)> {
    pivot[of]
        .as_array()
        .into_iter()
        .flatten()
        .map(|head| (head["key"].clone(), head["total"].clone()))
        .collect()
}

#[test]
fn people_count_once_and_what_is_not_recorded_is_told() -> Outcome {
    let desk = desk()?;
    let pivot = desk.json(&["stats", "--by", "state", "--by", "gender"])?;
    same("the total", pivot["total"].clone(), json!(3))?;
    same(
        "the States",
        heads(&pivot, "rows"),
        vec![
            (json!("MN"), json!(1)),
            (json!("KR"), json!(1)),
            (json!(null), json!(1)),
        ],
    )?;
    same(
        "the cells",
        pivot["cells"].clone(),
        json!([[0, 1, 0], [1, 0, 0], [0, 0, 1]]),
    )?;
    let parts = desk.json(&["stats", "--of", "participations", "--by", "year"])?;
    same("participations", parts["total"].clone(), json!(6))?;
    let totals = desk.json(&["stats", "--year", "2026"])?;
    same("held", totals["held"].clone(), json!(1))?;
    same(
        "hours",
        totals["training"]["personHours"].clone(),
        json!(null),
    )
}

#[test]
fn an_event_that_serves_two_outputs_is_in_both_rows_and_once_in_the_total() -> Outcome {
    let desk = desk()?;
    let by_output = ["stats", "--of", "events", "--by", "output", "--by", "year"];
    let pivot = desk.json(&by_output)?;
    same("the total", pivot["total"].clone(), json!(2))?;
    same("the overlap", pivot["rowsOverlap"].clone(), json!(true))?;
    let text = desk.done(&by_output)?;
    same(
        "the table says so",
        text.contains("once in each total"),
        true,
    )?;
    let all = desk.json(&[&by_output[..], &["--events", "all", "--year", "2027"]].concat())?;
    same(
        "with those that are planned",
        all["total"].clone(),
        json!(2),
    )
}

#[test]
fn a_table_is_written_for_spreadsheets() -> Outcome {
    let desk = desk()?;
    let csv = desk.done(&["stats", "--by", "state", "--format", "csv"])?;
    same(
        "the CSV",
        csv,
        "\u{feff}State,Total\r\nMongolia,1\r\nRepublic of Korea,1\r\nNot recorded,1\r\nTotal,3\r\n"
            .to_owned(),
    )?;
    let book = desk.named("figures.xlsx");
    desk.done(&["stats", "--by", "state", "--format", "xlsx", "--out", &book])?;
    let bytes = std::fs::read(&book).map_err(Failure::io("read the workbook"))?;
    same("it is a workbook", bytes.starts_with(b"PK"), true)
}

#[test]
fn what_cannot_be_counted_is_refused_with_a_sentence() -> Outcome {
    let desk = desk()?;
    for (arguments, code, said) in [
        (
            &["--of", "events", "--by", "gender"][..],
            1,
            "count people or participations by it",
        ),
        (
            &["--by", "state", "--by", "state"],
            1,
            "choose two that differ",
        ),
        (
            &["--by", "state", "--by", "year", "--by", "gender"],
            1,
            "once or twice",
        ),
        (&["--by", "state", "--format", "xlsx"], 1, "--out FILE"),
        (&["--format", "csv"], 1, "say with --by what to count by"),
        (&["--by", "colour"], 2, "colour"),
        (
            &[
                "--by",
                "state",
                "--from",
                "2026-05-01",
                "--to",
                "2026-04-01",
            ],
            1,
            "before the start",
        ),
    ] {
        let ended = desk.run(&[&["stats"], arguments].concat())?;
        same(&arguments.join(" "), ended.status.code(), Some(code))?;
        let told = String::from_utf8_lossy(&ended.stderr).into_owned();
        same(&told, told.contains(said), true)?;
    }
    Ok(())
}
