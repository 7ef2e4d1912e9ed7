//! Studies: analytical work under activity 3.1.

use std::path::PathBuf;

use domain::id::{EventId, MilestoneId, StudyId};
use office::view::{
    Change, MilestoneEdit, Named, NewMilestone, NewStudy, StudyEdit, StudyListRow, StudyPage,
};

use crate::ipc::commands;

commands! {
    /// All studies, those that began last first.
    fn list_studies(state) -> Vec<StudyListRow> {
        let today = state.today();
        state.read(|store| office::study::list(store, today))
    }

    /// One study.
    fn study_page(state, id: StudyId) -> StudyPage {
        let today = state.today();
        state.read(|store| office::study::page(store, id, today))
    }

    /// Adds a study. The change's `id` is the new one's.
    fn add_study(state, study: NewStudy) -> Change {
        state.write(|store, hand| office::study::add(store, hand, study))
    }

    /// Changes one field of a study.
    fn edit_study(state, id: StudyId, edit: StudyEdit) -> Change {
        state.write(|store, hand| office::study::edit(store, hand, id, edit))
    }

    /// Deletes a study.
    fn delete_study(state, id: StudyId) -> Change {
        state.write(|store, hand| office::study::delete(store, hand, id))
    }

    /// The studies that an event is based on.
    fn studies_of_event(state, event: EventId) -> Vec<Named> {
        state.read(|store| office::study::of_event(store, event))
    }

    /// Makes the studies that an event is based on be these.
    fn set_studies_of_event(state, event: EventId, studies: Vec<StudyId>) -> Change {
        state.write(|store, hand| office::study::set_of_event(store, hand, event, &studies))
    }

    /// Adds a milestone to a study. The change's `id` is the new one's.
    fn add_milestone(state, milestone: NewMilestone) -> Change {
        state.write(|store, hand| office::study::add_milestone(store, hand, milestone))
    }

    /// Changes one field of a milestone.
    fn edit_milestone(state, id: MilestoneId, edit: MilestoneEdit) -> Change {
        state.write(|store, hand| office::study::edit_milestone(store, hand, id, edit))
    }

    /// Deletes a milestone.
    fn delete_milestone(state, id: MilestoneId) -> Change {
        state.write(|store, hand| office::study::delete_milestone(store, hand, id))
    }

    /// Asks for files, and attaches them to a study. Nothing if the person cancelled.
    fn add_study_documents(state, study: StudyId) -> Option<Change> {
        // Before anybody is asked for files.
        state.read(|store| office::study::place(store, study).map(drop))?;
        let paths = state.ask_for_files("dialog.studyDocuments", &[])?;
        if paths.is_empty() { return Ok(None) }
        state.begin_long_work();
        let kept = state.read_long(|store| office::study::place(store, study)?.keep(&paths, &state.progress()))?;
        state.write(|store, hand| office::study::attach(store, hand, study, &kept)).map(Some)
    }

    /// Attaches files that were dropped on the window to a study.
    fn attach_study_documents(state, study: StudyId, paths: Vec<PathBuf>) -> Change {
        state.begin_long_work();
        let kept = state.read_long(|store| office::study::place(store, study)?.keep(&paths, &state.progress()))?;
        state.write(|store, hand| office::study::attach(store, hand, study, &kept))
    }
}
