//! Templates of agendas.

use clap::{Args, Subcommand};
use domain::event::EventKind;
use domain::id::{AgendaTemplateId, EventId};
use office::agenda::template;
use office::view::{TemplateEdit, TemplateOnto, TemplateRow};

use crate::desk::Desk;
use crate::error::CliError;
use crate::journal;
use crate::table::table;
use crate::value;

/// List, save, apply, change templates of agendas
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the templates: those that were saved, then those that the program brings
    #[command(after_help = "Example:\n  symposia-cli agenda template list")]
    List,
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
        if let Self::List = self {
            return desk.say(&template::list(&*desk.open()?)?, |rows| text(rows));
        }
        let (mut store, mut hand) = desk.open_to_write()?;
        let (store, hand) = (&mut store, &mut hand);
        let change = match self {
            Self::List => return Ok(()),
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
