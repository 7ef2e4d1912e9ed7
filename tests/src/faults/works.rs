//! The pieces of work that are cut short: how each is got ready, what does it, and what is counted of it.

use std::fmt::Write;

use super::place::Place;
use crate::failure::{Failure, Outcome};
use crate::invented;

/// A piece of work of the command line.
pub(super) struct Work {
    pub(super) name: &'static str,
    /// Puts into an empty place what it takes.
    pub(super) prepare: fn(&Place) -> Outcome,
    /// The command.
    pub(super) arguments: fn(&Place) -> Outcome<Vec<String>>,
    /// What is counted: one text before, another after, and no third.
    pub(super) state: fn(&Place) -> Outcome<String>,
}

/// How many people a list has.
const PEOPLE: usize = 1500;

/// The migrations of an older program: all but the two newest.
const OLDER: [&str; 5] = [
    include_str!("../../../src-tauri/crates/store/src/schema/0001_ground.sql"),
    include_str!("../../../src-tauri/crates/store/src/schema/0002_invitations.sql"),
    include_str!("../../../src-tauri/crates/store/src/schema/0003_agenda.sql"),
    include_str!("../../../src-tauri/crates/store/src/schema/0004_people.sql"),
    include_str!("../../../src-tauri/crates/store/src/schema/0005_duplicates.sql"),
];

pub(super) fn given(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// All of them.
pub(super) fn works() -> Vec<Work> {
    vec![
        Work {
            name: "import of 1,500 people",
            prepare: with_list,
            arguments: |place| Ok(given(&["people", "import", &place.named("people.csv")])),
            state: records,
        },
        Work {
            name: "merge of two people",
            prepare: |place| {
                place.done(&["init", "--demo"])?;
                place.write("twice.csv", invented::TWICE)?;
                place.done(&["people", "import", &place.named("twice.csv")])?;
                let ids = people_named(place, "invented")?;
                place.write("ids", ids.join("\n")).map(drop)
            },
            arguments: |place| {
                let ids = std::fs::read_to_string(place.file("ids"))
                    .map_err(Failure::io("read who is merged"))?;
                let mut words = vec!["people", "merge"];
                words.extend(ids.lines());
                Ok(given(&words))
            },
            state: records,
        },
        Work {
            name: "undo of that import",
            prepare: |place| {
                with_list(place)?;
                place.done(&["people", "import", &place.named("people.csv")])?;
                Ok(())
            },
            arguments: |_| Ok(given(&["undo"])),
            state: records,
        },
        Work {
            name: "backup",
            prepare: with_people,
            arguments: |_| Ok(given(&["backup"])),
            state: |place| {
                let listed = place.json(&["backup", "--list"])?;
                let backups = listed["backups"].as_array().cloned().unwrap_or_default();
                let damaged = backups.iter().filter(|backup| backup["steps"].is_null());
                Ok(format!(
                    "{} backups, {} damaged, {}",
                    backups.len(),
                    damaged.count(),
                    records(place)?
                ))
            },
        },
        Work {
            name: "going back to a backup",
            prepare: |place| {
                with_people(place)?;
                place.done(&["backup"])?;
                place.write("more.csv", invented::TWICE)?;
                place.done(&["people", "import", &place.named("more.csv")])?;
                Ok(())
            },
            // The import made no backup: the newest one held all that there was.
            arguments: |_| Ok(given(&["restore", "--latest"])),
            state: records,
        },
        Work {
            name: "migration from an older schema",
            prepare: older_store,
            arguments: |_| Ok(given(&["event", "list"])),
            state: |place| {
                let version = place.number("PRAGMA user_version")?;
                Ok(format!("version {version}, {}", records(place)?))
            },
        },
        Work {
            name: "a passphrase set",
            prepare: with_backup,
            arguments: |_| Ok(given(&["passphrase", "set"])),
            state: coding,
        },
        Work {
            name: "a passphrase taken off",
            prepare: |place| {
                with_backup(place)?;
                place.done(&["passphrase", "set"]).map(drop)
            },
            arguments: |_| Ok(given(&["passphrase", "remove"])),
            state: coding,
        },
    ]
}

pub(super) fn with_backup(place: &Place) -> Outcome {
    with_people(place)?;
    place.done(&["backup"]).map(drop)
}

/// Whether the store is encrypted, and its records, whatever it is.
pub(super) fn coding(place: &Place) -> Outcome<String> {
    let coding = if place.is_encrypted() {
        "encrypted"
    } else {
        "in clear"
    };
    Ok(format!("{coding}, {}", records(place)?))
}

fn with_list(place: &Place) -> Outcome {
    place.done(&["init", "--demo"])?;
    place.write("people.csv", invented::people_csv(PEOPLE))?;
    // The day's first backup is made with the first step.
    place.done(&[
        "event",
        "add",
        "--kind",
        "other",
        "--title",
        "First of the day",
    ])?;
    Ok(())
}

fn with_people(place: &Place) -> Outcome {
    with_list(place)?;
    place.done(&["people", "import", &place.named("people.csv")])?;
    Ok(())
}

/// The IDs of those whom these words find.
fn people_named(place: &Place, words: &str) -> Outcome<Vec<String>> {
    let found = place.json(&["people", "list", "--text", words])?;
    let rows = found.as_array().cloned().unwrap_or_default();
    let ids = rows.iter().filter(|row| {
        let address = row["email"].as_str().unwrap_or_default();
        address.starts_with("gagong")
    });
    Ok(ids
        .filter_map(|row| row["id"].as_str().map(str::to_owned))
        .collect())
}

/// How many records there are of each kind, and how many steps; and a number that follows from all that records say
/// where no keys are made on the way.
pub(super) fn records(place: &Place) -> Outcome<String> {
    let store = place.sql()?;
    let mut text = String::new();
    for table in [
        "journal_transaction",
        "journal",
        "person",
        "person_address",
        "organisation",
        "membership",
        "merged_person",
        "participation",
        "event",
        "setting",
    ] {
        let there: i64 = store
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                [table],
                |row| row.get(0),
            )
            .map_err(Failure::refused("look for a table"))?;
        if there == 1 {
            let count: i64 = store
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| {
                    row.get(0)
                })
                .map_err(Failure::refused("count records"))?;
            let _ = write!(text, "{table} {count}, ");
        }
    }
    Ok(text)
}

/// A store as an older program left it: the schema of then, people and the journal of how they came.
fn older_store(place: &Place) -> Outcome {
    let store = place.sql()?;
    let made = store.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; BEGIN; {}
         PRAGMA application_id = {}; PRAGMA user_version = {};
         INSERT INTO local (name, value) VALUES ('device', '01900000-0000-7000-8000-00000000000d'),
             ('triggers_version', '0'), ('keys_version', '0');
         INSERT INTO journal_transaction (id, label, actor, device, clock, at, kind)
             VALUES ('01900000-0000-7000-8000-000000000001', 'Import people', 'older', '01900000-0000-7000-8000-00000000000d',
                     1, '2026-01-01T00:00:00.000Z', 'do');
         INSERT INTO organisation (id, name, kind) VALUES ('01900000-0000-7000-8000-0000000000aa', 'Office of Invented Air', 'other');
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
         INSERT INTO person (id, family_name, given_name)
             SELECT printf('01900000-0000-7000-9000-%012x', i), 'INVENTED', 'Person ' || i FROM n;
         INSERT INTO work_plan (id, title, first_year, last_year)
             VALUES ('01900000-0000-7000-8000-0000000000bb', 'Work plan of an older program', 2026, 2030);
         {}
         COMMIT;",
        OLDER.join("\n"),
        0x5379_6d70,
        OLDER.len(),
        ["organisation", "person", "work_plan"].map(journal_of).concat()
    ));
    made.map_err(Failure::refused("make an older store"))
}

/// SQL that writes the journal of a table's records, as its trigger would have.
fn journal_of(table: &str) -> String {
    let fields = older_fields(table).unwrap_or_default();
    let pairs: Vec<String> = fields
        .iter()
        .map(|field| format!("'{field}', {field}"))
        .collect();
    format!(
        "INSERT INTO journal (transaction_seq, table_name, record, operation, fields)
         SELECT 1, '{table}', id, 'insert', json_object({}) FROM {table};",
        pairs.join(", ")
    )
}

/// The fields of a table in the older schema.
fn older_fields(table: &str) -> rusqlite::Result<Vec<String>> {
    let older = rusqlite::Connection::open_in_memory()?;
    older.execute_batch(&OLDER.join("\n"))?;
    let mut statement =
        older.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0")?;
    statement
        .query_map([table], |row| row.get(0))?
        .collect::<Result<_, _>>()
}
