//! Files that were dropped on the window: what they are for.

use std::io::Read;
use std::path::{Path, PathBuf};

use calendar::mail;
use serde::Serialize;
use store::Reader;
use store::pack::looks_like_pack;
use ts_rs::TS;

use crate::files::refuse_over_store;

/// The files by what can be done with them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Dropped {
    /// Letters, folders, and calendar files with answers to invitations.
    pub replies: Vec<String>,
    /// Other calendar files, to be imported.
    pub calendars: Vec<String>,
    /// Lists of people, to be imported.
    pub people: Vec<String>,
    /// Packs of other offices.
    pub packs: Vec<String>,
    /// What is none of these.
    pub unknown: Vec<String>,
}

/// How much of a file is looked at: METHOD stands at its beginning.
const HEAD: u64 = 64 * 1024;

/// Sorts files by what is in them, and lists of people by their name's end.
#[must_use]
pub fn sort(store: &Reader, paths: &[PathBuf]) -> Dropped {
    let mut dropped = Dropped::default();
    for path in paths {
        let pile = pile(store.path(), path, &mut dropped);
        pile.push(path.to_string_lossy().into_owned());
    }
    dropped
}

fn pile<'a>(store: &Path, path: &Path, dropped: &'a mut Dropped) -> &'a mut Vec<String> {
    let end = path.extension().and_then(|end| end.to_str());
    let end = end.unwrap_or_default().to_ascii_lowercase();
    if path.is_dir() {
        return &mut dropped.replies;
    }
    if ["csv", "tsv", "vcf", "xlsx", "xls", "ods"].contains(&end.as_str()) {
        return &mut dropped.people;
    }
    if end == "pack" {
        return &mut dropped.packs;
    }
    let Some(head) = head(store, path) else {
        return &mut dropped.unknown;
    };
    if looks_like_pack(&head) {
        return &mut dropped.packs;
    }
    if mail::looks_like_mail(&head) || end == "msg" {
        return &mut dropped.replies;
    }
    let text = String::from_utf8_lossy(&head).to_ascii_uppercase();
    if !text.contains("BEGIN:VCALENDAR") {
        return &mut dropped.unknown;
    }
    let answers = ["METHOD:REPLY", "METHOD:COUNTER", "METHOD:REFRESH"];
    if text.lines().any(|line| answers.contains(&line.trim())) {
        &mut dropped.replies
    } else {
        &mut dropped.calendars
    }
}

fn head(store: &Path, path: &Path) -> Option<Vec<u8>> {
    refuse_over_store(store, path).ok()?;
    // Opening a pipe waits for a writer.
    std::fs::metadata(path)
        .ok()
        .filter(std::fs::Metadata::is_file)?;
    let mut head = Vec::new();
    let file = std::fs::File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    Some(head)
}
