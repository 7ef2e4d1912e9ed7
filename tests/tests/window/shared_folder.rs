//! Two desks over one shared folder: the window, which exchanges by itself, and one that is worked by the command line.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use symposia_tests::other_office::{OtherOffice, json, meeting};
use symposia_tests::{Failure, Outcome, Window, program, scenario, until};

/// The other desk, which began the folder.
struct Other {
    desk: OtherOffice,
    folder: PathBuf,
    key: PathBuf,
}

impl Other {
    fn new(window: &Window) -> Outcome<Self> {
        let desk = OtherOffice::new(window.folder())?;
        let (folder, key) = (desk.file("synced"), desk.file("folder.key"));
        fs::create_dir(&folder).map_err(Failure::io("make a folder"))?;
        let (place, out) = (folder.to_string_lossy(), key.to_string_lossy());
        let begin = ["pack", "folder", "set", &place, "--name", "Desk 2"];
        desk.done(&[&begin[..], &["--key-out", &out]].concat())?;
        Ok(Self { desk, folder, key })
    }

    fn sync(&self) -> Outcome {
        self.desk.done(&["pack", "folder", "sync"]).map(drop)
    }

    fn names(&self) -> Outcome<Vec<PathBuf>> {
        let files = fs::read_dir(&self.folder).map_err(Failure::io("read a folder"))?;
        Ok(files.flatten().map(|file| file.path()).collect())
    }
}

/// The window joins the folder with its key.
fn join(window: &Window, other: &Other) -> Outcome {
    window.click("[data-testid=rail-exchange]")?;
    window.type_text("[data-testid=own-name-input]", "Desk 1")?;
    window.press("Enter")?;
    window.wait_for_text("[data-testid=own-name]", "Desk 1")?;
    window.click("[data-testid=folder-join]")?;
    window.type_text("[data-testid=folder-key]", "nonsense")?;
    window.click("[data-testid=folder-join-run]")?;
    window.wait_for_text("[data-testid=problem]", "no key of a shared folder")?;
    window.click("[data-testid=folder-key-file]")?;
    window.choose_in_dialog("Choose the key of the folder", &other.key)?;
    window.wait_for_script(
        "the key to be read",
        "return document.querySelector('[data-testid=folder-key]').value.startsWith('symposia-folder')",
    )?;
    window.click("[data-testid=folder-join-run]")?;
    window.choose_in_dialog("Choose the folder that the desks share", &other.folder)?;
    window.wait_for_text("[data-testid=folder-place]", "synced")?;
    window.wait_for_text("[data-testid=folder-desk]", "Desk 2")
}

fn title(store: &Path, event: &str) -> Result<String, String> {
    let shown = json(store, &["event", "show", event]).map_err(|failure| failure.to_string())?;
    Ok(shown["title"].as_str().unwrap_or_default().to_owned())
}

fn edit(store: &Path, event: &str, title: &str) -> Outcome {
    program::cli(store, &["event", "edit", event, "--title", title]).map(drop)
}

/// Waits until an event is called that in a store; `nudge` is done before each look.
fn wait_for_title(store: &Path, event: &str, wanted: &str, nudge: impl Fn() -> Outcome) -> Outcome {
    until(&format!("the title {wanted}"), || {
        nudge().map_err(|failure| failure.to_string())?;
        match title(store, event)? {
            found if found == wanted => Ok(()),
            found => Err(format!("it is {found}")),
        }
    })
}

/// A file that is half there waits, and is taken in once it is whole.
fn half_a_file(window: &Window, other: &Other, event: &str) -> Outcome {
    let before = other.names()?;
    edit(other.desk.store(), event, "Whole again")?;
    other.sync()?;
    let new = other
        .names()?
        .into_iter()
        .find(|path| !before.contains(path));
    let new = new.ok_or_else(|| Failure::Found("the other desk wrote nothing".to_owned()))?;
    let whole = fs::read(&new).map_err(Failure::io("read a pack"))?;
    fs::write(&new, &whole[..whole.len() / 3]).map_err(Failure::io("cut a pack"))?;
    // Whether or not the window looked before it was cut, it says so or has it already.
    window.click("[data-testid=folder-now]")?;
    let taken = || title(window.store(), event).is_ok_and(|title| title == "Whole again");
    if !taken() {
        window.wait_for_text(
            "[data-testid=folder-waiting]",
            "Desk 2 has not arrived whole",
        )?;
    }
    fs::write(&new, &whole).map_err(Failure::io("mend a pack"))?;
    window.click("[data-testid=folder-now]")?;
    window.wait_until_gone("[data-testid=folder-waiting]")?;
    wait_for_title(window.store(), event, "Whole again", || Ok(()))
}

/// Numbers that look drawn, the same each time.
fn drawn(count: u32) -> impl Iterator<Item = u32> {
    let next = |number: u32| number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    std::iter::successors(Some(7_u32), move |number| Some(next(*number)))
        .map(|number| number >> 16)
        .take(count as usize)
}

/// Both desks do this and that, the window exchanging by itself meanwhile, and the other now and then.
fn random_edits(window: &Window, other: &Other) -> Outcome {
    let stores = [window.store(), other.desk.store()];
    for (turn, number) in drawn(24).enumerate() {
        let store = stores[number as usize % 2];
        let events = json(store, &["event", "list"])?;
        let events = events.as_array().cloned().unwrap_or_default();
        let at = (number as usize / 8) % events.len().max(1);
        let id = events
            .get(at)
            .and_then(|event| event["id"].as_str())
            .unwrap_or_default();
        match (number / 2) % 8 {
            0 | 1 => {
                let title = format!("Meeting {turn} 회의");
                let add = [
                    "event",
                    "add",
                    "--kind",
                    "symposium",
                    "--quarter",
                    "2027-Q2",
                    "--title",
                ];
                program::cli(store, &[&add[..], &[&title]].concat())?;
            }
            2 if events.len() > 3 => drop(program::cli(store, &["event", "delete", id])?),
            3 => other.sync()?,
            _ => edit(store, id, &format!("Title {turn}"))?,
        }
    }
    Ok(())
}

fn records(store: &Path) -> Result<[Value; 2], String> {
    let read = |noun| json(store, &[noun, "list"]).map_err(|failure| failure.to_string());
    Ok([read("event")?, read("people")?])
}

#[test]
fn two_desks_work_as_one_over_a_folder() -> Outcome {
    scenario("two_desks_over_one_folder", |window| {
        let event = meeting(window.store())?;
        let other = Other::new(window)?;
        edit(other.desk.store(), &event, "Named by desk 2")?;
        other.sync()?;
        join(window, &other)?;
        wait_for_title(window.store(), &event, "Named by desk 2", || Ok(()))?;

        // What is written here reaches the other without anybody asking for it.
        window.go_to(&format!("#/events/{event}"))?;
        window.wait_for_text("h1", "Named by desk 2")?;
        edit(window.store(), &event, "Named by desk 1")?;
        wait_for_title(other.desk.store(), &event, "Named by desk 1", || {
            other.sync()
        })?;

        // Undo is of what was done here.
        edit(other.desk.store(), &event, "Named by desk 2 again")?;
        other.sync()?;
        window.click("[data-testid=rail-exchange]")?;
        window.click("[data-testid=folder-now]")?;
        wait_for_title(window.store(), &event, "Named by desk 2 again", || Ok(()))?;
        let refused = program::cli(window.store(), &["undo"])
            .err()
            .map(|failure| failure.to_string());
        let refused = refused.unwrap_or_default();
        if !refused.contains("another desk") {
            return Err(Failure::Found(format!("undo said {refused}")));
        }
        half_a_file(window, &other, &event)?;

        random_edits(window, &other)?;
        until("both desks to have the same", || {
            other.sync().map_err(|failure| failure.to_string())?;
            let (here, there) = (records(window.store())?, records(other.desk.store())?);
            if here == there {
                Ok(())
            } else {
                Err(format!("here {here:?}\nthere {there:?}"))
            }
        })?;
        for store in [window.store(), other.desk.store()] {
            program::cli(store, &["check"])?;
        }
        window.click("[data-testid=folder-leave]")?;
        window.wait_for("[data-testid=folder-begin]")
    })
}
