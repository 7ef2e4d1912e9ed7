//! The events told by hand: what they are, who takes part, their agendas and their papers.

use std::collections::{BTreeMap, HashMap};

use chrono::{Days, NaiveDate, SecondsFormat};
use domain::id::{ActivityId, PriorityAreaId};
use domain::timing::Timing;
use store::view::EventQuery;
use store::{StoreError, Table, Transaction, Value, timing_fields};
use uuid::Uuid;

use super::data::{Item, Study, Told};
use super::draw::Draw;
use super::participants::{self, Seats};
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
    studies: HashMap<String, Uuid>,
    /// Events by their titles.
    events: HashMap<String, Uuid>,
}

fn unknown(what: &str, key: &str) -> StoreError {
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

    /// Partners, studies, tasks, money and follow-ups.
    fn write_papers(
        &self,
        to: &mut Transaction<'_>,
        event: Uuid,
        told: &Told,
    ) -> store::Result<()> {
        let key = word(Some(event));
        for (place, partner) in (0_i64..).zip(&told.partners) {
            let fields = [
                ("event", key.clone()),
                (
                    "organisation",
                    word(Some(self.directory.organisation(&partner.organisation)?)),
                ),
                ("part", word(Some(partner.part))),
                ("place", number(Some(place))),
                ("agreed", word(partner.agreed)),
                ("due", word(partner.due)),
            ];
            to.insert(Table::EventPartner, &fields)?;
        }
        for study in &told.studies {
            let study = self
                .studies
                .get(study)
                .ok_or_else(|| unknown("analytical work", study))?;
            to.insert(
                Table::EventAnalyticalWork,
                &[
                    ("event", key.clone()),
                    ("analytical_work", word(Some(study))),
                ],
            )?;
        }
        for task in &told.tasks {
            let owner = self.directory.named(&task.owner)?;
            let owner = owner.first().and_then(|at| self.directory.people.get(*at));
            let fields = [
                ("event", key.clone()),
                ("title", text(&task.title)),
                ("due_days", number(Some(task.due_days))),
                ("owner", word(owner.map(|person| person.id))),
                ("done", word(task.done)),
            ];
            to.insert(Table::Task, &fields)?;
        }
        for line in &told.budget {
            let organisation = match &line.organisation {
                Some(key) => word(Some(self.directory.organisation(key)?)),
                None => Value::Null,
            };
            let fields = [
                ("event", key.clone()),
                ("what", text(&line.what)),
                ("source", word(Some(line.source))),
                ("organisation", organisation),
                ("currency", text(&line.currency)),
                ("planned", number(Some(line.planned))),
                ("actual", number(line.actual)),
                ("rate", line.rate.map_or(Value::Null, Value::Real)),
            ];
            to.insert(Table::BudgetLine, &fields)?;
        }
        trainings::write_follow_ups(to, event, None, &told.follow_ups)
    }
}

fn write_rooms(
    to: &mut Transaction<'_>,
    event: Uuid,
    told: &Told,
) -> store::Result<HashMap<String, Uuid>> {
    let mut rooms = HashMap::new();
    for room in &told.rooms {
        let fields = [
            ("event", word(Some(event))),
            ("name", text(&room.name)),
            ("capacity", number(room.capacity)),
        ];
        rooms.insert(room.name.clone(), to.insert(Table::Room, &fields)?);
    }
    Ok(rooms)
}

/// An event whose agenda is being written.
struct Agenda<'a> {
    event: Uuid,
    told: &'a Told,
    seats: &'a Seats,
    rooms: &'a HashMap<String, Uuid>,
    directory: &'a Directory,
}

impl Agenda<'_> {
    /// Writes items that are parts of `parent`, if of any; a part is in its item's room.
    fn write(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        items: &[Item],
        parent: Option<(Uuid, &Item)>,
        first_day: Option<NaiveDate>,
    ) -> store::Result<()> {
        let mut place = 0.0;
        for item in items {
            place += 1.0;
            let within = parent.map(|(_, outer)| outer);
            let room = item
                .room
                .as_ref()
                .or_else(|| within.and_then(|outer| outer.room.as_ref()));
            let room = match room {
                Some(name) => Some(self.rooms.get(name).ok_or_else(|| unknown("room", name))?),
                None => None,
            };
            let day = within.map_or(item.day, |outer| outer.day);
            let day = first_day.and_then(|first| first.checked_add_days(Days::new(day)));
            let id = to.insert(
                Table::AgendaItem,
                &[
                    ("event", word(Some(self.event))),
                    ("parent", word(parent.map(|(id, _)| id))),
                    ("kind", word(Some(item.kind))),
                    ("title", text(&item.title)),
                    ("day", word(day)),
                    ("place", Value::Real(place)),
                    ("pinned", word(item.start)),
                    ("minutes", number(Some(item.minutes))),
                    ("room", word(room)),
                ],
            )?;
            let mut speakers = 0;
            for (capacity, keys) in &item.speakers {
                for key in keys {
                    for at in self.directory.named(key)? {
                        let Some(seat) = self.seats.of(at) else {
                            continue;
                        };
                        let fields = [
                            ("agenda_item", word(Some(id))),
                            ("participation", word(Some(seat.id))),
                            ("capacity", word(Some(capacity))),
                            ("place", number(Some(speakers))),
                            ("confirmed", Value::Integer(i64::from(seat.comes()))),
                        ];
                        to.insert(Table::AgendaSpeaker, &fields)?;
                        speakers += 1;
                    }
                }
            }
            if let (Some(log), Some(day)) = (&item.log, day) {
                let session = trainings::Session {
                    event: self.event,
                    item: id,
                    told: item,
                    day,
                };
                session.write(to, draw, log, self.directory, self.seats)?;
            }
            self.write(to, draw, &item.parts, Some((id, item)), first_day)?;
        }
        // What has no day yet has no agenda here: an item has to stand on a day.
        debug_assert!(
            items.is_empty() || first_day.is_some(),
            "{} has an agenda but no day",
            self.told.title
        );
        Ok(())
    }
}
