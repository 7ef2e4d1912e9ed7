//! An agenda read from a table, as one step.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use chrono::NaiveDate;
use domain::agenda::ItemKind;
use domain::id::{AgendaItemId, EventId, ParticipationId, PersonId, RoomId};
use domain::timing::moved_day;
use store::{Hand, Store, StoredItem, StoredPart, Table, Transaction, Value};

use super::AgendaImport;
use super::read::{Column, Line, Listed, PartOf, read};
use super::speakers::{Named, People};
use crate::Result;
use crate::agenda::arrange::flag;
use crate::agenda::{in_place, place, show};
use crate::fields::{number, optional, text, word};
use crate::people_file::RejectedLine;

/// Imports a table of items into an event's agenda, as one step. A line that cannot be taken costs no
/// other.
///
/// A line with the ID of an item of this agenda brings that item up to date, and so does one without an
/// ID whose title an item of that day has: reading a file twice doubles nothing. What the table has no
/// column for stays as it is; a cell that is empty empties its field. Items that the file does not
/// have stay. Who speaks is looked up among the participants, then in the directory, which makes them
/// participants.
pub fn import(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    path: &Path,
) -> Result<AgendaImport> {
    crate::files::refuse_over_store(store.path(), path)?;
    let bytes = crate::files::read_list(path)?;
    let decoded = documents::decode(&bytes, None)?;
    let page = store.event(event)?;
    let agenda = show(store, event)?;
    let mut listed = read(&decoded.text, &agenda.days)?;
    let first = agenda.days.first().copied().or_else(|| {
        // An event without days yet: as an item that is added has it.
        NaiveDate::from_ymd_opt(page.timing.year(), 1, 1)
    });
    let lines = std::mem::take(&mut listed.lines);
    let there = store.agenda_items(event)?;
    let mut plan = Plan::new(&there, &listed, first.unwrap_or_default());
    for line in lines {
        let at = line.at;
        if let Err(reason) = plan.take(line, || AgendaItemId(hand.id())) {
            plan.rejected.push(RejectedLine { line: at, reason });
        }
    }
    let notes = plan.name_speakers(store, event)?;
    let Plan {
        items,
        mut rejected,
        ..
    } = plan;
    let parts_told = listed.tells_parts();
    let ((), change) = store.write(hand, "Import agenda", |to| {
        let mut writer = Writer::new(to, event, &listed, parts_told)?;
        for item in &items {
            writer.write(item)?;
        }
        writer.take_parts_along(&items)?;
        writer.put_in_order(&items)
    })?;
    rejected.append(&mut listed.rejected);
    rejected.sort_by_key(|line| line.line);
    let updated = items.iter().filter(|item| item.known.is_some()).count();
    Ok(AgendaImport {
        added: (items.len() - updated) as u64,
        updated: updated as u64,
        rejected,
        notes,
        change: (!change.touched.is_empty()).then_some(change),
    })
}

/// An item that a line becomes.
struct Item {
    id: AgendaItemId,
    /// The item as it is, where there is one.
    known: Option<StoredItem>,
    line: Line,
    day: NaiveDate,
    parent: Option<AgendaItemId>,
    minutes: u32,
    speakers: Vec<Named>,
    /// Whether everybody in the cell could be named.
    all_named: bool,
}

/// What an import comes to.
struct Plan<'a> {
    there: &'a [StoredItem],
    /// Those of them that have a place.
    placed: HashSet<AgendaItemId>,
    tells_parts: bool,
    first: NaiveDate,
    items: Vec<Item>,
    rejected: Vec<RejectedLine>,
    taken: HashSet<AgendaItemId>,
    /// The outline above the line that comes next: depth, and the item, or the line not taken.
    above: Vec<(usize, Result<AgendaItemId, u64>)>,
    parents: HashMap<AgendaItemId, Option<AgendaItemId>>,
}

impl<'a> Plan<'a> {
    fn new(there: &'a [StoredItem], listed: &Listed, first: NaiveDate) -> Self {
        let placed = in_place(there.to_vec()).into_iter();
        Self {
            there,
            placed: placed.map(|item| item.id).collect(),
            tells_parts: listed.tells_parts(),
            first,
            items: Vec::new(),
            rejected: Vec::new(),
            taken: HashSet::new(),
            above: Vec::new(),
            parents: there.iter().map(|item| (item.id, item.parent)).collect(),
        }
    }

    fn take(&mut self, line: Line, new: impl FnOnce() -> AgendaItemId) -> Result<(), String> {
        let depth = match &line.part_of {
            PartOf::Depth(depth) => *depth,
            PartOf::Named(_) => 0,
        };
        self.above.retain(|(other, _)| *other < depth);
        let parent = self.parent(&line.part_of);
        // Should the line not be taken, its parts below must not become parts of something else.
        self.above.push((depth, Err(line.at)));
        let parent = parent?;
        let own = self.there.iter();
        let own = own
            .filter(|item| Some(item.id) == line.id)
            .map(|item| item.day);
        let day = line
            .day
            .or_else(|| own.into_iter().next())
            .or_else(|| self.items.last().map(|item| item.day))
            .unwrap_or(self.first);
        let known = self.known(&line, day)?;
        let parent = match &known {
            Some(known) if !self.tells_parts => known.parent,
            _ => parent,
        };
        let minutes = line
            .minutes
            .or(known.as_ref().map(|known| known.minutes))
            .ok_or("it has no length; give minutes, or a start and an end")?;
        let id = known.as_ref().map_or_else(new, |known| known.id);
        if self.is_within(parent, id) {
            return Err("it would be a part of itself".to_owned());
        }
        self.taken.insert(id);
        self.parents.insert(id, parent);
        self.above.pop();
        self.above.push((depth, Ok(id)));
        self.items.push(Item {
            id,
            known,
            line,
            day,
            parent,
            minutes,
            speakers: Vec::new(),
            all_named: true,
        });
        Ok(())
    }

    fn parent(&self, part_of: &PartOf) -> Result<Option<AgendaItemId>, String> {
        let name = match part_of {
            PartOf::Depth(_) => {
                return match self.above.last() {
                    None => Ok(None),
                    Some((_, Ok(above))) => Ok(Some(*above)),
                    Some((_, Err(line))) => {
                        Err(format!("it is a part of line {line}, which is not taken"))
                    }
                };
            }
            PartOf::Named(name) => name,
        };
        let in_file = self.items.iter().rev();
        let in_file = in_file.map(|item| (item.id, item.line.title.as_str()));
        let there = self.there.iter();
        let there = there.filter(|item| self.placed.contains(&item.id));
        let there = there.map(|item| (item.id, item.title.as_str()));
        in_file
            .chain(there)
            .find(|(id, title)| title.eq_ignore_ascii_case(name) || id.to_string() == *name)
            .map(|(id, _)| Some(id))
            .ok_or_else(|| {
                format!(
                    "“{name}”, of which it is a part, is no item above it nor one of the agenda"
                )
            })
    }

    /// The item of the agenda that a line is of.
    fn known(&self, line: &Line, day: NaiveDate) -> Result<Option<StoredItem>, String> {
        let find = |is_it: &dyn Fn(&StoredItem) -> bool| {
            let mut items = self.there.iter();
            items.find(|item| is_it(item)).cloned()
        };
        match line.id {
            Some(id) if self.taken.contains(&id) => Err(
                "an earlier line has the same ID; leave it empty for an item that is new"
                    .to_owned(),
            ),
            Some(id) => Ok(find(&|item| item.id == id)),
            None => Ok(find(&|item| {
                item.day == day
                    && item.title == line.title
                    && self.placed.contains(&item.id)
                    && !self.taken.contains(&item.id)
            })),
        }
    }

    fn is_within(&self, inner: Option<AgendaItemId>, outer: AgendaItemId) -> bool {
        let mut next = inner;
        // A chain longer than the agenda would be a circle.
        for _ in 0..=self.parents.len() {
            match next {
                Some(id) if id == outer => return true,
                Some(id) => next = self.parents.get(&id).copied().flatten(),
                None => return false,
            }
        }
        true
    }

    /// Finds out who the speakers are; those who are nobody are told.
    fn name_speakers(&mut self, store: &Store, event: EventId) -> Result<Vec<RejectedLine>> {
        let mut notes = Vec::new();
        if self.items.iter().all(|item| item.line.speakers.is_empty()) {
            return Ok(notes);
        }
        let people = People::read(store, event)?;
        for item in &mut self.items {
            let mut seen: HashSet<PersonId> = HashSet::new();
            for name in &item.line.speakers {
                match people.find(name) {
                    Ok(named) if seen.insert(named.person) => item.speakers.push(named),
                    Ok(_) => {}
                    Err(reason) => {
                        item.all_named = false;
                        notes.push(RejectedLine {
                            line: item.line.at,
                            reason,
                        });
                    }
                }
            }
        }
        Ok(notes)
    }
}

/// Writes the items.
struct Writer<'a, 'b> {
    to: &'a mut Transaction<'b>,
    event: EventId,
    listed: &'a Listed,
    parts_told: bool,
    rooms: HashMap<String, RoomId>,
    on_list: HashMap<PersonId, ParticipationId>,
    parts: HashMap<(AgendaItemId, ParticipationId), StoredPart>,
    last: f64,
}

impl<'a, 'b> Writer<'a, 'b> {
    fn new(
        to: &'a mut Transaction<'b>,
        event: EventId,
        listed: &'a Listed,
        parts_told: bool,
    ) -> store::Result<Self> {
        let rooms = to.rooms(&[event])?;
        let parts = to.agenda_parts(&[event])?;
        let places = to.agenda_items(event)?;
        Ok(Self {
            event,
            listed,
            parts_told,
            rooms: rooms
                .into_iter()
                .map(|(_, room)| (room.name.to_lowercase(), room.id))
                .collect(),
            on_list: to.participations(event)?.into_iter().collect(),
            parts: parts
                .into_iter()
                .map(|part| ((part.item, part.participation), part))
                .collect(),
            last: places.iter().map(|item| item.place).fold(0.0, f64::max),
            to,
        })
    }

    fn write(&mut self, item: &Item) -> store::Result<()> {
        let line = &item.line;
        let is_new = item.known.is_none();
        let tells = |column| is_new || self.listed.tells(column);
        let mut fields = vec![
            ("title", text(&line.title)),
            ("day", word(Some(item.day))),
            ("minutes", number(Some(item.minutes))),
        ];
        let times = [Column::Start, Column::Time, Column::Fixed];
        if times.into_iter().any(tells) {
            fields.push(("pinned", word(line.start)));
        } else if item.known.as_ref().is_some_and(|known| known.tray) {
            fields.push(("pinned", Value::Null));
        }
        if let (Some(kind), true) = (line.kind, tells(Column::Kind)) {
            fields.push(("kind", word(Some(kind))));
        } else if is_new {
            fields.push(("kind", word(Some(ItemKind::Presentation))));
        }
        if tells(Column::Parallel) {
            fields.push(("beside", flag(line.beside)));
        }
        // A line gives it a place, if it had none.
        fields.push(("tray", Value::Null));
        if tells(Column::Description) {
            fields.push(("description", optional(line.description.as_deref())));
        }
        if is_new || self.parts_told {
            fields.push(("parent", word(item.parent)));
        }
        if tells(Column::Room) {
            let room = self.room(line.room.as_deref())?;
            fields.push(("room", word(room)));
        }
        let tells_speakers = tells(Column::Speakers);
        let moved = item
            .known
            .as_ref()
            .is_none_or(|known| known.day != item.day || known.parent != item.parent);
        if moved {
            self.last += 1.0;
            fields.push(("place", Value::Real(self.last)));
        }
        let key = item.id.to_string();
        if is_new {
            fields.push(("event", word(Some(self.event))));
            self.to.insert_as(Table::AgendaItem, &key, &fields)?;
        } else {
            self.to.update(Table::AgendaItem, &key, &fields)?;
        }
        if tells_speakers {
            self.speakers(item)?;
        }
        Ok(())
    }

    fn room(&mut self, name: Option<&str>) -> store::Result<Option<RoomId>> {
        let Some(name) = name else {
            return Ok(None);
        };
        if let Some(room) = self.rooms.get(&name.to_lowercase()) {
            return Ok(Some(*room));
        }
        let fields = [("event", word(Some(self.event))), ("name", text(name))];
        let room = RoomId(self.to.insert(Table::Room, &fields)?);
        self.rooms.insert(name.to_lowercase(), room);
        Ok(Some(room))
    }

    fn speakers(&mut self, item: &Item) -> store::Result<()> {
        let mut stay = HashSet::new();
        for (place, named) in (0_i64..).zip(&item.speakers) {
            let part = self.participation(named)?;
            stay.insert(part);
            let mut fields = vec![
                ("capacity", word(Some(named.capacity))),
                ("place", number(Some(place))),
            ];
            if let Some(known) = self.parts.get(&(item.id, part)) {
                self.to
                    .update(Table::AgendaSpeaker, &known.id.to_string(), &fields)?;
            } else {
                fields.push(("agenda_item", word(Some(item.id))));
                fields.push(("participation", word(Some(part))));
                self.to.insert(Table::AgendaSpeaker, &fields)?;
            }
        }
        // Whom the cell could not name is told, and not taken away.
        let others = self.parts.values();
        let others =
            others.filter(|part| part.item == item.id && !stay.contains(&part.participation));
        for part in others.filter(|_| item.all_named) {
            self.to.delete(Table::AgendaSpeaker, &part.id.to_string())?;
        }
        Ok(())
    }

    fn participation(&mut self, named: &Named) -> store::Result<ParticipationId> {
        if let Some(part) = self
            .on_list
            .get(&named.person)
            .copied()
            .or(named.participation)
        {
            return Ok(part);
        }
        let part = ParticipationId(self.to.insert(
            Table::Participation,
            &[
                ("event", word(Some(self.event))),
                ("person", word(Some(named.person))),
                ("capacity", word(Some(named.capacity))),
            ],
        )?);
        self.on_list.insert(named.person, part);
        Ok(part)
    }

    /// Has the parts that the file does not name go along with what they are a part of, by as many days.
    fn take_parts_along(&mut self, items: &[Item]) -> store::Result<()> {
        let named: HashSet<AgendaItemId> = items.iter().map(|item| item.id).collect();
        let all = self.to.agenda_items(self.event)?;
        for item in items {
            let Some(known) = item.known.as_ref().filter(|known| known.day != item.day) else {
                continue;
            };
            let parts = place::parts(&all, item.id);
            let along = |part: &&StoredItem| parts.contains(&part.id) && !named.contains(&part.id);
            for part in all.iter().filter(along) {
                let day = moved_day(part.day, known.day, item.day);
                let day = [("day", word(Some(day)))];
                self.to
                    .update(Table::AgendaItem, &part.id.to_string(), &day)?;
            }
        }
        Ok(())
    }

    /// Puts the items of the file in its order, among their neighbours; what the file does not have
    /// stays behind what it stood behind.
    fn put_in_order(&mut self, items: &[Item]) -> store::Result<()> {
        let wanted: HashMap<AgendaItemId, usize> = items
            .iter()
            .enumerate()
            .map(|(at, item)| (item.id, at))
            .collect();
        let mut groups: HashMap<(NaiveDate, Option<AgendaItemId>), Vec<StoredItem>> =
            HashMap::new();
        for item in self.to.agenda_items(self.event)? {
            groups
                .entry((item.day, item.parent))
                .or_default()
                .push(item);
        }
        for group in groups.into_values() {
            let places = group.iter().filter_map(|item| wanted.get(&item.id));
            if places.is_sorted() {
                continue;
            }
            let mut head = Vec::new();
            let mut runs: Vec<(usize, Vec<&StoredItem>)> = Vec::new();
            for item in &group {
                match (wanted.get(&item.id), runs.last_mut()) {
                    (Some(at), _) => runs.push((*at, vec![item])),
                    (None, Some((_, run))) => run.push(item),
                    (None, None) => head.push(item),
                }
            }
            runs.sort_by_key(|(at, _)| *at);
            let all = head
                .into_iter()
                .chain(runs.into_iter().flat_map(|(_, run)| run));
            let mut place = 0.0;
            for item in all {
                place += 1.0;
                let field = [("place", Value::Real(place))];
                self.to
                    .update(Table::AgendaItem, &item.id.to_string(), &field)?;
            }
        }
        Ok(())
    }
}
