//! Backups in the window: made by themselves, gone back to, and what is done when the store or the disk is not sound.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};

use symposia_tests::{Failure, Opening, Outcome, Window, damage, program, until};

const ROW: &str = "[data-testid=row]";
const UNDO: &str = "[data-testid=undo]";
const SAID: &str = "[data-testid=said]";
const LIST: &str = "[data-testid=backups]";
const RESTORE: &str = "[data-testid=backup-restore]";

/// An opening over a store with one training besides the meeting that every store begins with.
fn with_training(name: &str, title: &str) -> Outcome<Opening> {
    let opening = Opening::new(name)?;
    program::cli(opening.store(), &["init"])?;
    let event = ["event", "add", "--kind", "training", "--title", title];
    program::cli(opening.store(), &[&event[..], &["--year", "2026"]].concat())?;
    Ok(opening)
}

fn plan(window: &Window, title: &str) -> Outcome {
    window.press("Control+n")?;
    window.type_text("[data-testid=new-title]", title)?;
    window.click("[data-testid=new-save]")?;
    window.wait_for_text("[data-testid=event-title]", title)?;
    window.wait_for_text(UNDO, "Plan event")
}

fn to_backups(window: &Window) -> Outcome {
    window.wait_for("nav")?;
    window.go_to("#/settings/backups")?;
    window.wait_for_text("h1", "Backups")
}

/// Looks at what going back to the backup would change that was asked for. Which is the newest depends on when the one of
/// the start was made.
fn look_at_asked_for(window: &Window) -> Outcome {
    window.wait_for_text(LIST, "Asked for")?;
    let script = "[...document.querySelectorAll('[data-testid=backup]')]
        .find((row) => row.textContent.includes('Asked for'))
        .querySelector('[data-testid=backup-look]').click()";
    window.run_script(script, Vec::new()).map(drop)
}

#[test]
fn what_was_deleted_comes_back_with_a_backup() -> Outcome {
    with_training("going_back", "Monitoring of air quality")?
        .open()?
        .show(|window| {
            to_backups(window)?;
            window.click("[data-testid=backups-make]")?;
            window.wait_for_text(SAID, "A backup was made")?;
            window.wait_for_text(LIST, "Asked for")?;
            window.wait_for_text(LIST, "Sound")?;

            window.click("[data-testid=rail-events]")?;
            window.wait_for_count(ROW, 2)?;
            window.replace_text("[data-testid=search]", "Monitoring")?;
            window.wait_for_count(ROW, 1)?;
            window.click(ROW)?;
            window.press("Enter")?;
            window.click("[data-testid=event-delete]")?;
            window.wait_for_text(UNDO, "Delete event")?;

            to_backups(window)?;
            look_at_asked_for(window)?;
            window.wait_for_text("[data-testid=backup-steps]", "1 step was made since")?;
            window.wait_for_text("dialog li", "Delete event")?;
            window.wait_for_text("[data-testid=backup-kinds]", "Event")?;
            window.click(RESTORE)?;
            window.wait_for_text(SAID, "Went back")?;
            window.wait_for_text(LIST, "Before going back")?;
            window.click("[data-testid=rail-events]")?;
            window.replace_text("[data-testid=search]", "Monitoring")?;
            window.wait_for_text(ROW, "Monitoring of air quality")?;
            // The same window writes the store on, and other programs read it.
            plan(window, "It goes on")?;
            let events = program::cli(window.store(), &["event", "list"])?;
            for title in ["It goes on", "Monitoring of air quality"] {
                found(title, events.contains(title))?;
            }
            program::cli(window.store(), &["check"]).map(drop)
        })
}

#[test]
fn backups_are_made_at_the_start_and_before_an_import() -> Outcome {
    with_training("made_by_itself", "As it was")?
        .open()?
        .show(|window| {
            to_backups(window)?;
            // Nobody tells the list of what is made beside the window: it is come to again.
            until("a backup of the start", || {
                let listed = program::cli(window.store(), &["backup", "--list"]);
                let listed = listed.map_err(|error| error.to_string())?;
                if listed.contains("start") {
                    Ok(())
                } else {
                    Err(listed)
                }
            })?;
            plan(window, "Done since the start")?;
            let list = window.folder().join("list.csv");
            fs::write(&list, "Family name,Given name\nINVENTED,Person\n")
                .map_err(Failure::io("write a list"))?;
            window.click("[data-testid=rail-people]")?;
            window.click("[data-testid=import-people]")?;
            window.click("[data-testid=import-choose]")?;
            window.choose_in_dialog("Choose a list of people", &list)?;
            window.wait_for_text("[data-testid=import-run]", "Import 1 person")?;
            window.click("[data-testid=import-run]")?;
            window.wait_for_text(UNDO, "Import")?;
            to_backups(window)?;
            window.wait_for_text(LIST, "Before an import")?;
            window.wait_for_text(LIST, "At the start")?;
            // The command line, which planned the first event, made one of its own.
            window.wait_for_text(LIST, "Once a day")?;
            window.wait_for_count("[data-testid=backup]", 3)
        })
}

#[test]
fn a_broken_index_is_mended_from_the_window_and_no_record_changes() -> Outcome {
    let opening = with_training("check_and_repair", "As it was")?;
    damage::break_index(opening.store())?;
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        // The backup at the start notices, and says what helps.
        window.wait_for_text("[data-testid=problem]", "choose Check and repair")?;
        to_backups(window)?;
        window.click("[data-testid=care-open]")?;
        window.click("[data-testid=care-run]")?;
        window.wait_for_text("[data-testid=care-outcome]", "sound again")?;
        for part in ["file", "references", "journal", "papers"] {
            window.wait_for_text(&format!("[data-testid=care-{part}]"), "sound")?;
        }
        window.wait_for_text("dialog details summary", "For whoever helps you")?;
        window.press("Escape")?;
        // The copy that was made before holds the same records, and one can go back to it.
        window.wait_for_text(LIST, "Before a repair")?;
        program::cli(window.store(), &["check"])?;
        window.click("[data-testid=rail-events]")?;
        window.wait_for_text(ROW, "As it was")
    })
}

#[test]
fn no_backup_is_gone_back_to_while_another_program_has_the_store() -> Outcome {
    with_training("held_by_another", "As it was")?
        .open()?
        .show(|window| {
            to_backups(window)?;
            window.click("[data-testid=backups-make]")?;
            window.wait_for_text(LIST, "Asked for")?;
            plan(window, "Done since")?;
            to_backups(window)?;
            look_at_asked_for(window)?;
            window.wait_for("[data-testid=backup-steps]")?;

            let publishing = Publishing::start(window)?;
            window.click(RESTORE)?;
            let why = "[data-testid=backup-problem]";
            window.wait_for_text(why, "in use by another window or command")?;
            window.wait_for_text(why, "nothing was changed")?;
            publishing.end()?;

            // The other way round: the command line says the same of the window.
            let restored = program::cli(window.store(), &["restore", "--latest"]);
            let refused = restored.err().map(|error| error.to_string());
            found(
                "a refusal",
                refused.is_some_and(|said| said.contains("in use by another window or command")),
            )?;

            // Whoever writes just now is not disturbed either.
            let writer = rusqlite_writing(window)?;
            window.click(RESTORE)?;
            window.wait_for_text(why, "nothing was changed")?;
            drop(writer);
            window.press("Escape")?;
            plan(window, "It goes on")?;
            to_backups(window)?;
            look_at_asked_for(window)?;
            window.wait_for_text("[data-testid=backup-steps]", "2 steps were made since")?;
            window.click(RESTORE)?;
            window.wait_for_text(SAID, "Went back")?;
            window.click("[data-testid=rail-events]")?;
            window.wait_for_count(ROW, 2)?;
            window.wait_for_text(ROW, "As it was")
        })
}

#[test]
fn where_no_backup_can_be_made_it_is_said_and_work_goes_on() -> Outcome {
    let opening = with_training("no_backup", "As it was")?;
    let folder = PathBuf::from(format!("{}.backups", opening.store().display()));
    fs::remove_dir_all(&folder).map_err(Failure::io("remove the backups"))?;
    fs::write(&folder, "no folder").map_err(Failure::io("stand in the way"))?;
    opening.open()?.show(|window| {
        window.wait_for("nav")?;
        window.wait_for_text("[data-testid=problem]", "No backup was made")?;
        plan(window, "It goes on")?;
        window.wait_until_gone("[data-testid=problem]")?;
        to_backups(window)?;
        window.wait_for_text("[data-testid=backups-problem]", "No backup was made")?;
        fs::remove_file(&folder).map_err(Failure::io("get out of the way"))?;
        window.click("[data-testid=backups-make]")?;
        window.wait_for_text(LIST, "Asked for")?;
        window.wait_until_gone("[data-testid=backups-problem]")
    })
}

#[test]
fn a_store_that_cannot_be_opened_is_put_back_to_a_backup() -> Outcome {
    let opening = with_training("damaged_store", "As it was")?;
    program::cli(opening.store(), &["backup"])?;
    damage::overwrite(opening.store(), 0)?;
    let damaged = fs::read(opening.store()).map_err(Failure::io("read the store"))?;
    opening.open()?.show(|window| {
        window.wait_for_text("h1", "The store could not be opened")?;
        window.click("[data-testid=closed-again]")?;
        window.wait_for_text("h1", "The store could not be opened")?;
        window.click("[data-testid=closed-go-back]")?;
        window.wait_for_text(SAID, "Went back")?;
        window.click("[data-testid=rail-events]")?;
        window.wait_for_text(ROW, "As it was")?;
        plan(window, "It goes on")?;
        let files = fs::read_dir(window.folder()).map_err(Failure::io("read the folder"))?;
        let aside = files.flatten().find(|file| {
            let name = file.file_name().to_string_lossy().into_owned();
            name.contains(".damaged-")
        });
        let kept = aside.and_then(|file| fs::read(file.path()).ok());
        found("the damaged file", kept.as_ref() == Some(&damaged))
    })
}

fn found(what: &str, is_there: bool) -> Outcome {
    if is_there {
        Ok(())
    } else {
        Err(Failure::Found(format!("{what} is not there")))
    }
}

/// Another connection in the middle of a step.
fn rusqlite_writing(window: &Window) -> Outcome<rusqlite::Connection> {
    let refused = || Failure::refused::<rusqlite::Error>("write the store");
    let connection = rusqlite::Connection::open(window.store()).map_err(refused())?;
    connection
        .execute_batch("BEGIN IMMEDIATE")
        .map_err(refused())?;
    Ok(connection)
}

/// The command line in the middle of publishing to a server that does not answer: it has the store open.
struct Publishing {
    program: Child,
    _connection: TcpStream,
}

impl Publishing {
    fn start(window: &Window) -> Outcome<Self> {
        let doing = || Failure::io("be a server that does not answer");
        let server = TcpListener::bind(("127.0.0.1", 0)).map_err(doing())?;
        let url = format!("http://{}/neacap/", server.local_addr().map_err(doing())?);
        let program = program::cli_over(window.store(), &["publish", "--caldav", &url])?
            .env("SYMPOSIA_CALDAV_PASSWORD", "not asked for")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Failure::io("start symposia-cli"))?;
        server.set_nonblocking(true).map_err(doing())?;
        let (connection, _) = until("symposia-cli to publish", || {
            server.accept().map_err(|error| error.to_string())
        })?;
        Ok(Self {
            program,
            _connection: connection,
        })
    }

    fn end(mut self) -> Outcome {
        let doing = || Failure::io("end symposia-cli");
        self.program.kill().map_err(doing())?;
        self.program.wait().map_err(doing()).map(drop)
    }
}
