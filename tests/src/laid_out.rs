//! Agendas laid out before a window opens: written by the use cases, straight into its store.

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use domain::event::EventKind;
use domain::id::{AgendaItemId, EventId, RoomId};
use domain::timing::Timing;
use office::view::{AgendaPlacing, Change, NewEvent, TypedAgendaItem};
use office::{Hand, Store};
use uuid::Uuid;

use crate::failure::{Failure, Outcome};

/// An event of some days, with an agenda that nobody typed.
pub struct LaidOut {
    store: Store,
    /// The event.
    pub event: EventId,
    /// The first day.
    pub day: NaiveDate,
}

fn hand() -> Hand {
    Hand::new(
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000),
        "tests",
        Uuid::now_v7,
    )
}

fn key<T: std::str::FromStr>(change: &Change) -> Outcome<T> {
    change
        .id
        .as_deref()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Failure::Found("what was added has no key".to_owned()))
}

impl LaidOut {
    /// A symposium in Seoul from 09:00 on 11 May 2027, of so many days.
    pub fn symposium(store: &Path, days: u32) -> Outcome<Self> {
        let mut store = Store::open(store, DateTime::<Utc>::UNIX_EPOCH)
            .map_err(Failure::refused("open the store"))?;
        office::setup::set_up(&mut store, &mut hand()).map_err(Failure::refused("set up"))?;
        let day = NaiveDate::from_ymd_opt(2027, 5, 11).unwrap_or_default();
        let start = day.and_hms_opt(9, 0, 0).unwrap_or_default();
        let end: NaiveDateTime = start + TimeDelta::days(i64::from(days) - 1) + TimeDelta::hours(9);
        let new = NewEvent {
            kind: EventKind::Symposium,
            title: "Symposium".to_owned(),
            timing: Timing::Exact {
                start,
                end,
                zone: chrono_tz::Asia::Seoul,
            },
            status: None,
            venue: None,
            city: None,
            associated_event: None,
            associated_with: None,
            activities: Vec::new(),
        };
        let event = office::event::plan(&mut store, &mut hand(), new)
            .map_err(Failure::refused("plan the symposium"))?;
        Ok(Self {
            event: key(&event)?,
            store,
            day,
        })
    }

    /// Adds a room.
    pub fn room(&mut self, name: &str) -> Outcome<RoomId> {
        let change = office::agenda::add_room(&mut self.store, &mut hand(), self.event, name, None)
            .map_err(Failure::refused("add a room"))?;
        key(&change)
    }

    /// Adds an item at the end of a day, counted from 0, as a line that is typed.
    pub fn item(&mut self, day: u64, line: &str) -> Outcome<AgendaItemId> {
        let item = TypedAgendaItem {
            event: self.event,
            line: line.to_owned(),
            kind: None,
            minutes: None,
            start: None,
            after: None,
            parent: None,
            day: self.day.checked_add_days(chrono::Days::new(day)),
            tray: false,
        };
        let change = office::agenda::type_in(&mut self.store, &mut hand(), &item)
            .map_err(Failure::refused("add an item"))?;
        key(&change)
    }

    /// Puts an item at a time, such as `10:30:00`, and into a room.
    pub fn place(
        &mut self,
        item: AgendaItemId,
        day: u64,
        start: &str,
        room: Option<RoomId>,
    ) -> Outcome {
        let placing = AgendaPlacing {
            item,
            day: self.day + TimeDelta::days(i64::try_from(day).unwrap_or_default()),
            start: start.parse().unwrap_or_default(),
            room,
            minutes: None,
        };
        office::agenda::place_item(&mut self.store, &mut hand(), &placing)
            .map_err(Failure::refused("place an item"))
            .map(drop)
    }
}
