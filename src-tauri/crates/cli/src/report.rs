//! The annual report, and the next year's activity plan.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::document::{DocumentFormat, DocumentKind};
use domain::report::Period;
use office::paper::{Composed, Printer};
use office::report::{ReportSentenceEdit, ReportTextEdit};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{count, table};
use crate::value;

const ANNUAL: &str = "\
Examples:
  symposia-cli report annual --year 2026 --format pdf --out report.pdf
  symposia-cli report annual --from 2026-01-01 --to 2026-06-30 --format xlsx --out first-half.xlsx

Formats: pdf, docx, xlsx (the tables, a sheet each), html (one file, without scripts).
An event belongs to the period of its first day; one without days counts on the last day of its
quarter or year. What nobody wrote down is told as “not recorded”.";

const PLAN: &str = "\
Examples:
  symposia-cli report plan --year 2027
  symposia-cli report plan --year 2027 --add
  symposia-cli report plan --year 2027 --format docx --out plan.docx

Without --out it lists what the activity plan says and what could be added: events that are
proposed, tentative, confirmed or postponed in that year, and activities that repeat. --add writes
all of that into the activity plan, in one step that can be undone.";

/// Reports to the Senior Officials Meeting
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the report of a year or of any period
    #[command(after_help = ANNUAL)]
    Annual(Annual),
    /// Draft the activity plan of a year, or write it as a paper
    #[command(after_help = PLAN)]
    Plan(Plan),
    /// Keep your own text in a section of the report; it stays when the numbers change
    Text(Text),
    /// List the sentences of the report, or change the words of one
    Sentence(Sentence),
}

/// The days that a report is about.
#[derive(Debug, Args)]
pub(crate) struct Days {
    /// A calendar year
    #[arg(long, value_parser = value::year, required_unless_present = "from", conflicts_with = "from")]
    year: Option<i32>,
    /// First day
    #[arg(long, value_name = "DAY", value_parser = value::day, requires = "to")]
    from: Option<NaiveDate>,
    /// Last day
    #[arg(long, value_name = "DAY", value_parser = value::day, requires = "from")]
    to: Option<NaiveDate>,
}

impl Days {
    fn period(&self) -> Result<Period, CliError> {
        let period = match (self.year, self.from.zip(self.to)) {
            (_, Some((from, to))) => Period::from_to(from, to),
            (Some(year), None) => Period::year(year),
            // Clap has refused that.
            (None, None) => Err(domain::DomainError::Empty("the period")),
        };
        Ok(period?)
    }
}

/// A report to be written.
#[derive(Debug, Args)]
pub(crate) struct Annual {
    #[command(flatten)]
    days: Days,
    /// Kind of file: pdf, docx, xlsx or html
    #[arg(long, value_parser = value::word(DocumentFormat::ALL, DocumentFormat::as_str))]
    format: DocumentFormat,
    /// Where to put the file
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
}

/// An activity plan to be drafted or written.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The year of the plan
    #[arg(long, value_parser = value::year)]
    year: i32,
    /// Kind of file: pdf, docx, xlsx or html
    #[arg(long, requires = "out", value_parser = value::word(DocumentFormat::ALL, DocumentFormat::as_str))]
    format: Option<DocumentFormat>,
    /// Where to put the file
    #[arg(long, value_name = "PATH", requires = "format")]
    out: Option<PathBuf>,
    /// Write all that is drafted into the activity plan
    #[arg(long, conflicts_with = "out")]
    add: bool,
}

/// A text of a section.
#[derive(Debug, Args)]
pub(crate) struct Text {
    #[command(flatten)]
    days: Days,
    /// introduction, output 1, activity 1.1, other events, finance, follow-ups or conclusions
    #[arg(long)]
    section: String,
    /// The text; paragraphs are parted by an empty line, an empty text takes it out
    #[arg(long = "text", value_name = "TEXT")]
    words: String,
}

/// A sentence of the report.
#[derive(Debug, Args)]
pub(crate) struct Sentence {
    /// Which one, by its name in the list
    #[arg(long)]
    id: Option<String>,
    /// Its new words
    #[arg(long, requires = "id")]
    text: Option<String>,
    /// The program's own words again
    #[arg(long, requires = "id", conflicts_with = "text")]
    ours: bool,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::Annual(annual) => annual.run(desk),
            Self::Plan(plan) => plan.run(desk),
            Self::Text(text) => text.run(desk),
            Self::Sentence(sentence) => sentence.run(desk),
        }
    }
}

fn write(
    desk: &Desk,
    composed: &Composed,
    format: DocumentFormat,
    out: &Path,
) -> Result<(), CliError> {
    let out = desk.place_for(out)?;
    let written = office::paper::write(&Printer::default(), composed, format, out, &())?;
    if let Some(warning) = &written.warning {
        crate::error::warn(warning);
    }
    desk.say(&written, |written| {
        let pages = written
            .pages
            .map(|pages| format!(" ({})", count(pages, "page", "pages")))
            .unwrap_or_default();
        format!("Saved {}{pages}", written.path)
    })
}

impl Annual {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        DocumentKind::AnnualReport.check(self.format)?;
        let period = self.days.period()?;
        let composed = office::report::compose(&*desk.open()?, period, desk.now())?;
        write(desk, &composed, self.format, &self.out)
    }
}

impl Plan {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        if let (Some(format), Some(out)) = (self.format, &self.out) {
            DocumentKind::ActivityPlan.check(format)?;
            let composed = office::report::compose_plan(&*desk.open()?, self.year, desk.now())?;
            return write(desk, &composed, format, out);
        }
        let draft = office::report::draft_plan(&*desk.open()?, self.year)?;
        if self.add && !draft.drafts.is_empty() {
            let (mut store, mut hand) = desk.open_to_write()?;
            office::report::add_to_plan(&mut store, &mut hand, self.year, &draft.drafts)?;
        }
        desk.say(&draft, |draft| {
            let there = draft.there.iter().map(|one| {
                [
                    "in the plan".to_owned(),
                    one.timing.clone(),
                    one.activity.clone(),
                    one.note.clone(),
                ]
            });
            let how = if self.add { "added" } else { "proposed" };
            let drafts = draft.drafts.iter().map(|one| {
                [
                    how.to_owned(),
                    one.timing.clone(),
                    one.title.clone(),
                    one.note.clone(),
                ]
            });
            table(
                ["", "TIMING", "ACTIVITY", "NOTE"],
                there.chain(drafts).collect(),
                "Nothing is planned, and nothing is proposed.\n",
            )
        })
    }
}

impl Text {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let edit = ReportTextEdit {
            period: self.days.period()?,
            section: self.section,
            text: self.words,
        };
        let change = office::report::write_text(&mut store, &mut hand, &edit)?;
        desk.say(&change, |_| "Saved the text".to_owned())
    }
}

impl Sentence {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let Some(id) = self.id.filter(|_| self.ours || self.text.is_some()) else {
            let sentences = office::report::sentences(&*desk.open()?)?;
            return desk.say(&sentences, |sentences| {
                let rows = sentences.iter().map(|one| {
                    let whose = if one.changed { "changed" } else { "" };
                    [one.id.clone(), whose.to_owned(), one.text.clone()]
                });
                table(["SENTENCE", "", "WORDS"], rows.collect(), "")
            });
        };
        let (mut store, mut hand) = desk.open_to_write()?;
        let edit = ReportSentenceEdit {
            id,
            text: self.text,
        };
        let change = office::report::edit_sentence(&mut store, &mut hand, &edit)?;
        desk.say(&change, |_| "Saved the sentence".to_owned())
    }
}
