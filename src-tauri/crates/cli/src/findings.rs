//! What is to be said of an agenda.

use clap::Args;
use domain::agenda::Severity;
use domain::id::EventId;
use office::view::FindingRow;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::one_line;
use crate::value;

pub(crate) const HELP: &str = "\
Examples:
  symposia-cli agenda check --event ID
  symposia-cli agenda check --event ID --strict && symposia-cli agenda release --event ID --name final
  symposia-cli agenda check --event ID --json | jq '[.[] | select(.severity == \"error\")] | length'

Errors come first, then advice, then advice that was waved off, with the reason.

It ends with 0 when the check was done, whatever was found; with --strict it ends with 1 where there
are errors, after it has printed what it found. Advice never counts.";

/// Which agenda is checked.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// End with 1 where there are errors
    #[arg(long)]
    strict: bool,
}

impl Check {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let rows = office::agenda::judge(&*desk.open()?, self.event)?;
        desk.say(&rows, |rows| text(rows))?;
        let is_error = |row: &&FindingRow| row.finding.severity == Severity::Error;
        match rows.iter().filter(is_error).count() {
            errors if self.strict && errors > 0 => Err(CliError::AgendaErrors(errors)),
            _ => Ok(()),
        }
    }
}

fn text(rows: &[FindingRow]) -> String {
    if rows.is_empty() {
        return "Nothing is to be said of this agenda.\n".to_owned();
    }
    let lines: Vec<String> = rows.iter().map(line).collect();
    lines.concat()
}

fn line(row: &FindingRow) -> String {
    let finding = &row.finding;
    let (what, more) = match &row.waived {
        Some(reason) => ("waved off", format!("Reason: {reason}")),
        None => (finding.severity.as_str(), finding.remedy.clone()),
    };
    let said = one_line(&format!("{} {more}", finding.sentence));
    match finding.day {
        Some(day) => format!("{what}: {day}: {said}\n"),
        None => format!("{what}: {said}\n"),
    }
}
