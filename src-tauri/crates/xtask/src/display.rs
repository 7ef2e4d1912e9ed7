//! A screen of our own for the window's tests: Xvfb, a session bus and a keychain, all gone when the value is dropped.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::failure::Failure;

const ADVICE: &str = "Run `cargo xtask setup`.";

/// `SYMPOSIA_DISPLAY=:0 cargo xtask test` shows the tests on a screen that is there.
const CHOSEN: &str = "SYMPOSIA_DISPLAY";

/// The bus before the screen: what it started draws there, and goes with it.
pub(crate) struct Display {
    name: String,
    bus: String,
    _keychain: Server,
    _bus_server: Server,
    _screen_server: Option<Server>,
    _folder: Folder,
}

impl Display {
    pub(crate) fn start() -> Result<Self, Failure> {
        let (name, screen_server) = if let Ok(name) = std::env::var(CHOSEN) {
            (name, None)
        } else {
            let (number, server) = screen()?;
            (format!(":{number}"), Some(server))
        };
        let folder = Folder::make()?;
        let (bus, bus_server) = session_bus(&name, &folder)?;
        let keychain = keychain(&bus, &folder)?;
        Ok(Self {
            name,
            bus,
            _keychain: keychain,
            _bus_server: bus_server,
            _screen_server: screen_server,
            _folder: folder,
        })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A command on this display and its session bus.
    pub(crate) fn session(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        draw_on(&mut command, &self.name);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            // No accessibility bus here; asking for one costs the window seconds.
            .env("NO_AT_BRIDGE", "1");
        command
    }
}

fn draw_on(command: &mut Command, display: &str) {
    command
        .env("DISPLAY", display)
        .env("GDK_BACKEND", "x11")
        .env_remove("WAYLAND_DISPLAY");
}

fn screen() -> Result<(String, Server), Failure> {
    // It picks a free display by itself, and writes its number once it is ready.
    let (number, server) = Server::start(Command::new("Xvfb").args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1440x900x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]))?;
    if number.is_empty() {
        return Err(Failure::Said(format!(
            "Xvfb found no free display. {ADVICE}"
        )));
    }
    Ok((number, server))
}

/// What the bus starts (the desktop's portal) has nothing to print to: else its last words, when the screen goes,
/// would stand behind the tests' verdict.
fn session_bus(display: &str, folder: &Folder) -> Result<(String, Server), Failure> {
    let mut command = Command::new("dbus-daemon");
    command
        .args(["--session", "--nofork", "--print-address=1"])
        // The portal keeps a mount there: not in that of whoever runs the tests.
        .env("XDG_RUNTIME_DIR", &folder.0);
    draw_on(&mut command, display);
    Server::start(&mut command)
}

/// An empty keychain that is open, as after somebody signed in. Without one the bus would start another when it is asked
/// for, which asks for a password.
fn keychain(bus: &str, folder: &Folder) -> Result<Server, Failure> {
    let mut command = Command::new("gnome-keyring-daemon");
    command
        .args(["--foreground", "--unlock", "--components=secrets"])
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .env("XDG_RUNTIME_DIR", &folder.0)
        .env("XDG_DATA_HOME", folder.0.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::null());
    let mut server = Server::spawn(&mut command)?;
    if let Some(mut password) = server.0.stdin.take() {
        password
            .write_all(b"tests")
            .map_err(Failure::io("open a keychain"))?;
    }
    let latest = Instant::now() + Duration::from_secs(20);
    while !has_keychain(bus) {
        if Instant::now() > latest {
            return Err(Failure::Said(format!(
                "the keychain for the tests does not answer. {ADVICE}"
            )));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(server)
}

fn has_keychain(bus: &str) -> bool {
    let asked = Command::new("dbus-send")
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.DBus",
            "/",
        ])
        .args([
            "org.freedesktop.DBus.NameHasOwner",
            "string:org.freedesktop.secrets",
        ])
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
        .output();
    asked.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains("boolean true"))
}

/// A folder for what a session keeps while it lasts.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("symposia-session-{}", std::process::id()));
        fs::create_dir_all(&path).map_err(Failure::io(format!("make {}", path.display())))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What the portal still holds is let go with it; an empty folder that stays harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A program that is ended when the value is dropped.
struct Server(Child);

impl Server {
    /// Starts it, and waits for the line that it prints once it is ready.
    fn start(command: &mut Command) -> Result<(String, Self), Failure> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut server = Self::spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
        let mut line = String::new();
        if let Some(printed) = server.0.stdout.take() {
            BufReader::new(printed)
                .read_line(&mut line)
                .map_err(Failure::io(format!("hear from {program}")))?;
        }
        Ok((line.trim().to_owned(), server))
    }
}

impl Server {
    fn spawn(command: &mut Command) -> Result<Self, Failure> {
        let spawned = command.stderr(Stdio::null()).spawn();
        Ok(Self(spawned.map_err(|_| Failure::NoProgram {
            program: command.get_program().to_string_lossy().into_owned(),
            advice: ADVICE.to_owned(),
        })?))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already, with the terminal.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
