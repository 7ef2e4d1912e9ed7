//! The programs under test, as `cargo xtask` names them in the environment.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};

/// The program with the window.
pub const WINDOW: &str = "SYMPOSIA_BINARY";
/// The program without one.
pub const CLI: &str = "SYMPOSIA_CLI";
/// An empty Tauri window, to measure against.
pub const EMPTY_WINDOW: &str = "SYMPOSIA_EMPTY_WINDOW";
/// Where the store is; every program of ours heeds it.
pub const STORE: &str = "SYMPOSIA_STORE";

/// The path that a variable names.
pub fn path(variable: &'static str) -> Outcome<PathBuf> {
    std::env::var_os(variable)
        .map(PathBuf::from)
        .ok_or(Failure::NotSet(variable))
}

/// The program without a window, to be run over a store.
pub fn cli_over(store: &Path, arguments: &[&str]) -> Outcome<Command> {
    let mut command = Command::new(path(CLI)?);
    command.arg("--store").arg(store).args(arguments);
    // What a program keeps for this computer stays with the test, as it does for the window.
    if let Some(folder) = store.parent() {
        command.env("XDG_DATA_HOME", folder.join("data"));
    }
    Ok(command)
}

/// Runs the program without a window over a store; what it prints is returned.
pub fn cli(store: &Path, arguments: &[&str]) -> Outcome<String> {
    let output = cli_over(store, arguments)?
        .output()
        .map_err(Failure::io("start symposia-cli"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failure::Found(format!(
            "symposia-cli {} ended with {}: {}",
            arguments.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        )))
    }
}
