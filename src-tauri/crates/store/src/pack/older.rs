//! Facts of older schemas, told as today's schema has them.
//!
//! A field that an older schema did not have is simply not told: its record says of it what the schema says by default.
//! What was renamed or given up since is in [`CHANGES`]; the migration that does it to the records does the same to
//! `journal` and `pack_fact`.

use serde_json::{Map, Value as Json};

use super::lines::Told;
use crate::{Result, StoreError};

/// Something in the schema that is not called as it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// The last version of the schema that called it so.
    pub(super) until: i64,
    /// The table, as it was called then.
    pub(super) table: &'static str,
    /// The field; none: the table itself.
    pub(super) field: Option<&'static str>,
    /// What it is called since; none: it is no more.
    pub(super) now: Option<&'static str>,
}

/// What was renamed or given up, the oldest first. So far every migration only added.
pub(super) const CHANGES: &[Change] = &[];

/// Tells a fact of an older schema as today's has it; nothing if it speaks of what is no more.
pub(super) fn brought_up(schema: i64, changes: &[Change], mut fact: Told) -> Result<Option<Told>> {
    let since = changes.iter().filter(|change| change.until >= schema);
    for change in since {
        if fact.table != change.table {
            continue;
        }
        match (change.field, change.now) {
            (None, Some(now)) => now.clone_into(&mut fact.table),
            (None, None) => return Ok(None),
            (Some(field), now) => {
                let mut fields: Map<String, Json> =
                    serde_json::from_str(&fact.fields).map_err(|error| {
                        StoreError::Pack(format!("a record of it cannot be read: {error}"))
                    })?;
                if let Some(value) = fields.remove(field) {
                    if let Some(now) = now {
                        fields.insert(now.to_owned(), value);
                    }
                    fact.fields = Json::Object(fields).to_string();
                }
            }
        }
    }
    Ok(Some(fact))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    const RENAMED: &[Change] = &[
        Change {
            until: 1,
            table: "meeting",
            field: Some("subject"),
            now: Some("title"),
        },
        Change {
            until: 2,
            table: "meeting",
            field: Some("telex"),
            now: None,
        },
        Change {
            until: 2,
            table: "meeting",
            field: None,
            now: Some("event"),
        },
        Change {
            until: 3,
            table: "fax_list",
            field: None,
            now: None,
        },
    ];

    fn told(table: &str, fields: &str) -> Told {
        Told {
            row: 1,
            table: table.to_owned(),
            record: "r".to_owned(),
            owner: None,
            operation: "insert".to_owned(),
            fields: fields.to_owned(),
            part: false,
        }
    }

    #[test]
    fn what_was_renamed_since_is_told_by_its_name_of_today() {
        let fields = r#"{"id":"r","subject":"Air","telex":"7"}"#;
        let now = brought_up(1, RENAMED, told("meeting", fields))
            .unwrap()
            .unwrap();
        assert_eq!(
            (now.table.as_str(), now.fields.as_str()),
            ("event", r#"{"id":"r","title":"Air"}"#)
        );
        // Version 2 had the new name of the field already, so the old one is somebody's mistake and stays to be refused.
        let later = brought_up(2, RENAMED, told("meeting", fields))
            .unwrap()
            .unwrap();
        assert!(later.fields.contains("subject") && later.table == "event");
        assert!(
            brought_up(3, RENAMED, told("fax_list", fields))
                .unwrap()
                .is_none()
        );
        assert!(
            brought_up(4, RENAMED, told("fax_list", fields))
                .unwrap()
                .is_some()
        );
    }
}
