//! From an event and the people who are written to, the files.

use std::collections::HashSet;
use std::slice;

use calendar::mail::{self, Attachment, Letter};
use calendar::{Attendee, Calendar, Entry, Mailbox, Method, Organizer};
use chrono::{DateTime, Utc};
use domain::event::{DaysAs, EventStatus};
use domain::invitation::Matter;
use domain::letter::Purpose;
use domain::participation::Reply;
use store::Reader;
use store::view::EventPage;
use uuid::Uuid;

use super::{Format, InvitationRequest, Piece, Recipient, attached};
use crate::calendar_file::gather::gather;
use crate::calendar_file::{agenda_text, of_event};
use crate::invitation::letter::Writer;
use crate::invitation::list::stands;
use crate::invitation::told;
use crate::settings::{self, Settings};
use crate::{OfficeError, Result, files};

/// What all the files of one step have in common.
pub(in crate::invitation) struct Composer<'a> {
    request: &'a InvitationRequest,
    page: &'a EventPage,
    sequence: u32,
    now: DateTime<Utc>,
    settings: Settings,
    /// The event's entry, with nobody in it, and those of its sessions.
    event: Entry,
    sessions: Vec<Entry>,
    attachments: Vec<Attachment>,
    writer: Writer,
}

impl<'a> Composer<'a> {
    /// `page` and `sequence` are the event's as they will be once the step is done.
    pub(in crate::invitation) fn new(
        store: &Reader,
        page: &'a EventPage,
        sequence: u32,
        request: &'a InvitationRequest,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let settings = settings::all(store, "UTC")?;
        if settings.organizer_email.is_empty() {
            return Err(OfficeError::NotPossible(
                "there is no mailbox that answers would go to; give the secretariat's in Settings, “Organizer”"
                    .to_owned(),
            ));
        }
        let mut parts = gather(store, &[page.id], page.invite_sessions)?;
        let Some(mut parts) = parts.pop() else {
            return Err(OfficeError::NotPossible("the event is gone".to_owned()));
        };
        parts.page = page.clone();
        let mut entries = of_event(&parts, Vec::new(), None, page.invite_sessions, now).into_iter();
        let Some(mut event) = entries.next() else {
            return Err(OfficeError::NotPossible("the event is gone".to_owned()));
        };
        event.sequence = sequence;
        event.days_as = page.days_as.unwrap_or(DaysAs::Block);
        // CONFERENCE is known to few programs yet; whoever cannot see it reads the link here.
        if let Some(link) = page
            .online_link
            .as_deref()
            .filter(|link| link.contains(':'))
        {
            let about = event.description.take().unwrap_or_default();
            event.description = Some(format!("{about}\n\nOnline: {link}").trim().to_owned());
        }
        let mut attachments = attached::read(store.path(), &request.attachments)?;
        let agenda = agenda_text(&parts.agenda, parts.version.as_deref());
        if request.agenda && !agenda.is_empty() {
            attachments.push(Attachment {
                name: format!("{} - agenda.txt", files::name_for(&page.title)),
                media_type: "text/plain".to_owned(),
                bytes: agenda.clone().into_bytes(),
            });
        }
        let mut composer = Self {
            writer: Writer::new(store, page, agenda, &request.letter, &settings)?,
            request,
            page,
            sequence,
            now,
            settings,
            event,
            sessions: entries.collect(),
            attachments,
        };
        if let Some(programme) = composer.programme()? {
            composer.attachments.push(Attachment {
                name: programme.name,
                media_type: "text/calendar".to_owned(),
                bytes: programme.bytes,
            });
        }
        Ok(composer)
    }

    pub(in crate::invitation) fn writer(&self) -> &Writer {
        &self.writer
    }

    /// The files for these people.
    pub(in crate::invitation) fn pieces(
        &self,
        recipients: &[Recipient],
        mut id: impl FnMut() -> Uuid,
    ) -> Result<Vec<Piece>> {
        let mut names = HashSet::new();
        let mut pieces = Vec::new();
        if recipients.is_empty() {
            return Ok(pieces);
        }
        for group in groups(recipients, self.request.together) {
            pieces.push(self.piece(&group, &mut names, &mut id)?);
        }
        // Inside a letter the sessions are attached; a calendar file has them beside it.
        if self.request.format == Format::Ics {
            pieces.extend(self.programme()?);
        }
        Ok(pieces)
    }

    /// What people without an address can be given: a file that asks nobody for an answer.
    pub(in crate::invitation) fn to_be_known(&self) -> Result<Piece> {
        let text = calendar::write(&Calendar {
            method: Some(Method::Publish),
            entries: self.published(slice::from_ref(&self.event)),
            ..Calendar::default()
        })?;
        Ok(Piece {
            name: format!(
                "{} - without address.ics",
                files::name_for(&self.page.title)
            ),
            bytes: text.into_bytes(),
        })
    }

    /// The sessions, to be known: an invitation may hold one UID only (RFC 5546 §3.2.2).
    fn programme(&self) -> Result<Option<Piece>> {
        if self.sessions.is_empty() || self.page.status == EventStatus::Cancelled {
            return Ok(None);
        }
        let text = calendar::write(&Calendar {
            method: Some(Method::Publish),
            name: Some(self.page.title.clone()),
            entries: self.published(&self.sessions),
            ..Calendar::default()
        })?;
        Ok(Some(Piece {
            name: format!("{} - sessions.ics", files::name_for(&self.page.title)),
            bytes: text.into_bytes(),
        }))
    }

    /// Entries with who publishes them, whom RFC 5546 §3.2.1 wants to be named.
    fn published(&self, entries: &[Entry]) -> Vec<Entry> {
        let named = |entry: &Entry| Entry {
            organizer: Some(self.organizer()),
            ..entry.clone()
        };
        entries.iter().map(named).collect()
    }

    fn piece(
        &self,
        group: &[&Recipient],
        names: &mut HashSet<String>,
        id: &mut impl FnMut() -> Uuid,
    ) -> Result<Piece> {
        let ics = self.calendar(group)?;
        let (end, bytes) = match self.request.format {
            Format::Ics => ("ics", ics.into_bytes()),
            Format::Eml => ("eml", self.letter(group, ics, id())?),
        };
        let name = self.file_name(group);
        let name = (1..=u32::MAX)
            .map(|number| match number {
                1 => format!("{name}.{end}"),
                _ => format!("{name} ({number}).{end}"),
            })
            .find(|name| names.insert(name.to_lowercase()))
            .unwrap_or_default();
        Ok(Piece { name, bytes })
    }

    fn file_name(&self, group: &[&Recipient]) -> String {
        let title = &self.page.title;
        let what = match purpose(group) {
            Purpose::Request => String::new(),
            Purpose::Update => format!(" - update {}", self.sequence),
            Purpose::Cancel | Purpose::Withdraw => " - cancelled".to_owned(),
        };
        // The title gives way before the name does, where both are too long for a file's.
        let title: String = files::name_for(title).chars().take(60).collect();
        match group {
            [one] => files::name_for(&format!("{title}{what} - {}", one.invitee.name)),
            _ => files::name_for(&format!("{title}{what}")),
        }
    }

    /// The calendar file for a group, who see each other.
    pub(in crate::invitation) fn calendar(&self, group: &[&Recipient]) -> Result<String> {
        let method = match purpose(group) {
            Purpose::Request | Purpose::Update => Method::Request,
            Purpose::Cancel | Purpose::Withdraw => Method::Cancel,
        };
        let mut entry = self.event.clone();
        entry.organizer = Some(self.organizer());
        entry.attendees = group
            .iter()
            .map(|one| self.attendee(one, method == Method::Request))
            .collect();
        if method == Method::Cancel {
            entry.alarm = None;
        }
        Ok(calendar::write(&Calendar {
            method: Some(method),
            entries: vec![entry],
            ..Calendar::default()
        })?)
    }

    fn organizer(&self) -> Organizer {
        let sender = &self.settings.sender_email;
        let other = !sender.is_empty() && *sender != self.settings.organizer_email;
        Organizer {
            mailbox: self.mailbox(),
            sent_by: other.then(|| sender.clone()),
        }
    }

    fn mailbox(&self) -> Mailbox {
        Mailbox {
            name: self.settings.organizer_name.clone(),
            email: self.settings.organizer_email.clone(),
        }
    }

    fn attendee(&self, one: &Recipient, rsvp: bool) -> Attendee {
        // Whoever said yes to another time has not said yes to this one.
        let (_, matters) = stands(&one.invitee, &told(self.page));
        let reply = if rsvp && matters.contains(&Matter::Time) {
            Reply::NeedsAction
        } else {
            one.invitee.reply
        };
        Attendee {
            mailbox: Mailbox {
                name: one.invitee.name.clone(),
                email: one.address.clone(),
            },
            capacity: one.invitee.capacity,
            reply,
            rsvp,
            language: one.invitee.language.clone(),
        }
    }

    fn letter(&self, group: &[&Recipient], ics: String, id: Uuid) -> Result<Vec<u8>> {
        let (text, _) = self.writer.letter(group)?;
        let sender = self.organizer().sent_by.map(|email| Mailbox {
            name: String::new(),
            email,
        });
        let host = self.settings.organizer_email.split_once('@');
        let letter = Letter {
            from: self.mailbox(),
            sender,
            to: group
                .iter()
                .map(|one| Mailbox {
                    name: one.invitee.name.clone(),
                    email: one.address.clone(),
                })
                .collect(),
            reply_to: None,
            subject: text.subject,
            html: text.html,
            text: text.body,
            method: match purpose(group) {
                Purpose::Request | Purpose::Update => Method::Request,
                Purpose::Cancel | Purpose::Withdraw => Method::Cancel,
            },
            calendar: ics,
            calendar_name: "invitation.ics".to_owned(),
            attachments: self.attachments.clone(),
            date: self.now,
            message_id: format!("{id}@{}", host.map_or("symposia", |(_, host)| host)),
            unsent: true,
        };
        Ok(mail::write(&letter)?)
    }
}

/// Who gets one file with whom. One file can say one thing only: those who are invited and those who are told of a
/// change can share one, those who are taken off cannot. And in a file for several each sees the others' addresses:
/// who did not agree to have theirs shared gets one alone.
pub(in crate::invitation) fn groups(
    recipients: &[Recipient],
    together: bool,
) -> Vec<Vec<&Recipient>> {
    if !together {
        return recipients.iter().map(|one| vec![one]).collect();
    }
    let (shared, alone): (Vec<_>, Vec<_>) = recipients
        .iter()
        .partition(|one| one.invitee.consent_to_share);
    let (off, on): (Vec<_>, Vec<_>) = shared
        .into_iter()
        .partition(|one| one.purpose == Purpose::Cancel);
    [on, off]
        .into_iter()
        .filter(|some| !some.is_empty())
        .chain(alone.into_iter().map(|one| vec![one]))
        .collect()
}

/// What a group is written to for: an update, where one of them was invited before.
pub(in crate::invitation) fn purpose(group: &[&Recipient]) -> Purpose {
    let any = |purpose| group.iter().any(|one| one.purpose == purpose);
    match () {
        () if any(Purpose::Cancel) => Purpose::Cancel,
        () if any(Purpose::Update) => Purpose::Update,
        () => Purpose::Request,
    }
}
