//! Versions of an event's agenda, and templates.

use domain::agenda::skeleton::SkeletonEdit;
use domain::event::EventKind;
use domain::id::{AgendaTemplateId, EventId};
use office::agenda::{release, template};
use office::view::{
    AgendaComparison, AgendaVersions, Change, TemplateChanged, TemplateEdit, TemplateOnto,
    TemplatePage, TemplateRow, WentBack,
};

use crate::ipc::commands;

commands! {
    /// The versions of an event's agenda that were released.
    fn agenda_versions(state, event: EventId) -> AgendaVersions {
        state.read(|store| release::versions(store, event))
    }

    /// Keeps an event's agenda as a version.
    fn release_agenda(state, event: EventId, name: String, note: Option<String>) -> Change {
        state.write(|store, hand| release::release(store, hand, event, &name, note.as_deref()))
    }

    /// What differs between two versions, by their numbers; none is the agenda as it stands.
    fn compare_agendas(state, event: EventId, a: Option<u32>, b: Option<u32>) -> AgendaComparison {
        state.read(|store| release::compare(store, event, a.into(), b.into()))
    }

    /// Makes the agenda again what the version of that number has.
    fn go_back_to_agenda(state, event: EventId, version: u32) -> WentBack {
        state.write(|store, hand| release::go_back(store, hand, event, version))
    }

    /// The templates of agendas.
    fn agenda_templates(state) -> Vec<TemplateRow> {
        state.read(template::list)
    }

    /// Fills an event's agenda from a template.
    fn apply_agenda_template(state, event: EventId, template: String, onto: TemplateOnto) -> Change {
        state.write(|store, hand| template::apply(store, hand, event, &template, onto))
    }

    /// Saves an event's agenda as a template; a saved one of the same name is replaced.
    fn save_agenda_template(state, event: EventId, name: String, kind: Option<EventKind>) -> Change {
        state.write(|store, hand| template::save(store, hand, event, &name, kind))
    }

    /// Changes one field of a saved template.
    fn edit_agenda_template(state, id: AgendaTemplateId, edit: TemplateEdit) -> Change {
        state.write(|store, hand| template::edit(store, hand, id, edit))
    }

    /// Deletes a saved template.
    fn delete_agenda_template(state, id: AgendaTemplateId) -> Change {
        state.write(|store, hand| template::delete(store, hand, id))
    }

    /// A template with its items.
    fn agenda_template(state, template: String) -> TemplatePage {
        state.read(|store| template::show(store, &template))
    }

    /// A new template of one day without items. The change's `id` is the template's.
    fn new_agenda_template(state, name: String, kind: Option<EventKind>) -> Change {
        state.write(|store, hand| template::begin(store, hand, &name, kind))
    }

    /// Copies a template. The change's `id` is the copy's.
    fn copy_agenda_template(state, template: String) -> Change {
        state.write(|store, hand| template::copy(store, hand, &template))
    }

    /// Does one thing to a template's items and days, as they were seen.
    fn change_agenda_template(state, template: String, seen: String, edit: SkeletonEdit) -> TemplateChanged {
        state.write(|store, hand| template::change(store, hand, &template, &seen, &edit))
    }
}
