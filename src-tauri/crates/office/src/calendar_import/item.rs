//! An event of a file, as it would be kept.

use std::collections::{HashMap, HashSet};

use calendar::recurrence::{Last, LeftOut, MOST, Recurring, Rule};
use calendar::{ReadEvent, Resolved, Zones};
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use domain::link;
use store::LayerEventRecord;

use super::span::{Clock, Span};

/// An event of a file.
pub(super) struct Item {
    /// The number of its file.
    pub(super) file: usize,
    /// The line of its BEGIN.
    pub(super) line: usize,
    /// Which instance of a series it is, as the file says it.
    pub(super) instance: Option<Resolved>,
    pub(super) record: LayerEventRecord,
    pub(super) span: Span,
    pub(super) series: Series,
    /// CONFERENCE, as the file has it.
    pub(super) conference: Option<String>,
    /// The zone that its calendar is shown in.
    pub(super) shown_in: Option<Tz>,
}

/// How an event recurs.
#[derive(Default)]
pub(super) struct Series {
    pub(super) rule: Option<Rule>,
    pub(super) added: Vec<NaiveDateTime>,
    pub(super) left_out: Vec<LeftOut>,
}

impl Series {
    pub(super) fn recurs(&self) -> bool {
        self.rule.is_some() || !self.added.is_empty()
    }

    pub(super) fn from(&self, start: NaiveDateTime) -> Recurring<'_> {
        Recurring {
            start,
            rule: self.rule.as_ref(),
            added: &self.added,
            left_out: &self.left_out,
        }
    }
}

/// How much is worked out for the rules of one import, so that no file, however it was made,
/// takes minutes.
pub(super) struct Patience {
    /// Rules that give no time but their start. A sound file has none, and each takes a while.
    barren: usize,
    /// Times that are counted out for the sake of a COUNT.
    counted: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            barren: 20,
            counted: 1_000_000,
        }
    }
}

/// Makes an item of an event, which gives its texts away. `notes` gets what is taken but for
/// something in it. `Err` is the reason for which it is not taken.
pub(super) fn item(
    file: usize,
    event: &mut ReadEvent,
    zones: &Zones,
    patience: &mut Patience,
    notes: &mut Vec<String>,
) -> Result<Item, String> {
    let cancels = cancels(event)?;
    let span = Span::of(event, zones)?;
    let instance = match &event.recurrence_id {
        Some(id) => Some(zones.resolve(id).map_err(|error| error.to_string())?),
        None => None,
    };
    if event.and_future {
        notes.push(
            "it changes one time and all that come after it; only the one is taken as changed"
                .to_owned(),
        );
    }
    let mut series = match instance {
        // An instance does not recur (§3.8.4.4).
        Some(_) => Series::default(),
        None => series(event, span, zones, notes),
    };
    let text = event.rule.as_deref().unwrap_or_default();
    let (rrule, last) = match &series.rule {
        Some(rule) => ended(rule, text, patience, notes),
        None => (None, Some(span.start)),
    };
    if rrule.is_none() {
        series.rule = None;
    }
    let until = last.and_then(|last| last_day(&series, span, last));
    let mut record = LayerEventRecord {
        until: until.filter(|_| series.recurs()),
        rrule,
        ..record(event, span, &series)
    };
    if cancels {
        record.status = Some("CANCELLED".to_owned());
    }
    Ok(Item {
        file,
        line: event.line,
        instance,
        record,
        span,
        series,
        conference: event.conference.take(),
        shown_in: zones.default_zone(),
    })
}

/// Whether the file calls the event off by its METHOD.
fn cancels(event: &ReadEvent) -> Result<bool, String> {
    match event.method.as_deref() {
        None | Some("PUBLISH" | "REQUEST" | "ADD") => Ok(false),
        Some("CANCEL") => Ok(true),
        Some(_) => Err(
            "it is part of the talk about an invitation, not of a calendar; take it in on the event's list of participants"
                .to_owned(),
        ),
    }
}

/// The fields as they are kept, but for what the rule comes to.
fn record(event: &mut ReadEvent, span: Span, series: &Series) -> LayerEventRecord {
    let title = event.summary.take().map(one_line);
    let title = title.filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| "(no title)".to_owned());
    let known =
        |status: &String| matches!(status.as_str(), "TENTATIVE" | "CONFIRMED" | "CANCELLED");
    let added: Vec<String> = (series.added.iter())
        .map(|at| span.clock.text(*at))
        .collect();
    let uid = event.uid.take().filter(|uid| !uid.is_empty());
    LayerEventRecord {
        // Without one it is found again only as long as both of these stay.
        uid: uid.unwrap_or_else(|| format!("{} {title}", span.clock.text(span.start))),
        recurrence: String::new(),
        sequence: event.sequence.unwrap_or_default(),
        status: event.status.take().filter(known),
        title,
        location: (event.location.take().map(one_line)).filter(|place| !place.is_empty()),
        description: event.description.take().and_then(said),
        url: event.url.take().and_then(|url| link::web_page(&url).ok()),
        all_day: span.clock.all_day,
        starts: span.clock.text(span.start),
        ends: span.ends_text(),
        zone: span.clock.zone.map(|zone| zone.name().to_owned()),
        rrule: None,
        rdates: (!added.is_empty()).then(|| added.join(" ")),
        exdates: left_out_text(series, span.clock),
        until: None,
    }
}

/// The rule as it is kept, and when it starts for the last time if it ever does. Without a rule,
/// the event is kept once.
fn ended(
    rule: &Rule,
    text: &str,
    patience: &mut Patience,
    notes: &mut Vec<String>,
) -> (Option<String>, Option<NaiveDateTime>) {
    if patience.barren == 0 {
        notes.push(
            "too many rules of this file contradict themselves; the rule of this one was not looked into, and it is taken once"
                .to_owned(),
        );
        return (None, None);
    }
    let most = patience.counted.min(MOST);
    let last = rule.last(most);
    let counts = rule.count().map(|count| count as usize);
    patience.counted -= counts.unwrap_or_default().min(most);
    match last {
        Last::Never => {
            patience.barren -= 1;
            notes.push(format!(
                "its rule “{}” never gives a time after the first, so it is taken once",
                super::file::short(text)
            ));
            (None, None)
        }
        Last::By(at) => (Some(Rule::counted_out(text, last)), Some(at)),
        Last::Open => {
            if counts.is_some() {
                notes.push(format!(
                    "its rule “{}” is for more times than are counted; it is shown without an end",
                    super::file::short(text)
                ));
            }
            (Some(Rule::counted_out(text, last)), None)
        }
    }
}

fn series(event: &ReadEvent, span: Span, zones: &Zones, notes: &mut Vec<String>) -> Series {
    let mut series = Series::default();
    if let Some(text) = &event.rule {
        match Rule::read(text, span.start, span.clock.zone) {
            Ok(rule) => series.rule = Some(rule),
            Err(reason) => notes.push(format!("{reason}; it is taken once")),
        }
    }
    let clock = span.clock;
    for date in &event.dates {
        match zones.resolve(&date.start) {
            // A day of an event that has hours: at its hour.
            Ok(Resolved::Date(day)) => series.added.push(day.and_time(span.start.time())),
            Ok(time) => series.added.push(clock.shows(time)),
            Err(error) => notes.push(format!("one of its dates (RDATE): {error}")),
        }
    }
    for exception in &event.exceptions {
        match zones.resolve(exception) {
            Ok(Resolved::Date(day)) => series.left_out.push(LeftOut::Day(day)),
            Ok(time) if clock.all_day => {
                series.left_out.push(LeftOut::Day(clock.shows(time).date()));
            }
            Ok(time) => series.left_out.push(LeftOut::Time(clock.shows(time))),
            Err(error) => notes.push(format!("one of its exceptions (EXDATE): {error}")),
        }
    }
    series.added.retain(|at| *at != span.start);
    series.added.sort_unstable();
    series.added.dedup();
    if series.recurs() && hangs_nowhere(event, zones) {
        notes.push(
            "its time zone is like none that is known; its later times are taken as they are in UTC"
                .to_owned(),
        );
    }
    series
}

/// Whether its zone is one of the file's own, of which only the instants are known.
fn hangs_nowhere(event: &ReadEvent, zones: &Zones) -> bool {
    let start = event.start.as_ref().map(|start| zones.resolve(start));
    matches!(
        start,
        Some(Ok(Resolved::Instant { at, local, zone: None })) if at.naive_utc() != local
    )
}

/// The last day that a series touches, if it starts for the last time then, its added dates apart.
fn last_day(series: &Series, span: Span, last: NaiveDateTime) -> Option<String> {
    let last = series.added.iter().copied().chain([last]).max()?;
    let length: TimeDelta = span.end - span.start;
    let end = last.checked_add_signed(length)?;
    Some(end.date().to_string())
}

fn left_out_text(series: &Series, clock: Clock) -> Option<String> {
    // What does not recur has nothing to leave out.
    if !series.recurs() || series.left_out.is_empty() {
        return None;
    }
    let text = |left_out: &LeftOut| match left_out {
        LeftOut::Time(at) => clock.text(*at),
        LeftOut::Day(day) => day.to_string(),
    };
    let texts: Vec<String> = series.left_out.iter().map(text).collect();
    Some(texts.join(" "))
}

/// A text on one line.
fn one_line(text: String) -> String {
    let plain = |letter: char| !letter.is_control() && (letter == ' ' || !letter.is_whitespace());
    if text.chars().all(plain) && !text.contains("  ") && text.trim().len() == text.len() {
        return text;
    }
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn said(text: String) -> Option<String> {
    match text.trim() {
        "" => None,
        trimmed if trimmed.len() == text.len() => Some(text),
        trimmed => Some(trimmed.to_owned()),
    }
}

/// Says of each instance which time of its series it is, on the series' clock: `known` tells the
/// clocks of series that are in the store. Of two items for one thing the newer is kept.
pub(super) fn settle(items: Vec<Item>, known: impl Fn(&str) -> Option<Clock>) -> Vec<Item> {
    let series = items.iter().filter(|item| item.instance.is_none());
    let clocks: HashMap<String, Clock> = if items.iter().any(|item| item.instance.is_some()) {
        series
            .map(|item| (item.record.uid.clone(), item.span.clock))
            .collect()
    } else {
        HashMap::new()
    };
    let mut settled: Vec<Item> = items;
    for item in &mut settled {
        if let Some(instance) = item.instance {
            let uid = &item.record.uid;
            let clock = clocks.get(uid).copied().or_else(|| known(uid));
            let clock = clock.unwrap_or(item.span.clock);
            item.record.recurrence = clock.text(clock.shows(instance));
        }
    }
    newest(settled)
}

/// Of two items for one thing the one with the higher number, else the later.
fn newest(items: Vec<Item>) -> Vec<Item> {
    let mut kept: HashMap<(&str, &str), usize> = HashMap::with_capacity(items.len());
    let mut lost = HashSet::new();
    for (number, item) in items.iter().enumerate() {
        let key = (item.record.uid.as_str(), item.record.recurrence.as_str());
        if let Some(other) = kept.insert(key, number) {
            let older = items.get(other).map(|item| item.record.sequence);
            if older > Some(item.record.sequence) {
                kept.insert(key, other);
                lost.insert(number);
            } else {
                lost.insert(other);
            }
        }
    }
    if lost.is_empty() {
        return items;
    }
    let mut number = 0..;
    let mut items = items;
    items.retain(|_| number.next().is_some_and(|number| !lost.contains(&number)));
    items
}
