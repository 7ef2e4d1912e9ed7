//! An event with people to invite to it, over a real store and real files.

use std::path::{Path, PathBuf};

use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, PersonId};
use domain::invitation::{Matter, Standing};
use domain::participation::Capacity;
use domain::timing::{Timing, parse_local};
use office::invitation::{
    Format, InvitationRequest, LetterChoice, Whom, list, take_replies, write,
};
use office::settings::SettingEdit;
use office::view::{EventEdit, InvitationQuery, InvitationRow, NewEvent, NewPerson, Window};

use super::Desk;

pub(crate) const TITLE: &str = "Symposium on clean air 대기";

/// An event to which people are invited.
pub(crate) struct Invited {
    pub(crate) desk: Desk,
    pub(crate) event: EventId,
    pub(crate) people: Vec<PersonId>,
}

pub(crate) fn exact(start: &str, end: &str) -> Timing {
    Timing::Exact {
        start: parse_local(start).unwrap(),
        end: parse_local(end).unwrap(),
        zone: chrono_tz::Asia::Ulaanbaatar,
    }
}

/// An event with three participants, of whom the last has no address, and a mailbox that invites.
pub(crate) fn planned() -> Invited {
    let mut desk = Desk::new();
    let setting = SettingEdit::OrganizerEmail("secretariat@neacap.example".into());
    crate::act!(desk, office::settings::edit, setting).unwrap();
    let new = NewEvent {
        kind: EventKind::Symposium,
        title: TITLE.to_owned(),
        timing: exact("2027-05-11T10:00", "2027-05-11T16:00"),
        status: Some(EventStatus::Confirmed),
        venue: Some("Hall A".to_owned()),
        city: Some("Ulaanbaatar".to_owned()),
        associated_event: None,
        associated_with: None,
        activities: Vec::new(),
    };
    let event: EventId = id(crate::act!(desk, office::event::plan, new).unwrap().id);
    let people = [
        ("KIM", "Min-jun", "김민준", Some("mj.kim@moe.example")),
        (
            "IVANOVA",
            "Anna",
            "Иванова Анна",
            Some("ivanova@sri.example"),
        ),
        ("BAT", "Bold", "Бат Болд", None),
    ]
    .map(|(family, given, native, email)| {
        let person = NewPerson {
            family_name: family.to_owned(),
            given_name: given.to_owned(),
            native_name: Some(native.to_owned()),
            state: (family == "KIM").then(|| "KR".parse().unwrap()),
            email: email.map(str::to_owned),
            ..NewPerson::default()
        };
        let change = crate::act!(
            desk,
            office::participation::add_new,
            event,
            person,
            Capacity::Speaker
        );
        change.unwrap();
        person_named(&desk, event, family)
    });
    Invited {
        desk,
        event,
        people: people.to_vec(),
    }
}

pub(crate) fn id<T: std::str::FromStr>(id: Option<String>) -> T
where
    T::Err: std::fmt::Debug,
{
    id.unwrap().parse().unwrap()
}

pub(crate) fn person_named(desk: &Desk, event: EventId, family: &str) -> PersonId {
    let all = rows_of(desk, event);
    all.iter().find(|row| row.name.contains(family)).unwrap().id
}

pub(crate) fn rows_of(desk: &Desk, event: EventId) -> Vec<InvitationRow> {
    let query = InvitationQuery {
        event,
        standings: Vec::new(),
        window: Window::default(),
    };
    list(&desk.store, &query).unwrap().page.rows
}

impl Invited {
    /// Somebody agrees that their contact details are shared.
    pub(crate) fn agree(&mut self, person: PersonId) {
        let consent = office::view::PersonEdit::ConsentToShare(true);
        crate::act!(self.desk, office::person::edit, person, consent).unwrap();
    }

    pub(crate) fn request(&self, whom: Whom, format: Format) -> InvitationRequest {
        InvitationRequest {
            event: self.event,
            whom,
            format,
            together: false,
            letter: LetterChoice::default(),
            attachments: Vec::new(),
            agenda: false,
        }
    }

    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.desk.folder.path().join(name)
    }

    /// Writes, and gives back the files' texts by name.
    pub(crate) fn write(
        &mut self,
        whom: Whom,
        format: Format,
        folder: &str,
    ) -> Vec<(String, String)> {
        let request = self.request(whom, format);
        let folder = self.folder(folder);
        let written = crate::act!(self.desk, write, &request, &folder).unwrap();
        texts(&folder, &written.files)
    }

    pub(crate) fn standing(&self, at: usize) -> (Standing, Vec<Matter>) {
        let row = self.row(at);
        (row.standing, row.matters)
    }

    pub(crate) fn row(&self, at: usize) -> InvitationRow {
        let rows = rows_of(&self.desk, self.event);
        rows.into_iter()
            .find(|row| row.id == self.people[at])
            .unwrap()
    }

    pub(crate) fn edit(&mut self, edit: EventEdit) {
        crate::act!(self.desk, office::event::edit, self.event, edit).unwrap();
    }

    /// Takes an answer that is written as a file.
    pub(crate) fn reply(&mut self, text: &str) -> office::invitation::ReplyRow {
        let path = self.desk.file("reply.ics", text);
        let mut taken = crate::act!(self.desk, take_replies, &[path]).unwrap();
        assert_eq!(taken.rows.len(), 1, "{:?}", taken.rows);
        taken.rows.remove(0)
    }

    pub(crate) fn answer(&self, from: &str, partstat: &str, sequence: u32, minute: u32) -> String {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{}@symposia\n\
             SEQUENCE:{sequence}\nDTSTAMP:20261125T09{minute:02}00Z\nDTSTART:20270511T020000Z\n\
             ATTENDEE;{partstat}:{from}\nORGANIZER:mailto:secretariat@neacap.example\n\
             END:VEVENT\nEND:VCALENDAR\n",
            self.event
        )
    }
}

pub(crate) fn texts(folder: &Path, files: &[String]) -> Vec<(String, String)> {
    let read = |name: &String| std::fs::read_to_string(folder.join(name)).unwrap();
    files
        .iter()
        .map(|name| (name.clone(), read(name)))
        .collect()
}

/// The calendar file's lines, unfolded.
pub(crate) fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}
