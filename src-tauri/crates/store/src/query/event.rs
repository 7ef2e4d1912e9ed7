//! Events: lists, the calendar, the event's page.

use std::collections::HashMap;
use std::fmt::Write;

use domain::id::EventId;
use domain::timing::{self, Timing};
use rusqlite::types::Value;
use rusqlite::{Row, named_params};

use super::search::Kind;
use super::{PAGE_LIMIT, collect, holds_words, json_list, named_list, optional_word, word};
use crate::view::{
    CalendarEntry, CalendarSpan, DaySpan, EventOrder, EventPage, EventQuery, EventRow, HomeHours,
    Named, Page,
};
use crate::{Reader, Result, StoreError};

/// Whether a row `j` of the journal, of an event, changed what those invited have to know.
pub(crate) const REVISES: &str = "j.operation = 'update' AND EXISTS (
    SELECT 1 FROM json_each(j.fields) WHERE key IN (
        'status', 'timing', 'starts', 'ends', 'zone', 'year', 'quarter', 'venue', 'city', 'online_link',
        'days_as'))";

pub(super) const EVENT_ROW: &str = "
    SELECT e.id, e.kind, e.status, e.title, e.timing, e.starts, e.ends, e.zone, e.year, e.quarter,
           coalesce(e.city, e.venue) AS place,
           (SELECT coalesce(short_name, name) FROM organisation WHERE id = e.host) AS host,
           (SELECT group_concat(code, ' ') FROM (
                SELECT a.code FROM event_activity AS s JOIN activity AS a ON a.id = s.activity
                WHERE s.event = e.id ORDER BY a.code)) AS activities,
           (SELECT count(*) FROM participation WHERE event = e.id) AS participants
    FROM event AS e";

/// The store's fields for a timing.
#[must_use]
pub fn timing_fields(timing: &Timing) -> [(&'static str, Value); 6] {
    let text = |text: String| Value::Text(text);
    let local = |at: &chrono::NaiveDateTime| text(at.format("%Y-%m-%dT%H:%M:%S").to_string());
    let (kind, starts, ends, zone) = match timing {
        Timing::Exact { start, end, zone } => (
            "exact",
            local(start),
            local(end),
            text(zone.name().to_owned()),
        ),
        Timing::Dates { first, last } => (
            "dates",
            text(first.to_string()),
            text(last.to_string()),
            Value::Null,
        ),
        Timing::Quarter { .. } => ("quarter", Value::Null, Value::Null, Value::Null),
        Timing::Year { .. } => ("year", Value::Null, Value::Null, Value::Null),
        Timing::UponConsultation { .. } => {
            ("upon-consultation", Value::Null, Value::Null, Value::Null)
        }
    };
    let quarter = timing
        .quarter()
        .map_or(Value::Null, |quarter| Value::Integer(i64::from(quarter)));
    [
        ("timing", text(kind.to_owned())),
        ("starts", starts),
        ("ends", ends),
        ("zone", zone),
        ("year", Value::Integer(i64::from(timing.year()))),
        ("quarter", quarter),
    ]
}

/// A timing's fields as they stand in the store.
pub(crate) struct StoredTiming {
    pub(crate) kind: String,
    pub(crate) starts: Option<String>,
    pub(crate) ends: Option<String>,
    pub(crate) zone: Option<String>,
    pub(crate) year: i32,
    pub(crate) quarter: Option<u8>,
}

impl StoredTiming {
    pub(crate) fn of(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            kind: row.get("timing")?,
            starts: row.get("starts")?,
            ends: row.get("ends")?,
            zone: row.get("zone")?,
            year: row.get("year")?,
            quarter: row.get("quarter")?,
        })
    }

    pub(crate) fn read(self) -> Result<Timing> {
        let year = self.year;
        let starts = self.starts.as_deref().unwrap_or_default();
        let ends = self.ends.as_deref().unwrap_or_default();
        Ok(match self.kind.as_str() {
            "exact" => Timing::Exact {
                start: timing::parse_local(starts)?,
                end: timing::parse_local(ends)?,
                zone: timing::zone_named(self.zone.as_deref().unwrap_or_default())?,
            },
            "dates" => Timing::Dates {
                first: timing::parse_day(starts)?,
                last: timing::parse_day(ends)?,
            },
            "quarter" => Timing::Quarter {
                year,
                quarter: self.quarter.unwrap_or_default(),
            },
            "year" => Timing::Year { year },
            "upon-consultation" => Timing::UponConsultation { year },
            _ => {
                return Err(StoreError::Unreadable {
                    table: "event",
                    field: "timing",
                    value: self.kind,
                });
            }
        })
    }
}

/// Reads the timing from those fields.
pub(super) fn read_timing(row: &Row<'_>) -> Result<Timing> {
    StoredTiming::of(row)?.read()
}

pub(super) fn event_row(row: &Row<'_>) -> Result<EventRow> {
    let activities: Option<String> = row.get("activities")?;
    Ok(EventRow {
        id: word(row, "event", "id")?,
        kind: word(row, "event", "kind")?,
        status: word(row, "event", "status")?,
        title: row.get("title")?,
        timing: read_timing(row)?,
        place: row.get("place")?,
        host: row.get("host")?,
        activities: activities
            .unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        participants: row.get("participants")?,
    })
}

impl Reader {
    /// The events that a query asks for.
    pub fn events(&self, query: &EventQuery) -> Result<Page<EventRow>> {
        let mut filter = String::from(
            "(:kinds = '[]' OR e.kind IN (SELECT value FROM json_each(:kinds)))
             AND (:statuses = '[]' OR e.status IN (SELECT value FROM json_each(:statuses)))
             AND (:year IS NULL OR e.year BETWEEN :year AND coalesce(:last_year, :year))
             AND (:activity IS NULL OR e.id IN (SELECT event FROM event_activity WHERE activity = :activity))
             AND (:output IS NULL OR e.id IN (SELECT s.event FROM event_activity AS s
                  JOIN activity AS a ON a.id = s.activity WHERE a.output = :output))
             AND (NOT :unserved OR NOT EXISTS (SELECT 1 FROM event_activity WHERE event = e.id))",
        );
        let words = holds_words(Kind::Event, "e.id", &query.text);
        match &words {
            Some((condition, _)) => {
                let _ = write!(filter, " AND {condition}");
            }
            None => filter.push_str(" AND :words IS NULL"),
        }
        let way = if query.descending { "DESC" } else { "ASC" };
        let order = match query.order {
            EventOrder::When => format!("e.stands_at {way}, e.id {way}"),
            EventOrder::Title => {
                format!("(SELECT sort_key FROM finding WHERE record = e.id) {way}, e.stands_at")
            }
            EventOrder::Kind => format!("e.kind {way}, e.stands_at"),
            EventOrder::Status => format!("e.status {way}, e.stands_at"),
        };
        let kinds = json_list(&query.kinds);
        let statuses = json_list(&query.statuses);
        let activity = query.activity.map(|id| id.to_string());
        let output = query.output.map(|id| id.to_string());
        let expression = words.map(|(_, expression)| expression);
        let total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) FROM event AS e WHERE {filter}"))?
            .query_row(
                named_params! {
                    ":kinds": kinds, ":statuses": statuses, ":year": query.year,
                    ":activity": activity, ":output": output, ":last_year": query.last_year,
                    ":unserved": query.unserved, ":words": expression,
                },
                |row| row.get(0),
            )?;
        // The page is cut before the subqueries of a row are run, so only its own rows pay.
        let sql = format!(
            "WITH page AS MATERIALIZED (SELECT e.id, row_number() OVER (ORDER BY {order}) AS place
                  FROM event AS e WHERE {filter} ORDER BY place LIMIT :limit OFFSET :offset)
             {EVENT_ROW} JOIN page ON page.id = e.id ORDER BY page.place"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = collect(
            statement.query(named_params! {
                ":kinds": kinds, ":statuses": statuses, ":year": query.year,
                ":activity": activity, ":output": output, ":last_year": query.last_year,
                    ":unserved": query.unserved, ":words": expression,
                ":limit": query.window.limit.min(PAGE_LIMIT), ":offset": query.window.offset,
            })?,
            event_row,
        )?;
        Ok(Page { rows, total })
    }

    /// The ids of all events of a year, in the order of dates.
    pub fn events_of_year(&self, year: i32) -> Result<Vec<EventId>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM event WHERE year = ?1 ORDER BY stands_at")?;
        collect(statement.query([year])?, |row| word(row, "event", "id"))
    }

    /// The events that anyone may know of, each with its year, in the order of dates; and how many
    /// others there are. What is not said to be private or confidential (RFC 5545 §3.8.1.3) is public.
    pub fn public_events(&self) -> Result<(Vec<(i32, EventId)>, u64)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT year, id FROM event WHERE coalesce(class, 'public') = 'public' ORDER BY stands_at, id",
        )?;
        let public = collect(statement.query([])?, |row| {
            Ok((row.get("year")?, word(row, "event", "id")?))
        })?;
        let all: u64 = self
            .connection
            .prepare_cached("SELECT count(*) FROM event")?
            .query_row([], |row| row.get(0))?;
        let others = all.saturating_sub(public.len() as u64);
        Ok((public, others))
    }

    /// The years that have events, newest first.
    pub fn years(&self) -> Result<Vec<i32>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT year FROM event ORDER BY year DESC")?;
        Ok(statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// Events that touch a span of days on their own clocks, and those without days of the years of
    /// the span `years`. `home` is for the domain's rules to fill in.
    pub fn calendar_span(&self, span: DaySpan, years: DaySpan) -> Result<CalendarSpan> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, kind, status, timing, starts, ends, zone, year, quarter,
                    coalesce(city, venue) AS place
             FROM event
             WHERE timing IN ('exact', 'dates') AND starts < :after AND ends >= :first
             ORDER BY starts",
        )?;
        let after = span.after.to_string();
        let entries = collect(
            statement.query(named_params! { ":first": span.first.to_string(), ":after": after })?,
            calendar_entry,
        )?;
        let mut statement = self.connection.prepare_cached(&format!(
            "{EVENT_ROW} WHERE e.timing NOT IN ('exact', 'dates') AND e.year BETWEEN ?1 AND ?2
             ORDER BY e.stands_at"
        ))?;
        let years = [
            chrono::Datelike::year(&years.first),
            chrono::Datelike::year(&years.after.pred_opt().unwrap_or(years.after)),
        ];
        let undated = collect(statement.query(years)?, event_row)?;
        Ok(CalendarSpan { entries, undated })
    }

    /// The events of some years that serve no activity, in the order of dates.
    pub fn events_without_activity(&self, first: i32, last: i32) -> Result<Vec<EventRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{EVENT_ROW} WHERE e.year BETWEEN ?1 AND ?2
             AND NOT EXISTS (SELECT 1 FROM event_activity WHERE event = e.id)
             ORDER BY e.stands_at"
        ))?;
        collect(statement.query([first, last])?, event_row)
    }

    /// One event. `elsewhere`, `missing` and `out_of_date` are for the domain's rules to fill in.
    pub fn event(&self, id: EventId) -> Result<EventPage> {
        let page = self.event_pages(&[id])?.pop();
        page.ok_or_else(|| no_such_event(id))
    }

    /// Several events, each asked for once, in the order that they are asked for.
    pub fn event_pages(&self, ids: &[EventId]) -> Result<Vec<EventPage>> {
        let mut statement = self.connection.prepare_cached(EVENT_PAGE)?;
        let pages = collect(statement.query([json_list(ids)])?, event_page)?;
        in_order(ids, pages.into_iter().map(|page| (page.id, page)))
    }

    /// What only the calendar file needs of an event: its sequence number and when it was made.
    pub fn event_revision(&self, id: EventId) -> Result<EventRevision> {
        let revision = self.event_revisions(&[id])?.pop();
        revision.ok_or_else(|| no_such_event(id))
    }

    /// The same of several events, each asked for once, in the order that they are asked for.
    ///
    /// The number counts the steps that changed what those invited have to know, here and in the offices whose
    /// packs were taken in: two that know the same count the same. Undo and redo are
    /// such steps too, so it never falls: a calendar takes nothing with a number below its own.
    pub fn event_revisions(&self, ids: &[EventId]) -> Result<Vec<EventRevision>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT e.id, e.created,
                    e.sequence + (SELECT count(*) FROM (
                        SELECT t.id FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                        WHERE j.record = e.id AND NOT t.derived AND {REVISES}
                        UNION SELECT s.id FROM pack_fact AS j JOIN pack_step AS s ON s.seq = j.step
                        WHERE j.record = e.id AND j.table_name = 'event' AND {REVISES})) AS sequence,
                    (SELECT t.at FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
                     WHERE j.seq = max((SELECT max(seq) FROM journal WHERE record = e.id),
                                       coalesce((SELECT max(seq) FROM journal WHERE owner = e.id), 0))) AS modified
             FROM event AS e WHERE e.id IN (SELECT value FROM json_each(?1))"
        ))?;
        let revisions = collect(statement.query([json_list(ids)])?, |row| {
            let revision = EventRevision {
                sequence: row.get("sequence")?,
                created: word(row, "event", "created")?,
                modified: optional_word(row, "event", "modified")?,
            };
            Ok((word(row, "event", "id")?, revision))
        })?;
        in_order(ids, revisions)
    }
}

fn no_such_event(id: EventId) -> StoreError {
    StoreError::NoSuchRecord {
        what: "event",
        id: id.to_string(),
    }
}

/// What was found of events, in the order of `ids`.
fn in_order<T>(ids: &[EventId], found: impl IntoIterator<Item = (EventId, T)>) -> Result<Vec<T>> {
    let mut found: HashMap<EventId, T> = found.into_iter().collect();
    ids.iter()
        .map(|id| found.remove(id).ok_or_else(|| no_such_event(*id)))
        .collect()
}

/// How often an event was revised, and when it was made and changed.
#[derive(Debug, Clone, Copy)]
pub struct EventRevision {
    /// RFC 5545 §3.8.7.4.
    pub sequence: u32,
    /// RFC 5545 §3.8.7.1.
    pub created: chrono::DateTime<chrono::Utc>,
    /// RFC 5545 §3.8.7.3: the newest step that touched it or what belongs to it, such as its agenda,
    /// its speakers, its participants and their replies.
    pub modified: Option<chrono::DateTime<chrono::Utc>>,
}

const EVENT_PAGE: &str = "
    SELECT e.*,
           (SELECT json_group_array(json_array(id, name)) FROM organisation WHERE id = e.host) AS hosts,
           (SELECT json_group_array(json_array(id, title)) FROM event WHERE id = e.associated_event) AS with_event,
           (SELECT json_group_array(json_array(w.id, w.title)) FROM
                (SELECT id, title FROM event WHERE associated_event = e.id ORDER BY stands_at) AS w) AS associates,
           (SELECT json_group_array(json_array(id, name)) FROM (
                SELECT o.id, o.name FROM event_partner AS p JOIN organisation AS o ON o.id = p.organisation
                WHERE p.event = e.id AND p.part = 'co-organizer' ORDER BY p.place)) AS co_organizers,
           (SELECT json_group_array(json_array(id, name)) FROM (
                SELECT a.id, a.code || ' ' || a.title AS name
                FROM event_activity AS s JOIN activity AS a ON a.id = s.activity
                WHERE s.event = e.id ORDER BY a.code)) AS activity_names,
           (SELECT json_group_array(json_array(id, name)) FROM (
                SELECT a.id, a.code || ' ' || a.title AS name
                FROM event_priority_area AS s JOIN priority_area AS a ON a.id = s.priority_area
                WHERE s.event = e.id ORDER BY a.code)) AS area_names,
           (SELECT count(*) FROM agenda_item WHERE event = e.id) AS agenda_items,
           (SELECT count(*) FROM attachment WHERE event = e.id) AS papers,
           (SELECT count(*) FROM participation WHERE event = e.id) AS participants,
           (SELECT count(*) FROM participation WHERE event = e.id AND reply = 'accepted') AS accepted
    FROM event AS e WHERE e.id IN (SELECT value FROM json_each(?1))";

fn event_page(row: &Row<'_>) -> Result<EventPage> {
    let first = |names: Vec<Named>| names.into_iter().next();
    let languages: String = row.get("languages")?;
    Ok(EventPage {
        id: word(row, "event", "id")?,
        kind: word(row, "event", "kind")?,
        training_form: optional_word(row, "event", "training_form")?,
        status: word(row, "event", "status")?,
        title: row.get("title")?,
        timing: read_timing(row)?,
        elsewhere: Vec::new(),
        venue: row.get("venue")?,
        city: row.get("city")?,
        state: row.get("state")?,
        attendance: optional_word(row, "event", "attendance")?,
        online_link: row.get("online_link")?,
        host: first(named_list(row, "hosts")?),
        co_organizers: named_list(row, "co_organizers")?,
        associated_event: first(named_list(row, "with_event")?),
        associated_with: row.get("associated_with")?,
        associates: named_list(row, "associates")?,
        languages: languages.split_whitespace().map(str::to_owned).collect(),
        activities: named_list(row, "activity_names")?,
        priority_areas: named_list(row, "area_names")?,
        description: row.get("description")?,
        url: row.get("url")?,
        note: row.get("note")?,
        latitude: row.get("latitude")?,
        longitude: row.get("longitude")?,
        class: optional_word(row, "event", "class")?,
        alarm_minutes: row.get("alarm_minutes")?,
        days_as: optional_word(row, "event", "days_as")?,
        invite_sessions: row
            .get::<_, Option<bool>>("invite_sessions")?
            .unwrap_or_default(),
        agenda_items: row.get("agenda_items")?,
        papers: row.get("papers")?,
        participants: row.get("participants")?,
        accepted: row.get("accepted")?,
        out_of_date: 0,
        missing: Vec::new(),
    })
}

fn calendar_entry(row: &Row<'_>) -> Result<CalendarEntry> {
    let timing = read_timing(row)?;
    let known = timing.hours().zip(timing.days());
    let ((start, end), (_, last)) = known.ok_or(StoreError::Unreadable {
        table: "event",
        field: "starts",
        value: String::new(),
    })?;
    let zone = match timing {
        Timing::Exact { zone, .. } => Some(zone.name().to_owned()),
        Timing::Dates { .. }
        | Timing::Quarter { .. }
        | Timing::Year { .. }
        | Timing::UponConsultation { .. } => None,
    };
    Ok(CalendarEntry {
        id: word(row, "event", "id")?,
        title: row.get("title")?,
        kind: word(row, "event", "kind")?,
        status: word(row, "event", "status")?,
        all_day: zone.is_none(),
        start,
        end,
        last,
        zone,
        home: HomeHours::of(start, end),
        place: row.get("place")?,
    })
}
