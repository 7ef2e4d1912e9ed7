//! The events told by hand, and the analytical work that some are based on.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, SecondsFormat};
use domain::id::{ActivityId, PriorityAreaId};
use domain::timing::Timing;
use store::view::EventQuery;
use store::{StoreError, Table, Transaction, Value, timing_fields};
use uuid::Uuid;

use super::agenda::{Agenda, write_rooms};
use super::data::{Study, Told};
use super::draw::Draw;
use super::participants;
use super::people::Directory;
use super::trainings;
use crate::fields::{number, optional, text, word};

/// The event that set-up writes, and when and where it is in the demonstration year.
const OFFICIALS_MEETING: &str = "29th Senior Officials Meeting of NEASPEC";
const OFFICIALS_DAYS: [Option<NaiveDate>; 2] = [
    NaiveDate::from_ymd_opt(2026, 12, 9),
    NaiveDate::from_ymd_opt(2026, 12, 10),
];

/// What the writing of events needs to know.
pub(super) struct Desk<'a> {
    pub(super) directory: &'a Directory,
    /// Activities by their codes, with the priority areas that they serve.
    activities: BTreeMap<String, (ActivityId, Vec<PriorityAreaId>)>,
    pub(super) studies: HashMap<String, Uuid>,
    /// Events by their titles.
    events: HashMap<String, Uuid>,
}

pub(super) fn unknown(what: &str, key: &str) -> StoreError {
    StoreError::Refused(format!(
        "the demonstration data name the {what} “{key}”, which the store does not have; set the store up first"
    ))
}

impl<'a> Desk<'a> {
    pub(super) fn new(to: &Transaction<'_>, directory: &'a Directory) -> store::Result<Self> {
        let mut activities = BTreeMap::new();
        for code in ["1.1", "1.2", "2.1", "3.1", "4.1"] {
            let id = to
                .activity_with_code(code)?
                .ok_or_else(|| unknown("activity", code))?;
            activities.insert(code.to_owned(), (id, to.areas_of_activities(&[id])?));
        }
        let standing = to.events(&EventQuery::default())?.rows;
        Ok(Self {
            directory,
            activities,
            studies: HashMap::new(),
            events: standing
                .into_iter()
                .map(|event| (event.title, event.id.0))
                .collect(),
        })
    }

    /// Gives the Senior Officials Meeting, to which the Policy Dialogue belongs, its days and place.
    pub(super) fn move_officials_meeting(&self, to: &mut Transaction<'_>) -> store::Result<()> {
        let id = self
            .events
            .get(OFFICIALS_MEETING)
            .ok_or_else(|| unknown("event", OFFICIALS_MEETING))?;
        let [Some(first), Some(last)] = OFFICIALS_DAYS else {
            return Ok(());
        };
        let mut fields = timing_fields(&Timing::Dates { first, last }).to_vec();
        fields.extend([
            ("city", text("Ulaanbaatar")),
            ("state", text("MN")),
            (
                "host",
                word(Some(self.directory.organisation("mn.ministry")?)),
            ),
        ]);
        to.update(Table::Event, &id.to_string(), &fields)
    }

    pub(super) fn write_studies(
        &mut self,
        to: &mut Transaction<'_>,
        studies: &[Study],
    ) -> store::Result<()> {
        for study in studies {
            let activity = self
                .activities
                .get(&study.activity)
                .ok_or_else(|| unknown("activity", &study.activity))?;
            let id = to.insert(
                Table::AnalyticalWork,
                &[
                    ("activity", word(Some(activity.0))),
                    ("title", text(&study.title)),
                    ("abstract", text(&study.summary)),
                    ("first_day", word(Some(study.first_day))),
                    ("last_day", word(Some(study.last_day))),
                    ("status", word(Some(study.status))),
                ],
            )?;
            self.studies.insert(study.key.clone(), id);
            for milestone in &study.milestones {
                to.insert(
                    Table::Milestone,
                    &[
                        ("analytical_work", word(Some(id))),
                        ("title", text(&milestone.title)),
                        ("due", word(Some(milestone.due))),
                        ("reached", word(milestone.reached)),
                    ],
                )?;
            }
            let mut place = 0;
            for key in &study.authors {
                for at in self.directory.named(key)? {
                    let Some(person) = self.directory.people.get(at) else {
                        continue;
                    };
                    to.insert(
                        Table::AnalyticalWorkAuthor,
                        &[
                            ("analytical_work", word(Some(id))),
                            ("person", word(Some(person.id))),
                            ("place", number(Some(place))),
                        ],
                    )?;
                    place += 1;
                }
            }
        }
        Ok(())
    }

    /// Writes an event with all that belongs to it.
    pub(super) fn write_told(
        &mut self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        told: &Told,
    ) -> store::Result<()> {
        let host = match &told.host {
            Some(key) => word(Some(self.directory.organisation(key)?)),
            None => Value::Null,
        };
        let beside = match &told.associated_event {
            Some(title) => word(Some(
                self.events
                    .get(title)
                    .ok_or_else(|| unknown("event", title))?,
            )),
            None => Value::Null,
        };
        let created = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut fields = vec![
            ("kind", word(Some(told.kind))),
            ("training_form", word(told.training_form)),
            ("status", word(Some(told.status))),
            ("title", text(&told.title)),
            ("venue", optional(told.venue.as_deref())),
            ("city", optional(told.city.as_deref())),
            ("state", optional(told.state.as_deref())),
            ("attendance", word(told.attendance)),
            ("online_link", optional(told.online_link.as_deref())),
            ("host", host),
            ("associated_event", beside),
            ("associated_with", optional(told.associated_with.as_deref())),
            ("languages", text(told.languages.join(" "))),
            ("description", optional(told.description.as_deref())),
            ("url", optional(told.url.as_deref())),
            ("note", optional(told.note.as_deref())),
            ("created", text(created)),
        ];
        fields.extend(timing_fields(&told.timing));
        let event = to.insert(Table::Event, &fields)?;
        self.events.insert(told.title.clone(), event);
        for code in &told.activities {
            self.serve(to, event, code)?;
        }
        self.write_papers(to, event, told)?;
        let seats = participants::write(to, draw, self.directory, event, told)?;
        trainings::write_surveys(to, event, &seats, &told.surveys)?;
        let rooms = write_rooms(to, event, told)?;
        let first_day = told.timing.days().map(|(first, _)| first);
        let agenda = Agenda {
            event,
            told,
            seats: &seats,
            rooms: &rooms,
            directory: self.directory,
        };
        agenda.write(to, draw, &told.agenda, None, first_day)
    }

    /// Puts an event under an activity, and under the priority areas of it.
    pub(super) fn serve(
        &self,
        to: &mut Transaction<'_>,
        event: Uuid,
        code: &str,
    ) -> store::Result<()> {
        let (activity, areas) = self
            .activities
            .get(code)
            .ok_or_else(|| unknown("activity", code))?;
        to.insert(
            Table::EventActivity,
            &[
                ("event", word(Some(event))),
                ("activity", word(Some(activity))),
            ],
        )?;
        for area in areas {
            to.insert(
                Table::EventPriorityArea,
                &[
                    ("event", word(Some(event))),
                    ("priority_area", word(Some(area))),
                ],
            )?;
        }
        Ok(())
    }
}
