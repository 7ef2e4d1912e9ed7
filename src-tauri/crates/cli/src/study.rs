//! Studies: analytical work under activity 3.1.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::id::{MilestoneId, PersonId, StudyId};
use domain::study::StudyStatus;
use office::view::{MilestoneEdit, NewMilestone, NewStudy, StudyEdit, StudyListRow, StudyPage};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::{fields, table};
use crate::{journal, value, when};

const ADD: &str = "\
Examples:
  symposia-cli study add --title \"Synergies of clean air and climate policy\" --first 2026-02-01 --last 2027-11-30
  symposia-cli study add --title \"Satellite data\" --author ID --author ID --document outline.pdf

It is put under the work plan's activity that leads to studies (3.1), where there is one.";

const MILESTONE: &str = "\
Examples:
  symposia-cli study milestone --study ID --title \"Draft for review\" --due 2027-06-30
  symposia-cli study milestone --id ID --reached 2027-07-02";

/// Studies
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the studies
    #[command(after_help = "Example:\n  symposia-cli study list")]
    List,
    /// Add a study
    #[command(after_help = ADD)]
    Add(Add),
    /// Show a study with its milestones, documents and what is based on it
    #[command(after_help = "Example:\n  symposia-cli study show ID")]
    Show(One),
    /// Add a milestone to a study, or say when one was reached
    #[command(after_help = MILESTONE)]
    Milestone(Milestone),
}

/// Which study.
#[derive(Debug, Args)]
pub(crate) struct One {
    /// The study's ID
    #[arg(value_name = "ID", value_parser = value::id::<StudyId>)]
    id: StudyId,
}

/// A new study.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// What it is called
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: String,
    /// What it is about
    #[arg(long, value_name = "TEXT")]
    r#abstract: Option<String>,
    /// How far it has come; proposed if not given
    #[arg(long, value_name = "STATUS", value_parser = value::word(StudyStatus::ALL, StudyStatus::as_str))]
    status: Option<StudyStatus>,
    /// First day
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    first: Option<NaiveDate>,
    /// Last day
    #[arg(long, value_name = "DAY", value_parser = value::day)]
    last: Option<NaiveDate>,
    /// ID of an author; may be given again, in order
    #[arg(long, value_name = "ID", value_parser = value::id::<PersonId>)]
    author: Vec<PersonId>,
    /// A document; may be given again
    #[arg(long, value_name = "FILE")]
    document: Vec<PathBuf>,
}

/// A milestone.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["study", "id"])))]
pub(crate) struct Milestone {
    /// ID of the study that gets a new one
    #[arg(long, value_name = "ID", value_parser = value::id::<StudyId>, requires = "title")]
    study: Option<StudyId>,
    /// ID of the milestone to change
    #[arg(long, value_name = "ID", value_parser = value::id::<MilestoneId>)]
    id: Option<MilestoneId>,
    /// What it is
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    title: Option<String>,
    /// By when: a day, or an empty text
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// When it was reached: a day, or an empty text
    #[arg(long, value_name = "DAY")]
    reached: Option<String>,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match self {
            Self::List => {
                let studies = office::study::list(&*desk.open()?, desk.today())?;
                desk.say(&studies, |studies| list_text(studies))
            }
            Self::Add(add) => add.run(desk),
            Self::Show(one) => say(desk, &*desk.open()?, one.id),
            Self::Milestone(milestone) => milestone.run(desk),
        }
    }
}

impl Add {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let new = NewStudy {
            title: self.title,
            activity: office::study::usual_activity(&store)?,
        };
        let edits = [
            self.r#abstract.map(StudyEdit::Abstract),
            self.status.map(StudyEdit::Status),
            self.first.map(|day| StudyEdit::FirstDay(day.to_string())),
            self.last.map(|day| StudyEdit::LastDay(day.to_string())),
            (!self.author.is_empty()).then_some(StudyEdit::Authors(self.author)),
        ];
        let edits = edits.into_iter().flatten().collect();
        let change = office::study::add_with(&mut store, &mut hand, new, edits)?;
        let Some(id) = change.id.as_deref().and_then(|id| id.parse().ok()) else {
            return desk.say(&change, journal::done);
        };
        if !self.document.is_empty() {
            let kept = office::study::place(&store, id)?.keep(&self.document, &())?;
            office::study::attach(&mut store, &mut hand, id, &kept)?;
        }
        say(desk, &store, id)
    }
}

impl Milestone {
    fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let study = match (self.study, self.id) {
            (Some(study), _) => {
                let new = NewMilestone {
                    study,
                    title: self.title.unwrap_or_default(),
                    due: self.due.unwrap_or_default(),
                };
                let reached = self.reached.unwrap_or_default();
                office::study::add_milestone_reached(&mut store, &mut hand, new, &reached)?;
                study
            }
            (None, Some(id)) => {
                let study = office::study::of_milestone(&store, id)?;
                let edits = [
                    self.title.map(MilestoneEdit::Title),
                    self.due.map(MilestoneEdit::Due),
                    self.reached.map(MilestoneEdit::Reached),
                ];
                let edits = edits.into_iter().flatten().collect();
                office::study::edit_milestone_together(&mut store, &mut hand, id, edits)?;
                study
            }
            (None, None) => return Ok(()),
        };
        say(desk, &store, study)
    }
}

fn say(desk: &Desk, store: &office::Reader, id: StudyId) -> Result<(), CliError> {
    let page = office::study::page(store, id, desk.today())?;
    desk.say(&page, text)
}

fn list_text(studies: &[StudyListRow]) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let rows = studies.iter().map(|study| {
        [
            study.id.to_string(),
            study.title.clone(),
            study.status.to_string(),
            day(study.first_day),
            day(study.last_day),
            format!("{}/{}", study.reached, study.milestones),
            study.late.to_string(),
            study.authors.join(", "),
        ]
    });
    table(
        [
            "ID", "STUDY", "STATUS", "FROM", "TO", "REACHED", "LATE", "AUTHORS",
        ],
        rows.collect(),
        "No studies. `symposia-cli study add --help` says how to add one.\n",
    )
}

fn text(page: &StudyPage) -> String {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    let lines = |lines: Vec<String>| (!lines.is_empty()).then(|| lines.join("\n"));
    let authors = page
        .authors
        .iter()
        .map(|author| author.name.clone())
        .collect();
    let events = page
        .events
        .iter()
        .map(|event| {
            format!(
                "{} {} ({})",
                event.id,
                event.title,
                when::text(&event.timing)
            )
        })
        .collect();
    let documents = page
        .documents
        .iter()
        .map(|document| document.name.clone())
        .collect();
    let head = fields(&[
        ("Study", Some(page.title.clone())),
        ("ID", Some(page.id.to_string())),
        ("Status", Some(page.status.to_string())),
        (
            "Activity",
            page.activity.as_ref().map(|activity| activity.name.clone()),
        ),
        ("From", day(page.first_day)),
        ("To", day(page.last_day)),
        ("Authors", lines(authors)),
        ("Abstract", page.summary.clone()),
        ("Documents", lines(documents)),
        ("Based on it", lines(events)),
    ]);
    let milestones = page.milestones.iter().map(|milestone| {
        [
            milestone.id.to_string(),
            milestone.title.clone(),
            day(milestone.due).unwrap_or_default(),
            day(milestone.reached).unwrap_or_default(),
            milestone.standing.to_string(),
        ]
    });
    let milestones = table(
        ["ID", "MILESTONE", "DUE", "REACHED", "STANDING"],
        milestones.collect(),
        "No milestones.\n",
    );
    format!("{head}\n{milestones}")
}
