//! The calendar: events by day, and calendar files.

use office::calendar_file::{CalendarFileRequest, CalendarFileSaved};
use office::view::{CalendarSpan, DaySpan};

use crate::ipc::commands;

commands! {
    /// Events that touch a span of days, and those of its years that have no days yet.
    fn calendar_span(state, span: DaySpan) -> CalendarSpan {
        let zone = state.computer_zone();
        state.read(|store| office::event::calendar(store, span, &zone))
    }

    /// The text of a calendar file as it would be saved.
    fn preview_calendar_file(state, request: CalendarFileRequest) -> String {
        let now = state.now();
        state.read(|store| office::calendar_file::write(store, &request, now)).map(|file| file.text)
    }

    /// Asks where to save a calendar file, and saves it. Nothing if the person cancelled.
    fn save_calendar_file(state, request: CalendarFileRequest) -> Option<CalendarFileSaved> {
        let now = state.now();
        let file = state.read(|store| office::calendar_file::write(store, &request, now))?;
        let Some(path) = state.ask_where_to_save("dialog.saveCalendar", &file.name, "ics")? else { return Ok(None) };
        Ok(Some(office::calendar_file::save(&file, &path)?))
    }
}
