//! All papers of an event in one file, in the order of its sessions.

use std::io::{Seek, Write};
use std::path::Path;

use chrono::{DateTime, Datelike, Timelike, Utc};
use domain::id::{AgendaItemId, EventId};
use domain::paper::{self, Names};
use serde::Serialize;
use store::view::AttachmentRow;
use store::{ReadError, Reader, StoreError};
use ts_rs::TS;
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use super::{Papers, damaged, empty, list};
use crate::people_file::Progress;
use crate::{OfficeError, Result, files};

/// How long a folder's title is at most, in letters: paths have an end on some systems.
const TITLE_LETTERS: usize = 60;

/// The folder of what is for the whole event: before the first session.
const WHOLE_EVENT: &str = "00 Whole event";

/// Papers that were exported.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Exported {
    /// The file.
    pub path: String,
    /// How many papers are in it.
    pub papers: u64,
}

/// The name to suggest for an event's papers.
pub fn suggested_name(store: &Reader, event: EventId) -> Result<String> {
    let title = store.event(event)?.title;
    Ok(format!("{} papers.zip", files::name_for(&title)))
}

/// Writes an event's papers into one file at `out`: a folder for each session that has any, in their order,
/// and in it the papers, those of the session's parts under the part's number and title. The whole file is
/// there at the end, or what was there before.
pub fn export_zip(
    store: &Reader,
    event: EventId,
    out: &Path,
    now: DateTime<Utc>,
    progress: &impl Progress,
) -> Result<Exported> {
    let papers = list(store, event)?;
    if papers.count == 0 {
        return Err(empty());
    }
    files::refuse_over_store(store.path(), out)?;
    let entries = entries(&papers);
    files::write_by(out, |file| {
        let mut buffered = std::io::BufWriter::with_capacity(256 * 1024, file);
        write(store, &entries, &mut buffered, out, now, |done| {
            progress.report(done, papers.bytes)
        })?;
        buffered.flush().map_err(|source| unwritable(out, source))
    })?;
    Ok(Exported {
        path: out.to_string_lossy().into_owned(),
        papers: entries.len() as u64,
    })
}

fn write(
    store: &Reader,
    entries: &[(String, &AttachmentRow)],
    into: &mut (impl Write + Seek),
    out: &Path,
    now: DateTime<Utc>,
    told: impl Fn(u64) -> bool,
) -> Result<()> {
    let failed = |error: ZipError| unwritable(out, error.into());
    // Slides, PDFs and pictures are packed already: to pack them again takes time and saves nothing.
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored)
        .last_modified_time(stamp(now))
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(into);
    let mut done = 0;
    for (name, row) in entries {
        zip.start_file(name.as_str(), options).map_err(failed)?;
        done += store
            .files()
            .read_into(&row.sha256, &mut zip)
            .map_err(|error| match error {
                ReadError::Fault(_) | ReadError::From(_) => damaged(&row.name),
                ReadError::Into(source) => unwritable(out, source),
            })?;
        if !told(done) {
            return Err(StoreError::Cancelled.into());
        }
    }
    zip.finish().map_err(failed)?;
    Ok(())
}

/// The name of each paper in the file, folders and all.
fn entries(papers: &Papers) -> Vec<(String, &AttachmentRow)> {
    let mut names = Names::default();
    let mut entries = Vec::new();
    let mut session = Session::default();
    for group in &papers.groups {
        let Some(item) = group.item else {
            for row in &group.papers {
                let name = format!("{WHOLE_EVENT}/{}", paper::safe_name(&row.name));
                entries.push((names.free(&name), row));
            }
            continue;
        };
        let is_part = group.parent.is_some_and(|parent| session.holds(parent));
        if is_part {
            session.items.push(item);
        } else {
            let number = session.number;
            session = Session {
                number,
                title: group.title.clone(),
                items: vec![item],
                ..Session::default()
            };
        }
        if group.papers.is_empty() {
            continue;
        }
        session.begin();
        let part = is_part.then(|| {
            session.parts += 1;
            format!("{:02} {} - ", session.parts, short(&group.title))
        });
        for row in &group.papers {
            let part = part.as_deref().unwrap_or_default();
            let name = paper::safe_name(&format!("{part}{}", row.name));
            entries.push((names.free(&format!("{}/{name}", session.folder())), row));
        }
    }
    entries
}

/// The session at hand.
#[derive(Default)]
struct Session {
    /// Among the sessions that have papers, from 1.
    number: u32,
    begun: bool,
    title: String,
    /// It and its parts, and theirs.
    items: Vec<AgendaItemId>,
    /// How many parts had papers.
    parts: u32,
}

impl Session {
    fn holds(&self, item: AgendaItemId) -> bool {
        self.items.contains(&item)
    }

    fn begin(&mut self) {
        if !self.begun {
            self.begun = true;
            self.number += 1;
        }
    }

    fn folder(&self) -> String {
        format!("{:02} {}", self.number, short(&self.title))
    }
}

/// A title as a part of a name.
fn short(title: &str) -> String {
    let cut: String = title.chars().take(TITLE_LETTERS).collect();
    paper::safe_name(&cut)
}

/// A zip's own kind of time, which has no zone and begins in 1980.
fn stamp(now: DateTime<Utc>) -> zip::DateTime {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    u16::try_from(now.year())
        .ok()
        .and_then(|year| {
            zip::DateTime::from_date_and_time(
                year,
                part(now.month()),
                part(now.day()),
                part(now.hour()),
                part(now.minute()),
                part(now.second()),
            )
            .ok()
        })
        .unwrap_or_default()
}

fn unwritable(out: &Path, source: std::io::Error) -> OfficeError {
    OfficeError::Unwritable {
        path: out.to_owned(),
        source,
    }
}
