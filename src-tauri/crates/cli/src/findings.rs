//! What is to be said of an agenda.

use clap::Args;
use domain::id::EventId;
use office::view::FindingRow;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::one_line;
use crate::value;

pub(crate) const HELP: &str = "\
Examples:
  symposia-cli agenda check --event ID
  symposia-cli agenda check --event ID --json | jq '[.[] | select(.severity == \"error\")] | length'

Errors come first, then advice, then advice that was waved off, with the reason. It ends with 0 also
where there is something to say: the check itself was done. A script counts the errors in the JSON.";

/// Which agenda is checked.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
}

impl Check {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let rows = office::agenda::judge(&*desk.open()?, self.event)?;
        desk.say(&rows, |rows| text(rows))
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
    format!("{what}: {said}\n")
}
