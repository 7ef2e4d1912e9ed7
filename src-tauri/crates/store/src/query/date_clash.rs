//! What stands at a time that is being picked: candidates for the domain's rule of overlap, and the
//! people and States that it concerns.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use domain::id::EventId;
use domain::state::State;
use rusqlite::{Row, named_params};

use super::event::read_timing;
use super::person::name_of;
use super::{collect, json_list, word};
use crate::view::{ClashingEvent, ClashingPeople, Named};
use crate::{Reader, Result};

/// By how many days the clocks of two zones can differ at most, rounded up: from UTC+14 to UTC-12.
const ZONES_APART: Days = Days::new(2);

/// The replies of those who do not come themselves, as SQL.
const STAY_AWAY: &str = "('declined', 'delegated')";

impl Reader {
    /// The events but that one, not cancelled, that stand on those days or so near them that they
    /// might in another zone; in the order of dates.
    pub fn events_near(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        but: Option<EventId>,
    ) -> Result<Vec<ClashingEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, kind, status, timing, starts, ends, zone, year, quarter FROM event
             WHERE timing IN ('exact', 'dates') AND status <> 'cancelled'
               AND stands_at < :after AND ends >= :from AND id IS NOT :but
             ORDER BY stands_at, id",
        )?;
        let from = first.checked_sub_days(ZONES_APART).unwrap_or(first);
        // The text of a day stands before that of its hours.
        let after = last
            .checked_add_days(ZONES_APART)
            .and_then(|day| day.succ_opt())
            .unwrap_or(last);
        let rows = statement.query(named_params! {
            ":from": from.to_string(), ":after": after.to_string(),
            ":but": but.map(|id| id.to_string()),
        })?;
        collect(rows, clashing_event)
    }

    /// The participants of an event who come to one of the others too, by those others in the order
    /// in which they are given: how many, and the first few names of each. An event that none of
    /// them comes to is left out.
    pub fn participants_elsewhere(
        &self,
        event: EventId,
        others: &[EventId],
        names: u32,
    ) -> Result<Vec<ClashingPeople>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH both AS (
                 SELECT b.event, p.id, p.family_name, p.given_name, p.native_name, p.name_order,
                        count(*) OVER (PARTITION BY b.event) AS total,
                        row_number() OVER (PARTITION BY b.event ORDER BY f.sort_key, p.id) AS place
                 FROM participation AS a
                 JOIN participation AS b ON b.person = a.person
                 JOIN person AS p ON p.id = a.person
                 JOIN finding AS f ON f.record = p.id
                 WHERE a.event = :event AND a.reply NOT IN {STAY_AWAY}
               AND b.event IN (SELECT value FROM json_each(:others)) AND b.reply NOT IN {STAY_AWAY})
             SELECT * FROM both WHERE place <= :names ORDER BY event, place"
        ))?;
        let mut rows = statement.query(named_params! {
            ":event": event.to_string(), ":others": json_list(others), ":names": names,
        })?;
        let mut found: HashMap<EventId, ClashingPeople> = HashMap::new();
        while let Some(row) = rows.next()? {
            let other = word(row, "participation", "event")?;
            let total = row.get("total")?;
            let people = found.entry(other).or_insert_with(|| ClashingPeople {
                event: other,
                total,
                first: Vec::new(),
            });
            people.first.push(Named {
                id: row.get("id")?,
                name: name_of(row)?,
            });
        }
        Ok(others
            .iter()
            .filter_map(|other| found.remove(other))
            .collect())
    }

    /// The States that an event concerns: those of its venue, its host, and those who come.
    pub fn states_concerned(&self, event: EventId) -> Result<Vec<State>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT state FROM event WHERE id = :event AND state IS NOT NULL
             UNION
             SELECT o.state FROM event AS e JOIN organisation AS o ON o.id = e.host
             WHERE e.id = :event AND o.state IS NOT NULL
             UNION
             SELECT p.state FROM participation AS a JOIN person AS p ON p.id = a.person
             WHERE a.event = :event AND p.state IS NOT NULL AND a.reply NOT IN {STAY_AWAY}"
        ))?;
        let rows = statement.query(named_params! { ":event": event.to_string() })?;
        collect(rows, |row| word(row, "person", "state"))
    }
}

fn clashing_event(row: &Row<'_>) -> Result<ClashingEvent> {
    Ok(ClashingEvent {
        id: word(row, "event", "id")?,
        title: row.get("title")?,
        kind: word(row, "event", "kind")?,
        status: word(row, "event", "status")?,
        timing: read_timing(row)?,
    })
}
