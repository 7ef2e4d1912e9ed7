//! Importing everybody from a file, held against plain inserts of the same rows.

use std::path::Path;

use office::people_file::{ImportOptions, PeopleFormat, export, import, save};
use rusqlite::{Connection, params_from_iter};
use symposia_tests::{Failure, Outcome};
use uuid::Uuid;

use crate::sample::{Sample, hand, new_store};
use crate::table::Measure;
use crate::{Size, memory, middle, timed};

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let list = sample.path("people.csv");
    let (exported, file) = timed("export people", || {
        let file = export(&sample.store, None, PeopleFormat::Csv)?;
        save(&file, &list)?;
        Ok::<_, office::OfficeError>(file)
    })?;
    let schema = schema(sample.store.path()).map_err(Failure::refused("read the schema"))?;
    let rounds = size.rounds.min(3);
    let mut round = 0;
    let mut next = |kind: &str| {
        round += 1;
        sample.path(&format!("{kind}-{round}.sqlite3"))
    };
    let import_once = |path: &Path| -> Outcome<f64> {
        let mut store = new_store(path.to_owned())?;
        let options = ImportOptions::default();
        let (time, report) = timed("import people", || {
            import(&mut store, &mut hand(), &list, &options, None, &())
        })?;
        if report.imported == file.people {
            Ok(time)
        } else {
            Err(Failure::Found(format!(
                "{} of {} people were imported",
                report.imported, file.people
            )))
        }
    };
    let (held, _) = memory::highest(|| import_once(&next("memory")))?;
    let mut figures: [Vec<f64>; 3] = Default::default();
    // Turn by turn, so that all have the machine as it is.
    for _ in 0..rounds {
        figures[0].push(import_once(&next("import"))?);
        for (place, search) in [(1, Search::With), (2, Search::Without)] {
            let path = next("plain");
            let plain = || insert_plainly(&path, &schema, &list, search);
            figures[place].push(timed("insert people plainly", plain)?.0);
        }
    }
    let [ours, found, records] = figures;
    let (ours, found, records) = (middle(ours)?, middle(found)?, middle(records)?);
    let people = file.people;
    Ok(vec![
        Measure::time(format!("export of {people} people"), exported),
        Measure::time(format!("import of {people} people"), ours)
            .against("plain inserts, same indexes", found)
            .at_most_times(2.0),
        Measure::time(format!("import of {people} people"), ours)
            .against("plain inserts, no search index", records),
        Measure::memory(format!("memory: import of {people} people"), held),
    ])
}

/// The tables that an import writes records into, and all their indexes, as the store has them.
struct Schema {
    records: Vec<String>,
    search: Vec<String>,
}

fn schema(store: &Path) -> rusqlite::Result<Schema> {
    let connection = Connection::open(store)?;
    let of = |tables: &str| -> rusqlite::Result<Vec<String>> {
        connection
            .prepare(&format!(
                "SELECT sql FROM sqlite_schema WHERE tbl_name IN ({tables}) AND type IN ('table', 'index')
                 AND sql IS NOT NULL ORDER BY type DESC"
            ))?
            .query_map([], |row| row.get(0))?
            .collect()
    };
    Ok(Schema {
        records: of("'person', 'organisation'")?,
        search: of("'finding', 'words'")?,
    })
}

/// Whether the words and the order of names are indexed too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    With,
    Without,
}

/// The least that any program does: reads the file, and inserts each row in one transaction, with the file on the
/// disk at its end as safely as the store's.
fn insert_plainly(path: &Path, schema: &Schema, list: &Path, search: Search) -> Result<(), String> {
    let text = |error: rusqlite::Error| error.to_string();
    let mut connection = Connection::open(path).map_err(text)?;
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;")
        .map_err(text)?;
    for sql in schema.records.iter().chain(&schema.search) {
        connection.execute_batch(sql).map_err(text)?;
    }
    let transaction = connection.transaction().map_err(text)?;
    {
        let mut person = transaction
            .prepare(
                "INSERT INTO person (id, family_name, given_name, native_name, title, gender, position, division,
                     organisation, state, email, phone, languages, dietary, access_needs, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )
            .map_err(text)?;
        let mut organisation = transaction
            .prepare("INSERT INTO organisation (id, name, kind) VALUES (?1, ?2, 'other')")
            .map_err(text)?;
        let mut finding = transaction
            .prepare("INSERT INTO finding (id, kind, record, sort_key) VALUES (?1, 2, ?2, ?3)")
            .map_err(text)?;
        let mut words = transaction
            .prepare("INSERT INTO words (rowid, text) VALUES (?1, ?2)")
            .map_err(text)?;
        let mut bodies = std::collections::HashMap::new();
        let mut reader = csv::Reader::from_path(list).map_err(|error| error.to_string())?;
        for (at, row) in (1_i64..).zip(reader.records()) {
            let row = row.map_err(|error| error.to_string())?;
            let id = Uuid::now_v7().to_string();
            let mut cells: Vec<Option<String>> = row
                .iter()
                .map(|cell| (!cell.is_empty()).then(|| cell.to_owned()))
                .collect();
            if let Some(Some(name)) = cells.get(7).cloned() {
                if !bodies.contains_key(&name) {
                    let body = Uuid::now_v7().to_string();
                    organisation.execute([&body, &name]).map_err(text)?;
                    bodies.insert(name.clone(), body);
                }
                if let Some(cell) = cells.get_mut(7) {
                    *cell = bodies.get(&name).cloned();
                }
            }
            // Names are never missing in the store.
            for cell in cells.iter_mut().take(2) {
                cell.get_or_insert_default();
            }
            let fields = std::iter::once(Some(id.clone())).chain(cells.iter().cloned());
            person.execute(params_from_iter(fields)).map_err(text)?;
            if search == Search::With {
                let said = |at: usize| cells.get(at).and_then(Option::as_deref).unwrap_or_default();
                let name = format!("{} {} {}", said(0), said(1), said(2));
                finding
                    .execute((at, &id, store::sort_key(&name)))
                    .map_err(text)?;
                let found = store::index_words(&format!("{name} {} {}", said(9), said(5)));
                words.execute((at, found)).map_err(text)?;
            }
        }
    }
    transaction.commit().map_err(text)
}
