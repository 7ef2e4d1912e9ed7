//! The journal: history, undo, redo.

use chrono::Local;
use clap::Args;
use office::view::{Change, FieldChange, HistoryEntry, Operation};
use uuid::Uuid;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::one_line;
use crate::value;

/// How many letters of a value a line of history shows.
const SHOWN: usize = 60;

const HISTORY: &str = "\
Examples:
  symposia-cli history
  symposia-cli history ID --limit 500

With an ID: all that was done to that record and to what belongs to it. Newest first.";

/// Show who changed what, and when
#[derive(Debug, Args)]
#[command(after_help = HISTORY)]
pub(crate) struct History {
    /// ID of an event, a person or any other record; all records if not given
    #[arg(value_name = "ID", value_parser = value::id::<Uuid>)]
    id: Option<Uuid>,
    /// How many records' changes to show
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
}

impl History {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let key = self.id.map(|id| id.hyphenated().to_string());
        let entries = office::journal::newest(&store, key.as_deref(), Some(self.limit))?;
        match self.id {
            Some(id) if entries.is_empty() && self.limit > 0 => Err(CliError::NeverThere(id)),
            _ => desk.say(&entries, |entries| text(entries)),
        }
    }
}

/// One block a step: when, who, what; below it the records, one a line.
fn text(entries: &[HistoryEntry]) -> String {
    let mut lines = Vec::new();
    let mut step = None;
    for entry in entries {
        if step != Some(entry.transaction) {
            let at = entry.at.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S");
            lines.push(format!(
                "{at}  {}  {}",
                one_line(&entry.actor),
                one_line(&entry.label)
            ));
            step = Some(entry.transaction);
        }
        let sign = match entry.operation {
            Operation::Insert => '+',
            Operation::Update => '~',
            Operation::Delete => '-',
        };
        let what = entry.table.replace('_', " ");
        let name = one_line(entry.name.as_deref().unwrap_or(&entry.record));
        lines.push(format!("  {sign} {what} {name}"));
        if entry.operation == Operation::Update {
            lines.extend(
                entry
                    .fields
                    .iter()
                    .map(|change| format!("      {}", field(change))),
            );
        }
    }
    lines.join("\n")
}

fn field(change: &FieldChange) -> String {
    let value = |value: &serde_json::Value, name: &Option<String>| match value {
        serde_json::Value::Null => "nothing".to_owned(),
        serde_json::Value::String(text) => {
            let text = name.as_ref().unwrap_or(text);
            let line = one_line(text);
            match line.char_indices().nth(SHOWN) {
                Some((end, _)) => format!("“{}…”", line.get(..end).unwrap_or_default()),
                None => format!("“{line}”"),
            }
        }
        other => other.to_string(),
    };
    format!(
        "{}: {} -> {}",
        change.field.replace('_', " "),
        value(&change.old, &change.old_name),
        value(&change.new, &change.new_name)
    )
}

/// Take the last step back, also one of yesterday or of the window
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  symposia-cli undo\n\nAgain and again, back to the first; `history` shows what was done."
)]
pub(crate) struct Undo {}

impl Undo {
    #[allow(clippy::unused_self, reason = "every command runs the same way")]
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        desk.say(&office::journal::undo(&mut store, &mut hand)?, done)
    }
}

/// Do the step again that was taken back last
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  symposia-cli redo\n\nAs long as nothing else was done since.")]
pub(crate) struct Redo {}

impl Redo {
    #[allow(clippy::unused_self, reason = "every command runs the same way")]
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        desk.say(&office::journal::redo(&mut store, &mut hand)?, done)
    }
}

/// What was done, and what undo and redo would do now.
pub(crate) fn done(change: &Change) -> String {
    let next =
        [("undo", &change.steps.undo), ("redo", &change.steps.redo)].map(|(command, step)| {
            step.as_ref()
                .map(|step| format!("  {command} would be of: {}", one_line(step)))
        });
    let lines: Vec<String> = std::iter::once(one_line(&change.label))
        .chain(next.into_iter().flatten())
        .collect();
    lines.join("\n")
}
