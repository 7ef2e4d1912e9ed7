//! Items that move along with one that is edited, or with the whole event: shown before, done in one step.

use std::collections::{HashMap, HashSet};

use domain::agenda::PlannedItem;
use domain::agenda::shift::{self, Follow, Item, ItemChange, Moved, Shift};
use domain::id::{AgendaItemId, EventId};
use domain::timing::Timing;
use store::view::{
    AgendaItemEdit, Change, EventPage, EventShift, EventShiftWay, ItemShift, MovedRow,
};
use store::{Hand, Reader, Store, StoredItem, Table, Transaction, Value};

use super::show::{USUAL_START, day_start, planned};
use super::{in_place, length};
use crate::Result;
use crate::fields::word;

/// What an edit of an item's length or start would move if the fixed starts behind it moved too. Other edits
/// move nothing.
pub fn preview_item(store: &Reader, id: AgendaItemId, edit: &AgendaItemEdit) -> Result<ItemShift> {
    let nothing = ItemShift {
        by: 0,
        fixed: 0,
        moved: Vec::new(),
        refused: None,
    };
    let Some(change) = changing(edit) else {
        return Ok(nothing);
    };
    let items = in_place(store.agenda_items(store.agenda_item(id)?.event)?);
    match of_item(store, &items, id, change) {
        Ok(shift) => Ok(ItemShift {
            by: shift.by,
            fixed: u32::try_from(shift.writes.len()).unwrap_or(u32::MAX),
            moved: rows(&items, &shift.moved),
            refused: None,
        }),
        Err(store::StoreError::Domain(refused)) => Ok(ItemShift {
            refused: Some(refused.to_string()),
            ..nothing
        }),
        Err(other) => Err(other.into()),
    }
}

/// Changes an item's length or start, and the fixed starts behind it by as much, as one step. Other edits are
/// done as [`super::edit`] does them.
pub fn edit_shifting(
    store: &mut Store,
    hand: &mut Hand,
    id: AgendaItemId,
    edit: AgendaItemEdit,
) -> Result<Change> {
    let Some(change) = changing(&edit) else {
        return super::edit(store, hand, id, edit);
    };
    let (label, own) = match change {
        ItemChange::Minutes(minutes) => (
            "Change length of agenda item, and shift what follows",
            ("minutes", length(minutes)?),
        ),
        ItemChange::Start(start) => (
            "Change start of agenda item, and shift what follows",
            ("pinned", word(start)),
        ),
    };
    let event = store.agenda_item(id)?.event;
    let ((), done) = store.write(hand, label, |to| {
        let items = in_place(to.agenda_items(event)?);
        let shift = of_item(to, &items, id, change)?;
        to.update(Table::AgendaItem, &id.to_string(), &[own])?;
        write(to, &items, &shift)
    })?;
    Ok(done)
}

fn changing(edit: &AgendaItemEdit) -> Option<ItemChange> {
    match edit {
        AgendaItemEdit::Minutes(minutes) => Some(ItemChange::Minutes(*minutes)),
        AgendaItemEdit::Start(start) => Some(ItemChange::Start(*start)),
        AgendaItemEdit::Title(_)
        | AgendaItemEdit::Kind(_)
        | AgendaItemEdit::Description(_)
        | AgendaItemEdit::Room(_)
        | AgendaItemEdit::Language(_)
        | AgendaItemEdit::Beside(_) => None,
    }
}

fn of_item(
    store: &Reader,
    items: &[StoredItem],
    id: AgendaItemId,
    change: ItemChange,
) -> store::Result<Shift> {
    let timing = match items.first() {
        Some(first) => store.event(first.event)?.timing,
        None => return Ok(Shift::default()),
    };
    let known: Vec<Item> = items
        .iter()
        .map(|item| Item {
            plan: planned(item),
            kind: item.kind,
        })
        .collect();
    Ok(shift::of_item(
        &known,
        |_| day_start(timing),
        id,
        change,
        true,
    )?)
}

/// What moving an event to another time would do to its agenda, in each way that makes a difference.
pub fn preview_event(store: &Reader, id: EventId, timing: Timing) -> Result<EventShift> {
    let timing = timing.checked()?;
    let page = store.event(id)?;
    let items = in_place(store.agenda_items(id)?);
    let plans: Vec<PlannedItem> = items.iter().map(planned).collect();
    let mut ways: Vec<EventShiftWay> = Vec::new();
    for follow in shift::ways(&page.timing, &timing) {
        let to = landing(&page.timing, &timing, follow);
        let shift = shift::of_event(&plans, &page.timing, &to, follow, USUAL_START);
        let way = EventShiftWay {
            follow,
            timing: to,
            moved: rows(&items, &shift.moved),
        };
        let is_new =
            |known: &EventShiftWay| (&known.timing, &known.moved) != (&way.timing, &way.moved);
        if ways.iter().all(is_new) {
            ways.push(way);
        }
    }
    Ok(EventShift { ways })
}

/// The timing that an event gets.
pub(crate) fn landing(before: &Timing, after: &Timing, follow: Follow) -> Timing {
    match follow {
        Follow::Instants => shift::same_moments(before, after),
        Follow::Days | Follow::Hours | Follow::Stay => *after,
    }
}

/// Has an agenda follow its event, whose timing was written already.
pub(crate) fn follow_event(
    to: &mut Transaction<'_>,
    before: &EventPage,
    follow: Follow,
) -> store::Result<()> {
    let after = to.event(before.id)?.timing;
    if after == before.timing {
        return Ok(());
    }
    let all = to.agenda_items(before.id)?;
    let items = in_place(all.clone());
    let plans = |items: &[StoredItem]| -> Vec<PlannedItem> { items.iter().map(planned).collect() };
    let shift = shift::of_event(&plans(&items), &before.timing, &after, follow, USUAL_START);
    write(to, &items, &shift)?;
    // What lies in the tray has no time; its day is where it would go.
    let mut tray = all;
    tray.retain(|item| items.iter().all(|other| other.id != item.id));
    let by_days = match follow {
        Follow::Stay => Follow::Stay,
        Follow::Days | Follow::Hours | Follow::Instants => Follow::Days,
    };
    let shift = shift::of_event(&plans(&tray), &before.timing, &after, by_days, USUAL_START);
    write(
        to,
        &tray,
        &Shift {
            reordered: false,
            ..shift
        },
    )
}

fn write(to: &mut Transaction<'_>, items: &[StoredItem], shift: &Shift) -> store::Result<()> {
    for landing in &shift.writes {
        let fields = [
            ("day", word(Some(landing.day))),
            ("pinned", word(landing.start)),
        ];
        to.update(Table::AgendaItem, &landing.item.to_string(), &fields)?;
    }
    if shift.reordered {
        let mut place = 0.0;
        for item in items {
            place += 1.0;
            let fields = [("place", Value::Real(place))];
            to.update(Table::AgendaItem, &item.id.to_string(), &fields)?;
        }
    }
    Ok(())
}

/// What moves, in the order of a programme: by its times, a session before its parts.
fn rows(items: &[StoredItem], moved: &[Moved]) -> Vec<MovedRow> {
    let titles: HashMap<AgendaItemId, &str> = items
        .iter()
        .map(|item| (item.id, item.title.as_str()))
        .collect();
    let parts: HashSet<AgendaItemId> = items
        .iter()
        .filter(|item| item.parent.is_some())
        .map(|item| item.id)
        .collect();
    let mut moved = moved.to_vec();
    moved.sort_by_key(|moved| (moved.from, parts.contains(&moved.item)));
    moved
        .iter()
        .map(|moved| MovedRow {
            item: moved.item,
            title: titles
                .get(&moved.item)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            from: moved.from,
            to: moved.to,
        })
        .collect()
}
