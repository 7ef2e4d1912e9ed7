//! Figures: totals, what the charts draw, and the pivot.

use chrono::Datelike;
use domain::statistics::{Period, ReplyDay};
use office::statistics::{PictureFormat, PivotFormat};
use office::view::{
    EventsByOutput, FigurePeriods, FigureQuery, FigureRow, HoursByCentre, Named, Page, Pivot,
    PivotQuery, RepliesOf, StateGenderCount, Totals, TrainingGain, Window,
};

use crate::ipc::commands;

commands! {
    /// The periods that figures are usually told for.
    fn figure_periods(state) -> FigurePeriods {
        state.read(|store| office::statistics::periods(store, state.today().year()))
    }

    /// What the events of a period come to.
    fn figure_totals(state, period: Period) -> Totals {
        state.read(|store| office::statistics::totals(store, period, None))
    }

    /// Events by output and year.
    fn events_by_output(state, period: Period) -> EventsByOutput {
        state.read(|store| office::statistics::events_by_output(store, period))
    }

    /// People reached by State and gender.
    fn people_by_state(state, period: Period) -> Vec<StateGenderCount> {
        state.read(|store| office::statistics::people_by_state(store, period, None))
    }

    /// Person-hours by Technical Centre.
    fn hours_by_centre(state, period: Period) -> HoursByCentre {
        state.read(|store| office::statistics::hours_by_centre(store, period))
    }

    /// What trainees learnt, training by training.
    fn learning_gains(state, period: Period) -> Vec<TrainingGain> {
        state.read(|store| office::statistics::learning_gains(store, period))
    }

    /// How many had which reply when each day ended, by this computer's clock.
    fn replies_over_time(state, of: RepliesOf) -> Vec<ReplyDay> {
        let zone = domain::timing::zone_named(&state.computer_zone()).map_err(office::OfficeError::from)?;
        state.read(|store| office::statistics::replies_over_time(store, of, zone))
    }

    /// The events of a period that have people on their lists, newest first.
    fn invited_events(state, period: Period) -> Vec<Named> {
        state.read(|store| office::statistics::invited_events(store, period))
    }

    /// A table of figures by one or two dimensions.
    fn pivot(state, query: PivotQuery, period: Period) -> Pivot {
        state.read(|store| office::statistics::pivot(store, query, period))
    }

    /// The records that a figure counts, part by part.
    fn figure_rows(state, query: FigureQuery, window: Window) -> Page<FigureRow> {
        state.read(|store| office::statistics::figure_rows(store, &query, window))
    }

    /// Asks where to save a table of figures, and writes it. Nothing if the person cancelled.
    fn save_pivot(state, query: PivotQuery, period: Period, format: PivotFormat) -> Option<String> {
        let name = office::statistics::suggested_name(query, period, format);
        let Some(path) = state.ask_where_to_save("dialog.saveFigures", &name, format.extension())? else { return Ok(None) };
        let bytes = state.read(|store| office::statistics::pivot_file(store, query, period, format))?;
        office::files::save(&path, &bytes)?;
        Ok(Some(path.to_string_lossy().into_owned()))
    }

    /// Asks where to save a chart that the window drew, and writes it. Nothing if the person cancelled.
    fn save_picture(state, name: String, format: PictureFormat, bytes: Vec<u8>) -> Option<String> {
        let name = office::statistics::picture_name(&name, format);
        let Some(path) = state.ask_where_to_save("dialog.savePicture", &name, format.extension())? else { return Ok(None) };
        office::statistics::save_picture(&path, format, &bytes)?;
        Ok(Some(path.to_string_lossy().into_owned()))
    }
}
