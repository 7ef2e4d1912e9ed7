//! A calendar file as partner events of ours.

use std::collections::{HashMap, HashSet};

use chrono::{NaiveDateTime, SecondsFormat, TimeDelta};
use domain::event::{EventKind, EventStatus};
use domain::id::EventId;
use domain::link;
use domain::timing::Timing;
use store::{ImportedEvent, Reader, Table, Transaction, Value, timing_fields};

use super::file::Listing;
use super::item::{Item, settle};
use super::span::Span;
use super::{CalendarImportRow, Counts, Here, ImportOutcome, told};
use crate::fields::{text, word};
use crate::people_file::Progress;

/// How many records are written at a time, with progress told in between.
const STRIDE: usize = 500;

/// The fields that a new event is written with.
const RECORD: [&str; 15] = [
    "title",
    "venue",
    "online_link",
    "description",
    "url",
    "status",
    "timing",
    "starts",
    "ends",
    "zone",
    "year",
    "quarter",
    "kind",
    "imported_uid",
    "created",
];

/// What becomes of our partner events.
pub(super) struct EventsPlan {
    created: Vec<Wanted>,
    updated: Vec<(EventId, Fields, Wanted)>,
    unchanged: Vec<Wanted>,
}

type Fields = Vec<(&'static str, Value)>;

/// What a file says of an event.
struct Wanted {
    key: String,
    title: String,
    status: Option<EventStatus>,
    timing: Timing,
    venue: Option<String>,
    online_link: Option<String>,
    description: Option<String>,
    url: Option<String>,
    recurs: bool,
    past: bool,
}

/// A series, or an event that happens once, with the times of it that were changed.
#[derive(Default)]
struct Subject {
    /// The event itself; else its only known times were changed ones.
    whole: Option<Item>,
    changed: Vec<Item>,
}

/// How many events of the files are wanted.
pub(super) fn wanted(listing: &Listing, chosen: Option<&[String]>) -> usize {
    let keys: HashSet<&str> = (listing.files.iter())
        .flat_map(|file| file.items.iter().map(|item| item.record.uid.as_str()))
        .collect();
    match chosen {
        Some(chosen) => {
            let chosen: HashSet<&str> = chosen.iter().map(String::as_str).collect();
            chosen.intersection(&keys).count()
        }
        None => keys.len(),
    }
}

impl EventsPlan {
    /// Holds the files against our partner events: one query, however many there are.
    pub(super) fn make(
        store: &Reader,
        listing: &mut Listing,
        chosen: Option<&[String]>,
        here: &Here,
    ) -> store::Result<Self> {
        let known: HashMap<String, ImportedEvent> = (store.imported_events()?.into_iter())
            .map(|event| (event.uid.clone(), event))
            .collect();
        let chosen: Option<HashSet<&str>> =
            chosen.map(|keys| keys.iter().map(String::as_str).collect());
        let mut items = Vec::new();
        for file in &mut listing.files {
            items.append(&mut file.items);
        }
        items.retain(|item| {
            let uid = item.record.uid.as_str();
            chosen.as_ref().is_none_or(|chosen| chosen.contains(uid))
        });
        let mut plan = Self {
            created: Vec::new(),
            updated: Vec::new(),
            unchanged: Vec::new(),
        };
        for subject in subjects(settle(items, |_| None)) {
            let Some(uid) = subject.uid() else { continue };
            let known = known.get(uid);
            match subject.wanted(known, here, listing) {
                Ok(wanted) => plan.hold(wanted, known),
                Err((file, line, reason)) => {
                    let name = listing.files.get(file).map(|file| file.name.clone());
                    listing
                        .rejected
                        .add(&name.unwrap_or_default(), line, reason);
                }
            }
        }
        Ok(plan)
    }

    fn hold(&mut self, wanted: Wanted, known: Option<&ImportedEvent>) {
        match known {
            None => self.created.push(wanted),
            Some(known) => {
                let changed = wanted.changed(known);
                if changed.is_empty() {
                    self.unchanged.push(wanted);
                } else {
                    self.updated.push((known.id, changed, wanted));
                }
            }
        }
    }

    pub(super) fn counts(&self) -> Counts {
        Counts {
            created: self.created.len() as u64,
            updated: self.updated.len() as u64,
            unchanged: self.unchanged.len() as u64,
            removed: 0,
        }
    }

    pub(super) fn write(
        self,
        to: &mut Transaction<'_>,
        progress: &dyn Progress,
    ) -> store::Result<()> {
        let of = (self.created.len() + self.updated.len()) as u64;
        let now = to.hand.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        let mut done = 0;
        let mut created = self.created.into_iter();
        while created.len() > 0 {
            told(progress, done, of)?;
            let some = created
                .by_ref()
                .take(STRIDE)
                .map(|wanted| (to.hand.id(), wanted.record(&now)));
            let some: Vec<_> = some.collect();
            to.insert_all(Table::Event, &RECORD, &some)?;
            done += some.len() as u64;
        }
        for (id, fields, _) in self.updated {
            to.update(Table::Event, &id.to_string(), &fields)?;
            done += 1;
            if done.is_multiple_of(STRIDE as u64) {
                told(progress, done, of)?;
            }
        }
        told(progress, of, of)
    }

    pub(super) fn rows(&self, rows: &mut Vec<CalendarImportRow>) {
        let updated = self.updated.iter().map(|(_, _, wanted)| wanted);
        let all = (self
            .created
            .iter()
            .map(|wanted| (wanted, ImportOutcome::Created)))
        .chain(updated.map(|wanted| (wanted, ImportOutcome::Updated)))
        .chain(
            self.unchanged
                .iter()
                .map(|wanted| (wanted, ImportOutcome::Unchanged)),
        );
        rows.extend(all.map(|(wanted, outcome)| CalendarImportRow {
            key: wanted.key.clone(),
            title: wanted.title.clone(),
            timing: wanted.timing,
            past: wanted.past,
            recurs: wanted.recurs,
            cancelled: wanted.status == Some(EventStatus::Cancelled),
            place: wanted.venue.clone(),
            outcome,
        }));
    }
}

/// The items of one UID together, in the order of the files.
fn subjects(items: Vec<Item>) -> Vec<Subject> {
    let mut subjects: Vec<Subject> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::with_capacity(items.len());
    for item in items {
        let place = *places.entry(item.record.uid.clone()).or_insert_with(|| {
            subjects.push(Subject::default());
            subjects.len() - 1
        });
        if let Some(subject) = subjects.get_mut(place) {
            match item.instance {
                None => subject.whole = Some(item),
                Some(_) => subject.changed.push(item),
            }
        }
    }
    subjects
}

impl Subject {
    fn uid(&self) -> Option<&str> {
        let item = self.whole.as_ref().or(self.changed.first())?;
        Some(&item.record.uid)
    }

    /// What the files say of it. Of a series only one time becomes an event of ours: the coming
    /// one, or that which it has already.
    fn wanted(
        self,
        known: Option<&ImportedEvent>,
        here: &Here,
        listing: &mut Listing,
    ) -> Result<Wanted, (usize, usize, String)> {
        let recurs = match &self.whole {
            Some(whole) => whole.series.recurs(),
            None => self.changed.len() > 1,
        };
        let Some((item, span)) = self.one_time(known, here) else {
            let at = self.whole.as_ref().or(self.changed.first());
            let (file, line) = at.map(|item| (item.file, item.line)).unwrap_or_default();
            let title = at.map(|item| item.record.title.clone()).unwrap_or_default();
            return Err((
                file,
                line,
                format!("“{title}” has no time that is not left out"),
            ));
        };
        let (file, line, title) = (item.file, item.line, item.record.title.clone());
        let timing = span.timing(item.shown_in, here.zone);
        let timing = timing
            .checked()
            .map_err(|error| (file, line, format!("“{title}”: {error}")))?;
        let mut note = |reason: String| {
            let name = listing.files.get(file).map(|file| file.name.clone());
            listing.notes.add(
                &name.unwrap_or_default(),
                line,
                format!("“{title}”: {reason}"),
            );
        };
        if recurs {
            note(
                "it happens again and again, and a partner event is one of these times; take the file as a calendar beside ours to see all of them"
                    .to_owned(),
            );
        }
        if !span.clock.all_day && matches!(timing, Timing::Dates { .. }) {
            note(
                "the file does not say how long it is, so it is taken with its day only".to_owned(),
            );
        }
        let record = &item.record;
        Ok(Wanted {
            key: record.uid.clone(),
            title: record.title.clone(),
            status: status(record.status.as_deref()),
            timing,
            venue: record.location.clone(),
            online_link: (item.conference.as_deref()).and_then(|link| link::online_link(link).ok()),
            description: record.description.clone(),
            url: record.url.clone(),
            recurs,
            past: here.is_past(&timing),
        })
    }

    /// The time of it that becomes an event of ours, and what is said of it.
    fn one_time(&self, known: Option<&ImportedEvent>, here: &Here) -> Option<(&Item, Span)> {
        let Some(whole) = &self.whole else {
            let coming = |item: &&Item| !item.span.is_past(here.now, here.zone);
            let item = self
                .changed
                .iter()
                .filter(coming)
                .min_by_key(|item| item.span.start);
            let item = item.or(self.changed.first())?;
            return Some((item, item.span));
        };
        if !whole.series.recurs() && self.changed.is_empty() {
            return Some((whole, whole.span));
        }
        let times = self.times(whole, known, here);
        // The time that we have stays as long as the series has it.
        let ours = |(item, span): &&(&Item, Span)| {
            known.is_some_and(|known| known.timing == span.timing(item.shown_in, here.zone))
        };
        let coming = |(_, span): &&(&Item, Span)| !span.is_past(here.now, here.zone);
        let found = times.iter().find(ours);
        let found = found.or_else(|| times.iter().find(coming));
        found.or(times.last()).copied()
    }

    /// Times of it in their order: the coming ones, those around the one that we have, and the
    /// first.
    fn times<'a>(
        &'a self,
        whole: &'a Item,
        known: Option<&ImportedEvent>,
        here: &Here,
    ) -> Vec<(&'a Item, Span)> {
        const COMING: usize = 50;
        let around = TimeDelta::days(2);
        let length = whole.span.end - whole.span.start;
        let series = whole.series.from(whole.span.start);
        let now = here.now.naive_utc();
        let begun = now.checked_sub_signed(length).unwrap_or(now) - around;
        let mut starts = series.starts(begun, NaiveDateTime::MAX, COMING);
        if let Some((start, _)) = known.and_then(|known| known.timing.hours()) {
            starts.extend(series.starts(start - around, start + around, COMING));
        }
        starts.extend(series.starts(whole.span.start, NaiveDateTime::MAX, 1));
        let changed: HashSet<&str> = (self.changed.iter())
            .map(|item| item.record.recurrence.as_str())
            .collect();
        let mut times: Vec<(&Item, Span)> = starts
            .into_iter()
            .filter(|at| !changed.contains(whole.span.clock.text(*at).as_str()))
            .filter_map(|at| Some((whole, whole.span.moved_to(at)?)))
            .chain(self.changed.iter().map(|item| (item, item.span)))
            .collect();
        times.sort_by_key(|(_, span)| span.start);
        times
    }
}

impl Wanted {
    /// What the file says of it that we do not have so. What it says nothing of stays.
    fn changed(&self, known: &ImportedEvent) -> Fields {
        let mut changed = Vec::new();
        if self.title != known.title {
            changed.push(("title", text(&self.title)));
        }
        if let Some(status) = self.status
            && status != known.status
        {
            changed.push(("status", word(Some(status))));
        }
        if self.timing != known.timing {
            changed.extend(timing_fields(&self.timing));
        }
        for (field, new, old) in [
            ("venue", &self.venue, &known.venue),
            ("online_link", &self.online_link, &known.online_link),
            ("description", &self.description, &known.description),
            ("url", &self.url, &known.url),
        ] {
            if let Some(new) = new
                && Some(new) != old.as_ref()
            {
                changed.push((field, text(new)));
            }
        }
        changed
    }

    /// The record of a new event, in the order of [`RECORD`].
    fn record(self, now: &str) -> Vec<Value> {
        let cell = |cell: Option<String>| cell.map_or(Value::Null, Value::Text);
        // Who publishes an event without a status means it to be held.
        let status = self.status.unwrap_or(EventStatus::Confirmed);
        let mut record = vec![
            text(self.title),
            cell(self.venue),
            cell(self.online_link),
            cell(self.description),
            cell(self.url),
            word(Some(status)),
        ];
        record.extend(timing_fields(&self.timing).map(|(_, value)| value));
        record.extend([
            word(Some(EventKind::PartnerEvent)),
            text(self.key),
            text(now),
        ]);
        record
    }
}

fn status(word: Option<&str>) -> Option<EventStatus> {
    match word? {
        "TENTATIVE" => Some(EventStatus::Tentative),
        "CONFIRMED" => Some(EventStatus::Confirmed),
        "CANCELLED" => Some(EventStatus::Cancelled),
        _ => None,
    }
}
