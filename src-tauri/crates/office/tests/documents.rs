//! What the papers of an event say, over a real store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use documents::paper::{Body, Certificates, Paper, Report, Section};
use domain::document::{DocumentFormat, DocumentKind};
use domain::event::{EventKind, EventStatus};
use domain::id::{EventId, ParticipationId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, Presence, Reply};
use domain::timing::{Timing, parse_day};
use office::paper::{PaperOptions, PaperRequest, Printer, compose};
use office::people_file::Progress;
use office::view::{
    AttendanceMark, Change, EventEdit, NewAgendaItem, NewEvent, NewOrganisation, NewPerson,
    ParticipationEdit,
};
use store::{Table, Value};

fn key<T: std::str::FromStr<Err: std::fmt::Debug>>(change: &Change) -> T {
    change.id.as_deref().unwrap().parse().unwrap()
}

struct Meeting {
    desk: Desk,
    event: EventId,
}

impl Meeting {
    /// Three days.
    fn new(kind: EventKind) -> Self {
        let mut desk = Desk::new();
        let new = NewEvent {
            kind,
            title: "Meeting on clean air".to_owned(),
            timing: Timing::Dates {
                first: parse_day("2026-11-10").unwrap(),
                last: parse_day("2026-11-12").unwrap(),
            },
            status: None,
            venue: None,
            city: None,
            associated_event: None,
            associated_with: None,
            activities: Vec::new(),
        };
        let event = key(&act!(desk, office::event::plan, new).unwrap());
        Self { desk, event }
    }

    fn organisation(&mut self, name: &str, kind: OrganisationKind) -> String {
        let new = NewOrganisation {
            name: name.to_owned(),
            short_name: None,
            kind,
            state: None,
        };
        let change = act!(self.desk, office::organisation::add, new).unwrap();
        change.id.unwrap()
    }

    fn guest(
        &mut self,
        family: &str,
        state: &str,
        organisation: &str,
        capacity: Capacity,
    ) -> ParticipationId {
        let new = NewPerson {
            family_name: family.to_owned(),
            given_name: "Ada".to_owned(),
            state: state.parse().ok(),
            position: Some("Director".to_owned()),
            organisation: Some(organisation.to_owned()).filter(|name| !name.is_empty()),
            email: Some(format!("{}@air.example", family.to_lowercase())),
            ..NewPerson::default()
        };
        let event = self.event;
        key(&act!(
            self.desk,
            office::participation::add_new,
            event,
            new,
            capacity
        )
        .unwrap())
    }

    fn edit(&mut self, guest: ParticipationId, edit: ParticipationEdit) {
        act!(self.desk, office::participation::edit, guest, edit).unwrap();
    }

    fn edit_event(&mut self, edit: EventEdit) {
        let event = self.event;
        act!(self.desk, office::event::edit, event, edit).unwrap();
    }

    fn person_of(&self, guest: ParticipationId) -> PersonId {
        let all = self.desk.store.paper_people(self.event).unwrap();
        all.iter()
            .find(|one| one.participation == guest)
            .unwrap()
            .person
    }

    fn there(&mut self, guest: ParticipationId, day: &str, presence: Presence) {
        let marks = [AttendanceMark {
            participation: guest,
            day: parse_day(day).unwrap(),
            presence,
        }];
        let event = self.event;
        act!(
            self.desk,
            office::participation::attendance::mark,
            event,
            &marks
        )
        .unwrap();
    }

    fn session(&mut self, topic: &str, day: Option<&str>, hours: f64) -> String {
        let event = self.event.to_string();
        let mut hand = self.desk.hand();
        let write = self.desk.store.write(&mut hand, "Log", |to| {
            to.insert(
                Table::SessionLog,
                &[
                    ("event", Value::Text(event)),
                    ("topic", Value::Text(topic.to_owned())),
                    (
                        "day",
                        day.map_or(Value::Null, |day| Value::Text(day.to_owned())),
                    ),
                    ("hours", Value::Real(hours)),
                ],
            )
        });
        write.unwrap().0.to_string()
    }

    fn attended(&mut self, session: &str, guest: ParticipationId, present: bool) {
        let mut hand = self.desk.hand();
        let write = self.desk.store.write(&mut hand, "Mark", |to| {
            to.insert(
                Table::SessionAttendance,
                &[
                    ("session_log", Value::Text(session.to_owned())),
                    ("participation", Value::Text(guest.to_string())),
                    ("present", Value::Integer(i64::from(present))),
                ],
            )
        });
        write.unwrap();
    }

    fn item(&mut self, title: &str) {
        let new = NewAgendaItem {
            event: self.event,
            parent: None,
            kind: None,
            title: title.to_owned(),
            day: parse_day("2026-11-10").ok(),
            start: None,
            minutes: 30,
            after: None,
        };
        act!(self.desk, office::agenda::add, new).unwrap();
    }

    fn request(&self, kind: DocumentKind, options: PaperOptions) -> PaperRequest {
        PaperRequest {
            event: self.event,
            kind,
            options,
        }
    }

    fn tried(&self, kind: DocumentKind, options: PaperOptions) -> office::Result<Paper> {
        let request = self.request(kind, options);
        let composed = compose(&self.desk.store, &request, desk::start())?;
        Ok(composed.paper().clone())
    }

    fn paper(&self, kind: DocumentKind) -> Paper {
        self.tried(kind, PaperOptions::default()).unwrap()
    }

    fn sections(&self) -> Vec<Section> {
        match self.paper(DocumentKind::Participants).body {
            Body::Participants(list) => list.sections,
            other => panic!("{other:?}"),
        }
    }

    fn certificates(&self) -> office::Result<Certificates> {
        match self
            .tried(DocumentKind::Certificates, PaperOptions::default())?
            .body
        {
            Body::Certificates(all) => Ok(all),
            other => panic!("{other:?}"),
        }
    }

    fn report(&self) -> Report {
        match self.paper(DocumentKind::Report).body {
            Body::Report(report) => *report,
            other => panic!("{other:?}"),
        }
    }
}

/// `Heading: NAME, NAME`, a line a section.
fn lines(sections: &[Section]) -> Vec<String> {
    let line = |section: &Section| {
        let names: Vec<&str> = section
            .people
            .iter()
            .map(|person| person.name.split(' ').find(|part| *part != "Ada").unwrap())
            .collect();
        format!("{}: {}", section.heading, names.join(", "))
    };
    sections.iter().map(line).collect()
}

#[test]
fn papers_list_people_as_the_screen_does() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    let unep = meeting.organisation("Zephyr Programme", OrganisationKind::Partner);
    meeting.organisation("Breeze Programme", OrganisationKind::Partner);
    meeting.organisation("Centre of Air", OrganisationKind::TechnicalCentre);
    let speaker = Capacity::Speaker;
    meeting.guest("Abe", "", "Zephyr Programme", speaker);
    meeting.guest("Zhou", "", "Breeze Programme", speaker);
    // Comes from a ministry, and speaks for a partner.
    let envoy = meeting.guest("Bold", "MN", "Ministry", speaker);
    meeting.edit(envoy, ParticipationEdit::Delegation(unep));
    // Works for a Technical Centre, and is in the delegation.
    let expert = meeting.guest("Chen", "CN", "Centre of Air", Capacity::Expert);
    meeting.edit(expert, ParticipationEdit::Delegation("CN".to_owned()));
    meeting.guest("Deng", "CN", "Ministry", Capacity::Chair);
    meeting.guest("Zhang", "CN", "Ministry", Capacity::HeadOfDelegation);
    meeting.guest("Wang", "CN", "Centre of Air", Capacity::Expert);
    let sections = meeting.sections();
    assert_eq!(
        lines(&sections),
        [
            "China: ZHANG, DENG, CHEN",
            "Partner organizations and programmes: ZHOU, ABE, BOLD",
            "Technical Centres: WANG",
        ]
    );
    let bold = &sections[1].people[2];
    assert_eq!(
        bold.affiliation(),
        "Zephyr Programme",
        "not the position at home"
    );
}

#[test]
fn a_certificate_is_given_to_whom_somebody_saw() {
    let mut meeting = Meeting::new(EventKind::Training);
    let [came, absent, unseen, missed] = ["Came", "Absent", "Unseen", "Missed"]
        .map(|name| meeting.guest(name, "MN", "", Capacity::Trainee));
    assert!(meeting.certificates().is_err(), "nobody accepted");
    for one in [came, absent, unseen, missed] {
        meeting.edit(one, ParticipationEdit::Reply(Reply::Accepted));
    }
    assert_eq!(meeting.certificates().unwrap().certificates.len(), 4);
    meeting.edit(came, ParticipationEdit::Presence(Presence::Present));
    meeting.edit(missed, ParticipationEdit::Presence(Presence::Present));
    meeting.edit(absent, ParticipationEdit::Presence(Presence::Absent));
    let session = meeting.session("Inventories", Some("2026-11-10"), 6.0);
    meeting.attended(&session, came, true);
    meeting.attended(&session, missed, false);
    let given = meeting.certificates().unwrap().certificates;
    let names: Vec<&str> = given.iter().map(|one| one.person.name.as_str()).collect();
    assert_eq!(names, ["Ada CAME"]);
    // Held, and nobody was seen: nobody is given one.
    let mut held = Meeting::new(EventKind::Symposium);
    let guest = held.guest("Guest", "MN", "", Capacity::Delegate);
    held.edit(guest, ParticipationEdit::Reply(Reply::Accepted));
    held.edit_event(EventEdit::Status(EventStatus::Held));
    let said = held.certificates().unwrap_err().to_string();
    assert!(said.contains("recorded as present"), "{said}");
}

#[test]
fn hours_and_topics_are_those_of_the_days_that_somebody_was_there() {
    let mut meeting = Meeting::new(EventKind::Training);
    meeting.session("Inventories", Some("2026-11-10"), 6.0);
    meeting.session("Modelling", Some("2026-11-11"), 5.0);
    meeting.session("排放清单", Some("2026-11-11"), 0.5);
    meeting.session("Of no day", None, 4.0);
    let one_day = meeting.guest("One", "CN", "", Capacity::Trainee);
    let whole = meeting.guest("Whole", "JP", "", Capacity::Trainee);
    meeting.there(one_day, "2026-11-10", Presence::Absent);
    meeting.there(one_day, "2026-11-11", Presence::PresentOnline);
    meeting.there(one_day, "2026-11-12", Presence::Absent);
    meeting.edit(whole, ParticipationEdit::Presence(Presence::Present));
    let given = meeting.certificates().unwrap().certificates;
    let topics: Vec<(&str, &str)> = given[0]
        .topics
        .iter()
        .map(|topic| (topic.text.as_str(), topic.lang.as_str()))
        .collect();
    assert_eq!(given[0].hours.as_deref(), Some("5.5"));
    assert_eq!(topics, [("Modelling", "en"), ("排放清单", "zh")]);
    assert_eq!(given[1].hours.as_deref(), Some("15.5"));
    assert_eq!(given[1].topics.len(), 4);
}

#[test]
fn what_was_chosen_for_one_kind_says_nothing_for_another() {
    let all = PaperOptions {
        annotated: true,
        qr: true,
        day: parse_day("2026-11-10").ok(),
        contacts: true,
        accepted: true,
        language: Some("ko".to_owned()),
        reply_by: parse_day("2026-11-01").ok(),
        people: vec![PersonId(uuid::Uuid::nil())],
        ..PaperOptions::default()
    };
    let report = all.clone().of(DocumentKind::Report);
    assert_eq!(report, PaperOptions::default());
    let list = all.clone().of(DocumentKind::Participants);
    assert!(list.contacts && list.accepted && !list.qr && list.day.is_none());
    let badges = all.of(DocumentKind::Badges);
    assert!(badges.qr && badges.accepted && !badges.contacts);
    // And none of it reaches the paper.
    let mut meeting = Meeting::new(EventKind::Symposium);
    meeting.guest("Guest", "MN", "", Capacity::Delegate);
    let person = meeting.desk.store.paper_people(meeting.event).unwrap()[0].person;
    let sharing = office::view::PersonEdit::ConsentToShare(true);
    act!(meeting.desk, office::person::edit, person, sharing).unwrap();
    let with = PaperOptions {
        contacts: true,
        accepted: true,
        ..PaperOptions::default()
    };
    let report = meeting.tried(DocumentKind::Report, with).unwrap();
    let Body::Report(report) = report.body else {
        panic!()
    };
    assert!(!report.participants.contacts);
    assert_eq!(report.participants.total, 1);
    assert_eq!(
        report.participants.sections[0].people[0].contact,
        [] as [String; 0]
    );
}

#[test]
fn a_report_counts_those_who_were_seen() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    let [came, online, unseen] =
        ["Came", "Online", "Unseen"].map(|name| meeting.guest(name, "MN", "", Capacity::Delegate));
    meeting.edit_event(EventEdit::Status(EventStatus::Held));
    let report = meeting.report();
    assert_eq!(
        report.unrecorded.as_deref(),
        Some("Attendance was not recorded; 3 were on the list.")
    );
    assert_eq!((report.total.all, report.attendance.len()), (0, 0));
    meeting.edit(came, ParticipationEdit::Presence(Presence::Present));
    meeting.edit(online, ParticipationEdit::Presence(Presence::PresentOnline));
    let report = meeting.report();
    assert_eq!(report.unrecorded, None);
    assert_eq!((report.total.all, report.not_recorded.all), (2, 1));
    assert_eq!(report.attendance[0].heading, "Mongolia");
    assert_eq!(report.attendance[0].all, 2);
    meeting.edit(unseen, ParticipationEdit::Presence(Presence::Absent));
    assert_eq!(meeting.report().not_recorded.all, 0);
}

#[test]
fn who_was_erased_is_named_nowhere_and_counted_still() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    let [stays, goes] =
        ["Stays", "Goes"].map(|name| meeting.guest(name, "MN", "", Capacity::Delegate));
    for one in [stays, goes] {
        meeting.edit(one, ParticipationEdit::Presence(Presence::Present));
    }
    let person = meeting.person_of(goes);
    act!(meeting.desk, office::privacy::erase, person).unwrap();
    assert_eq!(lines(&meeting.sections()), ["Mongolia: STAYS"]);
    let report = meeting.report();
    assert_eq!((report.total.all, report.attendance[0].all), (2, 2));
    assert_eq!(
        (report.participants.total, report.participants.others),
        (1, 1)
    );
    assert_eq!(meeting.certificates().unwrap().certificates.len(), 1);
    let of_an_event = DocumentKind::ALL.iter().filter(|kind| kind.of_an_event());
    for kind in of_an_event {
        let said = format!("{:?}", meeting.paper(*kind));
        assert!(!said.contains("Erased"), "{kind}: {said}");
    }
}

#[test]
fn only_the_agenda_that_was_released_as_final_is_the_programme() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    let heading = |meeting: &Meeting| meeting.paper(DocumentKind::Programme).heading().to_owned();
    meeting.item("Opening");
    let event = meeting.event;
    act!(
        meeting.desk,
        office::agenda::release::release,
        event,
        "Semifinal",
        None
    )
    .unwrap();
    assert_eq!(heading(&meeting), "Provisional programme");
    act!(
        meeting.desk,
        office::agenda::release::release,
        event,
        "Final",
        None
    )
    .unwrap();
    assert_eq!(heading(&meeting), "Programme");
    meeting.item("Closing");
    assert_eq!(
        heading(&meeting),
        "Provisional programme",
        "draft after final"
    );
}

#[test]
fn an_event_that_does_not_take_place_says_so_on_its_papers_and_invites_nobody() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    meeting.guest("Guest", "MN", "", Capacity::Delegate);
    meeting.edit_event(EventEdit::Status(EventStatus::Postponed));
    let title = meeting.paper(DocumentKind::Programme).about.title;
    assert_eq!(title, "Postponed: Meeting on clean air");
    meeting.edit_event(EventEdit::Status(EventStatus::Cancelled));
    let title = meeting.paper(DocumentKind::Badges).about.title;
    assert_eq!(title, "Cancelled: Meeting on clean air");
    let refused = meeting.tried(DocumentKind::Letters, PaperOptions::default());
    let said = refused.unwrap_err().to_string();
    assert!(said.contains("the event is cancelled"), "{said}");
}

#[test]
fn two_people_of_one_name_have_a_sign_each() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    for _ in 0..2 {
        meeting.guest("Kim", "KR", "Institute", Capacity::Delegate);
    }
    let options = PaperOptions {
        signs: office::paper::SignsFor::People,
        ..PaperOptions::default()
    };
    let Body::TableSigns(signs) = meeting
        .tried(DocumentKind::TableSigns, options)
        .unwrap()
        .body
    else {
        panic!()
    };
    assert_eq!(signs.signs.len(), 2);
}

/// Stops the work when so much of it is done.
struct StopAt(u64);

impl Progress for StopAt {
    fn report(&self, done: u64, _of: u64) -> bool {
        done < self.0
    }
}

#[test]
fn letters_that_are_stopped_leave_nothing_behind() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    for name in ["One", "Two", "Three"] {
        meeting.guest(name, "MN", "", Capacity::Delegate);
    }
    let request = meeting.request(DocumentKind::Letters, PaperOptions::default());
    let composed = compose(&meeting.desk.store, &request, desk::start()).unwrap();
    let printer = Printer::default();
    let folder = meeting.desk.folder.path().join("letters");
    let file = meeting.desk.folder.path().join("letters.docx");
    for format in [DocumentFormat::Docx, DocumentFormat::Pdf] {
        for at in [0, 2, 3] {
            let stopped =
                office::paper::write_each(&printer, &composed, format, &folder, &StopAt(at));
            assert!(stopped.unwrap_err().is_cancelled());
            assert!(!folder.exists());
        }
        for at in [0, 1] {
            let stopped = office::paper::write(&printer, &composed, format, &file, &StopAt(at));
            assert!(stopped.unwrap_err().is_cancelled());
            assert!(!file.exists());
        }
    }
    let written =
        office::paper::write_each(&printer, &composed, DocumentFormat::Docx, &folder, &()).unwrap();
    assert_eq!(written.files, 3);
}

#[test]
fn a_persons_file_is_called_what_a_folder_can_take() {
    let mut meeting = Meeting::new(EventKind::Symposium);
    meeting.guest("Air\u{202E}fdp/..", "MN", "", Capacity::Delegate);
    let request = meeting.request(DocumentKind::Letters, PaperOptions::default());
    let composed = compose(&meeting.desk.store, &request, desk::start()).unwrap();
    let folder = meeting.desk.folder.path().join("letters");
    let docx = DocumentFormat::Docx;
    office::paper::write_each(&Printer::default(), &composed, docx, &folder, &()).unwrap();
    let names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 1);
    assert!(!names[0].contains(['\u{202E}', '/']), "{names:?}");
    let new = EventEdit::Title("CON".to_owned());
    meeting.edit_event(new);
    let name = office::paper::suggested_name(&meeting.desk.store, &request, docx).unwrap();
    assert_eq!(name, "CON_ - letters.docx");
}
