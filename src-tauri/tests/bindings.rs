//! The interface's TypeScript is what the Rust commands say.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::Path;

use symposia::{commands, failure::Failure, ipc, shell::Progress};

#[test]
fn bindings_are_current() {
    let bindings = commands::bindings();
    let mut more = BTreeMap::new();
    ipc::declare::<Failure>(&mut more);
    ipc::declare::<Progress>(&mut more);
    ipc::declare_vocabularies(&mut more);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/bindings");
    for (name, text) in [
        ("types.ts", ipc::types_file(&bindings, &more)),
        ("commands.ts", ipc::commands_file(&bindings)),
    ] {
        let path = folder.join(name);
        if std::env::var_os("SYMPOSIA_WRITE_BINDINGS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let current = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            current == text,
            "{name} is stale: run `cargo xtask bindings`"
        );
    }
}

/// A command that is declared but not handed to Tauri would fail only when it is clicked.
#[test]
fn every_command_is_handed_to_tauri() {
    let source = include_str!("../src/commands/mod.rs");
    for binding in commands::bindings() {
        assert!(
            source.contains(&format!("::{},", binding.name)),
            "{} is not in commands::handler()",
            binding.name
        );
    }
}
