//! Agendas from templates, their versions, and their files.

use serde_json::{Value, json};
use symposia_tests::{Outcome, readers};

use crate::desk::{Desk, list, same, text};
use crate::documents::{in_order, meeting, write};

fn event(desk: &Desk) -> Outcome<String> {
    desk.id(&[
        "event",
        "add",
        "--kind",
        "symposium",
        "--title",
        "Symposium",
        "--start",
        "2026-12-03T09:00",
        "--end",
        "2026-12-04T18:00",
        "--zone",
        "Asia/Seoul",
    ])
}

fn titles(desk: &Desk, event: &str) -> Outcome<Vec<String>> {
    let items = desk.json(&["agenda", "show", "--event", event])?;
    let titles = list(&items, "")?.iter();
    titles.map(|item| text(item, "/title")).collect()
}

#[test]
fn an_agenda_is_filled_released_compared_and_gone_back_to() -> Outcome {
    let desk = Desk::new()?;
    let id = event(&desk)?;
    let templates = desk.json(&["agenda", "template", "list"])?;
    let has =
        |key: &str| list(&templates, "").is_ok_and(|all| all.iter().any(|one| one["key"] == key));
    same("the templates", has("symposium-2"), true)?;
    desk.done(&["agenda", "template", "apply", "--event", &id, "symposium-2"])?;
    let again = desk.run(&["agenda", "template", "apply", "--event", &id, "symposium-2"])?;
    same("a second time", again.status.code(), Some(1))?;
    let filled = titles(&desk, &id)?;
    same(
        "the first item",
        filled.first().map(String::as_str),
        Some("Opening"),
    )?;

    let release = ["agenda", "release", "--event", &id, "--name"];
    let released =
        desk.json(&[&release[..], &["provisional", "--note", "for comments"]].concat())?;
    same("the release", &released["number"], 1)?;
    let nothing = desk.json(&["agenda", "compare", "--event", &id, "provisional", "now"])?;
    same("nothing", &nothing["differs"]["items"], &json!([]))?;

    desk.done(&[
        "agenda",
        "add",
        "--event",
        &id,
        "--title",
        "Film",
        "--minutes",
        "30",
        "--day",
        "2026-12-04",
    ])?;
    let compared = desk.json(&["agenda", "compare", "--event", &id, "1", "now"])?;
    same("what differs", list(&compared, "/differs/items")?.len(), 1)?;
    same(
        "how",
        &compared["differs"]["items"][0]["changes"],
        &json!([{"kind": "added"}]),
    )?;
    let said = desk.done(&["agenda", "compare", "--event", &id, "1", "now"])?;
    same(
        &said,
        said.contains("+ 2026-12-04") && said.contains("Film"),
        true,
    )?;
    let unknown = desk.run(&["agenda", "compare", "--event", &id, "final", "now"])?;
    let why = String::from_utf8_lossy(&unknown.stderr).into_owned();
    same(&why, why.contains("1 “provisional”"), true)?;

    let draft = desk.done(&[
        "agenda", "export", "--event", &id, "--format", "md", "--out", "-",
    ])?;
    same(
        &draft,
        draft.contains("Agenda: draft after provisional"),
        true,
    )?;
    let back = desk.json(&["agenda", "go-back", "--event", &id, "provisional"])?;
    same("nobody is missing", &back["leftOut"], &json!([]))?;
    same("the items", titles(&desk, &id)?, &filled[..])?;
    let versions = desk.json(&["agenda", "versions", "--event", &id])?;
    same("it stands", &versions[0]["stands"], true)?;
    let step = desk.json(&["undo"])?;
    same(
        "the step",
        &step["label"],
        "Undo: Go back to agenda “provisional”",
    )?;
    let checked = desk.run(&["check"])?;
    same("the store", checked.status.success(), true)
}

/// Whether the programme, and the agenda in each of its files, say which version they have.
fn all_say(desk: &Desk, event: &str, version: &str) -> Outcome {
    write(desk, event, "programme", "programme.pdf", &[])?;
    let pdf = readers::pdf_text(&desk.file("programme.pdf"))?;
    in_order(&pdf, &["Symposium on clean air", version, "Opening"])?;
    write(desk, event, "programme", "programme.docx", &[])?;
    let docx = readers::read_office(&desk.file("programme.docx"))?;
    in_order(&docx["paragraphs"].to_string(), &[version])?;
    in_order(&docx["footer"].to_string(), &[version])?;
    for format in ["csv", "json", "md"] {
        let file = ["agenda", "export", "--event", event, "--format", format];
        in_order(&desk.done(&file)?, &[version])?;
    }
    Ok(())
}

#[test]
fn what_is_issued_of_an_agenda_always_says_which_version_it_is() -> Outcome {
    let (desk, event) = meeting()?;
    all_say(&desk, &event, "Agenda: draft, not released yet")?;
    let release = ["agenda", "release", "--event", &event, "--name", "rev. 1"];
    desk.done(&release)?;
    all_say(&desk, &event, "Agenda: rev. 1, ")?;
    let add = ["agenda", "add", "--event", &event, "--minutes", "30"];
    desk.done(&[&add[..], &["--title", "Film"]].concat())?;
    all_say(&desk, &event, "Agenda: draft after rev. 1")
}

#[test]
fn a_table_is_imported_as_far_as_it_is_sound_and_read_again_without_doubling() -> Outcome {
    let desk = Desk::new()?;
    let id = event(&desk)?;
    let table = desk.write(
        "agenda.csv",
        "Day,Start,Minutes,Title,Kind,Speakers\n\
         1,09:30,30,=Opening,opening,\n\
         1,,sixty,Session,session,\n\
         1,,15,Coffee,coffee break,\n",
    )?;
    let imported = desk.json(&["agenda", "import", "--event", &id, &table])?;
    same("added", &imported["added"], 2)?;
    same("the line", &imported["rejected"][0]["line"], 3)?;
    same("the items", titles(&desk, &id)?, ["=Opening", "Coffee"])?;

    let out = desk.named("out.csv");
    let saved = desk.json(&["agenda", "export", "--event", &id, "--out", &out])?;
    same("the export", saved, json!({"path": out, "items": 2}))?;
    let csv = desk.read("out.csv")?;
    same(&csv, csv.contains(",'=Opening,"), true)?;
    let before = desk.json(&["agenda", "show", "--event", &id])?;
    let again = desk.json(&["agenda", "import", "--event", &id, &out])?;
    same(
        "again",
        again,
        json!({"added": 0, "updated": 2, "rejected": [], "notes": []}),
    )?;
    same(
        "the agenda",
        desk.json(&["agenda", "show", "--event", &id])?,
        before,
    )?;

    let as_json = desk.done(&[
        "agenda", "export", "--event", &id, "--format", "json", "--out", "-",
    ])?;
    let read: Value = serde_json::from_str(&as_json).unwrap_or_default();
    same("its title", text(&read, "/items/0/title")?, "=Opening")?;
    // Where no file is named it goes to stdout, as a table where no form is.
    let export = ["agenda", "export", "--event", &id];
    let plain = [&export[..], &["--format", "json"]].concat();
    same("without a file", desk.done(&plain)?, as_json)?;
    same("without a form", desk.done(&export)?, csv)
}

#[test]
fn a_template_is_shown_copied_and_goes_through_a_table() -> Outcome {
    let desk = Desk::new()?;
    let template = ["agenda", "template"];
    let shown = desk.done(&[&template[..], &["show", "symposium-2"]].concat())?;
    for said in [
        "Symposium, two days (symposium)",
        "Day 2",
        "Group photo",
        "09:00-",
    ] {
        same(&format!("{said} in {shown}"), shown.contains(said), true)?;
    }
    let whole = desk.json(&[&template[..], &["show", "symposium-2"]].concat())?;
    same("its days", list(&whole, "/days")?.len(), 2)?;
    same("it is the program's", &whole["shipped"], true)?;

    let out = desk.named("template.csv");
    desk.done(&[&template[..], &["export", "symposium-2", "--out", &out]].concat())?;
    let import = [&template[..], &["import", &out, "--name", "Ours"]].concat();
    let imported = desk.json(&import)?;
    same("nothing is rejected", &imported["rejected"], &json!([]))?;
    let ours = desk.json(&[&template[..], &["show", "ours"]].concat())?;
    same("the days", &ours["days"], &whole["days"])?;
    same("it is saved", &ours["shipped"], false)?;
    let again = desk.run(&import)?;
    same("the same name", again.status.code(), Some(1))?;

    desk.done(&[&template[..], &["copy", "Ours"]].concat())?;
    let copy = desk.json(&[&template[..], &["show", "Ours (copy)"]].concat())?;
    same("the copy", &copy["days"], &whole["days"])?;
    let unknown = desk.run(&[&template[..], &["show", "Nothing"]].concat())?;
    same("one that is not there", unknown.status.code(), Some(1))
}
