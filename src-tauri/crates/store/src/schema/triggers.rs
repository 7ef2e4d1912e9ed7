//! The triggers, generated from the schema: those that write the journal, and those that keep
//! what is derived.

use rusqlite::Connection;

use super::groups::group_of;
use super::{Table, fields_of};
use crate::Result;
use crate::journal::seal_triggers;

/// The version of the triggers. Raise it when they come to be others: the next start makes them anew.
pub(super) const VERSION: &str = "5";

/// Which event a record of the table belongs to, as SQL over the row `{row}`.
fn owner(table: Table, fields: &[String]) -> String {
    // A record that goes with its parent is deleted after it, and brought back before it: then its
    // own earlier rows tell.
    let of_parent = |parent: Table| {
        let parent = parent.name();
        format!(
            "coalesce((SELECT event FROM {parent} WHERE id = {{row}}.{parent}),
                      (SELECT owner FROM journal WHERE record = {{row}}.id AND owner IS NOT NULL
                       ORDER BY seq DESC LIMIT 1))"
        )
    };
    match table {
        Table::AgendaSpeaker => of_parent(Table::AgendaItem),
        Table::AttendanceDay => of_parent(Table::Participation),
        Table::SessionTrainer | Table::SessionAttendance | Table::SessionCount => {
            of_parent(Table::SessionLog)
        }
        Table::SurveyAnswer => of_parent(Table::FollowUpSurvey),
        _ if fields.iter().any(|field| field == "event") => "{row}.event".to_owned(),
        _ => "NULL".to_owned(),
    }
}

/// Drops the triggers there are and makes those that the schema now asks for.
///
/// `open_transaction(TABLE)` is NULL outside a journalled transaction, which the journal refuses:
/// so no table can be written past the journal, not by another program either, which does not even
/// know the function. It is how the step learns which tables it touched.
pub(super) fn generate(connection: &Connection) -> Result<()> {
    drop_all(connection)?;
    for &table in Table::ALL {
        connection.execute_batch(&journal_triggers(table, &fields_of(connection, table)?))?;
    }
    connection.execute_batch(&seal_triggers())?;
    for finding in FINDINGS {
        connection.execute_batch(&finding.triggers())?;
        connection.execute_batch(&finding.triggers_beside())?;
    }
    Ok(())
}

/// Drops the triggers there are, whoever made them.
pub(super) fn drop_all(connection: &Connection) -> Result<()> {
    let old: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for name in old {
        connection.execute_batch(&format!("DROP TRIGGER \"{}\"", name.replace('"', "\"\"")))?;
    }
    Ok(())
}

fn journal_triggers(table: Table, fields: &[String]) -> String {
    let (name, bit) = (table.name(), table.bit());
    let owner = owner(table, fields);
    let record = |row: &str| -> String {
        let pairs: Vec<String> = fields
            .iter()
            .map(|field| format!("'{field}', {row}.{field}"))
            .collect();
        format!("json_object({})", pairs.join(", "))
    };
    let differs: Vec<String> = fields
        .iter()
        .map(|field| format!("OLD.{field} IS NOT NEW.{field}"))
        .collect();
    let changes: Vec<String> = fields
        .iter()
        .map(|field| {
            // Of fields that only mean something together all are told, so that each row has a whole value.
            let differs: Vec<String> = group_of(table, field)
                .iter()
                .map(|field| format!("OLD.{field} IS NOT NEW.{field}"))
                .collect();
            format!(
                "SELECT '{field}' AS field, OLD.{field} AS old, NEW.{field} AS new WHERE {}",
                differs.join(" OR ")
            )
        })
        .collect();
    let row = |operation: &str, row: &str, fields: &str| {
        format!(
            "INSERT INTO journal (transaction_seq, table_name, record, owner, operation, fields) \
             VALUES (open_transaction({bit}), '{name}', {row}.id, {}, '{operation}', {fields});",
            owner.replace("{row}", row)
        )
    };
    let both = format!(
        "(SELECT json_group_object(field, json_array(old, new)) FROM ({}))",
        changes.join(" UNION ALL ")
    );
    format!(
        "CREATE TRIGGER {name}_inserted AFTER INSERT ON {name} BEGIN {} END;
         CREATE TRIGGER {name}_updated AFTER UPDATE ON {name} WHEN {} BEGIN {} END;
         CREATE TRIGGER {name}_deleted BEFORE DELETE ON {name} BEGIN {} END;",
        row("insert", "NEW", &record("NEW")),
        differs.join(" OR "),
        row("update", "NEW", &both),
        row("delete", "OLD", &record("OLD")),
    )
}

/// A table whose records are found by their words and stand in a locale's order.
struct Finding {
    table: Table,
    /// Its number: the upper bits of the rows in the index.
    kind: u32,
    /// What it is sorted by, as SQL over `{row}`.
    sorted_by: &'static str,
    /// The fields whose words find it.
    words: &'static [&'static str],
    /// A table whose records belong to it, and their field whose words find it too.
    beside: Option<(Table, &'static str)>,
}

const FINDINGS: &[Finding] = &[
    Finding {
        table: Table::Event,
        kind: 1,
        sorted_by: "{row}.title",
        words: &["title", "venue", "city", "associated_with", "description"],
        beside: None,
    },
    Finding {
        table: Table::Person,
        kind: 2,
        sorted_by: "{row}.family_name || ' ' || {row}.given_name || ' ' || coalesce({row}.native_name, '')",
        words: &[
            "family_name",
            "given_name",
            "native_name",
            "email",
            "position",
        ],
        beside: Some((Table::PersonAddress, "value")),
    },
    Finding {
        table: Table::Organisation,
        kind: 3,
        sorted_by: "{row}.name",
        words: &["name", "short_name", "native_name", "city"],
        beside: None,
    },
    Finding {
        table: Table::AgendaItem,
        kind: 4,
        sorted_by: "{row}.title",
        words: &["title", "description"],
        beside: None,
    },
];

impl Finding {
    fn text(&self, row: &str) -> String {
        let words: Vec<String> = self
            .words
            .iter()
            .map(|field| format!("coalesce({row}.{field}, '')"))
            .chain(self.beside.map(|(table, field)| {
                format!(
                    "coalesce((SELECT group_concat({field}, ' ') FROM {} WHERE {} = {row}.id), '')",
                    table.name(),
                    self.table.name()
                )
            }))
            .collect();
        words.join(" || ' ' || ")
    }

    /// What is written beside a record is among its words: they are made again with it.
    fn triggers_beside(&self) -> String {
        let Some((table, field)) = self.beside else {
            return String::new();
        };
        let (name, of) = (table.name(), self.table.name());
        let stale = |row: &str| {
            format!(
                "INSERT OR IGNORE INTO stale_words (id, held) SELECT id, 1 FROM finding WHERE record = {row}.{of};"
            )
        };
        format!(
            "CREATE TRIGGER {name}_found AFTER INSERT ON {name} BEGIN {new} END;
             CREATE TRIGGER {name}_renamed AFTER UPDATE OF {field}, {of} ON {name} BEGIN {old} {new} END;
             CREATE TRIGGER {name}_lost AFTER DELETE ON {name} BEGIN {old} END;",
            new = stale("NEW"),
            old = stale("OLD"),
        )
    }

    fn triggers(&self) -> String {
        let name = self.table.name();
        let kind = self.kind;
        let sorted_by = self.sorted_by.replace("{row}", "NEW");
        let stale = |id: &str, held: u8| {
            format!("INSERT OR IGNORE INTO stale_words (id, held) VALUES ({id}, {held});")
        };
        format!(
            "CREATE TRIGGER {name}_found AFTER INSERT ON {name} BEGIN
                 INSERT INTO finding (id, kind, record, sort_key) VALUES (
                     (SELECT coalesce(max(id), {kind} << 40) + 1 FROM finding
                      WHERE id >= {kind} << 40 AND id < ({kind} + 1) << 40),
                     {kind}, NEW.id, sort_key({sorted_by}));
                 {made}
             END;
             CREATE TRIGGER {name}_renamed AFTER UPDATE OF {fields} ON {name} BEGIN
                 UPDATE finding SET sort_key = sort_key({sorted_by}) WHERE record = NEW.id;
                 {renamed}
             END;
             CREATE TRIGGER {name}_lost AFTER DELETE ON {name} BEGIN
                 {lost}
                 DELETE FROM finding WHERE record = OLD.id;
             END;",
            fields = self.words.join(", "),
            made = stale("last_insert_rowid()", 0),
            renamed = stale("(SELECT id FROM finding WHERE record = NEW.id)", 1),
            lost = stale("(SELECT id FROM finding WHERE record = OLD.id)", 1),
        )
    }

    /// Writes the words of the stale rows that still have a record.
    fn index_stale(&self) -> String {
        format!(
            "INSERT INTO words (rowid, text)
                 SELECT s.id, index_words({text})
                 FROM stale_words AS s JOIN finding AS f ON f.id = s.id JOIN {table} AS r ON r.id = f.record
                 WHERE s.id >= {kind} << 40 AND s.id < ({kind} + 1) << 40 ORDER BY s.id",
            text = self.text("r"),
            table = self.table.name(),
            kind = self.kind,
        )
    }
}

/// Makes the index of words hold what the step's records say; to be called before it ends.
pub(crate) fn refresh_words(connection: &Connection) -> Result<()> {
    let run = |sql: &str| connection.prepare_cached(sql)?.execute([]);
    run("DELETE FROM words WHERE rowid IN (SELECT id FROM stale_words WHERE held)")?;
    for finding in FINDINGS {
        run(&finding.index_stale())?;
    }
    run("DELETE FROM stale_words")?;
    Ok(())
}

/// Makes the whole of what is derived again.
pub(super) fn rebuild_findings(connection: &Connection) -> Result<()> {
    connection
        .execute_batch("INSERT INTO words (words) VALUES ('delete-all'); DELETE FROM finding;")?;
    for finding in FINDINGS {
        let kind = finding.kind;
        let table = finding.table.name();
        connection.execute_batch(&format!(
            "INSERT INTO finding (id, kind, record, sort_key)
                 SELECT ({kind} << 40) + row_number() OVER (ORDER BY r.rowid), {kind}, r.id, sort_key({sorted})
                 FROM {table} AS r;
             INSERT INTO words (rowid, text)
                 SELECT f.id, index_words({text}) FROM finding AS f JOIN {table} AS r ON r.id = f.record
                 WHERE f.kind = {kind};",
            sorted = finding.sorted_by.replace("{row}", "r"),
            text = finding.text("r"),
        ))?;
    }
    Ok(())
}
