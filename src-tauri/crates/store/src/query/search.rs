//! Search over everything that has words.

use rusqlite::params;

use super::collect;
use crate::view::{Hit, HitKind};
use crate::{Reader, Result, text};

/// How many records of each kind a search gives at most.
pub const FOUND_PER_KIND: u32 = 12;

/// A kind of record in the index of words, by the number that its rows carry.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Event = 1,
    Person = 2,
    Organisation = 3,
}

impl Kind {
    pub(crate) fn first_row(self) -> i64 {
        (self as i64) << 40
    }

    pub(crate) fn last_row(self) -> i64 {
        ((self as i64 + 1) << 40) - 1
    }
}

/// One branch a kind: the index gives its first matches without ranking all of them, which keeps
/// two letters as quick among 100,000 people as a whole word. Newest first.
const FIND: &str = "
    WITH found AS (
        SELECT * FROM (SELECT rowid AS id FROM words WHERE words MATCH ?1 AND rowid BETWEEN 1 << 40 AND (2 << 40) - 1
                       ORDER BY rowid DESC LIMIT ?2)
        UNION ALL
        SELECT * FROM (SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN 2 << 40 AND (3 << 40) - 1
                       ORDER BY rowid DESC LIMIT ?2)
        UNION ALL
        SELECT * FROM (SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN 3 << 40 AND (4 << 40) - 1
                       ORDER BY rowid DESC LIMIT ?2)
        UNION ALL
        SELECT * FROM (SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN 4 << 40 AND (5 << 40) - 1
                       ORDER BY rowid DESC LIMIT ?2)
    )
    SELECT f.kind, f.record,
           e.title, e.starts, e.year, coalesce(e.city, e.venue) AS place,
           p.family_name, p.given_name, p.native_name, p.name_order,
           (SELECT coalesce(short_name, name) FROM organisation WHERE id = p.organisation) AS employer,
           o.name AS organisation, o.city AS organisation_city,
           i.title AS item, i.event AS item_event,
           (SELECT title FROM event WHERE id = i.event) AS item_event_title
    FROM found JOIN finding AS f ON f.id = found.id
    LEFT JOIN event AS e ON f.kind = 1 AND e.id = f.record
    LEFT JOIN person AS p ON f.kind = 2 AND p.id = f.record
    LEFT JOIN organisation AS o ON f.kind = 3 AND o.id = f.record
    LEFT JOIN agenda_item AS i ON f.kind = 4 AND i.id = f.record
    ORDER BY f.kind, f.sort_key";

impl Reader {
    /// Events, people, organisations and agenda items that hold all the words of the text, the
    /// words being taken as beginnings; a few of each kind.
    pub fn search(&self, text: &str) -> Result<Vec<Hit>> {
        let Some(expression) = text::match_expression(text) else {
            return Ok(Vec::new());
        };
        let mut statement = self.connection.prepare_cached(FIND)?;
        collect(statement.query(params![expression, FOUND_PER_KIND])?, hit)
    }
}

fn hit(row: &rusqlite::Row<'_>) -> Result<Hit> {
    let id = row.get("record")?;
    Ok(match row.get::<_, i64>("kind")? {
        1 => {
            let starts: Option<String> = row.get("starts")?;
            // A date is ASCII; a shorter text is shown as it is.
            let when = match starts {
                Some(starts) => starts.get(..10).unwrap_or(&starts).to_owned(),
                None => row.get::<_, i64>("year")?.to_string(),
            };
            let place: Option<String> = row.get("place")?;
            Hit {
                kind: HitKind::Event,
                id,
                name: row.get("title")?,
                detail: Some(place.map_or(when.clone(), |place| format!("{when} · {place}"))),
                event: None,
            }
        }
        2 => {
            let family: String = row.get("family_name")?;
            let given: String = row.get("given_name")?;
            let native: Option<String> = row.get("native_name")?;
            let order = super::word(row, "person", "name_order")?;
            Hit {
                kind: HitKind::Person,
                id,
                name: domain::person::full_name(&family, &given, native.as_deref(), order),
                detail: row.get("employer")?,
                event: None,
            }
        }
        3 => Hit {
            kind: HitKind::Organisation,
            id,
            name: row.get("organisation")?,
            detail: row.get("organisation_city")?,
            event: None,
        },
        _ => Hit {
            kind: HitKind::AgendaItem,
            id,
            name: row.get("item")?,
            detail: row.get("item_event_title")?,
            event: row.get("item_event")?,
        },
    })
}
