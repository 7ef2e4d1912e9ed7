//! What is told by hand, as it stands in the files of `data/demo/`.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use domain::agenda::ItemKind;
use domain::event::{Attendance, BudgetSource, EventKind, EventStatus, PartnerPart, TrainingForm};
use domain::participation::Capacity;
use domain::study::StudyStatus;
use domain::timing::Timing;
use domain::training::Method;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::cast::Cast;
use super::crowd::Templates;
use super::indicators::Indicator;
use super::names::Culture;
use super::people::Organisations;
use crate::{OfficeError, Result};

/// All of it.
pub(super) struct Data {
    pub(super) cultures: Vec<Culture>,
    pub(super) organisations: Organisations,
    pub(super) cast: Cast,
    pub(super) studies: Vec<Study>,
    pub(super) indicators: Vec<Indicator>,
    events: Vec<Told>,
    pub(super) templates: Templates,
}

impl Data {
    pub(super) fn read() -> Result<Self> {
        let mut events: Vec<Told> = part("past.json", include_str!("../../data/demo/past.json"))?;
        let this: Vec<Told> = part(
            "year-2026.json",
            include_str!("../../data/demo/year-2026.json"),
        )?;
        let next: Vec<Told> = part("next.json", include_str!("../../data/demo/next.json"))?;
        events.extend(this);
        events.extend(next);
        Ok(Self {
            cultures: part("names.json", include_str!("../../data/demo/names.json"))?,
            organisations: part(
                "organisations.json",
                include_str!("../../data/demo/organisations.json"),
            )?,
            cast: part("cast.json", include_str!("../../data/demo/cast.json"))?,
            studies: part("studies.json", include_str!("../../data/demo/studies.json"))?,
            indicators: part(
                "indicators.json",
                include_str!("../../data/demo/indicators.json"),
            )?,
            events,
            templates: part(
                "templates.json",
                include_str!("../../data/demo/templates.json"),
            )?,
        })
    }

    /// The events told by hand, in the order of time.
    pub(super) fn told(&self) -> &[Told] {
        &self.events
    }
}

fn part<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| {
        OfficeError::NotPossible(format!(
            "the demonstration data {name} cannot be read: {error}"
        ))
    })
}

/// People by their keys, under the capacity they come in. `*.head` is that of each member State.
pub(super) type People = BTreeMap<Capacity, Vec<String>>;

/// An event told by hand.
#[derive(Deserialize)]
pub(super) struct Told {
    pub(super) title: String,
    pub(super) kind: EventKind,
    pub(super) training_form: Option<TrainingForm>,
    pub(super) status: EventStatus,
    pub(super) timing: Timing,
    pub(super) venue: Option<String>,
    pub(super) city: Option<String>,
    pub(super) state: Option<String>,
    pub(super) attendance: Option<Attendance>,
    pub(super) online_link: Option<String>,
    pub(super) host: Option<String>,
    /// Title of the event it is held with.
    pub(super) associated_event: Option<String>,
    pub(super) associated_with: Option<String>,
    #[serde(default)]
    pub(super) languages: Vec<String>,
    pub(super) description: Option<String>,
    pub(super) url: Option<String>,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) activities: Vec<String>,
    #[serde(default)]
    pub(super) studies: Vec<String>,
    #[serde(default)]
    pub(super) partners: Vec<Partner>,
    #[serde(default)]
    pub(super) rooms: Vec<Room>,
    #[serde(default)]
    pub(super) people: People,
    #[serde(default)]
    pub(super) agenda: Vec<Item>,
    #[serde(default)]
    pub(super) tasks: Vec<Task>,
    #[serde(default)]
    pub(super) budget: Vec<Budget>,
    #[serde(default)]
    pub(super) follow_ups: Vec<FollowUp>,
    #[serde(default)]
    pub(super) surveys: Vec<Survey>,
}

/// A survey after a training: of each trainee by name, or as numbers.
#[derive(Deserialize)]
pub(super) struct Survey {
    pub(super) months: u8,
    pub(super) day: Option<NaiveDate>,
    #[serde(default)]
    pub(super) by_name: bool,
    pub(super) asked: Option<u32>,
    pub(super) used: Option<u32>,
    pub(super) partly: Option<u32>,
    pub(super) unused: Option<u32>,
    pub(super) comments: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Partner {
    pub(super) organisation: String,
    pub(super) part: PartnerPart,
    pub(super) agreed: Option<NaiveDate>,
    pub(super) due: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub(super) struct Room {
    pub(super) name: String,
    pub(super) capacity: Option<u32>,
}

#[derive(Deserialize)]
pub(super) struct Item {
    /// Days after the first; a part stands on the day of its item.
    #[serde(default)]
    pub(super) day: u64,
    pub(super) start: Option<NaiveTime>,
    pub(super) kind: ItemKind,
    pub(super) title: String,
    pub(super) minutes: u32,
    /// A part is in the room of its item if it names none.
    pub(super) room: Option<String>,
    #[serde(default)]
    pub(super) speakers: People,
    #[serde(default)]
    pub(super) parts: Vec<Item>,
    pub(super) log: Option<Log>,
}

/// What was written down of a session. What was not is missing.
#[derive(Deserialize)]
pub(super) struct Log {
    pub(super) hours: Option<f64>,
    pub(super) method: Option<Method>,
    pub(super) language: Option<String>,
    pub(super) materials: Option<String>,
    pub(super) attendance: Recorded,
    pub(super) tests: Option<Tests>,
    /// Usefulness, level, trainers, logistics.
    pub(super) marks: Option<[f64; 4]>,
    pub(super) comments: Option<String>,
    pub(super) problems: Option<String>,
    #[serde(default)]
    pub(super) follow_ups: Vec<FollowUp>,
}

/// How attendance was written down.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Recorded {
    /// Each by name.
    Names,
    /// By State and gender.
    Counts,
    /// How many.
    Total,
    /// Not.
    None,
}

/// Tests before and after, as means.
#[derive(Deserialize)]
pub(super) struct Tests {
    pub(super) maximum: i32,
    pub(super) before: Option<i32>,
    pub(super) after: Option<i32>,
}

#[derive(Deserialize)]
pub(super) struct FollowUp {
    pub(super) what: String,
    pub(super) owner: Option<String>,
    pub(super) due: Option<NaiveDate>,
    pub(super) done: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub(super) struct Task {
    pub(super) title: String,
    pub(super) due_days: i64,
    pub(super) owner: String,
    pub(super) done: Option<NaiveDate>,
}

#[derive(Deserialize)]
pub(super) struct Budget {
    pub(super) what: String,
    pub(super) source: BudgetSource,
    pub(super) organisation: Option<String>,
    #[serde(default = "dollars")]
    pub(super) currency: String,
    pub(super) planned: i64,
    pub(super) actual: Option<i64>,
    pub(super) rate: Option<f64>,
}

fn dollars() -> String {
    "USD".to_owned()
}

/// Analytical work, activity 3.1.
#[derive(Deserialize)]
pub(super) struct Study {
    pub(super) key: String,
    pub(super) activity: String,
    pub(super) status: StudyStatus,
    pub(super) title: String,
    #[serde(rename = "abstract")]
    pub(super) summary: String,
    pub(super) first_day: NaiveDate,
    pub(super) last_day: NaiveDate,
    pub(super) authors: Vec<String>,
    pub(super) milestones: Vec<Milestone>,
}

#[derive(Deserialize)]
pub(super) struct Milestone {
    pub(super) title: String,
    pub(super) due: NaiveDate,
    pub(super) reached: Option<NaiveDate>,
}
