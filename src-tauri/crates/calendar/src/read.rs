//! The events of a calendar file that someone else wrote, as far as they can be read. The program
//! imports none yet: this is how the tests read what `write` wrote, with other code than it is
//! written by.
//!
//! Lines are unfolded here and taken apart by the `ical` crate, one at a time, so that a bad line
//! costs that line and not the file: the crate's own reader of lines stops for good at the first
//! octet that is no UTF-8, and trims text at each fold.

use std::borrow::Cow;

use ical::property::Property;

use crate::content::Rejected;

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Read {
    /// Its events, in their order.
    pub events: Vec<ReadEvent>,
    /// The lines that could not be read.
    pub rejected: Vec<Rejected>,
}

/// An event as a file tells it. Nothing is judged: what is missing stays missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadEvent {
    /// UID (RFC 5545 §3.8.4.7).
    pub uid: Option<String>,
    /// SUMMARY (§3.8.1.12), its escapes undone.
    pub summary: Option<String>,
    /// DTSTART (§3.8.2.4).
    pub start: Option<ReadTime>,
    /// STATUS (§3.8.1.11) in capitals.
    pub status: Option<String>,
    /// SEQUENCE (§3.8.7.4); 0 where the file says nothing.
    pub sequence: u32,
}

/// A date or a time as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTime {
    /// `20261110T100000`, `20261110T100000Z` or `20261110`.
    pub value: String,
    /// TZID (§3.2.19).
    pub zone: Option<String>,
}

/// Reads the events of a file. What cannot be read is named by its line, the rest is kept.
#[must_use]
pub fn read_events(bytes: &[u8]) -> Read {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut read = Read::default();
    // The components that are open, with the line that opened them.
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut event = ReadEvent::default();
    for (line, content) in logical_lines(bytes) {
        let result = property(&content).and_then(|property| {
            let value = property.value.as_deref().unwrap_or_default();
            match property.name.to_ascii_uppercase().as_str() {
                "BEGIN" => {
                    let component = value.trim().to_ascii_uppercase();
                    if component == "VEVENT" {
                        event = ReadEvent::default();
                    }
                    open.push((component, line));
                }
                "END" => {
                    let component = value.trim().to_ascii_uppercase();
                    if open.last().is_none_or(|(last, _)| *last != component) {
                        return Err(format!("END:{component} ends nothing that is open"));
                    }
                    open.pop();
                    if component == "VEVENT" {
                        read.events.push(std::mem::take(&mut event));
                    }
                }
                // A VALARM inside an event has a SUMMARY of its own.
                name if open.last().is_some_and(|(last, _)| last == "VEVENT") => {
                    take(&mut event, name, value, &property)?;
                }
                _ => {}
            }
            Ok(())
        });
        if let Err(reason) = result {
            read.rejected.push(Rejected { line, reason });
        }
    }
    read.rejected
        .extend(open.into_iter().rev().map(|(component, line)| Rejected {
            line,
            reason: format!("BEGIN:{component} has no END; the file may be cut short"),
        }));
    read
}

fn take(event: &mut ReadEvent, name: &str, value: &str, from: &Property) -> Result<(), String> {
    match name {
        "UID" => event.uid = Some(unescaped(value)),
        "SUMMARY" => event.summary = Some(unescaped(value)),
        "STATUS" => event.status = Some(value.trim().to_ascii_uppercase()),
        "SEQUENCE" => {
            event.sequence = value
                .trim()
                .parse()
                .map_err(|_| format!("SEQUENCE “{value}” is no number"))?;
        }
        "DTSTART" => {
            let mut parameters = from.params.iter().flatten();
            let zone = parameters.find(|(name, _)| name == "TZID");
            event.start = Some(ReadTime {
                value: value.trim().to_owned(),
                zone: zone.and_then(|(_, values)| values.first().cloned()),
            });
        }
        _ => {}
    }
    Ok(())
}

/// The lines as they were before they were folded (§3.1), each with the number of its first part.
/// Line feeds alone are taken as line ends too: many programs write them.
fn logical_lines(bytes: &[u8]) -> Vec<(usize, Cow<'_, [u8]>)> {
    let mut lines: Vec<(usize, Cow<'_, [u8]>)> = Vec::new();
    for (index, part) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let part = part.strip_suffix(b"\r").unwrap_or(part);
        match (part, lines.last_mut()) {
            ([b' ' | b'\t', rest @ ..], Some((_, line))) => line.to_mut().extend_from_slice(rest),
            ([], _) => {}
            (whole, _) => lines.push((index + 1, Cow::Borrowed(whole))),
        }
    }
    lines
}

/// Takes a line apart.
fn property(line: &[u8]) -> Result<Property, String> {
    let text = std::str::from_utf8(line).map_err(|_| "this line is not UTF-8".to_owned())?;
    let mut property = ical::PropertyParser::from_reader(text.as_bytes())
        .next()
        .ok_or("this line is empty")?
        // The crate's message begins with a number of the line, which is always 1 here.
        .map_err(|error| error.to_string().replacen("Line 1: ", "", 1))?;
    property.value = Some(value(text, property.value.as_deref().unwrap_or_default()).to_owned());
    Ok(property)
}

/// The whole value of a line. The crate trims blanks behind it and every colon before it, so that
/// the value of `SUMMARY::)` would be `)`.
fn value<'a>(line: &'a str, trimmed: &str) -> &'a str {
    let end = line.trim_end().len();
    let start = end.saturating_sub(trimmed.len());
    let before = &line[..start];
    let colons = before.len() - before.trim_end_matches(':').len();
    &line[start - colons.saturating_sub(1)..]
}

/// §3.3.11, read backwards.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped) => out.push(escaped),
                None => out.push('\\'),
            },
            plain => out.push(plain),
        }
    }
    out
}
