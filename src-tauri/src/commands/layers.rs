//! Other people's calendars: imported from files, and shown beside our events.

use domain::id::{LayerEventId, LayerId};
use office::calendar_import::{CalendarImportPreview, CalendarImportRequest, CalendarImported};
use office::view::{Change, DaySpan, LayerEventPage, LayerRow, LayerSpan};

use crate::ipc::commands;

commands! {
    /// Every calendar that can be shown beside our events, by its name.
    fn layers(state) -> Vec<LayerRow> {
        state.read(office::layers::list)
    }

    /// What the calendars that are shown have in a span of days, on the clocks of the home zone.
    fn layer_span(state, span: DaySpan) -> LayerSpan {
        let zone = state.computer_zone();
        state.read(|store| office::layers::span(store, span, &zone))
    }

    /// An event of one of these calendars.
    fn layer_event(state, id: LayerEventId) -> LayerEventPage {
        state.read(|store| office::layers::event(store, id))
    }

    /// Shows or hides a calendar.
    fn show_layer(state, id: LayerId, shown: bool) -> Change {
        state.write(|store, hand| office::layers::show(store, hand, id, shown))
    }

    /// Renames a calendar.
    fn rename_layer(state, id: LayerId, name: String) -> Change {
        state.write(|store, hand| office::layers::rename(store, hand, id, &name))
    }

    /// Removes a calendar with its events.
    fn remove_layer(state, id: LayerId) -> Change {
        state.write(|store, hand| office::layers::remove(store, hand, id))
    }

    /// Asks for calendar files to import. None if the person cancelled.
    fn choose_calendar_files(state) -> Vec<String> {
        let files = state.ask_for_files("dialog.chooseCalendar", &["ics", "ical", "ifb", "icalendar"])?;
        Ok(files.iter().map(|path| path.to_string_lossy().into_owned()).collect())
    }

    /// What importing calendar files would do. Writes nothing.
    fn preview_calendar_import(state, request: CalendarImportRequest) -> CalendarImportPreview {
        let (now, zone) = (state.now(), state.computer_zone());
        state.read(|store| office::calendar_import::preview(store, &request, now, &zone))
    }

    /// Imports calendar files as one step; reports progress in `progress` events.
    fn import_calendar(state, request: CalendarImportRequest) -> CalendarImported {
        let (progress, zone) = (state.progress(), state.computer_zone());
        state.write_after_backup(domain::backup::BackupReason::Import, |store, hand| office::calendar_import::import(store, hand, &request, &zone, &progress))
    }
}
