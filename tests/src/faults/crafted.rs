//! A store that somebody else made to do harm: what it holds to be run is not run, and what it names is not written.

use super::Extent;
use super::place::{Place, files_in};
use super::table::Row;
use crate::failure::{Failure, Outcome};

/// What is to become of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It is not opened, and the sentence holds these words.
    Refused,
    /// It is opened without it, and that is said.
    TakenOff,
    /// It is opened, and it does nothing.
    Harmless,
}

/// A crafted file.
struct Crafted {
    what: &'static str,
    sql: &'static str,
    fate: Fate,
}

const fn crafted(what: &'static str, fate: Fate, sql: &'static str) -> Crafted {
    Crafted { what, sql, fate }
}

const CRAFTED: &[Crafted] = &[
    crafted(
        "a trigger on people that deletes events",
        Fate::TakenOff,
        "CREATE TRIGGER helpful AFTER INSERT ON person BEGIN DELETE FROM event; END;",
    ),
    crafted(
        "a trigger under the name of one of ours",
        Fate::TakenOff,
        "DROP TRIGGER person_inserted; CREATE TRIGGER person_inserted AFTER INSERT ON person BEGIN DELETE FROM event; END;",
    ),
    crafted(
        "a trigger that empties the journal, with the version of an older program",
        Fate::Harmless,
        "UPDATE local SET value = '1' WHERE name = 'triggers_version'; CREATE TRIGGER helpful AFTER INSERT ON journal_transaction BEGIN DELETE FROM event; DELETE FROM journal; END;",
    ),
    crafted(
        "a trigger that runs when the program notes something for itself",
        Fate::TakenOff,
        "CREATE TRIGGER helpful AFTER UPDATE ON local BEGIN DELETE FROM event; END; CREATE TRIGGER helpful2 AFTER INSERT ON local BEGIN DELETE FROM event; END;",
    ),
    crafted(
        "a trigger with a name that breaks out of quotes",
        Fate::TakenOff,
        "CREATE TRIGGER \"a\"\" ; DELETE FROM event; --\" AFTER INSERT ON person BEGIN DELETE FROM event; END;",
    ),
    crafted(
        "our triggers dropped",
        Fate::Harmless,
        "DROP TRIGGER person_inserted; DROP TRIGGER event_updated; DROP TRIGGER event_deleted;",
    ),
    crafted(
        "a view in the place of the settings",
        Fate::Refused,
        "ALTER TABLE setting RENAME TO kept; CREATE VIEW setting AS SELECT id, 'x' AS value FROM kept;",
    ),
    crafted(
        "a view that never ends",
        Fate::Refused,
        "CREATE VIEW endless AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;",
    ),
    crafted(
        "a view in the place of an index of words, that never ends",
        Fate::Refused,
        "DROP TABLE words; CREATE VIEW words AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS rowid, 'x' AS text FROM n;",
    ),
    crafted(
        "views upon views upon views",
        Fate::Refused,
        "CREATE VIEW a AS SELECT 1 AS x; CREATE VIEW b AS SELECT * FROM a, a AS a2; CREATE VIEW c AS SELECT * FROM b, b AS b2; CREATE VIEW d AS SELECT * FROM c, c AS c2;",
    ),
    crafted(
        "another virtual table",
        Fate::Refused,
        "CREATE VIRTUAL TABLE other USING fts5 (text);",
    ),
    crafted(
        "a table more",
        Fate::Refused,
        "CREATE TABLE more (id INTEGER PRIMARY KEY, text TEXT);",
    ),
    crafted(
        "a column that is computed",
        Fate::Refused,
        "ALTER TABLE person ADD COLUMN computed TEXT AS (hex(zeroblob(100000000))) VIRTUAL;",
    ),
    crafted(
        "an index over something computed",
        Fate::Refused,
        "CREATE INDEX computed ON person (hex(zeroblob(100000)) || id);",
    ),
    crafted(
        "a table of ours with a rule of its own",
        Fate::Refused,
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ', CHECK (length(hex(randomblob(100000))) > 1)) STRICT') WHERE name = 'setting'; PRAGMA writable_schema = OFF;",
    ),
    crafted(
        "a table of ours that is not there",
        Fate::Refused,
        "PRAGMA foreign_keys = OFF; DROP TABLE task_template;",
    ),
    crafted(
        "the version of an older program on today's tables",
        Fate::Refused,
        "PRAGMA user_version = 5;",
    ),
    crafted(
        "the version of an older program, and a trigger that waits for the migration",
        Fate::Refused,
        "PRAGMA user_version = 6; CREATE TRIGGER helpful AFTER UPDATE ON local BEGIN DELETE FROM event; END;",
    ),
    crafted("no version at all", Fate::Refused, "PRAGMA user_version = 0;"),
    crafted(
        "a version below none",
        Fate::Refused,
        "PRAGMA user_version = -3;",
    ),
    crafted(
        "a path for a device",
        Fate::Harmless,
        "UPDATE local SET value = '../../../../escaped' WHERE name = 'device'; DELETE FROM local WHERE name = 'device_mark';",
    ),
    crafted(
        "folders and servers that what is written here is to go to",
        Fate::Harmless,
        "DELETE FROM local WHERE name = 'device_mark'; UPDATE local SET value = '01900000-0000-7000-8000-0000000000ff' WHERE name = 'device';
         INSERT OR REPLACE INTO local (name, value) VALUES ('publish_folder', '{outside}'), ('shared_folder', '{outside}'), ('shared_folder_key', 'x'), ('calendar_server', 'https://evil.example/'), ('calendar_server_user', 'x');",
    ),
    crafted(
        "settings of a million letters, control characters and no sense",
        Fate::Harmless,
        "INSERT OR REPLACE INTO local (name, value) VALUES ('keys_version', hex(zeroblob(500000))), ('import_columns', '{{{{'), ('office_secret', char(0) || 'x'), ('office_name', hex(zeroblob(500000)));",
    ),
    crafted(
        "a learnt size of tables that is none",
        Fate::Harmless,
        "ANALYZE; UPDATE sqlite_stat1 SET stat = '-1 99999999999999999999 x';",
    ),
];

pub(super) fn run(_extent: &Extent) -> Outcome<Vec<Row>> {
    let place = Place::bare()?;
    place.done(&["init", "--demo"])?;
    place.keep()?;
    let mut refused = Row::new(
        "a store with tables, views or indexes that are not ours is not opened, stays as it was, and one can go back to a backup",
        "made with SQL; `event list`, `event add`, `check`, `backup`, `restore` of it",
    );
    let mut taken = Row::new(
        "triggers that somebody put into a store are not run, but taken off, and that is said",
        "made with SQL; a person added, an event changed, undone",
    );
    let mut harmless = Row::new(
        "what somebody wrote into a store for the program itself writes nothing elsewhere, and sends nothing",
        "made with SQL; a person added, an event changed, undone, published",
    );
    for crafted in CRAFTED {
        place.reset()?;
        let came = match crafted.fate {
            Fate::Refused => is_refused(&place, crafted)?,
            _ => does_nothing(&place, crafted)?,
        };
        let row = match crafted.fate {
            Fate::Refused => &mut refused,
            Fate::TakenOff => &mut taken,
            Fate::Harmless => &mut harmless,
        };
        row.count(came.map_err(|how| format!("{}: {how}", crafted.what)));
    }
    Ok(vec![refused.told(), taken.told(), harmless.told()])
}

/// Does to the store what whoever made it did.
fn craft(place: &Place, sql: &str) -> Outcome {
    let outside = place.beside("outside");
    if outside.exists() {
        std::fs::remove_dir_all(&outside).map_err(Failure::io("remove a folder"))?;
    }
    std::fs::create_dir_all(&outside).map_err(Failure::io("make a folder"))?;
    let store = place.sql()?;
    store
        .set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .map_err(Failure::refused("craft a store"))?;
    let functions = |name, arguments| {
        store.create_scalar_function(
            name,
            arguments,
            rusqlite::functions::FunctionFlags::SQLITE_INNOCUOUS,
            |_| Ok(1),
        )
    };
    functions("open_transaction", 1)
        .and_then(|()| store.execute_batch(&sql.replace("{outside}", &outside.to_string_lossy())))
        .and_then(|()| store.execute_batch("PRAGMA journal_mode = DELETE;"))
        .map_err(Failure::refused(format!("craft a store by {sql}")))
}

fn is_refused(place: &Place, crafted: &Crafted) -> Outcome<Result<(), String>> {
    place.done(&["backup"])?;
    craft(place, crafted.sql)?;
    let bytes = || std::fs::read(place.store()).map_err(Failure::io("read the store"));
    let before = bytes()?;
    let crafted_file = place.beside("crafted.symposia");
    std::fs::write(&crafted_file, &before).map_err(Failure::io("copy the store"))?;
    let commands: &[&[&str]] = &[
        &["event", "list"],
        &["event", "add", "--kind", "other", "--title", "X"],
        &["check"],
        &["backup"],
        &["restore", "--latest", "--dry-run"],
    ];
    for command in commands {
        let ran = place.run(command)?;
        if let Err(told) = ran.is_told() {
            return Ok(Err(format!("{}: {told}", command.join(" "))));
        }
        if bytes()? != before {
            return Ok(Err(format!("{} changed it", command.join(" "))));
        }
    }
    if let Err(error) = place.done(&["restore", "--latest"]) {
        return Ok(Err(format!("one cannot go back to a backup: {error}")));
    }
    if let Err(found) = place.check()? {
        return Ok(Err(found));
    }
    // Nor is it let in as somebody's backup.
    let crafted_file = crafted_file.to_string_lossy();
    let ran = place.run(&["restore", &crafted_file])?;
    if let Err(told) = ran.is_told() {
        return Ok(Err(format!("restored from: {told}")));
    }
    place.check()
}

fn does_nothing(place: &Place, crafted: &Crafted) -> Outcome<Result<(), String>> {
    let events = place.number("SELECT count(*) FROM event")?;
    craft(place, crafted.sql)?;
    place.write("people.csv", crate::invented::people_csv(3))?;
    let list = place.named("people.csv");
    let commands: &[&[&str]] = &[
        &["people", "import", &list],
        &["event", "add", "--kind", "other", "--title", "X"],
        &["undo"],
        &["event", "list"],
        &["backup"],
    ];
    let mut said = String::new();
    for command in commands {
        let ran = place.run(command)?;
        said.push_str(&ran.err);
        if ran.code != Some(0) {
            return Ok(Err(format!(
                "{}: {:?} {}",
                command.join(" "),
                ran.code,
                ran.err.trim()
            )));
        }
    }
    if crafted.fate == Fate::TakenOff && !said.contains("was taken off") {
        return Ok(Err("it was not said".to_owned()));
    }
    let now = place.number("SELECT count(*) FROM event")?;
    if now != events {
        return Ok(Err(format!("of {events} events {now} are left")));
    }
    let left = place.number("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'helpful%'")?;
    if left > 0 {
        return Ok(Err("its trigger is still there".to_owned()));
    }
    let outside = files_in(&place.beside("outside"))?;
    if !outside.is_empty() {
        return Ok(Err(format!("it wrote {outside:?}")));
    }
    // A device's mark goes into a folder of the place; nothing of it leads out.
    let escaped = files_in(place.folder())?.into_keys();
    let escaped: Vec<String> = escaped
        .chain(files_in(&place.beside(""))?.into_keys())
        .filter(|path| path.ends_with("escaped"))
        .collect();
    if !escaped.is_empty() {
        return Ok(Err(format!("it wrote {escaped:?}")));
    }
    place.check()
}
