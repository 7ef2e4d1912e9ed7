//! People who stand in the directory twice; what is held on one person, handed out or erased.

use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;
use domain::backup::BackupReason;
use domain::id::PersonId;
use office::duplicate::{Directory, MergeChoice, MergeSide, PossibleDuplicate};
use office::privacy::HeldFormat;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};
use crate::value;

pub(crate) const DUPLICATES: &str = "\
Examples:
  symposia-cli people duplicates
  symposia-cli --json people duplicates

Pairs that may be one person, those that most speaks for first: the same e-mail address; the same name in any
script, spelling and order (KIM Min-jun, Minjun Kim, 김민준), with what is known of organisation, State, phone and
gender beside it. Under a heading of their own stand those who may have moved or changed their name: the same rare
name at two offices, or a mailbox that two have under two names. `people merge` makes one of two; `people apart` says
that they are two.";

pub(crate) const MERGE: &str = "\
Examples:
  symposia-cli people merge KEEP OTHER
  symposia-cli people merge KEEP OTHER --take email --take position
  symposia-cli people merge KEEP OTHER --dry-run

KEEP stays, and what refers to OTHER refers to KEEP then: parts in events, terms on bodies, talks, sessions, tasks.
What KEEP does not tell comes from OTHER. Where both took part in one event, their one part holds what tells more. One
step, which `undo` takes back.";

pub(crate) const ERASE: &str = "\
Example:
  symposia-cli people erase ID

All that is held on the person is taken out of the records, of the journal, of the search and of the file. State,
gender and the kind of organisation stay, so that totals do. It cannot be undone, and neither can what was done
before it. Copies of the store that were made before still hold the person: look after these yourself. On a terminal
it asks first.";

pub(crate) const HELD: &str = "\
Examples:
  symposia-cli people export-one ID --out held.txt
  symposia-cli people export-one ID --out held.json

All that is held on one person, to be handed to them: their records in every table, what the journal says of these,
and where else they are named. JSON where the file's name ends so, else a text to be read.";

/// Which pair, and which stays.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// ID of the one who stays
    #[arg(value_name = "KEEP", value_parser = value::id::<PersonId>)]
    keep: PersonId,
    /// ID of the one who is merged into them
    #[arg(value_name = "OTHER", value_parser = value::id::<PersonId>)]
    other: PersonId,
    /// A field whose value comes from OTHER, as --dry-run names it; may be given several times
    #[arg(long, value_name = "FIELD")]
    take: Vec<String>,
    /// Only show what would be done
    #[arg(long)]
    dry_run: bool,
}

/// Which pair.
#[derive(Debug, Args)]
pub(crate) struct Apart {
    /// ID of the one
    #[arg(value_name = "ONE", value_parser = value::id::<PersonId>)]
    one: PersonId,
    /// ID of the other
    #[arg(value_name = "OTHER", value_parser = value::id::<PersonId>)]
    other: PersonId,
}

/// Who is to be erased.
#[derive(Debug, Args)]
pub(crate) struct Erase {
    /// The person's ID; also that of one who was deleted
    #[arg(value_name = "ID", value_parser = value::id::<PersonId>)]
    id: PersonId,
    /// Do not ask first
    #[arg(long)]
    yes: bool,
}

/// Whose data, and where to.
#[derive(Debug, Args)]
pub(crate) struct Held {
    /// The person's ID
    #[arg(value_name = "ID", value_parser = value::id::<PersonId>)]
    id: PersonId,
    /// Where to put the file; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Lists possible duplicates.
pub(crate) fn duplicates(desk: &Desk) -> Result<(), CliError> {
    let store = desk.open()?;
    let pairs = Directory::read(&store)?.compare(&())?;
    let found = office::duplicate::list(&store, pairs)?;
    desk.say(&found, |found| {
        let shown = |pairs: &[PossibleDuplicate], total: u64, nobody: &str| {
            let shown = table(
                ["SCORE", "ONE", "ONE'S NAME", "OTHER", "OTHER'S NAME", "WHY"],
                pairs.iter().map(cells).collect(),
                nobody,
            );
            match total - pairs.len() as u64 {
                0 => shown,
                more => format!("{shown}\nand {more} more"),
            }
        };
        let likely = shown(
            &found.pairs,
            found.total,
            "Nobody seems to stand in the directory twice.",
        );
        if found.moved.is_empty() {
            return likely;
        }
        let moved = shown(&found.moved, found.moved_total, "");
        format!("{likely}\n\nMay have moved or changed name:\n{moved}")
    })
}

fn cells(pair: &PossibleDuplicate) -> [String; 6] {
    let name = |row: &office::view::PersonRow| match &row.native_name {
        Some(native) if *native != row.name => format!("{} {native}", row.name),
        _ => row.name.clone(),
    };
    let signs: Vec<&str> = pair.signs.iter().map(|sign| sign.as_str()).collect();
    [
        pair.score.to_string(),
        pair.one.id.to_string(),
        name(&pair.one),
        pair.other.id.to_string(),
        name(&pair.other),
        signs.join(", "),
    ]
}

impl Merge {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        if self.dry_run {
            let shown = office::duplicate::preview(&*desk.open()?, self.keep, self.other)?;
            return desk.say(&shown, |shown| {
                let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
                let mut rows: Vec<[String; 4]> = shown
                    .fields
                    .iter()
                    .map(|field| {
                        let stays = match field.side {
                            MergeSide::Kept => said(&field.kept),
                            MergeSide::Other => said(&field.other),
                            MergeSide::Both => {
                                format!("{}; {}", said(&field.kept), said(&field.other))
                            }
                        };
                        [
                            field.field.clone(),
                            said(&field.kept),
                            said(&field.other),
                            stays,
                        ]
                    })
                    .collect();
                for event in &shown.shared {
                    for field in &event.fields {
                        rows.push([
                            format!("{}: {}", event.title, field.field),
                            said(&field.kept),
                            said(&field.other),
                            said(&field.then),
                        ]);
                    }
                }
                table(
                    ["FIELD", "KEEP", "OTHER", "STAYS"],
                    rows,
                    "They differ in nothing.",
                )
            });
        }
        let (mut store, mut hand) = desk.open_after_backup(BackupReason::Merge)?;
        let choices: Vec<MergeChoice> = self
            .take
            .into_iter()
            .map(|field| MergeChoice {
                field,
                side: MergeSide::Other,
            })
            .collect();
        let change =
            office::duplicate::merge(&mut store, &mut hand, self.keep, self.other, &choices)?;
        desk.say(&change, |change| {
            format!("{}; `undo` takes it back", change.label)
        })
    }
}

impl Apart {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let change = office::duplicate::keep_apart(&mut store, &mut hand, self.one, self.other)?;
        desk.say(&change, |change| change.label.clone())
    }
}

impl Erase {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        if !self.yes && std::io::stdin().is_terminal() && !agreed(&store, self.id) {
            return Err(office::OfficeError::NotPossible("nothing was erased".to_owned()).into());
        }
        let report = office::privacy::erase(&mut store, &mut hand, self.id)?;
        desk.say(&report, |report| {
            let mut lines = vec!["Erased; this cannot be undone.".to_owned()];
            if report.mentions > 0 {
                lines.push(format!("{} elsewhere named the person and no longer do.", count(report.mentions, "text", "texts")));
            }
            if !report.bytes_are_gone {
                lines.push(
                    "The file still holds bytes of it: another program has the store open, or the disk is full. Close \
                     it and run the command once more."
                        .to_owned(),
                );
            }
            lines.push("Copies of the store that were made before still hold the person; delete them when you can.".to_owned());
            lines.extend(report.copies.iter().map(|copy| format!("  {copy}")));
            if report.backups > 0 {
                lines.push(format!(
                    "So do {} that the program made by itself; `symposia-cli backup --delete-erased` deletes them, \
                     else the last goes when twelve later months have one.",
                    count(report.backups, "backup", "backups")
                ));
            }
            if !report.papers.is_empty() {
                lines.push("These papers were left as they are; look whether they name the person:".to_owned());
                lines.extend(report.papers.iter().map(|paper| format!("  {paper}")));
            }
            lines.join("\n")
        })
    }
}

/// Asks on the terminal.
fn agreed(store: &office::Store, id: PersonId) -> bool {
    let name = store
        .person(id)
        .map_or_else(|_| id.to_string(), |page| page.name);
    let mut errors = std::io::stderr();
    let question = format!(
        "Erase {name} for good? It cannot be undone, and neither can what was done before it. [y/N] "
    );
    if errors
        .write_all(question.as_bytes())
        .and_then(|()| errors.flush())
        .is_err()
    {
        return false;
    }
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer).is_ok()
        && matches!(answer.trim(), "y" | "Y" | "yes")
}

impl Held {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        let is_json = self
            .out
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let format = if is_json {
            HeldFormat::Json
        } else {
            HeldFormat::Text
        };
        let saved =
            office::privacy::save_held(&store, self.id, format, desk.place_for(&self.out)?)?;
        desk.say(&saved, |saved| format!("Saved in {}", saved.path))
    }
}
