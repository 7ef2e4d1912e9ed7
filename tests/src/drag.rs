//! Files dragged onto the window, as from a file manager: a little program offers them, the X server's pointer
//! carries them.

use std::path::Path;
use std::process::{Child, Command};

use crate::dialog::xdotool;
use crate::failure::{Failure, Outcome};
use crate::program;
use crate::wait::until;

/// The program that files can be dragged from.
const DRAG: &str = "SYMPOSIA_DRAG_FILES";

/// How often a drag is tried: a window that is busy may not have said yet that it takes files when they are let go.
const TRIES: usize = 5;

/// Drags files onto a place of the screen.
pub(crate) fn drop_files(files: &[&Path], place: (u32, u32)) -> Outcome {
    for _ in 0..TRIES {
        if drop_once(files, place)? {
            return Ok(());
        }
    }
    Err(Failure::Found(format!(
        "the window took the files in none of {TRIES} drags"
    )))
}

/// Whether the window took them.
fn drop_once(files: &[&Path], (x, y): (u32, u32)) -> Outcome<bool> {
    let mut source = Command::new(program::path(DRAG)?)
        .args(files)
        .spawn()
        .map_err(Failure::io("start the program that files are dragged from"))?;
    let carried = carry(&source, (x, y));
    let ended = carried.and_then(|()| {
        until("the files to be dropped", || match source.try_wait() {
            Ok(Some(status)) => Ok(status.success()),
            Ok(None) => Err("they are still being dragged".to_owned()),
            Err(error) => Err(error.to_string()),
        })
    });
    if ended.is_err() {
        // It is of no use any more; that it may be gone already is no failure.
        let _ = source.kill();
        let _ = source.wait();
    }
    ended
}

fn carry(source: &Child, (x, y): (u32, u32)) -> Outcome {
    let pid = source.id().to_string();
    until("something to drag from", || {
        xdotool(&["search", "--onlyvisible", "--pid", &pid])
            .map(drop)
            .map_err(|error| error.to_string())
    })?;
    let to = |x: u32, y: u32| xdotool(&["mousemove", "--sync", &x.to_string(), &y.to_string()]);
    to(20, 20)?;
    xdotool(&["mousedown", "1"])?;
    // A drag begins with the first steps, and the target is asked at each.
    for step in 1..=10 {
        to(20 + (x - 20) * step / 10, 20 + (y - 20) * step / 10)?;
    }
    to(x + 2, y + 2)?;
    xdotool(&["mouseup", "1"]).map(drop)
}
