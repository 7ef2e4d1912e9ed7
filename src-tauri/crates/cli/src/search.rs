//! Search over everything that has words.

use clap::Args;
use office::view::HitKind;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::table;

/// Find events, people, organisations and agenda items by the beginnings of words
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  symposia-cli search dialogue incheon\n  symposia-cli search 김민"
)]
pub(crate) struct Search {
    /// The words, in any script; letter case and accents do not matter
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
}

impl Search {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let hits = office::search::find(&*desk.open()?, &self.text.join(" "))?;
        desk.say(&hits, |hits| {
            let rows = hits.iter().map(|hit| {
                let kind = match hit.kind {
                    HitKind::Event => "event",
                    HitKind::Person => "person",
                    HitKind::Organisation => "organisation",
                    HitKind::AgendaItem => "agenda item",
                };
                [
                    hit.id.clone(),
                    kind.to_owned(),
                    hit.name.clone(),
                    hit.detail.clone().unwrap_or_default(),
                ]
            });
            table(
                ["ID", "WHAT", "NAME", ""],
                rows.collect(),
                "Nothing was found.",
            )
        })
    }
}
