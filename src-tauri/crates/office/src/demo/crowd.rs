//! Events by template, as many as asked for, over the years before and after.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, TimeDelta, Weekday};
use chrono_tz::Tz;
use domain::agenda::ItemKind;
use domain::event::{Attendance, EventKind, EventStatus, TrainingForm};
use domain::participation::Capacity;
use domain::timing::Timing;
use serde::Deserialize;
use store::{Table, Transaction, Value, timing_fields};
use uuid::Uuid;

use super::draw::Draw;
use super::events::Desk;
use super::participants::{Answer, Seat};
use crate::fields::{number, text, word};

/// The first and the last year that events are spread over.
const YEARS: (i32, i32) = (2015, 2035);

#[derive(Deserialize)]
pub(super) struct Templates {
    kinds: Vec<Template>,
    topics: Vec<String>,
    places: Vec<Place>,
    agenda: Vec<Line>,
}

/// What events of one kind are made from.
#[derive(Deserialize)]
struct Template {
    kind: EventKind,
    share: u32,
    activity: Option<String>,
    /// What an event of the kind is called; `{topic}` stands for what it is about.
    forms: Vec<String>,
}

#[derive(Deserialize)]
struct Place {
    city: String,
    state: String,
    zone: Tz,
    host: String,
}

#[derive(Deserialize)]
struct Line {
    kind: ItemKind,
    title: String,
    minutes: u32,
}

/// Writes so many events.
pub(super) fn write(
    to: &mut Transaction<'_>,
    draw: &mut Draw,
    templates: &Templates,
    desk: &Desk<'_>,
    count: u64,
) -> store::Result<()> {
    let today = to.hand.now.date_naive();
    for _ in 0..count {
        let Some(drawn) = Drawn::new(draw, templates, today) else {
            continue;
        };
        drawn.write(to, draw, desk)?;
    }
    Ok(())
}

/// An event drawn from the templates.
struct Drawn<'a> {
    template: &'a Template,
    form: &'a str,
    topic: &'a str,
    place: &'a Place,
    agenda: &'a [Line],
    timing: Timing,
    status: EventStatus,
    attendance: Attendance,
}

impl<'a> Drawn<'a> {
    fn new(draw: &mut Draw, templates: &'a Templates, today: NaiveDate) -> Option<Self> {
        let template = draw.weighted(&templates.kinds, |template| template.share)?;
        let form = draw.one(&template.forms)?;
        let topic = draw.one(&templates.topics)?;
        let place = draw.one(&templates.places)?;
        let timing = timing(draw, place.zone, today)?;
        let attendance = *draw.one(Attendance::ALL)?;
        Some(Self {
            template,
            form,
            topic,
            place,
            agenda: &templates.agenda,
            timing,
            status: status(draw, &timing, today),
            attendance,
        })
    }

    fn write(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        desk: &Desk<'_>,
    ) -> store::Result<()> {
        let created = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let form = (self.template.kind == EventKind::Training).then(|| training_form(self.form));
        let title = format!(
            "{}, {}",
            self.form.replace("{topic}", self.topic),
            self.place.city
        );
        let mut fields = vec![
            ("kind", word(Some(self.template.kind))),
            ("training_form", word(form)),
            ("status", word(Some(self.status))),
            ("title", text(title)),
            ("city", text(&self.place.city)),
            ("state", text(&self.place.state)),
            ("attendance", word(Some(self.attendance))),
            (
                "host",
                word(Some(desk.directory.organisation(&self.place.host)?)),
            ),
            ("languages", text("en")),
            ("created", text(created)),
        ];
        fields.extend(timing_fields(&self.timing));
        let event = to.insert(Table::Event, &fields)?;
        if let Some(code) = &self.template.activity {
            desk.serve(to, event, code)?;
        }
        let seats = self.write_participants(to, draw, desk, event)?;
        if let Some((first, _)) = self.timing.days() {
            self.write_agenda(to, draw, event, first, &seats)?;
        }
        Ok(())
    }

    fn write_participants(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        desk: &Desk<'_>,
        event: Uuid,
    ) -> store::Result<Vec<Seat>> {
        let (lead, others) = match self.template.kind {
            EventKind::Training => (Capacity::Trainer, Capacity::Trainee),
            EventKind::CommitteeMeeting => (Capacity::Chair, Capacity::Expert),
            EventKind::PolicyDialogue => (Capacity::Chair, Capacity::Delegate),
            EventKind::Symposium | EventKind::PartnerEvent | EventKind::Other => {
                (Capacity::Speaker, Capacity::Delegate)
            }
        };
        let mut people: Vec<usize> = Vec::new();
        for _ in 0..draw.number(2, 8) {
            let person = draw.place(desk.directory.people.len());
            if !people.contains(&person) {
                people.push(person);
            }
        }
        let mut seats = Vec::new();
        for person in people {
            let has_part = seats.is_empty();
            let answer = Answer {
                status: self.status,
                attendance: Some(self.attendance),
                has_part,
            };
            let capacity = if has_part { lead } else { others };
            seats.push(answer.write(to, draw, desk.directory, event, person, capacity)?);
        }
        Ok(seats)
    }

    fn write_agenda(
        &self,
        to: &mut Transaction<'_>,
        draw: &mut Draw,
        event: Uuid,
        day: NaiveDate,
        seats: &[Seat],
    ) -> store::Result<()> {
        let lines = draw.place(self.agenda.len() + 1);
        let mut place = 0.0;
        for line in self.agenda.iter().take(lines) {
            place += 1.0;
            let item = to.insert(
                Table::AgendaItem,
                &[
                    ("event", word(Some(event))),
                    ("kind", word(Some(line.kind))),
                    ("title", text(line.title.replace("{topic}", self.topic))),
                    ("day", word(Some(day))),
                    ("place", Value::Real(place)),
                    ("minutes", number(Some(line.minutes))),
                ],
            )?;
            if let (ItemKind::Presentation, Some(seat)) = (line.kind, seats.first()) {
                to.insert(
                    Table::AgendaSpeaker,
                    &[
                        ("agenda_item", word(Some(item))),
                        ("participation", word(Some(seat.id))),
                    ],
                )?;
            }
        }
        Ok(())
    }
}

fn training_form(form: &str) -> TrainingForm {
    match form.split_whitespace().next() {
        Some("Seminar") => TrainingForm::Seminar,
        Some("Workshop") => TrainingForm::Workshop,
        Some("Technical") => TrainingForm::TechnicalExchange,
        _ => TrainingForm::Training,
    }
}

/// Days where they are near or past; the further ahead, the more often only a quarter or a year.
fn timing(draw: &mut Draw, zone: Tz, today: NaiveDate) -> Option<Timing> {
    let year = draw.number(YEARS.0, YEARS.1);
    let lot = draw.number(1, 10);
    if year > today.year() && lot > 4 {
        return Some(match lot {
            5..=7 => Timing::Quarter {
                year,
                quarter: u8::try_from(draw.number(1, 4)).unwrap_or(1),
            },
            8 => Timing::Year { year },
            _ => Timing::UponConsultation { year },
        });
    }
    let day = NaiveDate::from_yo_opt(year, u32::try_from(draw.number(5, 350)).unwrap_or(5))?;
    let first = match day.weekday() {
        Weekday::Sat => day + TimeDelta::days(2),
        Weekday::Sun => day + TimeDelta::days(1),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => day,
    };
    let two_days = draw.chance(60) && first.weekday() != Weekday::Fri;
    let last = first + TimeDelta::days(i64::from(two_days));
    if lot % 3 == 0 {
        return Some(Timing::Dates { first, last });
    }
    let at = |day: NaiveDate, hour: u32| -> Option<NaiveDateTime> {
        Some(day.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?))
    };
    let start = u32::try_from(draw.number(9, 14)).unwrap_or(9);
    Some(Timing::Exact {
        start: at(first, start)?,
        end: at(last, 18)?,
        zone,
    })
}

/// Held or called off where it is over; ahead, the sooner the surer.
fn status(draw: &mut Draw, timing: &Timing, today: NaiveDate) -> EventStatus {
    let lot = draw.number(1, 20);
    let over = timing
        .days()
        .map_or(timing.year() < today.year(), |(_, last)| last < today);
    match (over, lot) {
        (_, 1) => EventStatus::Cancelled,
        (true, _) => EventStatus::Held,
        (false, 2) => EventStatus::Postponed,
        (false, 3..=8) if timing.days().is_some() => EventStatus::Confirmed,
        (false, 3..=13) if timing.year() <= today.year() + 1 => EventStatus::Tentative,
        (false, _) => EventStatus::Proposed,
    }
}
