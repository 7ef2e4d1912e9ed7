//! Templates of agendas.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::event::EventKind;
use domain::id::{AgendaTemplateId, EventId};
use office::agenda::{file, template};
use office::view::{TemplateEdit, TemplateOnto, TemplatePage, TemplateRow};

use crate::agenda_file;
use crate::desk::Desk;
use crate::error::CliError;
use crate::journal;
use crate::table::{count, one_line, table};
use crate::value;

const IMPORT: &str = "\
Example:
  symposia-cli agenda template import programme.csv --name \"Our symposium\" --kind symposium

The headings are those of `agenda import`, of which Title is needed. Days are numbers (1 for the first) or
dates, counted from the first of them. Who speaks is left out.";

/// List, save, apply, change templates of agendas
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the templates: those that were saved, then those that the program brings
    #[command(after_help = "Example:\n  symposia-cli agenda template list")]
    List,
    /// Show a template's days and items, with the times that they have on days that begin at nine
    #[command(
        after_help = "Examples:\n  symposia-cli agenda template show symposium-2\n  symposia-cli --json agenda template show \"Our symposium\""
    )]
    Show(Which),
    /// Make a template of a table, as one step
    #[command(after_help = IMPORT)]
    Import(Import),
    /// Write a template into a table: CSV, which the import reads again
    #[command(
        after_help = "Example:\n  symposia-cli agenda template export symposium-2 --out symposium.csv\n\n- writes to stdout."
    )]
    Export(Export),
    /// Copy a template, under a name made of its own
    #[command(after_help = "Example:\n  symposia-cli agenda template copy symposium-2")]
    Copy(Which),
    /// Save an event's agenda as a template, without its people; one of the same name is replaced
    #[command(
        after_help = "Example:\n  symposia-cli agenda template save --event ID --name \"Our symposium\" --kind symposium"
    )]
    Save(Save),
    /// Fill an event's agenda from a template
    #[command(
        after_help = "Examples:\n  symposia-cli agenda template apply --event ID symposium-2\n  symposia-cli agenda template apply --event ID \"Our symposium\" --replace"
    )]
    Apply(Apply),
    /// Rename a saved template, or say what kind of event it is for
    #[command(
        after_help = "Example:\n  symposia-cli agenda template edit ID --name \"Our symposium, short\""
    )]
    Edit(Edit),
    /// Delete a saved template
    #[command(after_help = "Example:\n  symposia-cli agenda template delete ID")]
    Delete(Delete),
}

/// Which template.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The template: its ID or name
    #[arg(value_name = "TEMPLATE")]
    template: String,
}

/// Which table, and what the template is called.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The table: CSV, in any encoding of the region
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What the template is called; no saved template may have the name
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    name: String,
    /// The kind of event that it is for; any if not given
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: Option<EventKind>,
}

/// Which template, and where to.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The template: its ID or name
    #[arg(value_name = "TEMPLATE")]
    template: String,
    /// Where to write it; - for stdout
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Which agenda, and what the template is called.
#[derive(Debug, Args)]
pub(crate) struct Save {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// What the template is called
    #[arg(long, value_name = "TEXT", value_parser = value::title)]
    name: String,
    /// The kind of event that it is for; any if not given
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: Option<EventKind>,
}

/// Which template, onto which agenda.
#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The event's ID
    #[arg(long, value_name = "ID", value_parser = value::id::<EventId>)]
    event: EventId,
    /// The template: its ID or name
    #[arg(value_name = "TEMPLATE")]
    template: String,
    /// Put it behind the items that each day has
    #[arg(long, conflicts_with = "replace")]
    after: bool,
    /// Put it in the place of all items
    #[arg(long)]
    replace: bool,
}

/// Which template, and what becomes other.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The template's ID
    #[arg(value_name = "ID", value_parser = value::id::<AgendaTemplateId>)]
    id: AgendaTemplateId,
    /// What it is called
    #[arg(long, value_name = "TEXT", value_parser = value::title, conflicts_with = "kind", required_unless_present = "kind")]
    name: Option<String>,
    /// The kind of event that it is for
    #[arg(long, value_name = "KIND", value_parser = value::word(EventKind::ALL, EventKind::as_str))]
    kind: Option<EventKind>,
}

/// Which template.
#[derive(Debug, Args)]
pub(crate) struct Delete {
    /// The template's ID
    #[arg(value_name = "ID", value_parser = value::id::<AgendaTemplateId>)]
    id: AgendaTemplateId,
}

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        match &self {
            Self::List => return desk.say(&template::list(&*desk.open()?)?, |rows| text(rows)),
            Self::Show(which) => {
                let page = template::show(&*desk.open()?, &which.template)?;
                return desk.say(&page, page_text);
            }
            Self::Export(export) => {
                let file = file::export_template(&*desk.open()?, &export.template)?;
                return agenda_file::put(desk, &file, &export.out);
            }
            Self::Import(import) => return import.run(desk),
            _ => {}
        }
        let (mut store, mut hand) = desk.open_to_write()?;
        let (store, hand) = (&mut store, &mut hand);
        let change = match self {
            Self::List | Self::Show(_) | Self::Export(_) | Self::Import(_) => return Ok(()),
            Self::Copy(which) => template::copy(store, hand, &which.template)?,
            Self::Save(save) => template::save(store, hand, save.event, &save.name, save.kind)?,
            Self::Apply(apply) => {
                let onto = match (apply.after, apply.replace) {
                    (true, _) => TemplateOnto::After,
                    (_, true) => TemplateOnto::Replace,
                    (false, false) => TemplateOnto::Empty,
                };
                template::apply(store, hand, apply.event, &apply.template, onto)?
            }
            Self::Edit(edit) => {
                let change = match edit.name {
                    Some(name) => TemplateEdit::Name(name),
                    None => TemplateEdit::Kind(edit.kind),
                };
                template::edit(store, hand, edit.id, change)?
            }
            Self::Delete(delete) => template::delete(store, hand, delete.id)?,
        };
        desk.say(&change, journal::done)
    }
}

impl Import {
    fn run(&self, desk: &Desk) -> Result<(), CliError> {
        let (mut store, mut hand) = desk.open_to_write()?;
        let (store, hand) = (&mut store, &mut hand);
        let done = file::import_template(store, hand, &self.file, &self.name, self.kind)?;
        desk.say(&done, |done| {
            let counts = format!(
                "{} in the template “{}”, {} rejected",
                count(done.items, "item", "items"),
                one_line(&self.name),
                done.rejected.len()
            );
            let told = done.rejected.iter();
            let told = told.map(|line| format!("  line {}: {}", line.line, one_line(&line.reason)));
            let lines: Vec<String> = std::iter::once(counts).chain(told).collect();
            lines.join("\n")
        })
    }
}

fn page_text(page: &TemplatePage) -> String {
    let kind = page.kind.map_or("any event", |kind| kind.as_str());
    let mut out = format!("{} ({kind})\n", one_line(&page.name));
    for (day, rows) in page.days.iter().enumerate() {
        let rows = rows.iter().map(|row| {
            let beside = if row.beside { "| " } else { "" };
            [
                format!("{}-{}", row.start.format("%H:%M"), row.end.format("%H:%M")),
                if row.fixed { "fixed" } else { "" }.to_owned(),
                row.minutes.to_string(),
                row.kind.to_string(),
                format!("{}{beside}{}", "  ".repeat(row.depth), row.title),
                row.room.clone().unwrap_or_default(),
            ]
        });
        let rows = table(
            ["TIME", "START", "MIN", "KIND", "ITEM", "ROOM"],
            rows.collect(),
            "No items.\n",
        );
        let _ = write!(out, "\nDay {}\n{rows}", day + 1);
    }
    out
}

fn text(rows: &[TemplateRow]) -> String {
    let rows = rows.iter().map(|row| {
        [
            row.key.clone(),
            row.kind.map(|kind| kind.to_string()).unwrap_or_default(),
            row.days.to_string(),
            row.items.to_string(),
            row.name.clone(),
        ]
    });
    table(
        ["ID", "KIND", "DAYS", "ITEMS", "NAME"],
        rows.collect(),
        "No templates.",
    )
}
