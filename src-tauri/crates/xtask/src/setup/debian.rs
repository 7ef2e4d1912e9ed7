//! Debian's packages.

use std::process::Command;

use super::Need;
use crate::failure::Failure;
use crate::process;
use crate::step::step;

struct Package {
    name: &'static str,
    why: &'static str,
    need: Need,
}

const fn package(need: Need, name: &'static str, why: &'static str) -> Package {
    Package { name, why, need }
}

const PACKAGES: &[Package] = &[
    package(Need::Run, "build-essential", "a C compiler, for SQLite"),
    package(Need::Run, "pkg-config", "finds the libraries below"),
    package(
        Need::Run,
        "libssl-dev",
        "ciphers of a store with a passphrase",
    ),
    package(Need::Run, "libwebkit2gtk-4.1-dev", "the window"),
    package(Need::Run, "librsvg2-dev", "its icons"),
    package(Need::Run, "libxdo-dev", "its menus"),
    package(Need::Run, "xdg-desktop-portal", "its file dialogs"),
    package(Need::Run, "xdg-desktop-portal-gtk", "draws them"),
    package(Need::Bundle, "desktop-file-utils", "judges the menu entry"),
    package(Need::Bundle, "xvfb", "a screen for tests"),
    package(Need::Bundle, "dbus-x11", "a session bus for tests"),
    package(Need::Bundle, "gnome-keyring", "a keychain for tests"),
    package(Need::Bundle, "xdotool", "works the file dialogs"),
    package(
        Need::Test,
        "fonts-noto-core",
        "Cyrillic and Latin letters in papers and pictures",
    ),
    package(
        Need::Test,
        "fonts-noto-cjk",
        "Chinese, Japanese and Korean letters in papers and pictures",
    ),
    package(Need::Test, "poppler-utils", "a second reader of PDF"),
    package(
        Need::Test,
        "libreoffice-writer-nogui",
        "opens the papers written for Word",
    ),
    package(
        Need::Test,
        "libreoffice-calc-nogui",
        "opens the lists written for Excel",
    ),
    package(Need::Test, "webkit2gtk-driver", "drives the window"),
    package(
        Need::Test,
        "python3-venv",
        "a second reader of calendar files",
    ),
    package(
        Need::Test,
        "libical-dev",
        "a third reader of calendar files",
    ),
];

pub(super) fn install(need: Need) -> Result<(), Failure> {
    let wanted: Vec<&Package> = PACKAGES.iter().filter(|p| p.need <= need).collect();
    if !process::is_there("dpkg-query") {
        // Not Debian: its packages have other names there, and may well be installed.
        let names: Vec<&str> = wanted.iter().map(|p| p.name).collect();
        println!(
            "This is no Debian machine, so nothing is installed by itself. What Debian calls {} has to be there.",
            names.join(", ")
        );
        return Ok(());
    }
    let missing = missing(wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    for package in &missing {
        println!("   missing: {} ({})", package.name, package.why);
    }
    let advice = format!(
        "Install them by hand: apt-get install {}",
        missing.iter().map(|p| p.name).collect::<Vec<_>>().join(" ")
    );
    step("Install what is missing from Debian", || {
        process::run(apt()?.arg("update").arg("--quiet=2"), &advice)?;
        process::run(
            apt()?
                .args(["install", "--yes", "--quiet=2", "--no-install-recommends"])
                .args(missing.iter().map(|p| p.name)),
            &advice,
        )
    })
}

fn missing(wanted: Vec<&'static Package>) -> Result<Vec<&'static Package>, Failure> {
    // It ends with an error when it knows one of the names not at all: then its line is missing.
    let output = process::captured(
        Command::new("dpkg-query")
            .args(["--show", "--showformat=${Package} ${db:Status-Status}\n"])
            .args(wanted.iter().map(|p| p.name)),
        "",
    )?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let installed: Vec<&str> = printed
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    Ok(wanted
        .into_iter()
        .filter(|package| !installed.contains(&package.name))
        .collect())
}

/// `apt-get`, through sudo for whoever is not root.
fn apt() -> Result<Command, Failure> {
    let user = process::output(Command::new("id").arg("--user"), "")?;
    let mut command = if user.trim() == "0" {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Ok(command)
}
