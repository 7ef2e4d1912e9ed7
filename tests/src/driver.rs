//! `tauri-driver`: one process a window, on ports of its own, ended with everything it started.

use std::ffi::OsString;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::failure::{Failure, Outcome};
use crate::wait::until;

pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the driver; the program it opens later gets its environment.
    pub(crate) fn start(folder: &Path, environment: &[(OsString, OsString)]) -> Outcome<Self> {
        let (port, native) = (free_port()?, free_port()?);
        let program =
            std::env::var_os("SYMPOSIA_TAURI_DRIVER").unwrap_or_else(|| "tauri-driver".into());
        let process = Command::new(program)
            .args(["--port", &port.to_string()])
            .args(["--native-port", &native.to_string()])
            // Nothing of the person who runs the test may reach the program, nor the other way round.
            .env("HOME", folder)
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(Failure::io(
                "start tauri-driver (cargo xtask setup installs it)",
            ))?;
        let driver = Self { process, port };
        for port in [driver.port, native] {
            until("tauri-driver to answer", || {
                TcpStream::connect(("127.0.0.1", port))
                    .map(drop)
                    .map_err(|error| error.to_string())
            })?;
        }
        Ok(driver)
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The group: the driver does not end WebKit's, nor that one the program.
        let _ = kill_process_group(Pid::from_child(&self.process), Signal::KILL);
        let _ = self.process.wait();
    }
}

pub(crate) fn free_port() -> Outcome<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(Failure::io("find a free port"))
}

/// When the newest process of a program was started, in milliseconds since 1970.
pub(crate) fn started_at(program: &Path) -> Outcome<f64> {
    let program = fs::canonicalize(program).map_err(Failure::io("find the program"))?;
    let processes = fs::read_dir("/proc").map_err(Failure::io("read /proc"))?;
    let start = processes
        .flatten()
        .filter(|entry| fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == program))
        .filter_map(|entry| {
            field::<f64>(&fs::read_to_string(entry.path().join("stat")).ok()?, START)
        })
        .max_by(f64::total_cmp)
        .ok_or_else(|| Failure::Found(format!("{} is not running", program.display())))?;
    let uptime = fs::read_to_string("/proc/uptime")
        .ok()
        .and_then(|text| text.split(' ').next()?.parse::<f64>().ok())
        .ok_or_else(|| Failure::Found("/proc/uptime has no number".to_owned()))?;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0.0, |since| since.as_secs_f64());
    Ok((now - (uptime - start / TICKS_PER_SECOND)) * 1000.0)
}

/// How many megabytes a program's processes and all that they started hold. What processes share is shared out among
/// them by the kernel (proc(5), `smaps_rollup`, Pss).
pub(crate) fn memory(program: &Path) -> Outcome<f64> {
    let program = fs::canonicalize(program).map_err(Failure::io("find the program"))?;
    let processes = fs::read_dir("/proc").map_err(Failure::io("read /proc"))?;
    // Each process with the one that started it.
    let started: Vec<(u32, u32)> = processes
        .flatten()
        .filter_map(|entry| {
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            let pid = entry.file_name().to_str()?.parse().ok()?;
            Some((pid, field(&stat, PARENT)?))
        })
        .collect();
    let is_program =
        |pid: &u32| fs::read_link(format!("/proc/{pid}/exe")).is_ok_and(|exe| exe == program);
    let mut family: Vec<u32> = started
        .iter()
        .map(|(pid, _)| *pid)
        .filter(is_program)
        .collect();
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        for (pid, _) in started.iter().filter(|(_, by)| *by == parent) {
            if !family.contains(pid) {
                family.push(*pid);
            }
        }
        next += 1;
    }
    let kilobytes: f64 = family.iter().filter_map(|pid| held_by(*pid)).sum();
    if kilobytes > 0.0 {
        Ok(kilobytes / 1024.0)
    } else {
        Err(Failure::Found(format!(
            "{} is not running",
            program.display()
        )))
    }
}

fn held_by(pid: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

/// Linux gives `/proc` times in hundredths to every program, whatever it counts in (proc(5), `_SC_CLK_TCK`).
const TICKS_PER_SECOND: f64 = 100.0;

/// Places in /proc/PID/stat behind the name: field 4, the process that started it, and field 22, when.
const PARENT: usize = 1;
const START: usize = 19;

/// A field of /proc/PID/stat; the name in field 2 may itself hold spaces and brackets.
fn field<T: std::str::FromStr>(stat: &str, place: usize) -> Option<T> {
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(place)?
        .parse()
        .ok()
}
