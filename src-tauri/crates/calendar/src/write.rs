//! A calendar as the text of a file.

pub(crate) mod task;

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use domain::event::{Class, DaysAs, EventStatus};
use domain::invitation::Firmness;
use domain::participation::{Capacity, Reply};
use domain::timing::Timing;

use crate::line::Lines;
use crate::uri::{mailto, uri};
use crate::{Attendee, Calendar, CalendarError, Entry, Mailbox, Method, zone};

/// PRODID: what wrote the file (RFC 5545 §3.7.3).
pub const PRODUCT: &str = "-//Symposia//Symposia//EN";

/// The text of a calendar file: UTF-8, CRLF, lines of at most 75 octets (RFC 5545 §3.1).
///
/// An event without days still needs a DTSTART (§3.6.1): one that is only known to be in a
/// quarter or a year, or is left to consultation, is written as all days of that time,
/// transparent so that nobody's time is blocked, never as confirmed. X-SYMPOSIA-TIMING says to
/// programs and the last line of the description to people that its date is to be fixed.
///
/// A calendar that others subscribe to may have no entries: what they hold of it has to go.
pub fn write(calendar: &Calendar) -> Result<String, CalendarError> {
    let subscribed = calendar.refresh_hours.is_some();
    if calendar.entries.is_empty() && !subscribed {
        return Err(CalendarError::Empty);
    }
    let mut out = Lines::with_capacity(calendar.entries.len() * 1024);
    out.begin("VCALENDAR");
    out.property("VERSION").plain("2.0");
    out.property("PRODID").text(PRODUCT);
    out.property("CALSCALE").plain("GREGORIAN");
    if let Some(method) = calendar.method {
        out.property("METHOD").plain(method.name());
    }
    let name = calendar.name.as_deref().unwrap_or_default();
    text(&mut out, "NAME", name);
    text(&mut out, "X-WR-CALNAME", name);
    if let Some(hours) = calendar.refresh_hours {
        let line = out.property("REFRESH-INTERVAL");
        line.parameter("VALUE", "DURATION")
            .plain(format_args!("PT{hours}H"));
        // What Outlook and others looked for before RFC 7986.
        out.property("X-PUBLISHED-TTL")
            .plain(format_args!("PT{hours}H"));
    }
    if calendar.entries.is_empty() {
        // There has to be a component (§3.6), and a zone that is not used harms nobody.
        zone::write(&mut out, Tz::UTC, 2000, 2000);
    }
    for used in zones_used(&calendar.entries)? {
        zone::write(&mut out, used.zone, used.first, used.last);
    }
    for entry in &calendar.entries {
        event(&mut out, entry, calendar.method)?;
    }
    for one in &calendar.tasks {
        task::task(&mut out, one)?;
    }
    out.end("VCALENDAR");
    Ok(out.finish())
}

/// A zone and the years it is used for.
struct ZoneUse {
    zone: Tz,
    first: i32,
    last: i32,
}

/// The zones of exact timings in the order of names. UTC has no VTIMEZONE: its times end in Z
/// (§3.3.5, form 2).
fn zones_used(entries: &[Entry]) -> Result<Vec<ZoneUse>, CalendarError> {
    let mut zones = BTreeMap::new();
    for entry in entries {
        if let Timing::Exact { start, end, zone } = entry.timing
            && !is_utc(zone)
            && Days::of(entry) != Days::Bar
        {
            let first = Local(start).checked(entry)?.0.year();
            let last = Local(end).checked(entry)?.0.year();
            let used = zones
                .entry(zone.name())
                .or_insert(ZoneUse { zone, first, last });
            used.first = used.first.min(first);
            used.last = used.last.max(last);
        }
    }
    Ok(zones.into_values().collect())
}

fn is_utc(zone: Tz) -> bool {
    matches!(
        zone,
        Tz::UTC
            | Tz::UCT
            | Tz::Zulu
            | Tz::Universal
            | Tz::Etc__UTC
            | Tz::Etc__UCT
            | Tz::Etc__Zulu
            | Tz::Etc__Universal
    )
}

fn event(out: &mut Lines, entry: &Entry, method: Option<Method>) -> Result<(), CalendarError> {
    out.begin("VEVENT");
    out.property("UID").text(&entry.uid);
    let instants = [
        ("DTSTAMP", Some(entry.stamp)),
        ("CREATED", entry.created),
        ("LAST-MODIFIED", entry.modified),
    ];
    for (name, at) in instants {
        if let Some(at) = at {
            out.property(name).plain(in_utc(at, entry)?);
        }
    }
    out.property("SEQUENCE").plain(entry.sequence);
    timing(out, entry)?;
    text(out, "SUMMARY", &entry.summary);
    text(out, "DESCRIPTION", &description(entry));
    text(
        out,
        "LOCATION",
        entry.location.as_deref().unwrap_or_default(),
    );
    if let Some(url) = entry.url.as_deref().and_then(uri) {
        out.property("URL").plain(url);
    }
    if let Some(link) = entry.conference.as_deref().and_then(uri) {
        let line = out.property("CONFERENCE").parameter("VALUE", "URI");
        line.plain(link);
    }
    // A cancellation of an event that stands takes somebody off its list: it may not say more
    // (RFC 5546 §3.2.5).
    if method != Some(Method::Cancel) || entry.status == EventStatus::Cancelled {
        out.property("STATUS").plain(status(entry));
    }
    if let Some(class) = entry.class {
        out.property("CLASS").plain(match class {
            Class::Public => "PUBLIC",
            Class::Private => "PRIVATE",
            Class::Confidential => "CONFIDENTIAL",
        });
    }
    if let Some((north, east)) = entry.position {
        out.property("GEO").plain(format_args!("{north};{east}"));
    }
    categories(out, &entry.categories);
    if let Some(organizer) = &entry.organizer {
        let sent_by = organizer.sent_by.as_deref().map(mailto);
        let parameters: Vec<_> = sent_by.iter().map(|by| ("SENT-BY", by.as_str())).collect();
        mailbox(out, "ORGANIZER", &organizer.mailbox, &parameters);
    }
    for person in &entry.attendees {
        attendee(out, person);
    }
    if let Some(uid) = &entry.part_of {
        out.property("RELATED-TO").text(uid);
    }
    if let Some(minutes) = entry.alarm {
        out.begin("VALARM");
        out.property("ACTION").plain("DISPLAY");
        out.property("DESCRIPTION").text(&entry.summary);
        out.property("TRIGGER").plain(format_args!("-PT{minutes}M"));
        out.end("VALARM");
    }
    out.end("VEVENT");
    Ok(())
}

/// A property with a text that says something. libical calls an empty one an error.
fn text(out: &mut Lines, name: &str, value: &str) {
    if !value.trim().is_empty() {
        out.property(name).text(value);
    }
}

/// CATEGORIES (§3.8.1.2), on one line, since some programs take the first line only. A name that
/// has to be escaped has a line of its own: libical often misses the comma behind such a name.
fn categories(out: &mut Lines, names: &[String]) {
    let names = names.iter().filter(|name| !name.trim().is_empty());
    let awkward = |letter: char| letter.is_control() || "\"\\;,".contains(letter);
    let (alone, together): (Vec<&str>, Vec<&str>) = names
        .map(String::as_str)
        .partition(|name| name.contains(awkward));
    if !together.is_empty() {
        out.property("CATEGORIES").texts(&together);
    }
    for name in alone {
        out.property("CATEGORIES").text(name);
    }
}

/// How the days of an exact timing are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Days {
    /// From start to end.
    Through,
    /// Whole days.
    Bar,
    /// The hours of the first day, on so many days.
    Each(i64),
}

impl Days {
    /// As the entry wants it, where its times allow it.
    fn of(entry: &Entry) -> Self {
        let Timing::Exact { start, end, .. } = entry.timing else {
            return Self::Through;
        };
        let nights = (end.date() - start.date()).num_days();
        match entry.days_as {
            DaysAs::Block => Self::Through,
            _ if nights < 1 => Self::Through,
            DaysAs::AllDay => Self::Bar,
            // Hours that run over midnight are no days with an evening.
            DaysAs::Daily if end.time() <= start.time() => Self::Through,
            DaysAs::Daily => Self::Each(nights + 1),
        }
    }
}

/// DTSTART, DTEND and what is said where no day is known.
fn timing(out: &mut Lines, entry: &Entry) -> Result<(), CalendarError> {
    let out_of_range = || CalendarError::DateOutOfRange(entry.summary.clone());
    match entry.timing {
        Timing::Exact { start, end, zone } => {
            if end < start {
                return Err(CalendarError::EndBeforeStart(entry.summary.clone()));
            }
            let mut local = |name, at: NaiveDateTime| {
                let at = Local(at).checked(entry)?;
                if is_utc(zone) {
                    out.property(name).plain(format_args!("{at}Z"));
                } else {
                    let line = out.property(name).parameter("TZID", zone.name());
                    line.plain(at);
                }
                Ok(())
            };
            let end = match Days::of(entry) {
                Days::Through => end,
                Days::Each(_) => start.date().and_time(end.time()),
                Days::Bar => {
                    let last = entry.timing.days().map_or(end.date(), |(_, last)| last);
                    return days(out, entry, start.date(), last);
                }
            };
            local("DTSTART", start)?;
            // DTEND has to be later (§3.8.2.2); without one the event ends as it starts (§3.6.1).
            if end > start {
                local("DTEND", end)?;
            }
            if let Days::Each(count) = Days::of(entry) {
                let rule = format_args!("FREQ=DAILY;COUNT={count}");
                out.property("RRULE").plain(rule);
            }
            Ok(())
        }
        Timing::Dates { first, last } => days(out, entry, first, last),
        Timing::Quarter { year, quarter } => {
            let last_month = match quarter {
                1..=4 => u32::from(quarter) * 3,
                _ => return Err(out_of_range()),
            };
            let first =
                NaiveDate::from_ymd_opt(year, last_month - 2, 1).ok_or_else(out_of_range)?;
            open(out, entry, first, 3)
        }
        Timing::Year { year } | Timing::UponConsultation { year } => {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).ok_or_else(out_of_range)?;
            open(out, entry, first, 12)
        }
    }
}

/// Whole days from the first to the last, which is included here and not in the file (§3.6.1).
fn days(
    out: &mut Lines,
    entry: &Entry,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<(), CalendarError> {
    if last < first {
        return Err(CalendarError::EndBeforeStart(entry.summary.clone()));
    }
    let after = last.succ_opt().filter(|day| in_range(day.year()));
    let (true, Some(after)) = (in_range(first.year()), after) else {
        return Err(CalendarError::DateOutOfRange(entry.summary.clone()));
    };
    for (name, day) in [("DTSTART", first), ("DTEND", after)] {
        let line = out.property(name).parameter("VALUE", "DATE");
        line.plain(day.format("%Y%m%d"));
    }
    Ok(())
}

/// All days of some months, in which the event will be.
fn open(
    out: &mut Lines,
    entry: &Entry,
    first: NaiveDate,
    months: u32,
) -> Result<(), CalendarError> {
    let last = first
        .checked_add_months(chrono::Months::new(months))
        .and_then(|day| day.pred_opt())
        .ok_or_else(|| CalendarError::DateOutOfRange(entry.summary.clone()))?;
    days(out, entry, first, last)?;
    out.property("TRANSP").plain("TRANSPARENT");
    let known = match entry.timing {
        Timing::Quarter { year, quarter } => format!("{year}-Q{quarter}"),
        Timing::UponConsultation { year } => format!("{year} upon consultation"),
        Timing::Year { .. } | Timing::Exact { .. } | Timing::Dates { .. } => {
            first.year().to_string()
        }
    };
    out.property("X-SYMPOSIA-TIMING").text(&known);
    Ok(())
}

/// The description and, below it, what has no property of its own: a date that is to be fixed,
/// and directions to a page or a call that are no link.
fn description(entry: &Entry) -> String {
    let to_be_fixed = match entry.timing {
        Timing::Exact { .. } | Timing::Dates { .. } => None,
        Timing::Quarter { year, quarter } => Some(format!("Date to be fixed: Q{quarter} {year}")),
        Timing::Year { year } => Some(format!("Date to be fixed: {year}")),
        Timing::UponConsultation { year } => {
            Some(format!("Date to be fixed: {year}, upon consultation"))
        }
    };
    let no_link = |label: &str, text: &Option<String>| {
        let text = text.as_deref().map(str::trim)?;
        (!text.is_empty() && uri(text).is_none()).then(|| format!("{label}: {text}"))
    };
    let hours = match entry.timing {
        Timing::Exact { start, end, zone } if Days::of(entry) == Days::Bar => Some(format!(
            "Hours: {} to {} ({zone})",
            start.format("%Y-%m-%d %H:%M"),
            end.format("%Y-%m-%d %H:%M"),
        )),
        _ => None,
    };
    let below = [
        hours,
        no_link("Page", &entry.url),
        no_link("Online", &entry.conference),
        to_be_fixed,
    ];
    let below = below.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let above = entry.description.as_deref().unwrap_or_default();
    match (above.is_empty(), below.is_empty()) {
        (_, true) => above.to_owned(),
        (true, false) => below,
        (false, false) => format!("{above}\n\n{below}"),
    }
}

fn status(entry: &Entry) -> &'static str {
    match Firmness::of(entry.status, &entry.timing) {
        Firmness::Tentative => "TENTATIVE",
        Firmness::Confirmed => "CONFIRMED",
        Firmness::Cancelled => "CANCELLED",
    }
}

fn attendee(out: &mut Lines, attendee: &Attendee) {
    let role = match attendee.capacity {
        Capacity::Chair => "CHAIR",
        Capacity::Observer => "OPT-PARTICIPANT",
        Capacity::Interpreter | Capacity::Secretariat => "NON-PARTICIPANT",
        Capacity::ViceChair
        | Capacity::HeadOfDelegation
        | Capacity::Delegate
        | Capacity::Expert
        | Capacity::Speaker
        | Capacity::Moderator
        | Capacity::Panellist
        | Capacity::Rapporteur
        | Capacity::Trainer
        | Capacity::Trainee
        | Capacity::Partner => "REQ-PARTICIPANT",
    };
    let reply = match attendee.reply {
        Reply::NeedsAction => "NEEDS-ACTION",
        Reply::Accepted => "ACCEPTED",
        Reply::Declined => "DECLINED",
        Reply::Tentative => "TENTATIVE",
        Reply::Delegated => "DELEGATED",
    };
    let mut parameters = vec![
        ("CUTYPE", "INDIVIDUAL"),
        ("ROLE", role),
        ("PARTSTAT", reply),
    ];
    if attendee.rsvp {
        parameters.push(("RSVP", "TRUE"));
    }
    if let Some(language) = attendee.language.as_deref().filter(|tag| is_tag(tag)) {
        parameters.push(("LANGUAGE", language));
    }
    mailbox(out, "ATTENDEE", &attendee.mailbox, &parameters);
}

/// Whether a text can be a language tag: LANGUAGE takes nothing else, quoted or not.
fn is_tag(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

fn mailbox(out: &mut Lines, property: &str, mailbox: &Mailbox, parameters: &[(&str, &str)]) {
    let mut line = out.property(property);
    if !mailbox.name.trim().is_empty() {
        line = line.parameter("CN", &mailbox.name);
    }
    for (name, value) in parameters {
        line = line.parameter(name, value);
    }
    line.plain(mailto(&mailbox.email));
}

/// A DATE-TIME without its zone (§3.3.5), which has four digits for the year.
pub(crate) struct Local(pub(crate) NaiveDateTime);

impl Local {
    fn checked(self, entry: &Entry) -> Result<Self, CalendarError> {
        if in_range(self.0.year()) {
            Ok(self)
        } else {
            Err(CalendarError::DateOutOfRange(entry.summary.clone()))
        }
    }
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, time) = (self.0.date(), self.0.time());
        write!(
            f,
            "{:04}{:02}{:02}T{:02}{:02}{:02}",
            day.year(),
            day.month(),
            day.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

/// Years that a file can say, with one to spare on both sides for the VTIMEZONE.
fn in_range(year: i32) -> bool {
    (1..=9998).contains(&year)
}

fn in_utc(at: DateTime<Utc>, entry: &Entry) -> Result<String, CalendarError> {
    Ok(format!("{}Z", Local(at.naive_utc()).checked(entry)?))
}
