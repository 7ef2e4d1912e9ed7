//! Where an item stands among its siblings: a number between its neighbours', so that a move
//! writes one row.

use chrono::NaiveDate;
use domain::id::AgendaItemId;
use store::{StoredItem, Table, Transaction, Value};

/// Where an item is to stand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot {
    /// Behind all of the day.
    Last,
    /// Behind this item.
    After(AgendaItemId),
    /// In front of this item.
    Before(AgendaItemId),
}

/// Neighbours closer than this leave no number between them that stays apart.
const TOO_CLOSE: f64 = 1e-6;

/// The place for an item at the spot, among the siblings of that day. Where the neighbours have
/// come too close, all siblings are numbered anew.
pub(super) fn find(
    to: &mut Transaction<'_>,
    items: &[StoredItem],
    day: NaiveDate,
    parent: Option<AgendaItemId>,
    spot: Spot,
) -> store::Result<f64> {
    let siblings: Vec<&StoredItem> = items
        .iter()
        .filter(|item| item.day == day && item.parent == parent)
        .collect();
    let index = |id: AgendaItemId| siblings.iter().position(|item| item.id == id);
    let at = match spot {
        Spot::Last => siblings.len(),
        Spot::After(id) => index(id).map_or(siblings.len(), |at| at + 1),
        Spot::Before(id) => index(id).unwrap_or(siblings.len()),
    };
    let before = at
        .checked_sub(1)
        .and_then(|left| siblings.get(left))
        .map(|item| item.place);
    let after = siblings.get(at).map(|item| item.place);
    match (before, after) {
        (None, None) => Ok(1.0),
        (Some(left), None) => Ok(left + 1.0),
        (None, Some(right)) => Ok(right - 1.0),
        (Some(left), Some(right)) if right - left > TOO_CLOSE => Ok(f64::midpoint(left, right)),
        (Some(_), Some(_)) => {
            let mut number = 0.0;
            let mut free = 0.0;
            for (place, sibling) in siblings.iter().enumerate() {
                number += 1.0;
                if place == at {
                    free = number;
                    number += 1.0;
                }
                to.update(
                    Table::AgendaItem,
                    &sibling.id.to_string(),
                    &[("place", Value::Real(number))],
                )?;
            }
            Ok(free)
        }
    }
}

/// All parts of an item, and their parts.
pub(super) fn parts(items: &[StoredItem], of: AgendaItemId) -> Vec<AgendaItemId> {
    let mut found = vec![of];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(
            items
                .iter()
                .filter(|item| item.parent == Some(parent))
                .map(|item| item.id),
        );
        next += 1;
    }
    found.remove(0);
    found
}
