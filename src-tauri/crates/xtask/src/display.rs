//! A screen of our own for the window's tests: Xvfb, and a session bus, both gone when the value is dropped.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

const ADVICE: &str = "Run `cargo xtask setup`.";

/// `SYMPOSIA_DISPLAY=:0 cargo xtask test` shows the tests on a screen that is there.
const CHOSEN: &str = "SYMPOSIA_DISPLAY";

pub(crate) struct Display {
    name: String,
    server: Option<Child>,
}

impl Display {
    pub(crate) fn start() -> Result<Self, Failure> {
        if let Ok(name) = std::env::var(CHOSEN) {
            return Ok(Self { name, server: None });
        }
        let mut server = Command::new("Xvfb")
            // It picks a free display by itself, and writes its number once it is ready.
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
                "-noreset",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| Failure::NoProgram {
                program: "Xvfb".to_owned(),
                advice: ADVICE.to_owned(),
            })?;
        let mut number = String::new();
        if let Some(printed) = server.stdout.take() {
            BufReader::new(printed)
                .read_line(&mut number)
                .map_err(Failure::io("read the display's number from Xvfb"))?;
        }
        let display = Self {
            name: format!(":{}", number.trim()),
            server: Some(server),
        };
        if number.trim().is_empty() {
            return Err(Failure::Said(format!(
                "Xvfb found no free display. {ADVICE}"
            )));
        }
        Ok(display)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A command on this display, under a session bus that ends with it.
    pub(crate) fn session(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("dbus-run-session");
        command
            .arg("--")
            .arg(program)
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            // No accessibility bus here; asking for one costs the window seconds.
            .env("NO_AT_BRIDGE", "1")
            .env_remove("WAYLAND_DISPLAY");
        command
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            // It may have ended already, with the terminal.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
