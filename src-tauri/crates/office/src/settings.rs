//! The settings, and what a window needs to know of the store at its start.

use chrono::NaiveDate;
use domain::state::State;
use domain::training::typed_percent;
use serde::{Deserialize, Serialize};
use store::view::{Change, Steps};
use store::{Access, Hand, Reader, Store, Table};
use ts_rs::TS;

use crate::fields::text;
use crate::training::COMPLETION;
use crate::{OfficeError, Result};

/// What the person chose.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// Name in the ORGANIZER of calendar files.
    pub organizer_name: String,
    /// Mailbox in the ORGANIZER of calendar files.
    pub organizer_email: String,
    /// The address of whoever writes invitations for that mailbox, where it is another (SENT-BY).
    pub sender_email: String,
    /// Zone that new events start with; IANA name.
    pub home_zone: String,
    /// Name that history shows for this person.
    pub actor: String,
    /// `comfortable` or `compact`.
    pub density: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// BCP 47 tag of the screen's language.
    pub language: String,
    /// The share of the hours, in percent, that completes a training.
    pub training_completion: u8,
}

/// One setting and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "setting", content = "value", rename_all = "camelCase")]
pub enum SettingEdit {
    /// Name in the ORGANIZER.
    OrganizerName(String),
    /// Mailbox in the ORGANIZER.
    OrganizerEmail(String),
    /// The address of whoever writes invitations for that mailbox.
    SenderEmail(String),
    /// Zone that new events start with.
    HomeZone(String),
    /// Name that history shows.
    Actor(String),
    /// `comfortable` or `compact`.
    Density(String),
    /// `system`, `light` or `dark`.
    Theme(String),
    /// BCP 47 tag.
    Language(String),
    /// The share of the hours that completes a training: `80`; an empty text for what is usual.
    TrainingCompletion(String),
}

/// A State to choose.
#[derive(Debug, Clone, Serialize, TS)]
pub struct StateChoice {
    /// Code.
    pub code: State,
    /// Name as papers write it.
    pub name: String,
    /// Whether it is a member of NEACAP.
    pub member: bool,
}

/// What a window needs to know at its start.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StoreStatus {
    /// Where the store's file is.
    pub path: String,
    /// Why the store can only be read, where that is so.
    pub read_only: Option<String>,
    /// The triggers that somebody else had put into the file, and that were taken off as it was opened.
    pub taken_off: Vec<String>,
    /// What undo and redo would do.
    pub steps: Steps,
    /// Today on this computer.
    pub today: NaiveDate,
    /// Settings, defaults filled in.
    pub settings: Settings,
    /// Years that have events, newest first.
    pub years: Vec<i32>,
    /// Every zone of the tz database.
    pub zones: Vec<String>,
    /// Every State, the members first in protocol order.
    pub states: Vec<StateChoice>,
    /// This program's version.
    pub version: String,
}

/// The settings, defaults filled in; `computer_zone` is the zone where none was chosen.
pub fn all(store: &Reader, computer_zone: &str) -> Result<Settings> {
    let mut made = store.settings()?;
    let mut take =
        |name: &str, default: &str| made.remove(name).unwrap_or_else(|| default.to_owned());
    Ok(Settings {
        organizer_name: take("organizer_name", "NEACAP Secretariat"),
        organizer_email: take("organizer_email", ""),
        sender_email: take("sender_email", ""),
        home_zone: take("home_zone", computer_zone),
        actor: take("actor", ""),
        density: take("density", "comfortable"),
        theme: take("theme", "system"),
        language: take("language", "en"),
        training_completion: crate::training::threshold(store, None)?,
    })
}

/// The name that history shows for whoever writes now: the one chosen, or else the computer's `user`.
pub fn actor(store: &Reader, user: Option<String>) -> Result<String> {
    let chosen = Some(all(store, "UTC")?.actor).filter(|name| !name.is_empty());
    Ok(chosen
        .or(user)
        .unwrap_or_else(|| "this computer".to_owned()))
}

/// What a window needs to know at its start. `taken_off` is what the handle that writes says of that.
pub fn status(
    store: &Reader,
    taken_off: Vec<String>,
    today: NaiveDate,
    computer_zone: &str,
) -> Result<StoreStatus> {
    Ok(StoreStatus {
        path: store.path().to_string_lossy().into_owned(),
        read_only: match store.access() {
            Access::ReadWrite => None,
            Access::ReadOnly(reason) => Some(reason.clone()),
        },
        taken_off,
        steps: store.steps()?,
        today,
        settings: all(store, computer_zone)?,
        years: store.years()?,
        zones: chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| zone.name().to_owned())
            .collect(),
        states: domain::state::State::all()
            .map(|state| StateChoice {
                code: state,
                name: state.official_name().to_owned(),
                member: state.is_member(),
            })
            .collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Changes a setting.
pub fn edit(store: &mut Store, hand: &mut Hand, edit: SettingEdit) -> Result<Change> {
    let (name, value) = match edit {
        SettingEdit::OrganizerName(name) => ("organizer_name", name.trim().to_owned()),
        SettingEdit::OrganizerEmail(address) => ("organizer_email", mailbox(&address)?),
        SettingEdit::SenderEmail(address) => ("sender_email", mailbox(&address)?),
        SettingEdit::HomeZone(zone) => (
            "home_zone",
            domain::timing::zone_named(&zone)?.name().to_owned(),
        ),
        SettingEdit::Actor(name) => ("actor", name.trim().to_owned()),
        SettingEdit::Density(density) => (
            "density",
            one_of("density", &["comfortable", "compact"], density)?,
        ),
        SettingEdit::Theme(theme) => (
            "theme",
            one_of("theme", &["system", "light", "dark"], theme)?,
        ),
        SettingEdit::Language(tag) => ("language", tag),
        SettingEdit::TrainingCompletion(share) => (
            COMPLETION,
            typed_percent(&share)?
                .map(|share| share.to_string())
                .unwrap_or_default(),
        ),
    };
    let known = store.settings()?.contains_key(name);
    let ((), change) = store.write(hand, "Change setting", |to| {
        if known {
            to.update(Table::Setting, name, &[("value", text(value))])
        } else {
            to.insert_as(Table::Setting, name, &[("value", text(value))])
        }
    })?;
    Ok(change)
}

/// An address, or nothing.
fn mailbox(address: &str) -> Result<String> {
    match address.trim() {
        "" => Ok(String::new()),
        address => Ok(domain::person::email(address)?),
    }
}

fn one_of(what: &str, known: &[&str], chosen: String) -> Result<String> {
    if known.contains(&chosen.as_str()) {
        Ok(chosen)
    } else {
        Err(OfficeError::NotPossible(format!(
            "“{chosen}” is no {what}; use one of: {}",
            known.join(", ")
        )))
    }
}
