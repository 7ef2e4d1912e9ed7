//! The papers of a meeting as data: what they say, in the words and the order in which they say it, without how it
//! is set. A template of Typst gets it as JSON, so that the names of these fields are what templates are written in.

mod script;

use serde::Serialize;

pub use script::{Script, base, language_of, letters_of_scripts};

/// A paper of an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paper {
    /// What every paper says.
    pub about: About,
    /// What this one is.
    #[serde(flatten)]
    pub body: Body,
}

/// What every paper of an event says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// The event's title.
    pub title: String,
    /// Language of the title: it decides the shapes of Han characters.
    pub lang: String,
    /// What kind of event it is: `Policy dialogue`.
    pub kind: String,
    /// What it is held with.
    pub with: Option<String>,
    /// When, in full: `Tuesday, 10 November 2026, 10:00–17:30 (Asia/Ulaanbaatar, UTC+8)`.
    pub when: String,
    /// Its days alone: `10–12 November 2026`.
    pub days: String,
    /// Where: venue and city.
    pub place: Option<String>,
    /// City and country, for a badge or a certificate.
    pub city: Option<String>,
    /// Who organizes it.
    pub organizer: String,
    /// Which version of the agenda this is: `Agenda: rev. 1, 3 Nov 2026`.
    pub version: Option<String>,
    /// The day that the paper is made on: `25 November 2026`.
    pub made: String,
}

/// What a paper is for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// The programme by day, or the annotated agenda.
    Programme(Programme),
    /// Who takes part.
    Participants(Participants),
    /// A sheet a day, to be signed.
    SignIn(SignIn),
    /// Eight to a page.
    Badges(Badges),
    /// One to a page, to be folded.
    TableSigns(TableSigns),
    /// One a person.
    Letters(Letters),
    /// What participants have to know.
    InformationNote(InformationNote),
    /// One a trainee.
    Certificates(Certificates),
    /// The report of the meeting.
    Report(Box<Report>),
    /// The report of a period to the Senior Officials Meeting.
    AnnualReport(Box<crate::annual::Annual>),
    /// A year's activity plan.
    ActivityPlan(Box<crate::annual::Annual>),
}

/// A text with its language, which decides the shapes of its letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Words {
    /// It.
    pub text: String,
    /// Its language.
    pub lang: String,
}

/// A name beside a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it is now.
    pub value: String,
}

impl Fact {
    /// A fact.
    #[must_use]
    pub fn new(label: &str, value: &str) -> Self {
        Self {
            label: label.to_owned(),
            value: value.to_owned(),
        }
    }
}

/// A person as papers write them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Place in the list, from 1.
    pub number: usize,
    /// `Dr`, `H.E.`
    pub title: Option<String>,
    /// The name: `KIM Min-jun`.
    pub name: String,
    /// The name in native script, where it is not the name already.
    pub native: Option<String>,
    /// Language of what stands in the person's own script.
    pub lang: String,
    /// Position.
    pub position: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Organisation.
    pub organisation: Option<String>,
    /// State's name in English.
    pub state: Option<String>,
    /// Capacity: `Head of delegation`.
    pub capacity: String,
    /// E-mail and phone, of those who agreed that they are shared, and where the paper needs them.
    pub contact: Vec<String>,
}

impl Person {
    /// Title and name.
    #[must_use]
    pub fn titled(&self) -> String {
        match &self.title {
            Some(title) => format!("{title} {}", self.name),
            None => self.name.clone(),
        }
    }

    /// Position, division and organisation, as far as they are known.
    #[must_use]
    pub fn affiliation(&self) -> String {
        let parts = [&self.position, &self.division, &self.organisation];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        parts.join(", ")
    }
}

/// A part of a list: a delegation, the partners.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its heading: the State's name in English.
    pub heading: String,
    /// Its people, heads first.
    pub people: Vec<Person>,
}

/// The programme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// `Provisional programme`, `Annotated agenda`, …
    pub heading: String,
    /// Whether what each item is about is said.
    pub annotated: bool,
    /// The clocks that its times are on: `Asia/Ulaanbaatar, UTC+8`.
    pub zone: Option<String>,
    /// Its days.
    pub days: Vec<Day>,
}

/// A day of the programme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `Tuesday, 10 November 2026`.
    pub day: String,
    /// Items in their order; a part follows what it is a part of.
    pub items: Vec<Item>,
}

/// An item of the programme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `10:00`.
    pub start: String,
    /// `10:30`.
    pub end: String,
    /// Its number in an agenda: `3`, `3.1`; breaks have none.
    pub number: Option<String>,
    /// 0 for an item of its own, 1 for a part of one.
    pub depth: u32,
    /// Title.
    pub title: String,
    /// Language of its texts.
    pub lang: String,
    /// What kind of item it is.
    pub kind: String,
    /// A break, a meal, the picture: what is set quietly.
    pub quiet: bool,
    /// Room.
    pub room: Option<String>,
    /// What it is about, by paragraphs.
    pub description: Vec<String>,
    /// Who has a part in it.
    pub speakers: Vec<Speaker>,
}

/// Somebody with a part in an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// Who.
    pub name: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// In what capacity.
    pub capacity: String,
    /// Language of what stands in their own script.
    pub lang: String,
}

/// The list of participants.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Participants {
    /// `List of participants`, `Provisional list of participants`.
    pub heading: String,
    /// Sections in protocol order.
    pub sections: Vec<Section>,
    /// How many people it names.
    pub total: usize,
    /// How many took part whom it must not name any more.
    pub others: usize,
    /// Whether addresses are in it.
    pub contacts: bool,
}

impl Participants {
    /// That others took part who are not named; none where there are none.
    #[must_use]
    pub fn others_said(&self) -> Option<String> {
        match (self.total, self.others) {
            (_, 0) => None,
            (0, 1) => Some("1 participant, who is not named".to_owned()),
            (0, others) => Some(format!("{others} participants, who are not named")),
            (_, 1) => Some("and 1 other".to_owned()),
            (_, others) => Some(format!("and {others} others")),
        }
    }
}

/// Sheets to be signed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SignIn {
    /// A sheet for each of these days; one without a day where there are none.
    pub days: Vec<String>,
    /// The same days as tables write them: `2026-11-11`.
    pub dates: Vec<String>,
    /// Sections in protocol order.
    pub sections: Vec<Section>,
    /// Lines for those who come and are not on the list.
    pub blank: usize,
}

/// Badges.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Badges {
    /// Them.
    pub badges: Vec<Badge>,
}

/// A badge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// Whose.
    #[serde(flatten)]
    pub person: Person,
    /// State or kind of organisation, as the list of participants has it.
    pub section: String,
    /// The person's card as a QR code, as a picture in SVG.
    pub qr: Option<String>,
}

/// Table signs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TableSigns {
    /// Them.
    pub signs: Vec<Sign>,
}

/// A table sign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Sign {
    /// What is read from across the room.
    pub text: String,
    /// What is read from near by.
    pub below: Option<String>,
    /// Language.
    pub lang: String,
}

/// Letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Letters {
    /// Them.
    pub letters: Vec<Letter>,
}

/// A letter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Whom it is to, as a file's name can say it.
    pub name: String,
    /// The lines of the addressee.
    pub to: Vec<String>,
    /// The day, in the letter's language.
    pub day: String,
    /// Who writes.
    pub from: String,
    /// Subject.
    pub subject: String,
    /// Paragraphs, each of lines.
    pub paragraphs: Vec<Vec<String>>,
    /// BCP 47 tag of its language, without script and country.
    pub lang: String,
}

/// The information note.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct InformationNote {
    /// Sections, numbered by the paper.
    pub sections: Vec<NoteSection>,
}

/// A section of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NoteSection {
    /// Heading.
    pub heading: String,
    /// Facts, as a table.
    pub facts: Vec<Fact>,
    /// Paragraphs.
    pub paragraphs: Vec<String>,
    /// What is still to be written by a person.
    pub open: bool,
}

/// Certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Certificates {
    /// What is certified: `participation`.
    pub certificates: Vec<Certificate>,
}

/// A certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// Whose.
    #[serde(flatten)]
    pub person: Person,
    /// Hours of training that the person attended: `18`, `7.5`; none where nobody wrote them down.
    pub hours: Option<String>,
    /// What was done: the topics.
    pub topics: Vec<Words>,
    /// Who signs.
    pub signed_by: String,
}

/// The report of a meeting, with the facts filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What, when, where, who.
    pub facts: Vec<Fact>,
    /// What it is about.
    pub description: Vec<String>,
    /// Who took part, by section.
    pub attendance: Vec<Attendance>,
    /// All of them together.
    pub total: Attendance,
    /// Those of whom nobody wrote down whether they came, where that was done for others.
    pub not_recorded: Attendance,
    /// What is said where attendance was not recorded at all, instead of the rows above.
    pub unrecorded: Option<String>,
    /// The agenda as it was held.
    pub programme: Programme,
    /// Sessions of a training.
    pub sessions: Vec<SessionResult>,
    /// Items whose outcome is to be written.
    pub outcomes: Vec<Words>,
    /// What is to follow.
    pub follow_ups: Vec<FollowUp>,
    /// The list of participants.
    pub participants: Participants,
}

/// How many took part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// Of which section.
    pub heading: String,
    /// Women.
    pub women: usize,
    /// Men.
    pub men: usize,
    /// Of another gender, or who did not say.
    pub others: usize,
    /// All.
    pub all: usize,
}

/// What a session of a training came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SessionResult {
    /// Topic.
    pub topic: Words,
    /// Hours, or nothing where nobody wrote them down.
    pub hours: String,
    /// Trainers.
    pub trainers: Vec<Words>,
    /// How many attended.
    pub attended: String,
    /// Means of the tests before and after: `42 % → 78 %`.
    pub tests: String,
}

/// What is to follow a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FollowUp {
    /// What.
    pub what: String,
    /// Who does it.
    pub owner: String,
    /// Until when.
    pub due: String,
    /// When it was done.
    pub done: String,
}

impl Paper {
    /// Its heading in English, as its first page and its properties say it.
    #[must_use]
    pub fn heading(&self) -> &str {
        match &self.body {
            Body::Programme(programme) => &programme.heading,
            Body::Participants(list) => &list.heading,
            Body::SignIn(_) => "Sign-in sheet",
            Body::Badges(_) => "Badges",
            Body::TableSigns(_) => "Table signs",
            Body::Letters(_) => "Invitation",
            Body::InformationNote(_) => "Information note",
            Body::Certificates(_) => "Certificate of participation",
            Body::Report(_) => "Report of the meeting",
            Body::AnnualReport(report) | Body::ActivityPlan(report) => &report.heading,
        }
    }

    /// The template that sets it.
    #[must_use]
    pub const fn kind(&self) -> domain::document::DocumentKind {
        use domain::document::DocumentKind;
        match &self.body {
            Body::Programme(_) => DocumentKind::Programme,
            Body::Participants(_) => DocumentKind::Participants,
            Body::SignIn(_) => DocumentKind::SignIn,
            Body::Badges(_) => DocumentKind::Badges,
            Body::TableSigns(_) => DocumentKind::TableSigns,
            Body::Letters(_) => DocumentKind::Letters,
            Body::InformationNote(_) => DocumentKind::InformationNote,
            Body::Certificates(_) => DocumentKind::Certificates,
            Body::Report(_) => DocumentKind::Report,
            Body::AnnualReport(_) => DocumentKind::AnnualReport,
            Body::ActivityPlan(_) => DocumentKind::ActivityPlan,
        }
    }

    /// The same paper as one for each person, with what each is called; none if it is one paper for all.
    #[must_use]
    pub fn apart(&self) -> Vec<(String, Self)> {
        let one = |name: String, body: Body| {
            let about = self.about.clone();
            (name, Self { about, body })
        };
        match &self.body {
            Body::Letters(letters) => letters
                .letters
                .iter()
                .cloned()
                .map(|letter| {
                    one(
                        letter.name.clone(),
                        Body::Letters(Letters {
                            letters: vec![letter],
                        }),
                    )
                })
                .collect(),
            Body::Certificates(all) => all
                .certificates
                .iter()
                .cloned()
                .map(|certificate| {
                    let name = certificate.person.name.clone();
                    one(
                        name,
                        Body::Certificates(Certificates {
                            certificates: vec![certificate],
                        }),
                    )
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}
