//! A skeleton as rows, with the times that it would have on days which begin at the usual hour.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use serde::Serialize;
use ts_rs::TS;
use uuid::Uuid;

use super::{Skeleton, SkeletonItem};
use crate::agenda::{ItemKind, PlannedItem, flow};
use crate::id::AgendaItemId;

/// A row of a skeleton.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SkeletonRow {
    /// How often it is a part: 0 for an item that stands for itself.
    pub depth: usize,
    /// Whether an item of the same depth stands before it, of which it can become a part or beside
    /// which it can run.
    pub has_above: bool,
    /// Kind.
    pub kind: ItemKind,
    /// Title.
    pub title: String,
    /// Length in minutes.
    pub minutes: u32,
    /// Whether its start is a usual one, rather than the end of what is before it.
    pub fixed: bool,
    /// When it begins, on a day that begins at the usual hour.
    pub start: NaiveTime,
    /// When it ends.
    pub end: NaiveTime,
    /// Minutes free before a usual start; below zero, those by which what is before it lasts too long.
    pub slack: i64,
    /// Whether it runs at once with the one before it.
    pub beside: bool,
    /// What it is about.
    pub description: Option<String>,
    /// Name of the room.
    pub room: Option<String>,
}

impl Skeleton {
    /// Its rows by day, parts behind their item. `begins` is when a day begins.
    #[must_use]
    pub fn rows(&self, begins: NaiveTime) -> Vec<Vec<SkeletonRow>> {
        let day = |items: &Vec<SkeletonItem>| {
            let (mut rows, mut planned) = (Vec::new(), Vec::new());
            lay(items, None, 0, &mut rows, &mut planned);
            for (row, place) in rows.iter_mut().zip(flow(&planned, |_| begins)) {
                row.start = place.start.time();
                row.end = place.end.time();
                row.slack = place.slack;
            }
            rows
        };
        self.days.iter().map(day).collect()
    }
}

fn lay(
    items: &[SkeletonItem],
    parent: Option<AgendaItemId>,
    depth: usize,
    rows: &mut Vec<SkeletonRow>,
    planned: &mut Vec<PlannedItem>,
) {
    for (at, item) in items.iter().enumerate() {
        let id = AgendaItemId(Uuid::from_u128(planned.len() as u128));
        planned.push(PlannedItem {
            id,
            parent,
            day: NaiveDate::default(),
            start: item.start,
            minutes: item.minutes,
            title: String::new(),
            beside: item.beside,
            room: None,
            speakers: Vec::new(),
        });
        rows.push(SkeletonRow {
            depth,
            has_above: at > 0,
            kind: item.kind,
            title: item.title.clone(),
            minutes: item.minutes,
            fixed: item.start.is_some(),
            start: NaiveTime::MIN,
            end: NaiveTime::MIN + TimeDelta::minutes(i64::from(item.minutes)),
            slack: 0,
            beside: item.beside,
            description: item.description.clone(),
            room: item.room.clone(),
        });
        lay(&item.parts, Some(id), depth + 1, rows, planned);
    }
}
