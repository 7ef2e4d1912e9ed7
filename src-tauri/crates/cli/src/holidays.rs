//! Public holidays; no store is needed for them.

use chrono::{Datelike, NaiveDate};
use clap::Args;
use domain::holiday::{self, Holiday};
use domain::state::{MEMBERS, State};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::table;
use crate::value;

/// Which holidays.
#[derive(Debug, Args)]
pub(crate) struct Holidays {
    /// The year; this year if it is not given
    #[arg(long, value_name = "YEAR", value_parser = value::year)]
    year: Option<i32>,
    /// A State by its code, such as KR; may be given again. The six members if it is not given
    #[arg(long, value_name = "CC", value_parser = state)]
    state: Vec<State>,
}

/// A State whose holidays are known.
fn state(text: &str) -> Result<State, String> {
    let state: State = text
        .parse()
        .map_err(|error: domain::DomainError| error.to_string())?;
    if holiday::states().any(|known| known == state) {
        return Ok(state);
    }
    let known: Vec<String> = holiday::states().map(String::from).collect();
    Err(format!(
        "the holidays of {} are not known; use one of: {}",
        state.official_name(),
        known.join(", ")
    ))
}

impl Holidays {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let year = self.year.unwrap_or_else(|| desk.now().year());
        let states = if self.state.is_empty() {
            MEMBERS.to_vec()
        } else {
            self.state
        };
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
        desk.say(&holiday::holidays(&states, first, last), |found| {
            let headings = ["FIRST", "LAST", "STATE", "HOLIDAY", "NATIVE NAME", ""];
            table(
                headings,
                found.iter().map(row).collect(),
                "No holidays are known in that year.",
            )
        })
    }
}

fn row(holiday: &Holiday) -> [String; 6] {
    let expected = if holiday.certain { "" } else { "expected" };
    [
        holiday.first.to_string(),
        holiday.last.to_string(),
        holiday.state.to_string(),
        holiday.name.clone(),
        holiday.native_name.clone(),
        expected.to_owned(),
    ]
}
