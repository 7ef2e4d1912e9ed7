//! The participants of an event, and lists of people from and to files.

use domain::id::{EventId, ParticipationId, PersonId};
use domain::participation::Capacity;
use office::people_file::{
    ImportOptions, ImportPreview, ImportReport, ListPurpose, PeopleFormat, PeopleSaved,
};
use office::view::{Change, NewPerson, ParticipantQuery, Participants, ParticipationEdit};

use crate::ipc::commands;

commands! {
    /// The participants of an event, with totals.
    fn participants(state, query: ParticipantQuery) -> Participants {
        state.read(|store| office::participation::list(store, &query))
    }

    /// Makes people of the directory participants. Those who are already stay as they are.
    fn add_participants(state, event: EventId, people: Vec<PersonId>, capacity: Capacity) -> Change {
        state.write(|store, hand| office::participation::add(store, hand, event, &people, capacity))
    }

    /// Adds a person to the directory and makes them a participant, in one step.
    fn add_new_participant(state, event: EventId, person: NewPerson, capacity: Capacity) -> Change {
        state.write(|store, hand| office::participation::add_new(store, hand, event, person, capacity))
    }

    /// Changes one field of a participation.
    fn edit_participation(state, id: ParticipationId, edit: ParticipationEdit) -> Change {
        state.write(|store, hand| office::participation::edit(store, hand, id, edit))
    }

    /// Takes people off an event's list. They stay in the directory.
    fn remove_participants(state, ids: Vec<ParticipationId>) -> Change {
        state.write(|store, hand| office::participation::remove(store, hand, &ids))
    }

    /// Asks for a list of people to import. Nothing if the person cancelled.
    fn choose_people_file(state) -> Option<String> {
        Ok(state.ask_what_to_open("dialog.choosePeople", &["csv", "tsv", "txt", "xlsx", "xls", "ods", "vcf"])?.map(|path| path.to_string_lossy().into_owned()))
    }

    /// What importing a list of people would do; reports progress in `progress` events. Writes nothing.
    fn preview_people_import(state, path: String, options: ImportOptions) -> ImportPreview {
        state.begin_long_work();
        let progress = state.progress();
        state.read(|store| office::people_file::preview_with(store, path.as_ref(), &options, &progress))
    }

    /// Imports a list of people as one step; reports progress in `progress` events. With an event, they become its participants.
    fn import_people(state, path: String, options: ImportOptions, event: Option<EventId>) -> ImportReport {
        let progress = state.progress();
        state.write_after_backup(domain::backup::BackupReason::Import, |store, hand| office::people_file::import(store, hand, path.as_ref(), &options, event, &progress))
    }

    /// Stops the long work that is under way; what it wrote is taken back.
    fn cancel_work(state) -> () {
        state.cancel();
        Ok(())
    }

    /// Asks where to save a list of people (an event's participants, or the directory) for a purpose, and saves it.
    fn save_people_file(state, event: Option<EventId>, format: PeopleFormat, purpose: ListPurpose) -> Option<PeopleSaved> {
        let file = state.read(|store| office::people_file::export_for(store, event, format, purpose))?;
        let Some(path) = state.ask_where_to_save("dialog.savePeople", &file.name, format.extension())? else { return Ok(None) };
        let saved = office::people_file::save(&file, &path)?;
        Ok(Some(PeopleSaved { path: saved.path, people: file.people, left_out: file.left_out }))
    }
}
