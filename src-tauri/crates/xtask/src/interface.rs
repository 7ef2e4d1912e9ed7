//! The interface: built into ui/dist when a source is newer than what is there.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use crate::failure::Failure;
use crate::place::Place;
use crate::process;
use crate::step::step;

/// What npm makes, or git keeps, is no source.
const NOT_SOURCES: [&str; 2] = ["node_modules", "dist"];

/// Builds the interface unless what is there is newer than every source: embedding it anew costs the program a build.
pub(crate) fn build(place: &Place) -> Result<(), Failure> {
    let built = changed(&place.interface().join("dist/index.html"));
    if built.is_some() && newest(&place.interface()) < built {
        return Ok(());
    }
    step("Build the interface", || {
        script(place, "build", "Mend what Vite names above.")
    })
}

/// Makes the folder that the shell embeds, where there is no interface yet.
pub(crate) fn make_folder(place: &Place) -> Result<(), Failure> {
    fs::create_dir_all(place.interface().join("dist")).map_err(Failure::io("make ui/dist"))
}

/// Runs one of the scripts of ui/package.json.
pub(crate) fn script(place: &Place, name: &str, advice: &str) -> Result<(), Failure> {
    process::run(place.npm().args(["run", "--silent", name]), advice)
}

pub(crate) fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

fn newest(folder: &Path) -> Option<SystemTime> {
    let mut latest = changed(folder);
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if NOT_SOURCES.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        latest = latest.max(if path.is_dir() {
            newest(&path)
        } else {
            changed(&path)
        });
    }
    latest
}
