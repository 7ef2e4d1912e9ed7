//! The commands that the interface can call: one thin file a feature. Each parses, calls a use
//! case of `office`, and gives back a view type.

pub mod agenda;
pub mod agenda_versions;
pub mod attachments;
pub mod calendar;
pub mod dates;
pub mod events;
pub mod findings;
pub mod invitations;
pub mod journal;
pub mod layers;
pub mod participants;
pub mod people;
pub mod plan;
pub mod publish;
pub mod results;
pub mod settings;
pub mod tasks;

use crate::ipc::Binding;

/// What the interface needs to know of every command.
#[must_use]
pub fn bindings() -> Vec<Binding> {
    [
        agenda::bindings(),
        agenda_versions::bindings(),
        attachments::bindings(),
        calendar::bindings(),
        dates::bindings(),
        events::bindings(),
        findings::bindings(),
        invitations::bindings(),
        journal::bindings(),
        layers::bindings(),
        participants::bindings(),
        people::bindings(),
        plan::bindings(),
        publish::bindings(),
        results::bindings(),
        settings::bindings(),
        tasks::bindings(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What Tauri calls when the interface calls a command.
#[allow(
    clippy::too_many_lines,
    reason = "a list, one line a command, which Tauri wants in one place"
)]
pub(crate) fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        agenda::agenda,
        agenda::add_agenda_item,
        agenda::type_agenda_item,
        agenda::place_agenda_item,
        agenda::nudge_agenda_item,
        agenda::agenda_item_to_tray,
        agenda::fit_agenda_item,
        agenda::edit_speaker,
        agenda::edit_agenda_item,
        agenda::move_agenda_item,
        agenda::delete_agenda_item,
        agenda::add_speaker,
        agenda::remove_speaker,
        agenda::add_room,
        agenda::remove_room,
        agenda_versions::agenda_versions,
        agenda_versions::release_agenda,
        agenda_versions::compare_agendas,
        agenda_versions::go_back_to_agenda,
        agenda_versions::agenda_templates,
        agenda_versions::apply_agenda_template,
        agenda_versions::save_agenda_template,
        agenda_versions::edit_agenda_template,
        agenda_versions::delete_agenda_template,
        agenda_versions::agenda_template,
        agenda_versions::new_agenda_template,
        agenda_versions::copy_agenda_template,
        agenda_versions::change_agenda_template,
        attachments::papers,
        attachments::add_papers,
        attachments::attach_papers,
        attachments::remove_paper,
        attachments::rename_paper,
        attachments::move_paper,
        attachments::open_paper,
        attachments::copies_of_papers,
        attachments::export_papers,
        calendar::calendar_span,
        calendar::preview_calendar_file,
        calendar::save_calendar_file,
        dates::date_clashes,
        dates::holidays,
        events::list_events,
        events::event_page,
        events::plan_event,
        events::edit_event,
        events::shift_event,
        events::moved_day,
        events::duplicate_event,
        events::delete_events,
        findings::agenda_findings,
        findings::wave_off_advice,
        findings::take_back_waiver,
        findings::preview_item_shift,
        findings::edit_item_shifting,
        findings::preview_event_shift,
        findings::move_event,
        findings::clocks,
        findings::good_hours,
        invitations::invitations,
        invitations::preview_letter,
        invitations::write_invitations,
        invitations::cancel_invitations,
        invitations::choose_attachments,
        invitations::choose_replies,
        invitations::choose_replies_folder,
        invitations::sort_dropped,
        invitations::take_replies,
        invitations::add_newcomer,
        invitations::settle_proposal,
        invitations::letter_text,
        invitations::edit_letter,
        journal::undo,
        journal::redo,
        journal::steps,
        journal::history,
        journal::put_back,
        journal::search,
        layers::layers,
        layers::layer_span,
        layers::layer_event,
        layers::show_layer,
        layers::rename_layer,
        layers::remove_layer,
        layers::choose_calendar_files,
        layers::preview_calendar_import,
        layers::import_calendar,
        participants::participants,
        participants::add_participants,
        participants::add_new_participant,
        participants::edit_participation,
        participants::remove_participants,
        participants::choose_people_file,
        participants::preview_people_import,
        participants::import_people,
        participants::cancel_work,
        participants::save_people_file,
        people::list_people,
        people::person_page,
        people::add_person,
        people::edit_person,
        people::delete_people,
        people::list_organisations,
        people::organisation_page,
        people::add_organisation,
        people::edit_organisation,
        people::delete_organisations,
        plan::work_plan_board,
        plan::edit_work_plan,
        plan::events_without_activity,
        publish::publication,
        publish::start_publishing,
        publish::publish_now,
        publish::stop_publishing,
        results::list_trainings,
        results::session_logs,
        results::year_results,
        settings::store_status,
        settings::edit_setting,
        settings::zoom,
        settings::save_backup,
        tasks::list_tasks,
        tasks::task_owners,
        tasks::event_tasks,
        tasks::tasks_due,
        tasks::add_task,
        tasks::edit_task,
        tasks::tick_tasks,
        tasks::delete_tasks,
        tasks::apply_checklist,
        tasks::checklist,
        tasks::edit_checklist,
    ]
}
