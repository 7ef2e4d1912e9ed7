//! The system's own file dialogs. `WebDriver` does not see them: they are worked through the X server, as a person
//! would with the keyboard.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::wait::{PATIENCE, until, within};

/// How often Enter is tried, and how long each may take to close the dialog.
const CONFIRMATIONS: usize = 6;
const CONFIRMATION: Duration = Duration::from_millis(1500);

/// Types a path into the dialog's location field and confirms it. GTK's dialogs take Control+L for that field,
/// whether they open or save.
pub(crate) fn choose(title: &str, path: &Path) -> Outcome {
    let window = find(title)?;
    let path = path
        .to_str()
        .filter(|path| path.is_ascii())
        .ok_or_else(|| {
            Failure::Found(format!(
                "{} cannot be typed surely: let its name be ASCII",
                path.display()
            ))
        })?;
    focus(&window)?;
    // Out of the list of what was used lately, where GTK lets nobody choose a folder.
    xdotool(&["key", "alt+Home"])?;
    xdotool(&["key", "ctrl+l"])?;
    xdotool(&["key", "ctrl+a"])?;
    xdotool(&["type", "--delay", "8", path])?;
    // A first Enter may be taken by the list of completions under the field.
    for _ in 0..CONFIRMATIONS {
        xdotool(&["key", "Return"])?;
        if gone(CONFIRMATION, title).is_ok() {
            return Ok(());
        }
    }
    gone(CONFIRMATION, title)
}

/// Leaves the dialog by Escape.
pub(crate) fn cancel(title: &str) -> Outcome {
    let window = find(title)?;
    focus(&window)?;
    xdotool(&["key", "Escape"])?;
    gone(PATIENCE, title)
}

/// Works the menu bar of the window with this title: F10 opens its first menu, the keys go on from there.
pub(crate) fn choose_in_menu(title: &str, keys: &[&str]) -> Outcome {
    let window = find(title)?;
    focus(&window)?;
    xdotool(&["key", "F10"])?;
    for key in keys {
        xdotool(&["key", "--delay", "60", key])?;
    }
    Ok(())
}

/// A picture of the whole screen.
pub(crate) fn picture_of_screen(path: &Path) -> Outcome {
    run(Command::new("import").args(["-window", "root"]).arg(path)).map(drop)
}

fn find(title: &str) -> Outcome<String> {
    until(&format!("the dialog \"{title}\""), || {
        search(title).ok_or_else(|| "there is no such window".to_owned())
    })
}

fn gone(patience: Duration, title: &str) -> Outcome {
    within(
        patience,
        &format!("the dialog \"{title}\" to close"),
        || match search(title) {
            None => Ok(()),
            Some(_) => Err("it is still open".to_owned()),
        },
    )
}

fn search(title: &str) -> Option<String> {
    let found = xdotool(&["search", "--onlyvisible", "--name", &format!("^{title}$")]).ok()?;
    found.lines().next().map(str::to_owned)
}

/// Without a window manager nobody gives a new window the keyboard.
fn focus(window: &str) -> Outcome {
    xdotool(&["windowfocus", "--sync", window]).map(drop)
}

pub(crate) fn xdotool(arguments: &[&str]) -> Outcome<String> {
    run(Command::new("xdotool").args(arguments))
}

fn run(command: &mut Command) -> Outcome<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(Failure::io(format!(
        "start {name} (cargo xtask setup installs it)"
    )))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::Refused {
            doing: format!("have {name} do its part"),
            reason: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
        })
    }
}
