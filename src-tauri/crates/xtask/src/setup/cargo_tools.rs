//! Programs that cargo installs.

use std::process::Command;

use super::Need;
use crate::failure::Failure;
use crate::process;
use crate::step::step;

/// Name, version, and the one need it serves: tests do not judge licences, and cargo-deny takes minutes to build.
const TOOLS: &[(&str, &str, Need)] = &[
    ("cargo-deny", "0.20.2", Need::Check),
    // Without a version cargo takes an alpha, which does not build.
    ("tauri-driver", "2.1.0", Need::Test),
];

pub(super) fn install(need: Need) -> Result<(), Failure> {
    let wanted: Vec<_> = TOOLS.iter().filter(|tool| tool.2 == need).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let installed = process::output(
        Command::new("cargo").args(["install", "--list"]),
        "Install Rust with rustup.",
    )?;
    for (name, version, _) in wanted {
        if installed
            .lines()
            .any(|line| line == format!("{name} v{version}:"))
        {
            continue;
        }
        step(
            &format!("Install {name} {version} with cargo (minutes)"),
            || {
                process::run(
                    Command::new("cargo").args([
                        "install",
                        "--quiet",
                        "--locked",
                        "--version",
                        version,
                        name,
                    ]),
                    "It wants the network once; try again with one.",
                )
            },
        )?;
    }
    Ok(())
}
