//! A template to and from a table, with the columns that an agenda's has.

use std::collections::HashMap;
use std::path::Path;

use chrono::NaiveDate;
use domain::DomainError;
use domain::agenda::skeleton::{DEEPEST, MOST_DAYS, Skeleton, SkeletonItem};
use domain::agenda::{ItemKind, length};
use domain::event::EventKind;
use serde::Serialize;
use store::view::Change;
use store::{Hand, Reader, Store};

use super::AgendaFile;
use super::read::{Line, PartOf, read};
use super::write::yes;
use crate::agenda::template;
use crate::people_file::RejectedLine;
use crate::{OfficeError, Result, files};

/// The headings of a template's table; the imports know them all.
const HEADER: &[&str] = &[
    "Day",
    "Start",
    "End",
    "Minutes",
    "Fixed",
    "Parallel",
    "Level",
    "Title",
    "Kind",
    "Room",
    "Description",
];

/// A template as a table (CSV), its days by their numbers, its times as on days that begin at the
/// usual hour.
pub fn export_template(store: &Reader, template: &str) -> Result<AgendaFile> {
    let page = template::show(store, template)?;
    let mut rows = Vec::new();
    for (day, of_day) in page.days.iter().enumerate() {
        rows.extend(of_day.iter().map(|row| {
            vec![
                (day + 1).to_string(),
                row.start.format("%H:%M").to_string(),
                row.end.format("%H:%M").to_string(),
                row.minutes.to_string(),
                yes(row.fixed),
                yes(row.beside),
                (row.depth + 1).to_string(),
                row.title.clone(),
                row.kind.to_string(),
                row.room.clone().unwrap_or_default(),
                row.description.clone().unwrap_or_default(),
            ]
        }));
    }
    Ok(AgendaFile {
        name: format!("{} - template.csv", files::name_for(&page.name)),
        bytes: documents::write_csv(HEADER, &rows),
        items: rows.len() as u64,
    })
}

/// What importing a template did.
#[derive(Debug, Clone, Serialize)]
pub struct TemplateImport {
    /// Items that the template has.
    pub items: u64,
    /// Lines not taken.
    pub rejected: Vec<RejectedLine>,
    /// The step, to be undone; its `id` is the template's.
    pub change: Change,
}

/// Makes a template of a table, as one step. Who speaks and what has an ID in the table is left out; dates
/// become days, counted from the first of them. A line that cannot be taken costs no other but its parts.
///
/// # Errors
/// If the file cannot be read, no line can be taken, or another saved template has the name.
pub fn import_template(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    name: &str,
    kind: Option<EventKind>,
) -> Result<TemplateImport> {
    files::refuse_over_store(store.path(), path)?;
    let bytes = files::read_list(path)?;
    let decoded = documents::decode(&bytes, None)?;
    // Days by their numbers are read as days of a year of which no table has dates.
    let numbered: Vec<NaiveDate> = NaiveDate::from_yo_opt(1, 1)
        .unwrap_or_default()
        .iter_days()
        .take(MOST_DAYS)
        .collect();
    let listed = read(&decoded.text, &numbered)?;
    let is_numbered = |line: &Line| line.day.is_none_or(|day| numbered.contains(&day));
    let first = if listed.lines.iter().all(is_numbered) {
        numbered.first().copied()
    } else {
        listed.lines.iter().filter_map(|line| line.day).min()
    };
    let mut plan = Plan {
        first: first.unwrap_or_default(),
        ..Plan::default()
    };
    let mut rejected = listed.rejected;
    for line in listed.lines {
        let at = line.at;
        if let Err(reason) = plan.take(line) {
            rejected.push(RejectedLine { line: at, reason });
        }
    }
    rejected.sort_by_key(|line| line.line);
    let items = plan.items.len() as u64;
    if items == 0 {
        let why = rejected.first().map_or_else(
            || "it has no lines but the headings".to_owned(),
            |line| format!("line {}: {}", line.line, line.reason),
        );
        return Err(OfficeError::NotPossible(format!(
            "the table holds nothing that could be an item of a template ({why})"
        )));
    }
    let skeleton = plan.skeleton();
    skeleton.check()?;
    let change = template::insert(store, hand, "Import template", name, kind, &skeleton)?;
    Ok(TemplateImport {
        items,
        rejected,
        change,
    })
}

/// An item that a line becomes.
struct Item {
    day: usize,
    parent: Option<usize>,
    depth: usize,
    made: SkeletonItem,
}

/// What a table comes to.
#[derive(Default)]
struct Plan {
    first: NaiveDate,
    items: Vec<Item>,
    /// The outline above the line that comes next: how far it is moved in, and the item, or the line
    /// not taken.
    above: Vec<(usize, Result<usize, u64>)>,
}

impl Plan {
    fn take(&mut self, line: Line) -> Result<(), String> {
        let inset = match &line.part_of {
            PartOf::Depth(inset) => *inset,
            PartOf::Named(_) => 0,
        };
        self.above.retain(|(other, _)| *other < inset);
        let parent = self.parent(&line.part_of);
        // Should the line not be taken, its parts below must not become parts of something else.
        self.above.push((inset, Err(line.at)));
        let parent = parent?;
        let outer = parent.and_then(|parent| self.items.get(parent));
        let depth = outer.map_or(0, |outer| outer.depth + 1);
        if depth > DEEPEST {
            return Err(DomainError::TooDeep(line.title).to_string());
        }
        let day = match outer {
            Some(outer) => outer.day,
            None => self.day(&line)?,
        };
        let kind = line.kind.unwrap_or(ItemKind::Presentation);
        let minutes = match line.minutes {
            Some(minutes) => minutes,
            None => length(kind.usual_minutes()).map_err(|error| error.to_string())?,
        };
        let made = SkeletonItem {
            kind,
            title: line.title,
            minutes,
            start: line.start.filter(|_| !line.beside),
            beside: line.beside,
            description: line.description,
            room: line.room,
            parts: Vec::new(),
        };
        self.above.pop();
        self.above.push((inset, Ok(self.items.len())));
        self.items.push(Item {
            day,
            parent,
            depth,
            made,
        });
        Ok(())
    }

    fn parent(&self, part_of: &PartOf) -> Result<Option<usize>, String> {
        match part_of {
            PartOf::Depth(_) => match self.above.last() {
                None => Ok(None),
                Some((_, Ok(above))) => Ok(Some(*above)),
                Some((_, Err(line))) => {
                    Err(format!("it is a part of line {line}, which is not taken"))
                }
            },
            PartOf::Named(name) => {
                let name = name.to_lowercase();
                let is_it = |item: &Item| item.made.title.to_lowercase() == name;
                let found = self.items.iter().rposition(is_it);
                found
                    .map(Some)
                    .ok_or_else(|| format!("“{name}”, of which it is a part, is no item above it"))
            }
        }
    }

    fn day(&self, line: &Line) -> Result<usize, String> {
        let from_first = line.day.unwrap_or(self.first) - self.first;
        usize::try_from(from_first.num_days())
            .ok()
            .filter(|day| *day < MOST_DAYS)
            .ok_or_else(|| {
                format!("it is not within {MOST_DAYS} days from the first day of the table")
            })
    }

    fn skeleton(self) -> Skeleton {
        let days = self.items.iter().map(|item| item.day + 1).max();
        let mut skeleton = Skeleton {
            days: vec![Vec::new(); days.unwrap_or(1)],
        };
        // Read backwards, each item finds its parts made already, the last of them first.
        let mut parts: HashMap<usize, Vec<SkeletonItem>> = HashMap::new();
        for (at, item) in self.items.into_iter().enumerate().rev() {
            let made = SkeletonItem {
                parts: in_order(parts.remove(&at).unwrap_or_default()),
                ..item.made
            };
            match (item.parent, skeleton.days.get_mut(item.day)) {
                (Some(parent), _) => parts.entry(parent).or_default().push(made),
                (None, Some(day)) => day.push(made),
                (None, None) => {}
            }
        }
        skeleton.days = skeleton.days.into_iter().map(in_order).collect();
        skeleton
    }
}

/// Siblings that were found from the last to the first; the first has none to run beside.
fn in_order(mut siblings: Vec<SkeletonItem>) -> Vec<SkeletonItem> {
    siblings.reverse();
    if let Some(first) = siblings.first_mut() {
        first.beside = false;
    }
    siblings
}
