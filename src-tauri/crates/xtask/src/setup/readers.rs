//! Readers of calendar files that are not ours: Python's `icalendar` in an environment of its own (with a
//! `CalDAV` server beside it), a few lines of C over libical, and ical.js; and a window that files can be dragged
//! from. All live in cargo's target folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::interface::changed;
use crate::place::Place;
use crate::process;
use crate::step::step;

pub(crate) struct Readers {
    python: PathBuf,
    libical: PathBuf,
    drag: PathBuf,
    node_modules: PathBuf,
}

impl Readers {
    pub(crate) fn prepare(place: &Place) -> Result<Self, Failure> {
        let sources = place.root.join("tests/readers");
        let folder = place.target.join("readers");
        fs::create_dir_all(&folder).map_err(Failure::io("make a folder for the readers"))?;
        Ok(Self {
            python: python(&sources, &folder)?,
            libical: compiled(&sources, &folder, "read_ics", "libical")?,
            drag: compiled(&sources, &folder, "drag_files", "gtk+-3.0")?,
            node_modules: node_modules(&sources, &folder)?,
        })
    }

    /// Tells a test where they are.
    pub(crate) fn name_in(&self, command: &mut Command) {
        command
            .env("SYMPOSIA_PYTHON", &self.python)
            .env("SYMPOSIA_READ_ICS", &self.libical)
            .env("SYMPOSIA_DRAG_FILES", &self.drag)
            .env("SYMPOSIA_NODE_MODULES", &self.node_modules);
    }
}

fn python(sources: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let wanted = sources.join("requirements.txt");
    let environment = folder.join("venv");
    let python = environment.join("bin/python");
    // A copy of what was installed, written when it all was.
    let installed = environment.join("requirements.txt");
    let list = fs::read(&wanted).map_err(Failure::io(format!("read {}", wanted.display())))?;
    if python.exists() && fs::read(&installed).is_ok_and(|there| there == list) {
        return Ok(python);
    }
    step(
        "Make a Python environment with a reader of calendar files and a CalDAV server",
        || {
            let advice = "python3 with its venv module has to be there, and the network once.";
            process::run(
                Command::new("python3")
                    .args(["-m", "venv", "--clear"])
                    .arg(&environment),
                advice,
            )?;
            process::run(
                Command::new(&python)
                    .args([
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "-r",
                    ])
                    .arg(&wanted),
                advice,
            )?;
            fs::write(&installed, list).map_err(Failure::io("note what was installed"))
        },
    )?;
    Ok(python)
}

/// Compiles one of the little programs in C over a library of the system.
fn compiled(sources: &Path, folder: &Path, name: &str, library: &str) -> Result<PathBuf, Failure> {
    let source = sources.join(name).with_extension("c");
    let program = folder.join(name);
    if program.exists() && changed(&source) <= changed(&program) {
        return Ok(program);
    }
    step(&format!("Compile {name} over {library}"), || {
        let advice = "The library's headers, pkg-config and a C compiler have to be there.";
        let flags = process::output(
            Command::new("pkg-config").args(["--cflags", "--libs", library]),
            advice,
        )?;
        process::run(
            Command::new("cc")
                .args(["-O1", "-Wall", "-o"])
                .arg(&program)
                .arg(&source)
                .args(flags.split_whitespace()),
            advice,
        )
    })?;
    Ok(program)
}

fn node_modules(sources: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let modules = folder.join("node_modules");
    // npm writes this file last, when all the others are in place.
    let done = modules.join(".package-lock.json");
    let read =
        |path: &Path| fs::read(path).map_err(Failure::io(format!("read {}", path.display())));
    let lists = ["package.json", "package-lock.json"];
    let mut current = done.exists();
    for list in lists {
        let wanted = read(&sources.join(list))?;
        current &= fs::read(folder.join(list)).is_ok_and(|there| there == wanted);
    }
    if current {
        return Ok(modules);
    }
    step("Install ical.js", || {
        for list in lists {
            let wanted = read(&sources.join(list))?;
            fs::write(folder.join(list), wanted).map_err(Failure::io("note what is installed"))?;
        }
        process::run(
            Command::new("npm").current_dir(folder).args([
                "ci",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ]),
            "Node 20.19 or newer, with its npm, has to be there, and the network once.",
        )
    })?;
    Ok(modules)
}
