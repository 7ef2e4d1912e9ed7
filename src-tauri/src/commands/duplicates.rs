//! People who stand in the directory twice; what is held on one person.

use domain::id::PersonId;
use office::duplicate::{Directory, MergeChoice, MergePreview, PossibleDuplicates};
use office::people_file::Saved;
use office::privacy::{ErasureReport, HeldFormat};
use office::view::Change;

use crate::ipc::commands;

commands! {
    /// The pairs of people that may be one, those that most speaks for first; reports progress in `progress` events.
    fn possible_duplicates(state) -> PossibleDuplicates {
        state.begin_long_work();
        let progress = state.progress();
        let directory = state.read(Directory::read)?;
        let pairs = directory.compare(&progress)?;
        state.read(|store| office::duplicate::list(store, pairs))
    }

    /// What making one of two people would do. Writes nothing.
    fn preview_merge(state, kept: PersonId, other: PersonId) -> MergePreview {
        state.read(|store| office::duplicate::preview(store, kept, other))
    }

    /// Makes one of two people, as one step.
    fn merge_people(state, kept: PersonId, other: PersonId, choices: Vec<MergeChoice>) -> Change {
        state.write_after_backup(domain::backup::BackupReason::Merge, |store, hand| office::duplicate::merge(store, hand, kept, other, &choices))
    }

    /// Remembers that two who look like one are two.
    fn keep_people_apart(state, one: PersonId, other: PersonId) -> Change {
        state.write(|store, hand| office::duplicate::keep_apart(store, hand, one, other))
    }

    /// Asks where to save all that is held on a person, and saves it.
    fn save_held(state, id: PersonId, format: HeldFormat) -> Option<Saved> {
        let name = state.read(|store| office::privacy::held_name(store, id, format))?;
        let Some(path) = state.ask_where_to_save("dialog.saveHeld", &name, format.extension())? else { return Ok(None) };
        Ok(Some(state.read(|store| office::privacy::save_held(store, id, format, &path))?))
    }

    /// Erases all that is held on a person. It cannot be undone.
    fn erase_person(state, id: PersonId) -> ErasureReport {
        state.write(|store, hand| office::privacy::erase(store, hand, id))
    }
}
