//! The calendar published to a server that speaks `CalDAV` (RFC 4791): each event a resource of its own. Whoever can speak
//! to the server is handed in; nothing here opens a connection.
//!
//! What is still to be sent is never kept in a list: it is what differs between the store and what the server is known to
//! have. So what could not be sent today is sent the next time, once, as it is then.

use std::collections::{BTreeMap, BTreeSet};

use calendar::Calendar;
use domain::id::EventId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{Local, Reader, ServedEvent};
use ts_rs::TS;

use super::{entry, folder};
use crate::calendar_file::{self, gather::AT_ONCE, gather::gather};
use crate::shared_folder::Desk;
use crate::{OfficeError, Result};

/// When a resource may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnlyIf<'a> {
    /// There is none of that name yet.
    New,
    /// It is the version that the server gave when we wrote it.
    Version(&'a str),
    /// Whatever is there.
    Anyhow,
}

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is done. The version, where it told one.
    Done(Option<String>),
    /// What is there is not what we wrote: somebody changed it.
    Changed,
    /// This one cannot be, for a reason said as a sentence.
    Refused(String),
    /// It has no use to go on, for a reason said as a sentence.
    Stop(String),
}

/// A calendar on a server.
pub trait CalendarServer {
    /// The calendar's address; the same calendar has the same.
    fn address(&self) -> &str;

    /// Puts a resource there.
    fn put(&mut self, name: &str, text: &str, only_if: OnlyIf<'_>) -> Answer;

    /// Removes one. That it is not there is as good.
    fn remove(&mut self, name: &str, only_if: OnlyIf<'_>) -> Answer;
}

/// What was published to a server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Served {
    /// The calendar's address.
    pub server: String,
    /// How many events were sent.
    pub sent: u64,
    /// How many were removed there, since they are not here any more or not public.
    pub removed: u64,
    /// How many the server has already as they are.
    pub unchanged: u64,
    /// How many are not published, since they are private or confidential.
    pub left_out: u64,
    /// How many are still to be sent or removed.
    pub waiting: u64,
    /// Those that the server did not take.
    pub refused: Vec<NotServed>,
    /// Why it stopped before the end, as a sentence.
    pub stopped: Option<String>,
}

/// An event that a server did not take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotServed {
    /// Its key.
    pub event: String,
    /// Its title.
    pub title: String,
    /// Why, as a sentence.
    pub why: String,
}

/// The calendar on a server that was published to last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastServer {
    /// Its address, if there was any.
    pub address: Option<String>,
    /// Who published there.
    pub user: Option<String>,
}

/// The calendar on a server that was published to last, and by whom. Never the password.
pub fn last_server(store: &Reader) -> Result<LastServer> {
    Ok(LastServer {
        address: store.local(Local::CalendarServer)?,
        user: store.local(Local::CalendarServerUser)?,
    })
}

/// Sends what the server does not have as it is, and removes there what is not here any more. `overwrite`: also where
/// somebody changed it there.
pub fn serve(
    desk: &mut dyn Desk,
    server: &mut dyn CalendarServer,
    user: Option<&str>,
    overwrite: bool,
) -> Result<Served> {
    let address = server.address().to_owned();
    desk.write(&mut |store, _| {
        store.set_local(Local::CalendarServer, Some(&address))?;
        Ok(store.set_local(Local::CalendarServerUser, user)?)
    })?;
    let (objects, left_out) = desk.reader().at_one_time(objects)?;
    let there: BTreeMap<String, ServedEvent> = desk
        .reader()
        .served_events(&address)?
        .into_iter()
        .map(|event| (event.event.clone(), event))
        .collect();
    let here: BTreeSet<&str> = objects.iter().map(|object| object.event.as_str()).collect();
    let mut serving = Serving {
        desk,
        server,
        overwrite,
        done: Served {
            server: address,
            left_out,
            ..Served::default()
        },
    };
    for object in &objects {
        serving.send(object, there.get(&object.event))?;
    }
    for old in there
        .values()
        .filter(|old| !here.contains(old.event.as_str()))
    {
        serving.remove(old)?;
    }
    Ok(serving.done)
}

/// A public event as a server keeps it.
struct Object {
    event: String,
    title: String,
    text: String,
    hash: String,
}

/// The public events, each as a calendar object (RFC 4791 §4.1), and how many events are none.
fn objects(store: &Reader) -> Result<(Vec<Object>, u64)> {
    let organizer = calendar_file::organizer(store)?;
    let (events, left_out) = store.public_events()?;
    let ids: Vec<EventId> = events.iter().map(|(_, event)| *event).collect();
    let mut objects = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        for parts in gather(store, some, false)? {
            let (event, title) = (parts.page.id.to_string(), parts.page.title.clone());
            let calendar = Calendar {
                entries: entry(parts, organizer.as_ref()),
                ..Calendar::default()
            };
            if calendar.entries.is_empty() {
                continue;
            }
            let text = calendar::write(&calendar).map_err(OfficeError::from)?;
            objects.push(Object {
                hash: hash(&text),
                event,
                title,
                text,
            });
        }
    }
    Ok((objects, left_out))
}

/// The hash of what an entry says, but for when it was written.
fn hash(text: &str) -> String {
    use std::fmt::Write as _;
    let mut hash = Sha256::new();
    for line in folder::told(text.as_bytes()) {
        hash.update(line);
        hash.update(b"\n");
    }
    let mut digits = String::new();
    for byte in hash.finalize() {
        // Writing into a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

struct Serving<'a> {
    desk: &'a mut dyn Desk,
    server: &'a mut dyn CalendarServer,
    overwrite: bool,
    done: Served,
}

impl Serving<'_> {
    fn send(&mut self, object: &Object, there: Option<&ServedEvent>) -> Result<()> {
        if there.is_some_and(|there| there.hash == object.hash) {
            self.done.unchanged += 1;
            return Ok(());
        }
        if self.done.stopped.is_some() {
            self.done.waiting += 1;
            return Ok(());
        }
        let only_if = self.only_if(there, OnlyIf::New);
        let name = resource(&object.event);
        let answer = self.server.put(&name, &object.text, only_if);
        let Heard::Done(etag) = self.heard(answer, &object.event, &object.title) else {
            return Ok(());
        };
        self.done.sent += 1;
        let served = ServedEvent {
            event: object.event.clone(),
            title: object.title.clone(),
            etag,
            hash: object.hash.clone(),
        };
        let address = &self.done.server;
        self.desk
            .write(&mut |store, _| Ok(store.note_served_event(address, &served)?))
    }

    fn remove(&mut self, old: &ServedEvent) -> Result<()> {
        if self.done.stopped.is_some() {
            self.done.waiting += 1;
            return Ok(());
        }
        let only_if = self.only_if(Some(old), OnlyIf::Anyhow);
        let answer = self.server.remove(&resource(&old.event), only_if);
        let Heard::Done(_) = self.heard(answer, &old.event, &old.title) else {
            return Ok(());
        };
        self.done.removed += 1;
        let address = &self.done.server;
        self.desk
            .write(&mut |store, _| Ok(store.forget_served_event(address, &old.event)?))
    }

    fn only_if<'e>(&self, there: Option<&'e ServedEvent>, else_: OnlyIf<'e>) -> OnlyIf<'e> {
        match there {
            _ if self.overwrite => OnlyIf::Anyhow,
            None => else_,
            Some(there) => there
                .etag
                .as_deref()
                .map_or(OnlyIf::Anyhow, OnlyIf::Version),
        }
    }

    /// Notes an answer.
    fn heard(&mut self, answer: Answer, event: &str, title: &str) -> Heard {
        let why = match answer {
            Answer::Done(etag) => return Heard::Done(etag),
            Answer::Changed => {
                "somebody changed it on the server, so it was left as it is there; look at it, and publish with --overwrite to put ours in its place"
                    .to_owned()
            }
            Answer::Refused(why) => why,
            Answer::Stop(why) => {
                self.done.stopped = Some(why);
                self.done.waiting += 1;
                return Heard::NotDone;
            }
        };
        // A server that refuses the first for the same reason as the second refuses all.
        let nothing_yet = (self.done.sent, self.done.removed) == (0, 0);
        if nothing_yet && answer_is_for_all(&self.done.refused, &why) {
            self.done.stopped = Some(why.clone());
        }
        self.done.waiting += 1;
        self.done.refused.push(NotServed {
            event: event.to_owned(),
            title: title.to_owned(),
            why,
        });
        Heard::NotDone
    }
}

/// What came of an answer.
enum Heard {
    /// The version, where the server told one.
    Done(Option<String>),
    NotDone,
}

/// How many refusals for one reason are enough.
const ENOUGH: usize = 3;

fn answer_is_for_all(refused: &[NotServed], why: &str) -> bool {
    refused.len() + 1 >= ENOUGH
        && !why.starts_with("somebody changed it")
        && refused.iter().all(|one| one.why == why)
}

/// The name of an event's resource in the calendar.
fn resource(event: &str) -> String {
    format!("{event}.ics")
}
