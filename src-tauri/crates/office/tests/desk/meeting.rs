//! An event with an agenda, to try things at.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test file uses its part; a test that cannot go on has failed"
)]

use domain::event::EventKind;
use domain::id::{AgendaItemId, EventId, PersonId, RoomId};
use domain::participation::Capacity;
use domain::timing::{Timing, parse_day, parse_local};
use office::view::{AgendaItemEdit, AgendaMove, Change, NewAgendaItem, NewEvent, NewPerson};

use crate::act;
use crate::desk::Desk;

pub(crate) struct Meeting {
    pub(crate) desk: Desk,
    pub(crate) event: EventId,
}

pub(crate) fn key<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

pub(crate) fn exact(start: &str, end: &str) -> Timing {
    Timing::Exact {
        start: parse_local(start).unwrap(),
        end: parse_local(end).unwrap(),
        zone: chrono_tz::Asia::Seoul,
    }
}

impl Meeting {
    /// Two days in Seoul, from half past nine.
    pub(crate) fn new() -> Self {
        Self::at(exact("2027-05-11T09:30", "2027-05-12T18:00"))
    }

    pub(crate) fn at(timing: Timing) -> Self {
        let mut desk = Desk::new();
        let event = plan(&mut desk, timing);
        Self { desk, event }
    }

    pub(crate) fn add(
        &mut self,
        title: &str,
        minutes: u32,
        parent: Option<AgendaItemId>,
    ) -> AgendaItemId {
        self.add_on(title, minutes, parent, None)
    }

    pub(crate) fn add_on(
        &mut self,
        title: &str,
        minutes: u32,
        parent: Option<AgendaItemId>,
        day: Option<&str>,
    ) -> AgendaItemId {
        let new = NewAgendaItem {
            event: self.event,
            parent,
            kind: None,
            title: title.to_owned(),
            day: day.map(|day| parse_day(day).unwrap()),
            start: None,
            minutes,
            after: None,
        };
        key(&act!(self.desk, office::agenda::add, new).unwrap())
    }

    pub(crate) fn edit(&mut self, item: AgendaItemId, edit: AgendaItemEdit) {
        act!(self.desk, office::agenda::edit, item, edit).unwrap();
    }

    pub(crate) fn rename(&mut self, item: AgendaItemId, title: &str) {
        self.edit(item, AgendaItemEdit::Title(title.to_owned()));
    }

    pub(crate) fn move_before(&mut self, item: AgendaItemId, before: Option<AgendaItemId>) {
        let day = self.desk.store.agenda_item(item).unwrap().day;
        let to = AgendaMove {
            item,
            day,
            parent: None,
            before,
        };
        act!(self.desk, office::agenda::move_item, &to).unwrap();
    }

    pub(crate) fn delete(&mut self, item: AgendaItemId) {
        act!(self.desk, office::agenda::delete, item).unwrap();
    }

    pub(crate) fn room(&mut self, name: &str) -> RoomId {
        let event = self.event;
        key(&act!(self.desk, office::agenda::add_room, event, name, Some(40)).unwrap())
    }

    pub(crate) fn person(&mut self, family: &str, given: &str, email: &str) -> PersonId {
        let new = NewPerson {
            family_name: family.to_owned(),
            given_name: given.to_owned(),
            email: Some(email.to_owned()),
            ..NewPerson::default()
        };
        key(&act!(self.desk, office::person::add, new).unwrap())
    }

    pub(crate) fn speaks(&mut self, item: AgendaItemId, person: PersonId, capacity: Capacity) {
        act!(
            self.desk,
            office::agenda::add_speaker,
            item,
            person,
            capacity
        )
        .unwrap();
    }

    pub(crate) fn undo(&mut self) {
        act!(self.desk, office::journal::undo).unwrap();
    }

    /// `11 09:30 Opening`, a line an item; parts are moved in.
    pub(crate) fn lines(&self) -> Vec<String> {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        let line = |item: &office::view::AgendaRow| {
            let inset = if item.parent.is_some() { "  " } else { "" };
            format!("{} {inset}{}", item.start.format("%d %H:%M"), item.title)
        };
        agenda.items.iter().map(line).collect()
    }

    /// All that the agenda has, for comparing before and after.
    pub(crate) fn whole(&self) -> String {
        let agenda = office::agenda::show(&self.desk.store, self.event).unwrap();
        serde_json::to_string_pretty(&agenda).unwrap()
    }
}

pub(crate) fn plan(desk: &mut Desk, timing: Timing) -> EventId {
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: "Symposium".to_owned(),
        timing,
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    key(&act!(desk, office::event::plan, new).unwrap())
}
