//! Offices exchange packs by the command line: keys once, then packs, a conflict, a decision.

use serde_json::json;
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same, text};

const SEOUL: &str = "Technical Centre, Seoul";

/// Two offices that have each other's keys.
fn two() -> Outcome<(Desk, Desk)> {
    let (secretariat, seoul) = (Desk::new()?, Desk::new()?);
    let own = |desk: &Desk, name: &str| -> Outcome<String> {
        let shown = desk.json(&["pack", "keys", "show", "--name", name])?;
        text(&shown, "/line")
    };
    let line = own(&secretariat, "Secretariat")?;
    let file = secretariat.write("secretariat.key", &line)?;
    seoul.done(&["pack", "keys", "add", &file])?;
    secretariat.done(&["pack", "keys", "add", &own(&seoul, SEOUL)?])?;
    Ok((secretariat, seoul))
}

/// An office's line as it was before packs were signed.
fn older_line(desk: &Desk) -> Outcome<String> {
    let shown = desk.json(&["pack", "keys", "show"])?;
    let (device, key) = (text(&shown, "/card/device")?, text(&shown, "/card/key")?);
    Ok(format!("symposia-office {device} {key} Secretariat"))
}

fn refused(desk: &Desk, arguments: &[&str], named: &str) -> Outcome {
    let output = desk.run(arguments)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(1) && said.contains(named) {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "{arguments:?} said {said}, and not {named}"
        )))
    }
}

fn decided(desk: &Desk) -> Outcome {
    let said = desk.done(&["conflict", "list"])?;
    same("conflicts", said.trim(), "Nothing is to be decided.")
}

#[test]
fn two_offices_have_one_work_plan_and_agree_on_what_both_changed() -> Outcome {
    let (secretariat, seoul) = two()?;
    let event = secretariat.senior_officials_meeting()?;
    let there = seoul.senior_officials_meeting()?;
    same("the meeting's key", &there, &event)?;
    secretariat.done(&["event", "edit", &event, "--title", "Officials"])?;
    seoul.done(&["event", "edit", &event, "--title", "Meeting in Seoul"])?;
    let training = seoul.id(&[
        "event",
        "add",
        "--kind",
        "training",
        "--title",
        "Monitoring",
        "--quarter",
        "2027-Q1",
    ])?;

    let pack = seoul.named("for-secretariat.pack");
    seoul.done(&["pack", "export", "--for", "Secretariat", "--out", &pack])?;
    let shown = secretariat.json(&["pack", "show", &pack])?;
    same("the pack's office", &shown["office"], &json!(SEOUL))?;
    let tried = secretariat.json(&["pack", "import", &pack, "--dry-run"])?;
    let records = list(&tried, "/taken/records")?;
    let events = records.iter().find(|count| count["table"] == "event");
    same(
        "new events",
        events.map(|count| &count["made"]),
        Some(&json!(1)),
    )?;
    refused(&secretariat, &["event", "show", &training], "there is no")?;
    secretariat.done(&["pack", "import", &pack])?;
    secretariat.done(&["event", "show", &training])?;

    let conflicts = secretariat.json(&["conflict", "list"])?;
    same("conflicts", list(&conflicts, "")?.len(), 1)?;
    same("the field", &conflicts[0]["fields"], &json!(["title"]))?;
    let stands = &conflicts[0]["stands"]["values"]["title"];
    same("what stands", stands, &json!("Meeting in Seoul"))?;
    let key = text(&conflicts, "/0/id")?;
    secretariat.done(&["conflict", "keep", &key, "--that"])?;
    decided(&secretariat)?;

    let back = secretariat.named("for-seoul.pack");
    secretariat.done(&["pack", "export", "--for", SEOUL, "--out", &back])?;
    seoul.done(&["pack", "import", &back])?;
    let title = text(&seoul.json(&["event", "show", &event])?, "/title")?;
    same("the title there", title, "Officials")?;
    decided(&seoul)?;
    for desk in [&secretariat, &seoul] {
        desk.done(&["check"])?;
    }
    let again = seoul.done(&["pack", "import", &back])?;
    let new = again.contains("Nothing in it is new here.");
    same("the same pack again", new, true)
}

#[test]
fn packs_and_keys_that_are_none_are_refused() -> Outcome {
    let (secretariat, seoul) = two()?;
    let letter = seoul.write("letter.txt", "Dear colleague,")?;
    refused(&seoul, &["pack", "import", &letter], "no pack of Symposia")?;
    let nonsense = ["pack", "keys", "add", "nonsense"];
    refused(&seoul, &nonsense, "no key of an office")?;
    let pack = secretariat.named("for-seoul.pack");
    let unknown = ["pack", "export", "--for", "Tokyo", "--out", &pack];
    refused(&secretariat, &unknown, "no office called")?;
    let nobody = ["pack", "export", "--all", "--out", &pack];
    refused(&secretariat, &nobody, "say who is to read it")?;
    secretariat.done(&["pack", "export", "--for", SEOUL, "--out", &pack])?;
    let own = ["pack", "show", pack.as_str()];
    refused(&secretariat, &own, "encrypted for another office")?;
    let words = seoul.write("words.txt", "clean air for all\n")?;
    let locked = secretariat.named("locked.pack");
    secretariat.done(&[
        "pack",
        "export",
        "--all",
        "--passphrase-file",
        &words,
        "--out",
        &locked,
    ])?;
    refused(
        &seoul,
        &["pack", "show", &locked],
        "locked with a passphrase",
    )?;
    let older = seoul.write("older.key", &older_line(&secretariat)?)?;
    let add = ["pack", "keys", "add", older.as_str()];
    refused(&seoul, &add, "ask that office for its line anew")?;
    seoul.done(&["pack", "show", &locked, "--passphrase-file", &words])?;
    Ok(())
}

#[test]
fn a_pack_of_an_unknown_office_is_taken_only_when_somebody_says_so() -> Outcome {
    let (secretariat, _) = two()?;
    let tokyo = Desk::new()?;
    tokyo.done(&["pack", "keys", "show", "--name", "Tokyo"])?;
    let list = tokyo.write("list.csv", "Family name,Given name\nSato,Ren\n")?;
    tokyo.done(&["people", "import", &list])?;
    let words = tokyo.write("words.txt", "clean air for all\n")?;
    let pack = tokyo.named("all.pack");
    let export = ["pack", "export", "--all", "--out", pack.as_str()];
    let locked = [&export[..], &["--passphrase-file", &words]].concat();
    tokyo.done(&locked)?;
    let opened = ["--passphrase-file", words.as_str()];
    let show = [&["pack", "show", pack.as_str()][..], &opened].concat();
    let shown = secretariat.done(&show)?;
    same("whose it is", shown.contains("unknown key"), true)?;
    let import = [&["pack", "import", pack.as_str()][..], &opened].concat();
    refused(&secretariat, &import, "signed by an unknown key")?;
    secretariat.done(&[&import[..], &["--accept-unknown"]].concat())?;
    let found = secretariat.done(&["people", "list"])?;
    same("the person", found.contains("SATO"), true)?;
    // For a centre that needs only results, nobody has a name in it.
    let results = [&locked[..], &["--purpose", "results"]].concat();
    tokyo.done(&results)?;
    let seoul = Desk::new()?;
    seoul.done(&[&import[..], &["--accept-unknown"]].concat())?;
    let found = seoul.done(&["people", "list"])?;
    same("no name", found.contains("SATO"), false)?;
    same("somebody", found.contains("Name not told"), true)
}
