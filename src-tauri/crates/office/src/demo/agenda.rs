//! The agendas of the events told by hand.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use store::{Table, Transaction, Value};
use uuid::Uuid;

use super::data::{Item, Told};
use super::draw::Draw;
use super::events::unknown;
use super::participants::Seats;
use super::people::Directory;
use super::trainings;
use crate::fields::{number, text, word};

/// Writes an event's rooms; they are found by their names.
pub(super) fn write_rooms(
    to: &mut Transaction<'_>,
    event: Uuid,
    told: &Told,
) -> store::Result<HashMap<String, Uuid>> {
    let mut rooms = HashMap::new();
    for room in &told.rooms {
        let fields = [
            ("event", word(Some(event))),
            ("name", text(&room.name)),
            ("capacity", number(room.capacity)),
        ];
        rooms.insert(room.name.clone(), to.insert(Table::Room, &fields)?);
    }
    Ok(rooms)
}

/// An event whose agenda is being written.
pub(super) struct Agenda<'a> {
    pub(super) event: Uuid,
    pub(super) told: &'a Told,
    pub(super) seats: &'a Seats,
    pub(super) rooms: &'a HashMap<String, Uuid>,
    pub(super) directory: &'a Directory,
}

impl Agenda<'_> {
    /// Writes items that are parts of `parent`, if of any; a part is in its item's room.
    pub(super) fn write(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        items: &[Item],
        parent: Option<(Uuid, &Item)>,
        first_day: Option<NaiveDate>,
    ) -> store::Result<()> {
        let mut place = 0.0;
        for item in items {
            place += 1.0;
            let within = parent.map(|(_, outer)| outer);
            let room = item
                .room
                .as_ref()
                .or_else(|| within.and_then(|outer| outer.room.as_ref()));
            let room = match room {
                Some(name) => Some(self.rooms.get(name).ok_or_else(|| unknown("room", name))?),
                None => None,
            };
            let day = within.map_or(item.day, |outer| outer.day);
            let day = first_day.and_then(|first| first.checked_add_days(Days::new(day)));
            let id = to.insert(
                Table::AgendaItem,
                &[
                    ("event", word(Some(self.event))),
                    ("parent", word(parent.map(|(id, _)| id))),
                    ("kind", word(Some(item.kind))),
                    ("title", text(&item.title)),
                    ("day", word(day)),
                    ("place", Value::Real(place)),
                    ("pinned", word(item.start)),
                    ("minutes", number(Some(item.minutes))),
                    ("room", word(room)),
                ],
            )?;
            let mut speakers = 0;
            for (capacity, keys) in &item.speakers {
                for key in keys {
                    for at in self.directory.named(key)? {
                        let Some(seat) = self.seats.of(at) else {
                            continue;
                        };
                        let fields = [
                            ("agenda_item", word(Some(id))),
                            ("participation", word(Some(seat.id))),
                            ("capacity", word(Some(capacity))),
                            ("place", number(Some(speakers))),
                            ("confirmed", Value::Integer(i64::from(seat.comes()))),
                        ];
                        to.insert(Table::AgendaSpeaker, &fields)?;
                        speakers += 1;
                    }
                }
            }
            if let (Some(log), Some(day)) = (&item.log, day) {
                let session = trainings::Session {
                    event: self.event,
                    item: id,
                    told: item,
                    day,
                };
                session.write(to, draw, log, self.directory, self.seats)?;
            }
            self.write(to, draw, &item.parts, Some((id, item)), first_day)?;
        }
        // What has no day yet has no agenda here: an item has to stand on a day.
        debug_assert!(
            items.is_empty() || first_day.is_some(),
            "{} has an agenda but no day",
            self.told.title
        );
        Ok(())
    }
}
