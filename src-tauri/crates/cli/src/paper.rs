//! The papers that a meeting needs.

use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use domain::document::{DocumentFormat, DocumentKind};
use domain::id::{EventId, PersonId};
use office::paper::{PaperOptions, PaperRequest, PaperWritten, Printer, SignsFor};
use office::people_file::Progress;

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};
use crate::value;

const WRITE: &str = "\
Examples:
  symposia-cli paper write --event ID --kind programme --format pdf --out programme.pdf
  symposia-cli paper write --event ID --kind participants --format xlsx --out list.xlsx --contacts
  symposia-cli paper write --event ID --kind badges --format pdf --out badges.pdf --qr
  symposia-cli paper write --event ID --kind letters --format docx --each --out letters/

Kinds: programme, participants, sign-in, badges, table-signs, letters, information-note, certificates, report.
Every kind can be written as pdf; what is text also as docx; participants and sign-in also as xlsx and csv.
Addresses are in a list only with --contacts, and only those of people who agreed that they are shared.
Letters that no font of this computer has are named on stderr, with what to install.";

const TEMPLATES: &str = "\
Examples:
  symposia-cli paper templates --list
  symposia-cli paper templates

Papers as PDF are set from templates of Typst (typst.app/docs). Papers as DOCX take the page, the header, the
footer and the styles of papers.docx, which is changed in Word or LibreOffice; a kind's own, such as letters.docx,
stands before it. Those in the folder beside the store, STORE.templates, stand before the program's own; take one
out of it to have the program's again. Files that are there are never written over.";

/// Papers that a meeting needs
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write a paper of an event: programme, list of participants, badges, letters, report and others
    #[command(after_help = WRITE)]
    Write(Write),
    /// Write the templates of papers into a folder, to be changed there; or list them
    #[command(after_help = TEMPLATES)]
    Templates(Templates),
}

/// Whom table signs are for.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Signs {
    /// A sign for each delegation and organisation
    #[default]
    Delegations,
    /// A sign for each person
    People,
}

/// A paper to be written.
#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "choices of a person, each for itself"
)]
pub(crate) struct Write {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What for
    #[arg(long, value_parser = value::word(DocumentKind::ALL, DocumentKind::as_str))]
    kind: DocumentKind,
    /// Kind of file: pdf, docx, xlsx or csv
    #[arg(long, value_parser = value::word(DocumentFormat::ALL, DocumentFormat::as_str))]
    format: DocumentFormat,
    /// Where to put the file; with --each the folder
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Letters and certificates: a file for each person
    #[arg(long)]
    each: bool,
    /// Programme: with what each item is about, and its number
    #[arg(long)]
    annotated: bool,
    /// Badges: with each person's card as a QR code
    #[arg(long)]
    qr: bool,
    /// Programme and sign-in sheets: of this day alone
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = value::day)]
    day: Option<NaiveDate>,
    /// Participants: with the addresses of those who agreed that they are shared
    #[arg(long)]
    contacts: bool,
    /// Only those who accepted
    #[arg(long)]
    accepted: bool,
    /// Table signs: for whom
    #[arg(long, value_enum, default_value_t)]
    signs: Signs,
    /// Letters: in this language; else in each person's own
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Letters and information note: the day by which an answer is asked for
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = value::day)]
    reply_by: Option<NaiveDate>,
    /// Only this person; can be given several times
    #[arg(long = "person", value_name = "ID", value_parser = value::id::<PersonId>)]
    people: Vec<PersonId>,
}

/// Templates.
#[derive(Debug, Args)]
pub(crate) struct Templates {
    /// Where to put them; the folder that papers are set from if not given
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Only say which there are, and which were changed
    #[arg(long, conflicts_with = "out")]
    list: bool,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Write(write) => write.run(desk),
            Self::Templates(templates) => templates.run(desk),
        }
    }
}

impl Write {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        // Before the store is opened: what makes no sense is said at once.
        self.kind.check(self.format)?;
        let store = desk.open()?;
        let out = desk.place_for(&self.out)?.to_owned();
        let request = PaperRequest {
            event: self.event,
            kind: self.kind,
            options: PaperOptions {
                annotated: self.annotated,
                qr: self.qr,
                day: self.day,
                contacts: self.contacts,
                accepted: self.accepted,
                signs: match self.signs {
                    Signs::Delegations => SignsFor::Delegations,
                    Signs::People => SignsFor::People,
                },
                language: self.language,
                reply_by: self.reply_by,
                people: self.people,
            },
        };
        let printer = Printer::default();
        let composed = office::paper::compose(&store, &request, desk.now())?;
        let written = if self.each {
            office::paper::write_each(&printer, &composed, self.format, &out, &Counting)?
        } else {
            office::paper::write(&printer, &composed, self.format, &out, &())?
        };
        for note in &written.notes {
            crate::error::warn(note);
        }
        if let Some(warning) = &written.warning {
            crate::error::warn(warning);
        }
        desk.say(&written, done)
    }
}

/// Tells on stderr how far it is, on one line of a terminal; a file or a pipe gets nothing.
struct Counting;

impl Progress for Counting {
    fn report(&self, done: u64, of: u64) -> bool {
        let mut stderr = std::io::stderr();
        if stderr.is_terminal() {
            let end = if done == of { "\n" } else { "" };
            // Progress that cannot be shown stops no work.
            let _ = write!(stderr, "\r{done} of {of} written{end}");
        }
        true
    }
}

fn done(written: &PaperWritten) -> String {
    let pages = written
        .pages
        .map(|pages| format!(" ({})", count(pages, "page", "pages")));
    let pages = pages.unwrap_or_default();
    if Path::new(&written.path).is_dir() {
        format!(
            "Saved {}{pages} to {}",
            count(written.files, "file", "files"),
            written.path
        )
    } else {
        format!("Saved {}{pages}", written.path)
    }
}

impl Templates {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        if self.list {
            let rows = office::paper::list_templates(desk.path())?;
            return desk.say(&rows, |rows| {
                let rows = rows.iter().map(|row| {
                    let whose = if row.changed {
                        "changed"
                    } else {
                        "the program's own"
                    };
                    [row.name.clone(), whose.to_owned()]
                });
                table(
                    ["TEMPLATE", ""],
                    rows.collect(),
                    "This program was built without PDF.\n",
                )
            });
        }
        let folder = if let Some(folder) = self.out {
            folder
        } else {
            // A mistyped store gets no folder of templates beside it.
            desk.open()?;
            office::paper::folder(desk.path())
        };
        let written = office::paper::write_templates(&folder)?;
        desk.say(&written, |done| {
            let kept = if done.kept.is_empty() {
                String::new()
            } else {
                format!("; left as they were: {}", done.kept.join(", "))
            };
            let files = count(done.written.len() as u64, "template", "templates");
            format!("Saved {files} to {}{kept}", done.folder)
        })
    }
}
