//! The readers that are tried, and what each has to keep.

use std::path::Path;

use calendar::content::{Lines, split_list, split_structured, unescape_text};
use calendar::recurrence::{MOST, Recurring, Rule};
use calendar::{ReadTime, Rejected, Resolved, Zones, itip, mail};

/// A reader.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Which files of the corpus it is tried with.
    extensions: &'static [&'static str],
    /// Reads, and says what is wrong with what was read.
    check: fn(&[u8]) -> Result<(), String>,
}

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "lines",
        extensions: &["ics", "vcf"],
        check: lines,
    },
    Target {
        name: "read",
        extensions: &["ics"],
        check: read,
    },
    Target {
        name: "zones",
        extensions: &["ics"],
        check: zones,
    },
    Target {
        name: "rules",
        extensions: &["ics"],
        check: rules,
    },
    Target {
        name: "itip",
        extensions: &["ics"],
        check: messages,
    },
    Target {
        name: "mail",
        extensions: &["eml", "ics"],
        check: letter,
    },
    Target {
        name: "cards",
        extensions: &["vcf"],
        check: cards,
    },
];

impl Target {
    pub(crate) fn check(&self, bytes: &[u8]) -> Result<(), String> {
        (self.check)(bytes)
    }

    pub(crate) fn takes(&self, path: &Path) -> bool {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| self.extensions.contains(&extension))
    }
}

/// The last line there can be: one after each end of a line.
fn last_line(bytes: &[u8]) -> usize {
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\r' | b'\n'));
    ends.count() + 1
}

fn lines(bytes: &[u8]) -> Result<(), String> {
    let mut last = 0;
    for line in Lines::new(bytes) {
        let number = match &line {
            Ok(line) => line.number(),
            Err(rejected) => rejected.line,
        };
        if number <= last {
            return Err(format!("line {number} comes after line {last}"));
        }
        last = number;
        let Ok(line) = line else {
            continue;
        };
        if line.name().is_empty() || line.value().contains(['\n', '\r']) {
            return Err(format!("line {number} is not one line with a name"));
        }
        for parameter in line.parameters() {
            let _ = (parameter.name(), parameter.value());
            parameter.values().for_each(drop);
        }
        split_list(line.value()).map(unescape_text).for_each(drop);
        split_structured(line.value())
            .map(unescape_text)
            .for_each(drop);
    }
    if last > last_line(bytes) {
        return Err(format!("there is no line {last}"));
    }
    Ok(())
}

fn named(rejected: &[Rejected], bytes: &[u8]) -> Result<(), String> {
    if rejected.len() > 1001 {
        return Err(format!(
            "{} reasons are more than anybody reads",
            rejected.len()
        ));
    }
    let last = last_line(bytes);
    for Rejected { line, reason } in rejected {
        if *line == 0 || *line > last {
            return Err(format!("there is no line {line}: {reason}"));
        }
        if reason.is_empty() || reason.len() > 1000 || reason.contains(['\r', '\n']) {
            return Err(format!("“{reason}” is no sentence"));
        }
    }
    Ok(())
}

fn read(bytes: &[u8]) -> Result<(), String> {
    let found = calendar::read(bytes);
    named(&found.rejected, bytes)?;
    let last = last_line(bytes);
    for event in &found.events {
        if event.line == 0 || event.line > last {
            return Err(format!("there is no line {}", event.line));
        }
        let people = event.attendees.iter().chain(&event.organizer);
        for email in people.flat_map(|person| person.email.iter().chain(&person.delegated_to)) {
            if !email.contains('@') || email.contains(['\r', '\n', '\0']) {
                return Err(format!("“{email}” is no address"));
            }
        }
    }
    Ok(())
}

fn cards(bytes: &[u8]) -> Result<(), String> {
    let found = calendar::vcard::read(bytes);
    named(&found.rejected, bytes)?;
    let last = last_line(bytes);
    for read in &found.cards {
        if read.line == 0 || read.line > last {
            return Err(format!("there is no line {}", read.line));
        }
    }
    let left_out: Vec<Rejected> = found
        .cards
        .iter()
        .flat_map(|read| read.left_out.iter().take(3).cloned())
        .take(1000)
        .collect();
    named(&left_out, bytes)?;
    // What was read can be written, and is the same again.
    let cards: Vec<_> = found.cards.iter().map(|read| read.card.clone()).collect();
    let text = calendar::vcard::write(&cards, calendar::vcard::Version::V4);
    let again = calendar::vcard::read(text.as_bytes());
    if again.cards.len() != cards.len() {
        return Err(format!(
            "{} cards were written and {} read",
            cards.len(),
            again.cards.len()
        ));
    }
    Ok(())
}

fn zones(bytes: &[u8]) -> Result<(), String> {
    let found = calendar::read(bytes);
    let zones = Zones::of(&found);
    let times = found.events.iter().flat_map(|event| {
        let alone = [&event.start, &event.end, &event.recurrence_id];
        let alone = alone.into_iter().flatten();
        let listed = event.dates.iter().map(|period| &period.start);
        alone.chain(listed).chain(&event.exceptions)
    });
    for time in times {
        let resolved = zones.resolve(time);
        let sound = match time {
            ReadTime::Date(_) => matches!(resolved, Ok(Resolved::Date(_))),
            ReadTime::Local { zone: None, .. } => matches!(resolved, Ok(Resolved::Floating(_))),
            // Whatever the zone is, never local time.
            ReadTime::Local { zone: Some(_), .. } => {
                matches!(resolved, Ok(Resolved::Instant { .. }) | Err(_))
            }
            ReadTime::Utc(_) => matches!(resolved, Ok(Resolved::Instant { zone: None, .. })),
        };
        if !sound {
            return Err(format!("{time:?} turned into {resolved:?}"));
        }
    }
    for event in &found.events {
        let _ = zones.end_of(event);
    }
    Ok(())
}

fn rules(bytes: &[u8]) -> Result<(), String> {
    /// One that gives no time at all takes a while, and an import has patience for a few.
    const TRIED: usize = 5;
    let found = calendar::read(bytes);
    let recurring = (found.events.iter())
        .filter_map(|event| Some((event.start.as_ref()?, event.rule.as_deref()?)));
    for (start, text) in recurring.take(TRIED) {
        let start = match start {
            ReadTime::Date(day) => day.and_time(chrono::NaiveTime::MIN),
            ReadTime::Local { at, .. } => *at,
            ReadTime::Utc(at) => at.naive_utc(),
        };
        let rule = match Rule::read(text, start, None) {
            Ok(rule) => rule,
            Err(reason) if reason.len() > 1000 || reason.contains(['\r', '\n']) => {
                return Err(format!("“{reason}” is no sentence"));
            }
            Err(_) => continue,
        };
        let last = rule.last(MOST);
        let series = Recurring {
            start,
            rule: Some(&rule),
            added: &[],
            left_out: &[],
        };
        let times = series.starts(start, chrono::NaiveDateTime::MAX, 100);
        if times.first() != Some(&start) || !times.is_sorted() || times.len() > 100 {
            return Err(format!("“{text}” gives {times:?} and ends {last:?}"));
        }
    }
    Ok(())
}

fn messages(bytes: &[u8]) -> Result<(), String> {
    let found = itip::messages(bytes);
    // One more for each event whose METHOD nobody knows.
    let (named_first, _) = found.rejected.split_at(found.rejected.len().min(1001));
    named(named_first, bytes)
}

fn letter(bytes: &[u8]) -> Result<(), String> {
    let letter = mail::read(bytes);
    if !mail::looks_like_mail(bytes) && letter.is_ok() {
        return Err("it is read as a letter and does not look like one".to_owned());
    }
    let Ok(letter) = letter else {
        return Ok(());
    };
    letter
        .calendars
        .iter()
        .try_for_each(|part| messages(&part.bytes))
}
