//! What is to be said of an agenda, what moves along, and the clocks elsewhere.

use domain::agenda::shift::Follow;
use domain::clocks::There;
use domain::id::{AgendaItemId, EventId};
use domain::timing::Timing;
use office::view::{AgendaItemEdit, Change, EventShift, FindingRow, GoodHours, ItemShift};

use crate::ipc::commands;

commands! {
    /// What is to be said of an event's agenda: errors, advice, and at the end advice that was waved off.
    fn agenda_findings(state, event: EventId) -> Vec<FindingRow> {
        state.read(|store| office::agenda::judge(store, event))
    }

    /// Waves advice on an agenda off, for a reason.
    fn wave_off_advice(state, event: EventId, advice: String, reason: String) -> Change {
        state.write(|store, hand| office::agenda::wave_off(store, hand, event, &advice, &reason))
    }

    /// Has advice that was waved off said again.
    fn take_back_waiver(state, event: EventId, advice: String) -> Change {
        state.write(|store, hand| office::agenda::take_back_waiver(store, hand, event, &advice))
    }

    /// What an edit of an item's length or start would move, if what follows moved too.
    fn preview_item_shift(state, id: AgendaItemId, edit: AgendaItemEdit) -> ItemShift {
        state.read(|store| office::agenda::preview_item(store, id, &edit))
    }

    /// Changes an item's length or start, and shifts the fixed starts behind it by as much.
    fn edit_item_shifting(state, id: AgendaItemId, edit: AgendaItemEdit) -> Change {
        state.write(|store, hand| office::agenda::edit_shifting(store, hand, id, edit))
    }

    /// What moving an event to another time would do to its agenda, in each way that makes a difference.
    fn preview_event_shift(state, id: EventId, timing: Timing) -> EventShift {
        state.read(|store| office::agenda::preview_event(store, id, timing))
    }

    /// Moves an event to another time, its agenda following in that way.
    fn move_event(state, id: EventId, timing: Timing, follow: Follow) -> Change {
        state.write(|store, hand| office::event::move_event(store, hand, id, timing, follow))
    }

    /// A meeting on the clocks of the partnership's places; none where it has no hours.
    fn clocks(_state, timing: Timing) -> Vec<There> {
        Ok(office::clocks::panel(&timing))
    }

    /// The best hours on the first day of a timing for those who take part in an event, or for the members.
    fn good_hours(state, event: Option<EventId>, timing: Timing) -> GoodHours {
        state.read(|store| office::clocks::good_hours(store, event, &timing))
    }
}
