//! What is held on one person, handed out or erased.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use domain::id::PersonId;
use domain::organisation::OrganisationKind;
use serde::{Deserialize, Serialize};
use store::view::Change;
use store::{Hand, Held, Reader, Record, Store, Table, Transaction};
use ts_rs::TS;

use crate::fields::{text, word};
use crate::people_file::Saved;
use crate::{OfficeError, Result, files};

/// How what is held on a person is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HeldFormat {
    /// To be read.
    #[default]
    Text,
    /// JSON, for programs.
    Json,
}

impl HeldFormat {
    /// How the file's name ends, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Json => "json",
        }
    }
}

/// Everything that is held on a person, as a file: their records in all tables, what the journal says of these,
/// where else they are named, and the papers of the events that they take part in.
pub fn held_on(store: &Reader, id: PersonId, format: HeldFormat) -> Result<Vec<u8>> {
    let (held, papers) =
        store.at_one_time(|store| Ok::<_, OfficeError>((store.held(id)?, papers(store, id)?)))?;
    Ok(match format {
        HeldFormat::Json => {
            let mut all = serde_json::to_value(&held).map_err(cannot)?;
            if let Some(all) = all.as_object_mut() {
                all.insert("papersOfTheirEvents".to_owned(), papers.into());
            }
            serde_json::to_vec_pretty(&all).map_err(cannot)?
        }
        HeldFormat::Text => readable(&held, &papers).into_bytes(),
    })
}

fn cannot(error: serde_json::Error) -> OfficeError {
    OfficeError::NotPossible(format!("what is held cannot be written: {error}"))
}

/// Saves it.
pub fn save_held(store: &Reader, id: PersonId, format: HeldFormat, path: &Path) -> Result<Saved> {
    let bytes = held_on(store, id, format)?;
    files::write(path, &bytes)?;
    Ok(Saved {
        path: path.to_string_lossy().into_owned(),
        records: Some(1),
    })
}

/// A name to suggest for the file.
pub fn held_name(store: &Reader, id: PersonId, format: HeldFormat) -> Result<String> {
    let name = store
        .person(id)
        .map_or_else(|_| id.to_string(), |page| page.name);
    Ok(format!(
        "{} - what is held.{}",
        files::name_for(&name),
        format.extension()
    ))
}

/// The papers of the events that somebody takes part in: they may name them inside, where nobody looks here.
fn papers(store: &Reader, id: PersonId) -> Result<Vec<String>> {
    let mut papers = Vec::new();
    let Ok(page) = store.person(id) else {
        return Ok(papers);
    };
    for part in page.events {
        for paper in store.attachments(part.event.id)? {
            papers.push(format!("{}: {}", part.event.title, paper.name));
        }
    }
    Ok(papers)
}

fn readable(held: &Held, papers: &[String]) -> String {
    let mut out = String::from("What is held on one person\n==========================\n");
    let mut record = |heading: &str, fields: &Record| {
        let _ = writeln!(out, "\n{heading}");
        for (field, value) in fields
            .iter()
            .filter(|(field, value)| *field != "id" && !domain::merge::is_empty(value))
        {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let _ = writeln!(
                out,
                "  {}: {}",
                field.replace('_', " "),
                text.replace('\n', "\n    ")
            );
        }
    };
    if let Some(person) = &held.person {
        record("The person", person);
    }
    for one in &held.records {
        record(&one.table.replace('_', " "), &one.fields);
    }
    let mut list = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let _ = writeln!(out, "\n{heading}");
            for line in lines {
                let _ = writeln!(out, "  {}", line.replace('\n', "\n    "));
            }
        }
    };
    list(
        "Where else they are named",
        held.mentions
            .iter()
            .map(|one| {
                format!(
                    "{} ({}): {}",
                    one.table.replace('_', " "),
                    one.field.replace('_', " "),
                    one.text
                )
            })
            .collect(),
    );
    list(
        "Papers of the events that they take part in; look into these yourself",
        papers.to_vec(),
    );
    list(
        "What the journal says of all this",
        held.journal
            .iter()
            .map(|one| {
                let fields = serde_json::Value::Object(one.fields.clone());
                format!(
                    "{} {} ({}), {}: {fields}",
                    one.at,
                    one.label,
                    one.actor,
                    one.table.replace('_', " ")
                )
            })
            .collect(),
    );
    out
}

/// What was erased, and what a person has to see to themselves.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ErasureReport {
    /// The step. It cannot be taken back, and neither can those before it.
    pub change: Change,
    /// How many texts elsewhere named the person, and do no more.
    pub mentions: u64,
    /// Whether also the bytes in the store's file are gone.
    pub bytes_are_gone: bool,
    /// Copies of the store that lie beside it and still hold the person.
    pub copies: Vec<String>,
    /// How many of the backups that the program makes by itself hold the person, or somebody else who was erased.
    pub backups: u64,
    /// Papers of events that they took part in: they may name them inside, and were left as they are.
    pub papers: Vec<String>,
}

/// Erases a person for good: their record says no more than State and gender, and the kind of organisation, and so
/// do their parts in events. It cannot be undone. Copies of the store that were made before still hold them.
pub fn erase(store: &mut Store, hand: &mut Hand, id: PersonId) -> Result<ErasureReport> {
    let papers = papers(store, id)?;
    let erased = store.erase_person(hand, id, |to| stand_in(to, id))?;
    Ok(ErasureReport {
        change: erased.change,
        mentions: erased.mentions,
        bytes_are_gone: erased.bytes_are_gone,
        copies: copies_beside(store.path()),
        // A folder that cannot be read is told of where backups are listed; the erasure is done.
        backups: crate::backup::holding_erased(store).unwrap_or_default(),
        papers,
    })
}

/// An organisation that is nobody's, of the kind of the person's own: so totals by kind stay right.
fn stand_in(to: &mut Transaction<'_>, id: PersonId) -> store::Result<Option<String>> {
    let Ok(page) = to.person(id) else {
        return Ok(None);
    };
    let Some(organisation) = page.organisation else {
        return Ok(None);
    };
    let Ok(id) = organisation.id.parse() else {
        return Ok(None);
    };
    let kind: OrganisationKind = to.organisation(id)?.kind;
    let name = format!("Not kept ({kind})");
    if let Some(known) = to.organisation_named(&name)? {
        return Ok(Some(known.to_string()));
    }
    let id = to.insert(
        Table::Organisation,
        &[("name", text(name)), ("kind", word(Some(kind)))],
    )?;
    Ok(Some(id.to_string()))
}

/// Files beside the store whose names say that they are copies of it: made before an update, or as a backup.
fn copies_beside(store: &Path) -> Vec<String> {
    let (Some(folder), Some(name)) = (store.parent(), store.file_name()) else {
        return Vec::new();
    };
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let begins = format!("{}.version-", name.to_string_lossy());
    let mut copies: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| *path != store)
        .filter(|path| {
            path.file_name().is_some_and(|name| {
                let name = name.to_string_lossy();
                name.starts_with(&begins)
                    || (name.starts_with("symposia-backup-") && name.ends_with(".symposia"))
            })
        })
        .collect();
    copies.sort();
    copies
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}
