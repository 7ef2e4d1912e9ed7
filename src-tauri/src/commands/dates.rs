//! What is to be known while a date is picked.

use domain::holiday::Holiday;
use office::view::{DateClashQuery, DateClashes, DaySpan};

use crate::ipc::commands;

commands! {
    /// What a timing clashes with: our other events, participants who are elsewhere, holidays.
    fn date_clashes(state, query: DateClashQuery) -> DateClashes {
        state.read(|store| office::date_clash::of(store, &query))
    }

    /// The public holidays of the member States that touch a span of days.
    fn holidays(_state, span: DaySpan) -> Vec<Holiday> {
        Ok(office::date_clash::holidays_in(span))
    }
}
