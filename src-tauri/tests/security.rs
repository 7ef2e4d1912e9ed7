//! What the window's configuration allows: read from the files that Tauri itself reads and makes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use symposia::commands;

fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(place(path)).unwrap()).unwrap()
}

/// What the window may ask of Tauri itself.
const PERMISSIONS: [&str; 3] = [
    "core:event:allow-listen",
    "core:event:allow-unlisten",
    "core:window:allow-set-title",
];

#[test]
fn the_policy_lets_nothing_run_or_load_that_is_not_in_the_program() {
    let policy = &read("tauri.conf.json")["app"]["security"]["csp"];
    let policy = policy.as_object().unwrap();
    for (directive, sources) in policy {
        let sources = sources.as_str().unwrap();
        for word in [
            "'unsafe-",
            "*",
            "http:",
            "https:",
            "blob:",
            "filesystem:",
            "'nonce-",
            "'sha",
        ] {
            assert!(
                !sources
                    .split(' ')
                    .any(|source| source == word
                        || (word.starts_with('\'') && source.starts_with(word))),
                "{directive}: {sources}"
            );
        }
        for source in sources.split(' ').filter(|source| source.contains("//")) {
            // Where Tauri answers the window on Windows; the name leads nowhere else.
            assert_eq!(
                (directive.as_str(), source),
                ("connect-src", "http://ipc.localhost")
            );
        }
    }
    for (directive, sources) in [
        ("default-src", "'self'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("frame-src", "'none'"),
        ("frame-ancestors", "'none'"),
        ("worker-src", "'none'"),
        // Pictures of papers are made by the program itself.
        ("img-src", "'self' data:"),
    ] {
        assert_eq!(policy[directive], sources, "{directive}");
    }
}

#[test]
fn tauri_is_not_told_to_weaken_it() {
    let app = &read("tauri.conf.json")["app"];
    assert_eq!(app["withGlobalTauri"], false);
    let security = app["security"].as_object().unwrap();
    // Everything that Tauri can be told here and is not: the policy left as it is written, no files served by a protocol.
    let told: Vec<&String> = security.keys().collect();
    assert_eq!(told, ["capabilities", "csp"]);
    assert_eq!(security["capabilities"], json!(["main-window"]));
    // The window is opened by src/window.rs, which keeps it on its own page.
    let windows = app["windows"].as_array().unwrap();
    assert!(
        windows
            .iter()
            .all(|window| window["create"] == false && window.get("url").is_none())
    );
}

#[test]
fn the_one_capability_names_three_permissions_and_no_scope() {
    let files: Vec<String> = fs::read_dir(place("capabilities"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(files, ["main-window.json"]);
    let capability = read("capabilities/main-window.json");
    assert_eq!(capability["permissions"], json!(PERMISSIONS));
    assert_eq!(capability["windows"], json!(["main"]));
    for widens in ["remote", "webviews", "platforms", "local"] {
        assert!(capability.get(widens).is_none(), "{widens}");
    }
}

/// What Tauri makes of it at each build, whatever else is written where.
#[test]
fn the_list_that_tauri_made_allows_nothing_more() {
    let made = read("gen/schemas/capabilities.json");
    let made = made.as_object().unwrap();
    let names: Vec<&String> = made.keys().collect();
    assert_eq!(names, ["main-window"]);
    let capability = &made["main-window"];
    assert_eq!(capability["local"], true);
    assert!(capability.get("remote").is_none_or(Value::is_null));
    let permissions: BTreeSet<&str> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap())
        .collect();
    assert_eq!(permissions, BTreeSet::from(PERMISSIONS));
    for plugin in ["fs", "shell", "opener", "dialog", "http", "process"] {
        assert!(
            !permissions
                .iter()
                .any(|permission| permission.starts_with(&format!("{plugin}:")))
        );
    }
}

/// Between the interface and the program are the functions that are generated, and no others.
#[test]
fn the_commands_that_are_handed_to_tauri_are_those_with_a_binding() {
    let source = include_str!("../src/commands/mod.rs");
    let (_, list) = source.split_once("generate_handler![").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    let handed: Vec<&str> = list
        .split(',')
        .map(str::trim)
        .filter(|path| !path.is_empty())
        .map(|path| path.rsplit("::").next().unwrap())
        .collect();
    let bound: BTreeSet<&str> = commands::bindings()
        .iter()
        .map(|binding| binding.name)
        .collect();
    let once: BTreeSet<&str> = handed.iter().copied().collect();
    assert_eq!(once.len(), handed.len(), "none is handed over twice");
    assert_eq!(once, bound);
    assert!(bound.len() > 100, "the list was found");
    // No second handler, and no plugin whose commands the page could ask for.
    let shell = [
        "lib.rs",
        "shell.rs",
        "menu.rs",
        "window.rs",
        "commands/mod.rs",
    ]
    .map(|file| fs::read_to_string(place("src").join(file)).unwrap())
    .concat();
    assert_eq!(shell.matches("generate_handler!").count(), 1);
    assert_eq!(shell.matches(".invoke_handler(").count(), 1);
    assert_eq!(shell.matches(".plugin(").count(), 2);
}
