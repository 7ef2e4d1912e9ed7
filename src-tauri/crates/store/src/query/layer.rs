//! Other people's calendars: the layers, and their events as they are kept.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use domain::event::EventStatus;
use domain::id::{EventId, LayerEventId, LayerId};
use domain::timing::{self, Timing};
use rusqlite::types::Value;
use rusqlite::{Row, named_params};

use super::event::read_timing;
use super::{collect, json_list, word};
use crate::view::{LayerEventPage, LayerRow, Named};
use crate::{Reader, Result, StoreError};

/// The fields of an event of a layer, in the order of [`LayerEventRecord::values`].
pub const LAYER_EVENT: [&str; 16] = [
    "uid",
    "recurrence",
    "sequence",
    "status",
    "title",
    "location",
    "description",
    "url",
    "all_day",
    "starts",
    "ends",
    "zone",
    "rrule",
    "rdates",
    "exdates",
    "until",
];

/// An event of a layer as its fields are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LayerEventRecord {
    /// UID.
    pub uid: String,
    /// RECURRENCE-ID on the clock of the event that it is an instance of; empty for the event.
    pub recurrence: String,
    /// SEQUENCE.
    pub sequence: u32,
    /// STATUS in capitals.
    pub status: Option<String>,
    /// Title; never empty.
    pub title: String,
    /// Place.
    pub location: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Web page.
    pub url: Option<String>,
    /// Whether it is about whole days.
    pub all_day: bool,
    /// Local start, or first day.
    pub starts: String,
    /// Local end, or last day.
    pub ends: String,
    /// IANA name; none for whole days and floating times.
    pub zone: Option<String>,
    /// RRULE.
    pub rrule: Option<String>,
    /// RDATE as local times or days, parted by spaces.
    pub rdates: Option<String>,
    /// EXDATE, likewise.
    pub exdates: Option<String>,
    /// Of what recurs, the last day that it can touch.
    pub until: Option<String>,
}

impl LayerEventRecord {
    /// The values of [`LAYER_EVENT`].
    #[must_use]
    pub fn values(self) -> [Value; LAYER_EVENT.len()] {
        let text = |text: Option<String>| text.map_or(Value::Null, Value::Text);
        [
            Value::Text(self.uid),
            Value::Text(self.recurrence),
            Value::Integer(self.sequence.into()),
            text(self.status),
            Value::Text(self.title),
            text(self.location),
            text(self.description),
            text(self.url),
            Value::Integer(self.all_day.into()),
            Value::Text(self.starts),
            Value::Text(self.ends),
            text(self.zone),
            text(self.rrule),
            text(self.rdates),
            text(self.exdates),
            text(self.until),
        ]
    }

    fn of(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            uid: row.get("uid")?,
            recurrence: row.get("recurrence")?,
            sequence: row.get("sequence")?,
            status: row.get("status")?,
            title: row.get("title")?,
            location: row.get("location")?,
            description: row.get("description")?,
            url: row.get("url")?,
            all_day: row.get("all_day")?,
            starts: row.get("starts")?,
            ends: row.get("ends")?,
            zone: row.get("zone")?,
            rrule: row.get("rrule")?,
            rdates: row.get("rdates")?,
            exdates: row.get("exdates")?,
            until: row.get("until")?,
        })
    }
}

/// What the calendar has to know of an event of a layer, to lay it out.
#[derive(Debug, Clone)]
pub struct LayerSource {
    /// Its key.
    pub id: LayerEventId,
    /// The layer's key.
    pub layer: LayerId,
    /// The layer's name.
    pub layer_name: String,
    /// Title.
    pub title: String,
    /// STATUS in capitals.
    pub status: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Whether it is about whole days.
    pub all_day: bool,
    /// Start on its own clock.
    pub start: NaiveDateTime,
    /// End on its own clock; for whole days midnight after the last.
    pub end: NaiveDateTime,
    /// Zone of its clock; none for whole days and floating times.
    pub zone: Option<Tz>,
    /// RRULE.
    pub rule: Option<String>,
    /// RDATE.
    pub added: Vec<NaiveDateTime>,
    /// EXDATE and the instances that stand there as events of their own: times or days.
    pub left_out: Vec<String>,
}

/// What the calendar has to know; the instances that are events of their own are left out of the
/// event that recurs, wherever they were moved to.
const SOURCE: &str = "
    SELECT e.id, e.layer, l.name AS layer_name, e.title, e.status, e.location, e.all_day,
           e.starts, e.ends, e.zone, e.rrule, e.rdates, e.exdates,
           CASE WHEN e.recurrence = '' AND (e.rrule IS NOT NULL OR e.rdates IS NOT NULL) THEN
               (SELECT group_concat(o.recurrence, ' ') FROM layer_event AS o
                WHERE o.layer = e.layer AND o.uid = e.uid AND o.recurrence <> '') END AS instances
    FROM layer_event AS e JOIN layer AS l ON l.id = e.layer";

impl Reader {
    /// Every layer, by its name.
    pub fn layers(&self) -> Result<Vec<LayerRow>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT l.id, l.name, l.shown, l.read,
                    (SELECT count(*) FROM layer_event WHERE layer = l.id AND recurrence = '') AS events
             FROM layer AS l ORDER BY sort_key(l.name), l.id",
        )?;
        collect(statement.query([])?, |row| {
            Ok(LayerRow {
                id: word(row, "layer", "id")?,
                name: row.get("name")?,
                shown: row.get("shown")?,
                read: word(row, "layer", "read")?,
                events: row.get("events")?,
            })
        })
    }

    /// The layer of that name.
    pub fn layer_named(&self, name: &str) -> Result<Option<LayerId>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM layer WHERE name = ?1 ORDER BY id LIMIT 1")?;
        let found = collect(statement.query([name])?, |row| word(row, "layer", "id"))?;
        Ok(found.into_iter().next())
    }

    /// Every event of a layer with its key.
    pub fn layer_records(&self, layer: LayerId) -> Result<Vec<(LayerEventId, LayerEventRecord)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT * FROM layer_event WHERE layer = ?1")?;
        collect(statement.query([layer.to_string()])?, |row| {
            Ok((word(row, "layer_event", "id")?, LayerEventRecord::of(row)?))
        })
    }

    /// The events of the layers that are shown which happen once, and touch a span of days on
    /// their own clocks.
    pub fn layer_events_once(
        &self,
        first: NaiveDate,
        after: NaiveDate,
    ) -> Result<Vec<LayerSource>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{SOURCE} WHERE l.shown = 1 AND e.rrule IS NULL AND e.rdates IS NULL
             AND e.starts < :after AND e.ends >= :first"
        ))?;
        collect(
            statement.query(
                named_params! { ":first": first.to_string(), ":after": after.to_string() },
            )?,
            source,
        )
    }

    /// The events of the layers that are shown which recur, and can touch a span of days.
    pub fn layer_events_recurring(
        &self,
        first: NaiveDate,
        after: NaiveDate,
    ) -> Result<Vec<LayerSource>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{SOURCE} WHERE l.shown = 1 AND (e.rrule IS NOT NULL OR e.rdates IS NOT NULL)
             AND e.starts < :after AND (e.until IS NULL OR e.until >= :first)"
        ))?;
        collect(
            statement.query(
                named_params! { ":first": first.to_string(), ":after": after.to_string() },
            )?,
            source,
        )
    }

    /// One event of a layer.
    pub fn layer_event(&self, id: LayerEventId) -> Result<LayerEventPage> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.*, l.name AS layer_name FROM layer_event AS e JOIN layer AS l ON l.id = e.layer
             WHERE e.id = ?1",
        )?;
        let mut rows = statement.query([id.to_string()])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: "event of a layer",
            id: id.to_string(),
        })?;
        let record = LayerEventRecord::of(row)?;
        Ok(LayerEventPage {
            id,
            layer: Named {
                id: row.get("layer")?,
                name: row.get("layer_name")?,
            },
            title: record.title,
            cancelled: record.status.as_deref() == Some("CANCELLED"),
            zone: record.zone,
            recurs: record.rrule.is_some()
                || record.rdates.is_some()
                || !record.recurrence.is_empty(),
            place: record.location,
            description: record.description,
            url: record.url,
        })
    }

    /// Every event that was taken from somebody's calendar.
    pub fn imported_events(&self) -> Result<Vec<ImportedEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, imported_uid, title, status, timing, starts, ends, zone, year, quarter,
                    venue, online_link, description, url
             FROM event WHERE imported_uid IS NOT NULL",
        )?;
        collect(statement.query([])?, |row| {
            Ok(ImportedEvent {
                id: word(row, "event", "id")?,
                uid: row.get("imported_uid")?,
                title: row.get("title")?,
                status: word(row, "event", "status")?,
                timing: read_timing(row)?,
                venue: row.get("venue")?,
                online_link: row.get("online_link")?,
                description: row.get("description")?,
                url: row.get("url")?,
            })
        })
    }

    /// Which of these keys are those of our own events and agenda items, there now or once.
    pub fn own_keys(&self, keys: &[String]) -> Result<HashSet<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT value AS id FROM json_each(?1)
             WHERE value IN (SELECT id FROM event) OR value IN (SELECT id FROM agenda_item)
                OR EXISTS (SELECT 1 FROM journal WHERE record = value
                           AND table_name IN ('event', 'agenda_item'))",
        )?;
        let found = collect(statement.query([json_list(keys)])?, |row| {
            Ok(row.get::<_, String>("id")?)
        })?;
        Ok(found.into_iter().collect())
    }
}

/// An event that was taken from somebody's calendar, as far as that calendar tells of it.
#[derive(Debug, Clone)]
pub struct ImportedEvent {
    /// Its key.
    pub id: EventId,
    /// UID in the calendar that it was taken from.
    pub uid: String,
    /// Title.
    pub title: String,
    /// Status.
    pub status: EventStatus,
    /// Timing.
    pub timing: Timing,
    /// Venue.
    pub venue: Option<String>,
    /// Online link.
    pub online_link: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Web page.
    pub url: Option<String>,
}

fn source(row: &Row<'_>) -> Result<LayerSource> {
    let all_day: bool = row.get("all_day")?;
    let (starts, ends): (String, String) = (row.get("starts")?, row.get("ends")?);
    let end = at(&ends)?;
    let zone: Option<String> = row.get("zone")?;
    let zone = zone.as_deref().map(timing::zone_named).transpose()?;
    let rdates: Option<String> = row.get("rdates")?;
    let left_out: [Option<String>; 2] = [row.get("exdates")?, row.get("instances")?];
    let added = rdates.iter().flat_map(|dates| dates.split_whitespace());
    Ok(LayerSource {
        id: word(row, "layer_event", "id")?,
        layer: word(row, "layer_event", "layer")?,
        layer_name: row.get("layer_name")?,
        title: row.get("title")?,
        status: row.get("status")?,
        place: row.get("location")?,
        all_day,
        start: at(&starts)?,
        end: if all_day {
            end.date()
                .succ_opt()
                .unwrap_or(end.date())
                .and_time(NaiveTime::MIN)
        } else {
            end
        },
        zone,
        rule: row.get("rrule")?,
        added: added.map(at).collect::<Result<_>>()?,
        left_out: left_out
            .iter()
            .flatten()
            .flat_map(|dates| dates.split_whitespace())
            .map(str::to_owned)
            .collect(),
    })
}

/// A local time, or a day's midnight.
fn at(text: &str) -> Result<NaiveDateTime> {
    Ok(if text.contains('T') {
        timing::parse_local(text)?
    } else {
        timing::parse_day(text)?.and_time(NaiveTime::MIN)
    })
}
