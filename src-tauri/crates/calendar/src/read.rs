//! The events of a calendar file that someone else wrote: replies to invitations, and calendars
//! to be imported. Nothing is judged here: what is missing stays missing, and what cannot be read
//! is named by its line while the rest is kept.

mod event;
mod observance;
mod person;
mod time;

use std::sync::Arc;

use crate::content::excerpt as short;
use crate::content::{Components, ContentLine, Rejected, Rejections, walk};

pub use event::ReadEvent;
pub use observance::{ReadObservance, ReadZone};
pub use person::ReadAttendee;
pub(crate) use time::parse_offset;
pub use time::{ReadPeriod, ReadTime, parse_duration};

/// Events of one file that are kept.
const MOST_EVENTS: usize = 100_000;

/// People, dates and categories of one file that are kept.
const MOST_LISTED: usize = 1_000_000;

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// METHOD (RFC 5545 §3.7.2) in capitals; where a file holds several calendars, that of the
    /// first that has one. Each event knows its own.
    pub method: Option<String>,
    /// NAME (RFC 7986 §5.1), or X-WR-CALNAME.
    pub name: Option<String>,
    /// PRODID (§3.7.3): what wrote the file.
    pub product: Option<String>,
    /// X-WR-TIMEZONE: the zone that the calendar is shown in.
    pub default_zone: Option<String>,
    /// Its VTIMEZONEs.
    pub zones: Vec<ReadZone>,
    /// Its events, in their order.
    pub events: Vec<ReadEvent>,
    /// What could not be read, and components that are no events.
    pub rejected: Vec<Rejected>,
}

/// Reads a calendar file. No octets make it panic; a file over [`crate::content::LARGEST`] is
/// rejected as a whole.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    let mut reader = Reader::default();
    let rejected = walk(bytes, &mut reader);
    Read {
        rejected,
        ..reader.read
    }
}

/// A file being read.
#[derive(Default)]
struct Reader {
    read: Read,
    /// METHOD of the calendar at hand.
    method: Option<Arc<str>>,
    /// The first event of the calendar at hand.
    first: usize,
    event: ReadEvent,
    zone: Option<ReadZone>,
    observance: Option<ReadObservance>,
    context: Context,
}

/// What the lines of a file have in common.
#[derive(Default)]
struct Context {
    /// The TZID that was read last: most lines name the same.
    zone: Option<Arc<str>>,
    /// How many people, dates and categories were read.
    listed: usize,
}

impl Context {
    /// TZID (§3.2.19) of a line.
    fn zone(&mut self, line: &ContentLine<'_>) -> Option<Arc<str>> {
        let parameter = line.parameter("TZID")?;
        let named = parameter.value();
        let named = named.trim();
        if named.is_empty() {
            return None;
        }
        if self.zone.as_deref() != Some(named) {
            self.zone = Some(named.into());
        }
        self.zone.clone()
    }

    /// Whether there is room for one more person, date or category.
    fn list(&mut self) -> Result<(), String> {
        if self.listed >= MOST_LISTED {
            return Err(format!(
                "the file names more than {MOST_LISTED} people and dates; this one is left out"
            ));
        }
        self.listed += 1;
        Ok(())
    }
}

impl Components for Reader {
    fn begin(&mut self, component: &str, line: usize, rejections: &mut Rejections) {
        let no_event = match component {
            "VCALENDAR" => {
                self.end_calendar();
                return;
            }
            "VEVENT" => {
                self.event = ReadEvent {
                    line,
                    ..ReadEvent::default()
                };
                return;
            }
            "VTIMEZONE" => {
                self.zone = Some(ReadZone {
                    line,
                    ..ReadZone::default()
                });
                return;
            }
            "STANDARD" | "DAYLIGHT" => {
                self.observance = Some(ReadObservance::beginning(component == "DAYLIGHT"));
                return;
            }
            "VTODO" => "a task",
            "VJOURNAL" => "a journal entry",
            "VFREEBUSY" => "a list of busy times",
            _ => return,
        };
        rejections.add(
            line,
            format!("{no_event} ({component}) is no event and is left out"),
        );
    }

    fn property(&mut self, component: &str, line: &ContentLine<'_>) -> Result<(), String> {
        match component {
            "VEVENT" => self.event.take(line, &mut self.context),
            "STANDARD" | "DAYLIGHT" => match &mut self.observance {
                Some(observance) => observance.take(line, &mut self.context),
                None => Ok(()),
            },
            "VTIMEZONE" => {
                if let Some(zone) = &mut self.zone {
                    zone.take(line);
                }
                Ok(())
            }
            "VCALENDAR" => {
                self.calendar(line);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, component: &str, rejections: &mut Rejections) {
        match component {
            "VCALENDAR" => self.end_calendar(),
            "VEVENT" => {
                let event = std::mem::take(&mut self.event);
                if self.read.events.len() < MOST_EVENTS {
                    self.read.events.push(event);
                } else {
                    let reason = format!(
                        "the file holds more than {MOST_EVENTS} events; this one is left out"
                    );
                    rejections.add(event.line, reason);
                }
            }
            "STANDARD" | "DAYLIGHT" => {
                let listed = self.context.list().is_ok();
                if let (Some(zone), Some(observance)) = (&mut self.zone, self.observance.take())
                    && listed
                {
                    zone.observances.push(observance);
                }
            }
            "VTIMEZONE" => {
                if let Some(zone) = self.zone.take() {
                    self.read.zones.push(zone);
                }
            }
            _ => {}
        }
    }

    fn abandon(&mut self, component: &str) {
        match component {
            "VCALENDAR" => self.end_calendar(),
            "VTIMEZONE" => self.zone = None,
            "STANDARD" | "DAYLIGHT" => self.observance = None,
            // The next event begins anew.
            _ => {}
        }
    }
}

impl Reader {
    fn calendar(&mut self, line: &ContentLine<'_>) {
        let said = || Some(line.text().trim().to_owned()).filter(|text| !text.is_empty());
        let read = &mut self.read;
        if line.is("METHOD") {
            let method = said().map(|method| method.to_ascii_uppercase());
            self.method = method.as_deref().map(Arc::from);
            read.method = read.method.take().or(method);
        } else if line.is("NAME") {
            read.name = said().or(read.name.take());
        } else if line.is("X-WR-CALNAME") {
            read.name = read.name.take().or_else(said);
        } else if line.is("PRODID") {
            read.product = read.product.take().or_else(said);
        } else if line.is("X-WR-TIMEZONE") {
            read.default_zone = read.default_zone.take().or_else(said);
        }
    }

    /// METHOD may stand behind the events, so they are told of it at the end.
    fn end_calendar(&mut self) {
        let method = self.method.take();
        for event in self.read.events.iter_mut().skip(self.first) {
            event.method.clone_from(&method);
        }
        self.first = self.read.events.len();
    }
}
