//! The settings that files and history show.

use clap::{Args, Subcommand, ValueEnum};
use office::settings::{SettingEdit, Settings};

use crate::desk::Desk;
use crate::error::CliError;
use crate::table::fields;

const SET: &str = "\
Examples:
  symposia-cli setting set organizer-email secretariat@neacap.example
  symposia-cli setting set home-zone Asia/Seoul";

/// Settings
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the settings
    #[command(after_help = "Example:\n  symposia-cli setting show")]
    Show,
    /// Change a setting
    #[command(after_help = SET)]
    Set(Set),
}

/// Which setting, and its new value.
#[derive(Debug, Args)]
pub(crate) struct Set {
    /// The setting
    #[arg(value_name = "NAME")]
    name: Name,
    /// Its new value; an empty text takes it away
    #[arg(value_name = "VALUE")]
    value: String,
}

/// A setting.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Name {
    /// Who invites, in calendar files
    #[value(name = "organizer-name")]
    Organizer,
    /// The address of those who invite
    OrganizerEmail,
    /// The address of whoever writes invitations for them, if it is another
    SenderEmail,
    /// The zone that new events start with in the window
    HomeZone,
    /// The name that history shows for you
    Actor,
    /// The share of the hours, in percent, that completes a training
    TrainingCompletion,
}

/// The zone where none was chosen: the secretariat's.
pub(crate) const HOME: &str = "Asia/Seoul";

impl Command {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let store = match self {
            Self::Show => desk.open()?,
            Self::Set(Set { name, value }) => {
                let (mut store, mut hand) = desk.open_to_write()?;
                let edit = match name {
                    Name::Organizer => SettingEdit::OrganizerName(value),
                    Name::OrganizerEmail => SettingEdit::OrganizerEmail(value),
                    Name::SenderEmail => SettingEdit::SenderEmail(value),
                    Name::HomeZone => SettingEdit::HomeZone(value),
                    Name::Actor => SettingEdit::Actor(value),
                    Name::TrainingCompletion => SettingEdit::TrainingCompletion(value),
                };
                office::settings::edit(&mut store, &mut hand, edit)?;
                store
            }
        };
        desk.say(&office::settings::all(&store, HOME)?, text)
    }
}

fn text(settings: &Settings) -> String {
    let shown = |value: &str| {
        Some(if value.is_empty() {
            "-".to_owned()
        } else {
            value.to_owned()
        })
    };
    fields(&[
        ("organizer-name", shown(&settings.organizer_name)),
        ("organizer-email", shown(&settings.organizer_email)),
        ("home-zone", shown(&settings.home_zone)),
        ("actor", shown(&settings.actor)),
        (
            "training-completion",
            shown(&settings.training_completion.to_string()),
        ),
    ])
}
