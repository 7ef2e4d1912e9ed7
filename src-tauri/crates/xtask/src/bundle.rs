//! `cargo xtask bundle`: the .deb, then proof that what is in it starts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::display::Display;
use crate::failure::Failure;
use crate::interface;
use crate::place::Place;
use crate::setup::{self, Need};
use crate::step::step;
use crate::{process, program};

pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    setup::install(place, Need::Bundle)?;
    interface::build(place)?;
    // `cargo xtask bundle --debug` tries the packaging without the long build.
    let profile = if arguments.iter().any(|argument| argument == "--debug") {
        "debug"
    } else {
        "release"
    };
    let folder = place.target.join(profile).join("bundle/deb");
    let release: &[&str] = if profile == "release" {
        &["--release"]
    } else {
        &[]
    };
    program::build(
        place,
        "Build symposia-cli, which goes with it",
        &[release, &["--bin", "symposia-cli"]].concat(),
    )?;
    // Cargo's target folder may be anywhere, so the file is named here and not in tauri.conf.json.
    let files = serde_json::json!({ "bundle": { "linux": { "deb": { "files": {
        "/usr/bin/symposia-cli": place.program(profile, "symposia-cli"),
    } } } } });
    step(
        "Build the program and its package (a quarter of an hour when nothing is built yet)",
        || {
            // Packages of earlier versions would be taken for this one's.
            if folder.exists() {
                fs::remove_dir_all(&folder).map_err(Failure::io("clear the old packages away"))?;
            }
            process::run(
                Command::new(place.interface().join("node_modules/.bin/tauri"))
                    .current_dir(&place.root)
                    .args(["build", "--bundles", "deb", "--ci"])
                    .args(["--config", &files.to_string()])
                    .args(arguments),
                "@tauri-apps/cli has to be among the interface's packages (npm ci in ui/).",
            )
        },
    )?;
    let package = package_in(&folder)?;
    let opened = place.target.join("bundle-check");
    step("Open the package", || open(&package, &opened))?;
    step("Judge its menu entry", || {
        process::run(
            Command::new("desktop-file-validate")
                .arg(opened.join("usr/share/applications/Symposia.desktop")),
            "The bundle part of src-tauri/tauri.conf.json makes it.",
        )
    })?;
    step("Start the program in it and wait for its window", || {
        starts(&opened)
    })?;
    step("Have symposia-cli in it make a store", || {
        process::run(
            Command::new(opened.join("usr/bin/symposia-cli"))
                .arg("--store")
                .arg(opened.join("cli.store"))
                .arg("init"),
            "The program's own words above say why.",
        )
    })?;
    let size = fs::metadata(&package).map_or(0, |data| data.len());
    println!("{} ({} MB)", package.display(), size.div_ceil(1_000_000));
    Ok(())
}

fn package_in(folder: &Path) -> Result<PathBuf, Failure> {
    fs::read_dir(folder)
        .map_err(Failure::io(format!("read {}", folder.display())))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "deb"))
        .ok_or_else(|| Failure::Said(format!("no .deb was written to {}", folder.display())))
}

fn open(package: &Path, into: &Path) -> Result<(), Failure> {
    if into.exists() {
        fs::remove_dir_all(into).map_err(Failure::io("clear the last check away"))?;
    }
    process::run(
        Command::new("dpkg-deb")
            .arg("--extract")
            .arg(package)
            .arg(into),
        "dpkg has to be there.",
    )
}

fn starts(opened: &Path) -> Result<(), Failure> {
    let display = Display::start()?;
    let store = opened.join("check.store");
    let child = display
        .session(opened.join("usr/bin/symposia"))
        .env("SYMPOSIA_STORE", store)
        .env("HOME", opened)
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .stdin(Stdio::null())
        .spawn()
        .map_err(Failure::io("start the program"))?;
    let mut program = Running(child);
    let patience = Instant::now() + Duration::from_secs(30);
    while Instant::now() < patience {
        let found = process::captured(
            Command::new("xdotool")
                .args(["search", "--onlyvisible", "--name", "^Symposia"])
                .env("DISPLAY", display.name()),
            "Run `cargo xtask setup`.",
        )?;
        if found.status.success() {
            return Ok(());
        }
        if let Some(status) = program
            .0
            .try_wait()
            .map_err(Failure::io("watch the program"))?
        {
            return Err(Failure::Said(format!(
                "the program ended with {status} before it opened a window"
            )));
        }
        sleep(Duration::from_millis(100));
    }
    Err(Failure::Said(
        "the program opened no window within 30 seconds".to_owned(),
    ))
}

/// A program that is not left behind.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It goes when its display goes, at the latest.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
