//! The programme by day, and the annotated agenda.

use documents::paper::{Day, Item, Programme, Speaker, language_of};
use domain::agenda::ItemKind;
use domain::event::EventStatus;
use domain::participation::Capacity;
use store::view::{AgendaRow, SpeakerRow};

use super::compose::{Desk, paragraphs, weekday_of, zone_of};
use super::people::{Guests, capacity, no_such_day};
use crate::Result;

/// The programme as it was asked for.
pub(super) fn programme(desk: &Desk<'_>, guests: &Guests) -> Result<Programme> {
    let options = &desk.request.options;
    let mut all = whole(desk, guests, options.annotated);
    if let Some(day) = options.day {
        if !desk.agenda.days.contains(&day) {
            return Err(no_such_day(day, desk));
        }
        let wanted = weekday_of(day);
        all.days.retain(|one| one.day == wanted);
    }
    Ok(all)
}

/// The programme of all days.
pub(super) fn whole(desk: &Desk<'_>, guests: &Guests, annotated: bool) -> Programme {
    let held = desk.page.status == EventStatus::Held;
    let heading = match (annotated, held || desk.is_final) {
        (true, true) => "Annotated agenda",
        (true, false) => "Annotated provisional agenda",
        (false, true) => "Programme",
        (false, false) => "Provisional programme",
    };
    let mut numbers = Numbers::default();
    let mut days: Vec<(chrono::NaiveDate, Day)> = Vec::new();
    for row in &desk.agenda.items {
        let mut item = item(desk, guests, row);
        if annotated {
            item.number = numbers.next(row);
        }
        match days.last_mut() {
            Some((day, held)) if *day == row.day => held.items.push(item),
            _ => days.push((
                row.day,
                Day {
                    day: weekday_of(row.day),
                    items: vec![item],
                },
            )),
        }
    }
    Programme {
        heading: heading.to_owned(),
        annotated,
        zone: zone_of(&desk.page.timing),
        days: days.into_iter().map(|(_, day)| day).collect(),
    }
}

/// Numbers of items throughout the agenda; breaks have none.
#[derive(Default)]
struct Numbers {
    item: u32,
    part: u32,
}

impl Numbers {
    fn next(&mut self, row: &AgendaRow) -> Option<String> {
        if is_quiet(row.kind) {
            return None;
        }
        if row.depth == 0 {
            self.item += 1;
            self.part = 0;
            Some(self.item.to_string())
        } else {
            self.part += 1;
            Some(format!("{}.{}", self.item, self.part))
        }
    }
}

/// What is no item of business.
pub(super) const fn is_quiet(kind: ItemKind) -> bool {
    matches!(
        kind,
        ItemKind::Break | ItemKind::Meal | ItemKind::GroupPhoto
    )
}

fn item(desk: &Desk<'_>, guests: &Guests, row: &AgendaRow) -> Item {
    let room = row
        .room
        .and_then(|id| desk.agenda.rooms.iter().find(|room| room.id == id));
    let hint = row.language.as_deref().or(desk.page.state.as_deref());
    let texts = [Some(row.title.as_str()), row.description.as_deref()];
    let lang = texts
        .into_iter()
        .flatten()
        .map(|text| language_of(text, hint));
    let lang = lang.into_iter().find(|lang| *lang != "en").unwrap_or("en");
    Item {
        start: row.start.format("%H:%M").to_string(),
        end: row.end.format("%H:%M").to_string(),
        number: None,
        depth: row.depth,
        title: row.title.clone(),
        lang: lang.to_owned(),
        kind: row.kind.to_string(),
        quiet: is_quiet(row.kind),
        room: room.map(|room| room.name.clone()),
        description: paragraphs(row.description.as_deref()),
        speakers: row
            .speakers
            .iter()
            .filter(|one| !guests.is_erased(one.person))
            .map(|one| speaker(guests, one))
            .collect(),
    }
}

fn speaker(guests: &Guests, row: &SpeakerRow) -> Speaker {
    let guest = guests
        .get(row.person)
        .map(|one| super::people::person(one, false));
    Speaker {
        name: row.name.clone(),
        lang: guest.as_ref().map_or_else(
            || language_of(&row.name, None).to_owned(),
            |guest| guest.lang.clone(),
        ),
        organisation: guest.and_then(|guest| guest.organisation),
        // That somebody who speaks is a speaker need not be said.
        capacity: match row.capacity {
            Capacity::Speaker => String::new(),
            other => capacity(other).to_owned(),
        },
    }
}
