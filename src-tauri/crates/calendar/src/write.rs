//! A calendar as the text of a file.

use std::collections::BTreeMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
    ICalendarParameterName, ICalendarProperty, ICalendarValue, ICalendarValueType,
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use chrono_tz::Tz;
use domain::event::EventStatus;
use domain::participation::{Capacity, Reply};
use domain::timing::Timing;

use crate::{Attendee, Calendar, CalendarError, Entry, zone};

/// The text of a calendar file: UTF-8, CRLF, lines of at most 75 octets (RFC 5545 §3.1).
///
/// An event without days still needs a DTSTART (§3.6.1): one that is only known to be in a
/// quarter or a year is written as all its days, transparent so that nobody's time is blocked,
/// with X-SYMPOSIA-TIMING saying what is known.
pub fn write(calendar: &Calendar) -> Result<String, CalendarError> {
    if calendar.entries.is_empty() {
        return Err(CalendarError::Empty);
    }
    let mut root = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    root.entries = vec![
        entry(ICalendarProperty::Version, "2.0"),
        entry(ICalendarProperty::Prodid, "-//Symposia//Symposia//EN"),
        entry(ICalendarProperty::Calscale, "GREGORIAN"),
    ];
    if let Some(name) = &calendar.name {
        root.entries.push(entry(ICalendarProperty::Name, name));
        root.entries.push(entry(other("X-WR-CALNAME"), name));
    }
    let mut file = ICalendar {
        components: vec![root],
    };
    for (zone, (first, last)) in zones_used(&calendar.entries) {
        let (mut timezone, parts) = zone::components(zone, first, last);
        for part in parts {
            timezone.component_ids.push(push(&mut file, part));
        }
        let id = push(&mut file, timezone);
        file.components[0].component_ids.push(id);
    }
    for event in &calendar.entries {
        let id = push(&mut file, component(event)?);
        file.components[0].component_ids.push(id);
    }
    Ok(file.to_string())
}

fn push(file: &mut ICalendar, component: ICalendarComponent) -> u32 {
    file.components.push(component);
    u32::try_from(file.components.len() - 1).unwrap_or(u32::MAX)
}

/// The zones of exact timings in the order of names, each with the span it is used for.
fn zones_used(entries: &[Entry]) -> Vec<(Tz, (NaiveDateTime, NaiveDateTime))> {
    let mut zones = BTreeMap::new();
    for event in entries {
        if let Timing::Exact { start, end, zone } = event.timing {
            zones
                .entry(zone.name())
                .and_modify(
                    |(_, (first, last)): &mut (Tz, (NaiveDateTime, NaiveDateTime))| {
                        *first = start.min(*first);
                        *last = end.max(*last);
                    },
                )
                .or_insert((zone, (start, end)));
        }
    }
    zones.into_values().collect()
}

/// A property with a text.
pub(crate) fn entry(name: ICalendarProperty, text: &str) -> ICalendarEntry {
    ICalendarEntry::new(name).with_value(clean(text))
}

fn other(name: &str) -> ICalendarProperty {
    ICalendarProperty::Other(name.to_owned())
}

/// The text without what RFC 5545 §3.1 does not allow in a value (control characters but tabs and
/// line ends), its line ends all one kind.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| if letter == '\r' { '\n' } else { letter })
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .collect()
}

/// A parameter's value: what would end it is encoded as RFC 6868 §3 says. The writer quotes it
/// where needed, but would escape quotation marks and backslashes as in text, which no reader
/// takes back; a backslash, which RFC 6868 leaves alone, becomes the sign that looks like it.
fn parameter(text: &str) -> String {
    let mut out = String::new();
    for letter in clean(text).chars() {
        match letter {
            '^' => out.push_str("^^"),
            '\n' => out.push_str("^n"),
            '"' => out.push_str("^'"),
            '\\' => out.push('\u{29F5}'),
            letter => out.push(letter),
        }
    }
    out
}

/// A URI: no value of that type may be escaped as text is, but the writer does; so what it would
/// escape is percent-encoded first (RFC 3986 §2.1).
fn uri(text: &str) -> String {
    let mut out = String::new();
    for letter in clean(text).trim().chars() {
        match letter {
            ',' => out.push_str("%2C"),
            ';' => out.push_str("%3B"),
            '\\' => out.push_str("%5C"),
            letter if letter.is_whitespace() => out.push_str("%20"),
            letter => out.push(letter),
        }
    }
    out
}

pub(crate) fn datetime(at: NaiveDateTime) -> ICalendarValue {
    ICalendarValue::from(PartialDateTime {
        hour: u8::try_from(at.hour()).ok(),
        minute: u8::try_from(at.minute()).ok(),
        second: u8::try_from(at.second()).ok(),
        ..partial(at.date())
    })
}

fn partial(day: NaiveDate) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(day.year()).ok(),
        month: u8::try_from(day.month()).ok(),
        day: u8::try_from(day.day()).ok(),
        ..PartialDateTime::default()
    }
}

fn utc(at: DateTime<Utc>) -> ICalendarValue {
    let local = at.naive_utc();
    ICalendarValue::from(PartialDateTime {
        hour: u8::try_from(local.hour()).ok(),
        minute: u8::try_from(local.minute()).ok(),
        second: u8::try_from(local.second()).ok(),
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..partial(local.date())
    })
}

/// An offset from UTC in seconds, to the minute.
pub(crate) fn offset(seconds: i32) -> ICalendarValue {
    let minutes = seconds.unsigned_abs() / 60;
    ICalendarValue::from(PartialDateTime {
        tz_hour: u8::try_from(minutes / 60).ok(),
        tz_minute: u8::try_from(minutes % 60).ok(),
        tz_minus: seconds < 0,
        ..PartialDateTime::default()
    })
}

fn component(event: &Entry) -> Result<ICalendarComponent, CalendarError> {
    let mut out = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let property = |name, value: ICalendarValue| ICalendarEntry::new(name).with_value(value);
    let mut entries = vec![
        entry(ICalendarProperty::Uid, &event.uid),
        property(ICalendarProperty::Dtstamp, utc(event.stamp)),
        property(
            ICalendarProperty::Sequence,
            ICalendarValue::Integer(i64::from(event.sequence)),
        ),
    ];
    entries.extend(
        event
            .created
            .map(|at| property(ICalendarProperty::Created, utc(at))),
    );
    entries.extend(
        event
            .modified
            .map(|at| property(ICalendarProperty::LastModified, utc(at))),
    );
    entries.extend(timing(event)?);
    entries.push(entry(ICalendarProperty::Summary, &event.summary));
    let text = |name, text: &Option<String>| text.as_deref().map(|text| entry(name, text));
    entries.extend(text(ICalendarProperty::Description, &event.description));
    entries.extend(text(ICalendarProperty::Location, &event.location));
    entries.extend(
        event
            .url
            .as_deref()
            .map(|url| entry(ICalendarProperty::Url, &uri(url))),
    );
    entries.extend(event.conference.as_deref().map(|link| {
        entry(ICalendarProperty::Conference, &uri(link))
            .with_param(ICalendarParameter::value(ICalendarValueType::Uri))
    }));
    entries.push(entry(ICalendarProperty::Status, status(event.status)));
    if !event.categories.is_empty() {
        let values = event
            .categories
            .iter()
            .map(|name| clean(name).into())
            .collect();
        entries.push(ICalendarEntry::new(ICalendarProperty::Categories).with_values(values));
    }
    if let Some(organizer) = &event.organizer {
        entries.push(
            entry(
                ICalendarProperty::Organizer,
                &format!("mailto:{}", uri(&organizer.email)),
            )
            .with_param(ICalendarParameter::cn(parameter(&organizer.name))),
        );
    }
    entries.extend(event.attendees.iter().map(attendee));
    entries.extend(
        event
            .part_of
            .as_deref()
            .map(|uid| entry(ICalendarProperty::RelatedTo, uid)),
    );
    out.entries = entries;
    Ok(out)
}

fn timing(event: &Entry) -> Result<Vec<ICalendarEntry>, CalendarError> {
    let out_of_range = || CalendarError::DateOutOfRange(event.summary.clone());
    let days = |first: NaiveDate, last: NaiveDate| {
        // DTEND is exclusive for whole days (§3.6.1).
        let after = last.succ_opt().ok_or_else(out_of_range)?;
        let day = |name, day: NaiveDate| {
            ICalendarEntry::new(name)
                .with_param(ICalendarParameter::value(ICalendarValueType::Date))
                .with_value(partial(day))
        };
        Ok(vec![
            day(ICalendarProperty::Dtstart, first),
            day(ICalendarProperty::Dtend, after),
        ])
    };
    let open = |first_month: u32, last_month: u32, year: i32, known: String| {
        let first = NaiveDate::from_ymd_opt(year, first_month, 1).ok_or_else(out_of_range)?;
        let last = NaiveDate::from_ymd_opt(year, last_month, 1)
            .and_then(|day| day.checked_add_months(chrono::Months::new(1)))
            .and_then(|day| day.pred_opt())
            .ok_or_else(out_of_range)?;
        let mut entries = days(first, last)?;
        entries.push(entry(ICalendarProperty::Transp, "TRANSPARENT"));
        entries.push(entry(other("X-SYMPOSIA-TIMING"), &known));
        Ok(entries)
    };
    match event.timing {
        Timing::Exact { start, end, zone } => {
            let local = |name, at: NaiveDateTime| {
                ICalendarEntry::new(name)
                    .with_param(ICalendarParameter::new(
                        ICalendarParameterName::Tzid,
                        zone.name().to_owned(),
                    ))
                    .with_value(datetime(at))
            };
            Ok(vec![
                local(ICalendarProperty::Dtstart, start),
                local(ICalendarProperty::Dtend, end),
            ])
        }
        Timing::Dates { first, last } => days(first, last),
        Timing::Quarter { year, quarter } => {
            let last_month = u32::from(quarter) * 3;
            open(
                last_month - 2,
                last_month,
                year,
                format!("{year}-Q{quarter}"),
            )
        }
        Timing::Year { year } => open(1, 12, year, year.to_string()),
        Timing::UponConsultation { year } => open(1, 12, year, format!("{year} upon consultation")),
    }
}

fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Proposed | EventStatus::Tentative | EventStatus::Postponed => "TENTATIVE",
        EventStatus::Confirmed | EventStatus::Held => "CONFIRMED",
        EventStatus::Cancelled => "CANCELLED",
    }
}

fn attendee(attendee: &Attendee) -> ICalendarEntry {
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
    entry(
        ICalendarProperty::Attendee,
        &format!("mailto:{}", uri(&attendee.mailbox.email)),
    )
    .with_param(ICalendarParameter::cn(parameter(&attendee.mailbox.name)))
    .with_param(ICalendarParameter::role(role.to_owned()))
    .with_param(ICalendarParameter::partstat(reply.to_owned()))
}
