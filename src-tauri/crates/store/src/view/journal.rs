//! What the journal tells: the last change, what can be undone, a record's history, what was found.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a journalled transaction did. The screen refreshes from this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// The record that was made, where one was.
    pub id: Option<String>,
    /// What was done, such as `Rename event`.
    pub label: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The tables it touched.
    pub touched: Vec<String>,
    /// What undo and redo would do now.
    pub steps: Steps,
}

/// What undo and redo would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Steps {
    /// Label of the step that undo takes back.
    pub undo: Option<String>,
    /// Label of the step that redo does again.
    pub redo: Option<String>,
    /// Number of the newest transaction: another number means that another program wrote.
    pub last: i64,
}

/// What was done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// It was made.
    Insert,
    /// Fields were changed.
    Update,
    /// It was deleted.
    Delete,
}

/// One field's change.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// Name of the field in the store.
    pub field: String,
    /// Value before; none for a new record.
    #[ts(type = "string | number | null")]
    pub old: serde_json::Value,
    /// Value after; none for a deleted one.
    #[ts(type = "string | number | null")]
    pub new: serde_json::Value,
    /// What the record is called that the value before refers to.
    pub old_name: Option<String>,
    /// What the record is called that the value after refers to.
    pub new_name: Option<String>,
}

/// What one transaction did to one record.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Number of the journal's row.
    pub seq: i64,
    /// Number of the transaction: what one step did stands together.
    pub transaction: i64,
    /// Label of the transaction.
    pub label: String,
    /// Who.
    pub actor: String,
    /// On which device.
    pub device: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Table.
    pub table: String,
    /// Key of the record.
    pub record: String,
    /// What the record is called now, or was called then if it is gone.
    pub name: Option<String>,
    /// What was done.
    pub operation: Operation,
    /// Fields changed. For a new or deleted record: those that held a value.
    pub fields: Vec<FieldChange>,
}

/// What kind of record a search found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum HitKind {
    /// An event.
    Event,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// An agenda item.
    AgendaItem,
}

/// A record that a search found.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Hit {
    /// Kind.
    pub kind: HitKind,
    /// Key.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others: a date and place, an organisation.
    pub detail: Option<String>,
    /// For an agenda item, its event.
    pub event: Option<String>,
}
