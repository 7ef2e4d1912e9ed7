//! Where things are: the workspace, and the folder that cargo builds into, wherever that is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process;

pub(crate) struct Place {
    /// The workspace's folder.
    pub root: PathBuf,
    /// Cargo's target folder; `CARGO_TARGET_DIR` may have put it anywhere.
    pub target: PathBuf,
}

impl Place {
    pub(crate) fn find() -> Result<Self, Failure> {
        let text = process::output(
            Command::new("cargo").args(["metadata", "--no-deps", "--format-version=1"]),
            "Run it as `cargo xtask` inside the project's folder.",
        )?;
        let metadata: serde_json::Value = serde_json::from_str(&text)
            .map_err(|error| Failure::Said(format!("cargo metadata is no JSON: {error}")))?;
        let folder = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .ok_or_else(|| Failure::Said(format!("cargo metadata does not name its {key}")))
        };
        Ok(Self {
            root: folder("workspace_root")?,
            target: folder("target_directory")?,
        })
    }

    pub(crate) fn interface(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A built program; `profile` is `debug` or `release`.
    pub(crate) fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(name)
    }

    pub(crate) fn cargo(&self) -> Command {
        let mut command = Command::new("cargo");
        command.current_dir(&self.root);
        command
    }

    pub(crate) fn npm(&self) -> Command {
        let mut command = Command::new("npm");
        command.current_dir(self.interface());
        command
    }

    /// Where `cargo install` puts programs: not every shell has it in its PATH.
    pub(crate) fn installed(name: &str) -> PathBuf {
        let home = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")))
            .unwrap_or_default();
        let there = home.join("bin").join(name);
        if there.exists() {
            there
        } else {
            PathBuf::from(name)
        }
    }
}
