//! Seats, numbered in protocol order.

use domain::id::EventId;
use domain::protocol::{Standing, is_listed, rank, section};
use domain::seating::seat_place;
use domain::state::State;
use store::view::Change;
use store::{Hand, Store, Table};

use crate::Result;
use crate::fields::{optional, text};

/// Numbers the seats of an event from 1, in protocol order, the member States beginning with `first`
/// where one is given. Who does not come gets no seat. What was typed before is replaced.
pub fn number_seats(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    first: Option<State>,
) -> Result<Change> {
    store.event(event)?;
    let ((), change) = store.write(hand, "Number the seats", |to| {
        let mut people = to.standings(event)?;
        // They come in protocol order, which sorting keeps among equals.
        people.sort_by_key(|one| {
            let section = section(Standing {
                capacity: one.capacity,
                state: one.state,
                organisation: one.organisation,
                delegation: one.delegation,
            });
            let in_state = matches!(
                section,
                domain::protocol::Section::Member(_) | domain::protocol::Section::OtherState(_)
            );
            (
                seat_place(section, first),
                if in_state { rank(one.capacity) } else { 0 },
            )
        });
        let mut number = 0;
        for one in people {
            let seat = if is_listed(one.reply, one.presence) {
                number += 1;
                text(number.to_string())
            } else {
                optional(None)
            };
            if optional(one.seat.as_deref()) != seat {
                to.update(Table::Participation, &one.id.to_string(), &[("seat", seat)])?;
            }
        }
        Ok(())
    })?;
    Ok(change)
}
