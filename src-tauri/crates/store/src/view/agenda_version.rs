//! Versions of an event's agenda, and skeletons of agendas.

use chrono::{DateTime, Utc};
use domain::agenda::compare::Comparison;
use domain::agenda::skeleton::{SkeletonRow, SkeletonSpot};
use domain::event::EventKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Change;

/// An agenda as it was given out.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReleaseRow {
    /// Number, from 1 within the event.
    pub number: u32,
    /// Name: provisional, rev. 1, final.
    pub name: String,
    /// Note.
    pub note: Option<String>,
    /// When.
    pub released: DateTime<Utc>,
    /// How many items it has.
    pub items: u32,
    /// Whether the agenda stands as this release has it.
    pub stands: bool,
}

/// The versions of an event's agenda.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaVersions {
    /// Its releases, the newest first.
    pub releases: Vec<ReleaseRow>,
    /// Names that fit the next release.
    pub names: Vec<String>,
    /// What papers print of the version; none before the first release.
    pub line: Option<String>,
    /// Whether there is nothing to release.
    pub empty: bool,
}

/// Two versions of an agenda, and what differs between them.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AgendaComparison {
    /// Name of the earlier release; none: the agenda as it stands.
    pub a: Option<String>,
    /// Name of the later release; none: the agenda as it stands.
    pub b: Option<String>,
    /// What differs.
    pub differs: Comparison,
}

/// What going back to a release did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WentBack {
    /// The step, to be undone.
    pub change: Change,
    /// Speakers who could not be given their parts back, since they are no longer on the event's
    /// list: name and title of the item.
    pub left_out: Vec<LeftOut>,
}

/// A speaker who is no longer on the event's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LeftOut {
    /// Name, as it was printed.
    pub name: String,
    /// Title of the item.
    pub item: String,
}

/// A skeleton of an agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateRow {
    /// By what it is chosen: a word for one that the program brings, else its key.
    pub key: String,
    /// Name.
    pub name: String,
    /// The kind of event that it is for; none: any.
    pub kind: Option<EventKind>,
    /// How many days it has.
    pub days: u32,
    /// How many items it has, parts among them.
    pub items: u32,
    /// Whether the program brings it; then it can be copied, and not changed.
    pub shipped: bool,
}

/// Where the items of a skeleton go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TemplateOnto {
    /// Into an agenda without items; one that has some is refused.
    Empty,
    /// Behind the items of each day.
    After,
    /// In the place of all items.
    Replace,
}

/// One field of a saved skeleton and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum TemplateEdit {
    /// Name.
    Name(String),
    /// The kind of event that it is for; none: any.
    Kind(Option<EventKind>),
}

/// A skeleton of an agenda with its items.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplatePage {
    /// By what it is chosen: a word for one that the program brings, else its key.
    pub key: String,
    /// Name.
    pub name: String,
    /// The kind of event that it is for; none: any.
    pub kind: Option<EventKind>,
    /// Whether the program brings it; a change then makes a saved copy.
    pub shipped: bool,
    /// Stands for its items as they are; to be handed back with a change, whose positions hold in these.
    pub seen: String,
    /// The rows of each day, parts behind their item.
    pub days: Vec<Vec<SkeletonRow>>,
}

/// What a change of a skeleton's items did.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TemplateChanged {
    /// The step, to be undone. Its `id` is the skeleton's, which is a new one if the program brought it.
    pub change: Change,
    /// The skeleton as it is now.
    pub page: TemplatePage,
    /// Where the item that was meant stands now; for one that was deleted, what took its place.
    pub at: Option<SkeletonSpot>,
}
