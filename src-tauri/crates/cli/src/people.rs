//! People: imported, listed, shown, exported.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::id::{EventId, PersonId};
use domain::state::State;
use office::people_file::{ImportOptions, ImportReport, ListPurpose, PeopleFormat, RejectedLine};
use office::view::{
    ParticipantQuery, ParticipantRow, PeopleOrder, PeopleQuery, PersonPage, PersonRow, Window,
};
use serde::Serialize;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, fields, one_line, table};
use crate::{people_care as care, value, when};

const IMPORT: &str = "\
Examples:
  symposia-cli people import people.csv
  symposia-cli people import people.csv --event ID
  symposia-cli people import cards.vcf
  symposia-cli people import people.xlsx --sheet Participants

A CSV file as spreadsheets save it: commas, semicolons or tabs, in UTF-8, UTF-16 or the region's
older encodings, with headings in English, Chinese, Japanese, Korean, Mongolian or Russian, such as
  Family name,Given name,Native name,Organisation,State,E-mail,Capacity,Reply
the same as a spreadsheet (XLSX, XLS, ODS), or a file of cards, one or many: vCard 4.0, 3.0 or 2.1; photographs are passed over.
A person whose e-mail address the directory has is brought up to date; so is who has no address but the
same name, organisation and State, and, from cards, who was exported from here. The lines that cannot be
taken are listed with their number and why; the others are imported, as one step. Of a line with
an unknown word for gender, capacity or reply, the rest is taken.";

const LIST: &str = "\
Examples:
  symposia-cli people list --state MN
  symposia-cli --json people list --event ID";

const EXPORT: &str = "\
Examples:
  symposia-cli people export --out people.csv
  symposia-cli people export --event ID --out participants.csv
  symposia-cli people export --format vcf --out people.vcf
  symposia-cli people export --event ID --purpose logistics --out hotel.csv

CSV in UTF-8, or cards, which `people import` reads again. Cards hold nothing of diet and access
needs. Cells that a spreadsheet would run as a formula
get an apostrophe in front, which the import takes away.";

/// People
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Import a list of people
    #[command(after_help = IMPORT)]
    Import(Import),
    /// List the people of the directory by name, or an event's participants in protocol order
    #[command(after_help = LIST)]
    List(List),
    /// Show a person, with the events they take part in
    #[command(after_help = "Example:\n  symposia-cli people show ID")]
    Show(Show),
    /// Write a list of people to a file
    #[command(after_help = EXPORT)]
    Export(Export),
    /// List people who may stand in the directory twice
    #[command(after_help = care::DUPLICATES)]
    Duplicates,
    /// Make one of two people
    #[command(after_help = care::MERGE)]
    Merge(care::Merge),
    /// Remember that two who look like one are two
    Apart(care::Apart),
    /// Write all that is held on one person to a file
    #[command(after_help = care::HELD)]
    ExportOne(care::Held),
    /// Erase all that is held on one person, for good
    #[command(after_help = care::ERASE)]
    Erase(care::Erase),
}

/// What to import.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The list
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// ID of the event that they become participants of
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
    /// The sheet of a spreadsheet; the first with something in it if none is given
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
}

/// Which people.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// ID of the event whose participants are wanted
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
    /// Only people of this State: a code such as MN
    #[arg(long, value_name = "CODE", value_parser = State::read, conflicts_with = "event")]
    state: Option<State>,
    /// Only those that hold these words
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true
    )]
    text: String,
}

/// Which person.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The person's ID
    #[arg(value_name = "ID", value_parser = value::id::<PersonId>)]
    id: PersonId,
}

/// Where to.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// ID of the event whose participants are wanted
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: Option<EventId>,
    /// What to write; by the ending of FILE if it is not given
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// What the list is for: `office` holds everything; `contacts` reach those who agreed to it; `protocol` is
    /// who is who; `logistics` is diet, access needs, visa and travel. An event's list is for `protocol` if it is
    /// not said, its cards are for `contacts`
    #[arg(long, value_name = "PURPOSE", required_unless_present = "event", value_parser = value::word(ListPurpose::ALL, ListPurpose::as_str))]
    purpose: Option<ListPurpose>,
    /// Where to put the file; one that is there is replaced
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// What a list of people is written as.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// A table: CSV in UTF-8
    Csv,
    /// Cards: vCard 4.0
    Vcf,
    /// Cards for older programs: vCard 3.0
    Vcf3,
}

impl Export {
    fn format(&self) -> PeopleFormat {
        let is_vcf = |ending: &std::ffi::OsStr| ending.eq_ignore_ascii_case("vcf");
        let by_name = || {
            if self.out.extension().is_some_and(is_vcf) {
                Format::Vcf
            } else {
                Format::Csv
            }
        };
        match self.format.unwrap_or_else(by_name) {
            Format::Csv => PeopleFormat::Csv,
            Format::Vcf => PeopleFormat::Vcard,
            Format::Vcf3 => PeopleFormat::Vcard3,
        }
    }
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Import(import) => import.run(desk),
            Self::List(list) => list.run(desk),
            Self::Show(show) => desk.say(&office::person::page(&*desk.open()?, show.id)?, text),
            Self::Duplicates => care::duplicates(desk),
            Self::Merge(merge) => merge.run(desk),
            Self::Apart(apart) => apart.run(desk),
            Self::ExportOne(held) => held.run(desk),
            Self::Erase(erase) => erase.run(desk),
            Self::Export(export) => {
                let store = desk.open()?;
                let format = export.format();
                let purpose = export.purpose.unwrap_or(match format {
                    PeopleFormat::Csv => ListPurpose::Protocol,
                    PeopleFormat::Vcard | PeopleFormat::Vcard3 => ListPurpose::Contacts,
                });
                let file = office::people_file::export_for(&store, export.event, format, purpose)?;
                let saved = office::people_file::save(&file, desk.place_for(&export.out)?)?;
                desk.say(&saved, |saved| {
                    let left_out = match file.left_out {
                        0 => String::new(),
                        some => format!(
                            "; {some} left out, who did not agree to share their contact details"
                        ),
                    };
                    format!(
                        "Saved {} in {}{left_out}",
                        count(file.people, "person", "people"),
                        saved.path
                    )
                })
            }
        }
    }
}

impl Import {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_after_backup(domain::backup::BackupReason::Import)?;
        let options = ImportOptions {
            sheet: self.sheet,
            ..ImportOptions::default()
        };
        let report = office::people_file::import(
            &mut store,
            &mut hand,
            &self.file,
            &options,
            self.event,
            &(),
        )?;
        desk.say(&Counts::of(&report), |_| {
            let counts = format!(
                "{} imported, {} updated, {} rejected",
                report.imported,
                report.updated,
                report.rejected.len()
            );
            let told = report.rejected.iter().chain(&report.notes);
            let told = told.map(|line| format!("  line {}: {}", line.line, one_line(&line.reason)));
            let lines: Vec<String> = std::iter::once(counts).chain(told).collect();
            lines.join("\n")
        })
    }
}

/// What scripts are told of an import.
#[derive(Serialize)]
struct Counts<'a> {
    imported: u64,
    updated: u64,
    rejected: &'a [RejectedLine],
    notes: &'a [RejectedLine],
}

impl<'a> Counts<'a> {
    fn of(report: &'a ImportReport) -> Self {
        Self {
            imported: report.imported,
            updated: report.updated,
            rejected: &report.rejected,
            notes: &report.notes,
        }
    }
}

impl List {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = desk.open()?;
        if let Some(event) = self.event {
            let query = ParticipantQuery {
                event,
                text: self.text,
                order: PeopleOrder::Protocol,
                window: Window::default(),
            };
            let all = office::participation::all(&store, &query)?;
            return desk.say(&all, |rows| participants_text(rows));
        }
        let query = PeopleQuery {
            text: self.text,
            state: self.state,
            ..PeopleQuery::default()
        };
        desk.say(&office::person::all(&store, &query)?, |rows| {
            let rows = rows.iter().map(person_cells).collect();
            let nobody = "Nobody. `symposia-cli people import --help` says how to import a list.";
            table(
                [
                    "ID",
                    "NAME",
                    "NATIVE NAME",
                    "STATE",
                    "ORGANISATION",
                    "E-MAIL",
                ],
                rows,
                nobody,
            )
        })
    }
}

fn person_cells(person: &PersonRow) -> [String; 6] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        person.id.to_string(),
        person.name.clone(),
        text(&person.native_name),
        person
            .state
            .map(|state| state.code().to_owned())
            .unwrap_or_default(),
        text(&person.organisation),
        text(&person.email),
    ]
}

/// Participants as a table.
pub(crate) fn participants_text(rows: &[ParticipantRow]) -> String {
    let rows = rows.iter().map(|row| {
        let [id, name, native, state, organisation, email] = person_cells(&row.person);
        [
            id,
            name,
            native,
            state,
            row.capacity.to_string(),
            row.reply.to_string(),
            organisation,
            email,
        ]
    });
    let headings = [
        "PERSON",
        "NAME",
        "NATIVE NAME",
        "STATE",
        "CAPACITY",
        "REPLY",
        "ORGANISATION",
        "E-MAIL",
    ];
    table(
        headings,
        rows.collect(),
        "Nobody takes part yet. `symposia-cli participant add --help` says how to add people.",
    )
}

fn text(page: &PersonPage) -> String {
    let yes = |yes: bool, text: &str| yes.then(|| text.to_owned());
    let events: Vec<String> = page
        .events
        .iter()
        .map(|part| {
            let event = &part.event;
            format!(
                "{} {} ({}, {})",
                when::text(&event.timing),
                event.title,
                part.capacity,
                part.reply
            )
        })
        .collect();
    fields(&[
        ("Person", Some(page.name.clone())),
        ("ID", Some(page.id.to_string())),
        ("Native name", page.native_name.clone()),
        ("Title", page.title.clone()),
        ("Gender", Some(page.gender.to_string())),
        ("Position", page.position.clone()),
        ("Division", page.division.clone()),
        (
            "Organisation",
            page.organisation.as_ref().map(|named| named.name.clone()),
        ),
        ("State", page.state_name.clone()),
        ("E-mail", page.email.clone()),
        ("Phone", page.phone.clone()),
        ("Languages", page.languages.clone()),
        ("Diet", page.dietary.clone()),
        ("Access needs", page.access_needs.clone()),
        ("Visa letter", yes(page.visa_letter, "needed")),
        (
            "Contact details",
            yes(page.consent_to_share, "may be shared"),
        ),
        ("Notes", page.note.clone()),
        ("Takes part in", Some(events.join("\n"))),
    ])
}
