//! The agenda of an event.

use domain::id::{AgendaItemId, AgendaSpeakerId, EventId, PersonId, RoomId};
use domain::participation::Capacity;
use office::view::{
    Agenda, AgendaItemEdit, AgendaMove, AgendaPlacing, Change, SpeakerEdit, TypedAgendaItem,
};

use crate::ipc::commands;

commands! {
    /// An event's agenda, its times worked out and its clashes found.
    fn agenda(state, event: EventId) -> Agenda {
        state.read(|store| office::agenda::show(store, event))
    }

    /// Adds an agenda item as it is typed in one line. The change's `id` is the new item's.
    fn type_agenda_item(state, item: TypedAgendaItem) -> Change {
        state.write(|store, hand| office::agenda::type_in(store, hand, &item))
    }

    /// Changes one field of an agenda item.
    fn edit_agenda_item(state, id: AgendaItemId, edit: AgendaItemEdit) -> Change {
        state.write(|store, hand| office::agenda::edit(store, hand, id, edit))
    }

    /// Moves an agenda item, with its parts, within its day or to another.
    fn move_agenda_item(state, to: AgendaMove) -> Change {
        state.write(|store, hand| office::agenda::move_item(store, hand, &to))
    }

    /// Puts an agenda item at a time and into a room; nothing else moves.
    fn place_agenda_item(state, placing: AgendaPlacing) -> Change {
        state.write(|store, hand| office::agenda::place_item(store, hand, &placing))
    }

    /// Moves an agenda item's start by minutes, to a full five minutes of its day; nothing else moves.
    fn nudge_agenda_item(state, id: AgendaItemId, by: i64) -> Change {
        state.write(|store, hand| office::agenda::nudge(store, hand, id, by))
    }

    /// Lays an agenda item, with its parts, into the tray. With `hold`, the others stay where they are.
    fn agenda_item_to_tray(state, id: AgendaItemId, hold: bool) -> Change {
        state.write(|store, hand| office::agenda::to_tray(store, hand, id, hold))
    }

    /// Gives an agenda item the length that its parts take.
    fn fit_agenda_item(state, id: AgendaItemId) -> Change {
        state.write(|store, hand| office::agenda::fit(store, hand, id))
    }

    /// Deletes an agenda item with its parts.
    fn delete_agenda_item(state, id: AgendaItemId) -> Change {
        state.write(|store, hand| office::agenda::delete(store, hand, id))
    }

    /// Gives a person a part in an agenda item; one who takes no part in the event yet does then.
    fn add_speaker(state, item: AgendaItemId, person: PersonId, capacity: Capacity) -> Change {
        state.write(|store, hand| office::agenda::add_speaker(store, hand, item, person, capacity))
    }

    /// Changes one field of a person's part in an agenda item.
    fn edit_speaker(state, id: AgendaSpeakerId, edit: SpeakerEdit) -> Change {
        state.write(|store, hand| office::agenda::edit_speaker(store, hand, id, edit))
    }

    /// Takes a person's part in an agenda item away.
    fn remove_speaker(state, id: AgendaSpeakerId) -> Change {
        state.write(|store, hand| office::agenda::remove_speaker(store, hand, id))
    }

    /// Adds a room to an event's venue.
    fn add_room(state, event: EventId, name: String, capacity: Option<u32>) -> Change {
        state.write(|store, hand| office::agenda::add_room(store, hand, event, &name, capacity))
    }

    /// Takes a room away from an event's venue.
    fn remove_room(state, id: RoomId) -> Change {
        state.write(|store, hand| office::agenda::remove_room(store, hand, id))
    }
}
