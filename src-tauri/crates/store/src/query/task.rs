//! Tasks across all events, and the checklists that were changed.

use chrono::NaiveDate;
use domain::event::EventKind;
use domain::id::{EventId, TaskId};
use domain::task::{Due, Horizon, Urgency, soon};
use rusqlite::types::Value;
use rusqlite::{Row, named_params};

use super::person::name_of;
use super::{PAGE_LIMIT, collect, json_list, optional_word, word};
use crate::view::{
    Named, OwnedBy, Page, TaskList, TaskOwner, TaskQuery, TaskRow, TemplateTask, UrgencyCount,
};
use crate::{Reader, Result, StoreError};

/// The day a task `t` of an event `e` is due, as SQL: [`Due::on`] in the store's words, so that it
/// can sort by it. A day of its own goes before one that is counted.
const DAY: &str = "coalesce(t.due, date(substr(e.starts, 1, 10), t.due_days || ' days'))";

/// Fields of a task and of what it names.
const TASK_FIELDS: &str = "
    t.id, t.title, t.due, t.due_days, t.done, t.note, t.owner, e.id AS event, e.title AS event_title,
    p.family_name, p.given_name, p.name_order, p.native_name";

const TASK_TABLES: &str = "task AS t LEFT JOIN event AS e ON e.id = t.event
    LEFT JOIN person AS p ON p.id = t.owner";

/// The store's fields for when a task is due.
#[must_use]
pub fn due_fields(due: Due) -> [(&'static str, Value); 2] {
    let (day, days) = match due {
        Due::On(day) => (Value::Text(day.to_string()), Value::Null),
        Due::Counted(days) => (Value::Null, Value::Integer(i64::from(days))),
        Due::Open => (Value::Null, Value::Null),
    };
    [("due", day), ("due_days", days)]
}

fn due(row: &Row<'_>) -> Result<Due> {
    let day: Option<NaiveDate> = optional_word(row, "task", "due")?;
    let days: Option<i32> = row.get("due_days")?;
    Ok(day
        .map(Due::On)
        .or_else(|| days.map(Due::Counted))
        .unwrap_or_default())
}

fn task_row(row: &Row<'_>, horizon: Horizon) -> Result<TaskRow> {
    let due = due(row)?;
    let day = optional_word(row, "task", "day")?;
    let done = optional_word(row, "task", "done")?;
    let event: Option<String> = row.get("event")?;
    let owner: Option<String> = row.get("owner")?;
    let title = event
        .is_some()
        .then(|| row.get("event_title"))
        .transpose()?;
    let name = owner.is_some().then(|| name_of(row)).transpose()?;
    Ok(TaskRow {
        id: word(row, "task", "id")?,
        title: row.get("title")?,
        event: event.zip(title).map(|(id, name)| Named { id, name }),
        day,
        due,
        due_days: due.days(),
        owner: owner.zip(name).map(|(id, name)| Named { id, name }),
        done,
        note: row.get("note")?,
        urgency: match done {
            Some(_) => Urgency::Done,
            None => horizon.urgency(day),
        },
        leads: row.get("leads")?,
    })
}

/// The tasks that a query asks for, with what the domain says of each, as SQL: `wanted`.
fn wanted() -> String {
    format!(
        "WITH wanted AS (
             SELECT {TASK_FIELDS}, e.stands_at, {DAY} AS day,
                    CASE WHEN t.done IS NOT NULL THEN '{done}'
                         WHEN {DAY} IS NULL THEN '{no_date}'
                         WHEN {DAY} < :today THEN '{overdue}'
                         WHEN {DAY} <= :week THEN '{week}'
                         WHEN {DAY} <= :month THEN '{month}'
                         ELSE '{later}' END AS urgency
             FROM {TASK_TABLES}
             WHERE (:event IS NULL OR t.event = :event)
               AND (:event IS NOT NULL OR e.status IS NOT 'cancelled')
               AND (:owner IS NULL OR t.owner = :owner)
               AND (NOT :unowned OR t.owner IS NULL)
               AND (:due_by IS NULL OR {DAY} <= :due_by)
               AND (:done OR t.done IS NULL))",
        done = Urgency::Done,
        no_date = Urgency::NoDate,
        overdue = Urgency::Overdue,
        week = Urgency::ThisWeek,
        month = Urgency::NextDays,
        later = Urgency::Later,
    )
}

/// The query's values, by the names that `wanted` gives them.
struct Values {
    event: Option<String>,
    owner: Option<String>,
    unowned: bool,
    due_by: Option<String>,
    today: String,
    week: String,
    month: String,
}

impl Values {
    fn of(query: &TaskQuery, horizon: Horizon) -> Self {
        Self {
            event: query.event.map(|id| id.to_string()),
            owner: match query.owner {
                OwnedBy::Person(id) => Some(id.to_string()),
                OwnedBy::Anybody | OwnedBy::Nobody => None,
            },
            unowned: query.owner == OwnedBy::Nobody,
            due_by: query.due_by.map(|day| day.to_string()),
            today: horizon.today.to_string(),
            week: horizon.week.to_string(),
            month: horizon.month.to_string(),
        }
    }
}

impl Reader {
    /// The tasks that a query asks for, seen from `today`: open ones in the order of their days, the
    /// undated behind them in that of their events. An event's own list keeps what is done in its place.
    pub fn tasks(&self, query: &TaskQuery, today: NaiveDate) -> Result<TaskList> {
        let horizon = Horizon::from(today);
        let values = Values::of(query, horizon);
        let wanted = wanted();
        let mut statement = self.connection.prepare_cached(&format!(
            "{wanted} SELECT urgency, count(*) AS number FROM wanted GROUP BY urgency"
        ))?;
        let counts = collect(
            statement.query(named_params! {
                ":event": values.event, ":owner": values.owner, ":unowned": values.unowned,
                ":due_by": values.due_by, ":done": query.done,
                ":today": values.today, ":week": values.week, ":month": values.month,
            })?,
            |row| {
                Ok(UrgencyCount {
                    urgency: word(row, "task", "urgency")?,
                    count: row.get("number")?,
                })
            },
        )?;
        // What is done stands at the end across events, and where it was on an event's own list.
        let order = if query.event.is_some() {
            "day IS NULL, day, due_days, id"
        } else {
            "done IS NOT NULL, day IS NULL, day, stands_at, event, due_days, id"
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "{wanted}, page AS MATERIALIZED (
                 SELECT *, row_number() OVER (ORDER BY {order}) AS place,
                        coalesce(lag(urgency) OVER (ORDER BY {order}), '') <> urgency AS leads
                 FROM wanted WHERE :urgency IS NULL OR urgency = :urgency
                 ORDER BY place LIMIT :limit OFFSET :offset)
             SELECT * FROM page ORDER BY place"
        ))?;
        let rows = collect(
            statement.query(named_params! {
                ":event": values.event, ":owner": values.owner, ":unowned": values.unowned,
                ":due_by": values.due_by, ":done": query.done,
                ":today": values.today, ":week": values.week, ":month": values.month,
                ":urgency": query.urgency.map(Urgency::as_str),
                ":limit": query.window.limit.min(PAGE_LIMIT), ":offset": query.window.offset,
            })?,
            |row| task_row(row, horizon),
        )?;
        let mut counts = counts;
        counts.sort_by_key(|one| one.urgency);
        let total = counts
            .iter()
            .filter(|one| query.urgency.is_none_or(|wanted| wanted == one.urgency))
            .map(|one| one.count)
            .sum();
        Ok(TaskList {
            page: Page { rows, total },
            counts,
        })
    }

    /// One task, seen from `today`.
    pub fn task(&self, id: TaskId, today: NaiveDate) -> Result<TaskRow> {
        let horizon = Horizon::from(today);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {TASK_FIELDS}, {DAY} AS day, 1 AS leads FROM {TASK_TABLES} WHERE t.id = ?1"
        ))?;
        let mut rows = statement.query([id.to_string()])?;
        let row = rows.next()?.ok_or_else(|| StoreError::NoSuchRecord {
            what: "task",
            id: id.to_string(),
        })?;
        task_row(row, horizon)
    }

    /// The tasks of events, each with its event, in the order of days, seen from `today`: for files.
    pub fn tasks_of(
        &self,
        events: &[EventId],
        today: NaiveDate,
    ) -> Result<Vec<(EventId, TaskRow)>> {
        let horizon = Horizon::from(today);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {TASK_FIELDS}, {DAY} AS day, 0 AS leads FROM {TASK_TABLES}
             WHERE t.event IN (SELECT value FROM json_each(?1))
             ORDER BY day IS NULL, day, t.due_days, t.id"
        ))?;
        collect(statement.query([json_list(events)])?, |row| {
            Ok((word(row, "task", "event")?, task_row(row, horizon)?))
        })
    }

    /// How many open tasks of an event are overdue or due soon, seen from `today`.
    pub fn tasks_due(&self, event: EventId, today: NaiveDate) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT count(*) FROM task AS t JOIN event AS e ON e.id = t.event
             WHERE t.event = ?1 AND t.done IS NULL AND {DAY} <= ?2"
        ))?;
        Ok(
            statement.query_row([event.to_string(), soon(today).to_string()], |row| {
                row.get(0)
            })?,
        )
    }

    /// Everybody with open tasks of events that are not called off, in the order of names.
    pub fn task_owners(&self) -> Result<Vec<TaskOwner>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.id, p.family_name, p.given_name, p.name_order, p.native_name, o.open
             FROM (SELECT t.owner, count(*) AS open FROM task AS t LEFT JOIN event AS e ON e.id = t.event
                   WHERE t.owner IS NOT NULL AND t.done IS NULL AND e.status IS NOT 'cancelled'
                   GROUP BY t.owner) AS o
             JOIN person AS p ON p.id = o.owner
             JOIN finding AS f ON f.record = p.id
             ORDER BY f.sort_key",
        )?;
        collect(statement.query([])?, |row| {
            Ok(TaskOwner {
                person: Named {
                    id: row.get("id")?,
                    name: name_of(row)?,
                },
                open: row.get("open")?,
            })
        })
    }

    /// The tasks of a kind's own checklist, in the order of days; none if it was not changed.
    pub fn task_template(&self, kind: EventKind) -> Result<Vec<TemplateTask>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, due_days FROM task_template WHERE kind = ?1 ORDER BY due_days, place, id",
        )?;
        collect(statement.query([kind.as_str()])?, |row| {
            Ok(TemplateTask {
                id: Some(word(row, "task_template", "id")?),
                title: row.get("title")?,
                due: Due::Counted(row.get("due_days")?),
            })
        })
    }
}
