//! People, organisations and participants.

use chrono::NaiveDate;
use domain::id::{EventId, OrganisationId, ParticipationId, PersonAddressId, PersonId};
use domain::organisation::OrganisationKind;
use domain::participation::{Capacity, Funding, Presence, Reply, Travel, Visa};
use domain::person::{AddressKind, Gender, NameOrder};
use domain::state::State;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{EventRow, Named, Window};

/// What a list of people is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PeopleOrder {
    /// Family name, in the locale's order.
    #[default]
    Name,
    /// State in protocol order, then name.
    State,
    /// Organisation, then name.
    Organisation,
    /// For participants: sections in protocol order, heads of delegation first.
    Protocol,
    /// For participants: by seat, those without one last.
    Seat,
}

/// Which people a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct PeopleQuery {
    /// Words to find; empty for all.
    pub text: String,
    /// Only people of this State.
    pub state: Option<State>,
    /// Only people of this organisation.
    pub organisation: Option<OrganisationId>,
    /// The order.
    pub order: PeopleOrder,
    /// Last first.
    pub descending: bool,
    /// The part of the list.
    pub window: Window,
}

/// A person in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonRow {
    /// Key.
    pub id: PersonId,
    /// Name as papers write it: in Latin letters where both its parts are, else in native script.
    pub name: String,
    /// Name in native script.
    pub native_name: Option<String>,
    /// BCP 47 tag of the native script's language, for the right shapes of Han characters.
    pub native_language: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Organisation's name.
    pub organisation: Option<String>,
    /// State.
    pub state: Option<State>,
    /// State's name as papers write it.
    pub state_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}

/// What a new person starts with.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct NewPerson {
    /// Family name, in Latin letters if there are any.
    pub family_name: String,
    /// Given name, likewise.
    pub given_name: String,
    /// Name in native script.
    pub native_name: Option<String>,
    /// Title: Mr, Ms, Dr, Prof., H.E.
    pub title: Option<String>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Position.
    pub position: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Organisation by name; it is added to the directory if it is new.
    pub organisation: Option<String>,
    /// State.
    pub state: Option<State>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Languages: BCP 47 tags or names, as given.
    pub languages: Option<String>,
    /// Diet.
    pub dietary: Option<String>,
    /// What the person needs to take part.
    pub access_needs: Option<String>,
    /// Notes.
    pub note: Option<String>,
}

/// One field of a person and its new value. An empty text clears an optional field.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum PersonEdit {
    /// Family name.
    FamilyName(String),
    /// Given name.
    GivenName(String),
    /// Which stands first.
    NameOrder(NameOrder),
    /// Name in native script.
    NativeName(String),
    /// Its language.
    NativeLanguage(String),
    /// Title.
    Title(String),
    /// Gender.
    Gender(Gender),
    /// Position.
    Position(String),
    /// Division.
    Division(String),
    /// Organisation.
    Organisation(Option<OrganisationId>),
    /// State: a two-letter code, or empty.
    State(String),
    /// E-mail address.
    Email(String),
    /// Phone.
    Phone(String),
    /// Languages.
    Languages(String),
    /// Diet.
    Dietary(String),
    /// What the person needs to take part.
    AccessNeeds(String),
    /// Whether a visa letter is needed.
    VisaLetter(bool),
    /// Whether contact details may be shared with other participants.
    ConsentToShare(bool),
    /// Notes.
    Note(String),
}

/// A further e-mail address or phone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PersonAddress {
    /// Key.
    pub id: PersonAddressId,
    /// E-mail or phone.
    pub kind: AddressKind,
    /// The address or number.
    pub value: String,
    /// What it is for: office, mobile, assistant.
    pub label: Option<String>,
}

/// A further address with its label.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AddressText {
    /// The address or number.
    pub value: String,
    /// What it is for.
    #[serde(default)]
    pub label: Option<String>,
}

/// All that is kept of a person.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonPage {
    /// Key.
    pub id: PersonId,
    /// Name as papers write it: in Latin letters where both its parts are, else in native script.
    pub name: String,
    /// The same with the title, as protocol writes it: `Ms Anna PETROVA`.
    pub formal_name: String,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Which stands first.
    pub name_order: NameOrder,
    /// Name in native script.
    pub native_name: Option<String>,
    /// Its language.
    pub native_language: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Gender.
    pub gender: Gender,
    /// Position.
    pub position: Option<String>,
    /// Division.
    pub division: Option<String>,
    /// Organisation.
    pub organisation: Option<Named>,
    /// State.
    pub state: Option<State>,
    /// State's name as papers write it.
    pub state_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Languages.
    pub languages: Option<String>,
    /// Diet.
    pub dietary: Option<String>,
    /// Access needs.
    pub access_needs: Option<String>,
    /// Visa letter needed.
    pub visa_letter: bool,
    /// Contact details may be shared.
    pub consent_to_share: bool,
    /// Notes.
    pub note: Option<String>,
    /// Further e-mail addresses and phones, as they were put in order; empty in a list for a file.
    pub addresses: Vec<PersonAddress>,
    /// The events the person takes part in, newest first.
    pub events: Vec<PersonEvent>,
}

/// An event on a person's page.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonEvent {
    /// The event.
    pub event: EventRow,
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// Whether they came.
    pub presence: Presence,
}

/// An organisation in a list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationRow {
    /// Key.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// Short name.
    pub short_name: Option<String>,
    /// Kind.
    pub kind: OrganisationKind,
    /// State.
    pub state: Option<State>,
    /// How many people of it are in the directory.
    pub people: u64,
}

/// Which organisations a list shows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct OrganisationQuery {
    /// Words to find; empty for all.
    pub text: String,
    /// Kind wanted.
    pub kind: Option<OrganisationKind>,
    /// The part of the list.
    pub window: Window,
}

/// A new organisation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewOrganisation {
    /// Name; not empty.
    pub name: String,
    /// Short name.
    pub short_name: Option<String>,
    /// Kind.
    pub kind: OrganisationKind,
    /// State.
    pub state: Option<State>,
}

/// One field of an organisation and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum OrganisationEdit {
    /// Name.
    Name(String),
    /// Short name.
    ShortName(String),
    /// Name in native script.
    NativeName(String),
    /// Kind.
    Kind(OrganisationKind),
    /// State: a two-letter code, or empty.
    State(String),
    /// City.
    City(String),
    /// Web page.
    Website(String),
    /// E-mail address.
    Email(String),
    /// Phone.
    Phone(String),
    /// Postal address.
    Address(String),
    /// What it works on.
    Field(String),
    /// The organisation that it belongs to.
    Parent(Option<OrganisationId>),
    /// The body of its State that named it.
    NamedBy(Option<OrganisationId>),
    /// The day on which it was named.
    NamedOn(String),
    /// Notes.
    Note(String),
}

/// All that is kept of an organisation.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OrganisationPage {
    /// Key.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// Short name.
    pub short_name: Option<String>,
    /// Name in native script.
    pub native_name: Option<String>,
    /// Kind.
    pub kind: OrganisationKind,
    /// State.
    pub state: Option<State>,
    /// State's name as papers write it.
    pub state_name: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Web page.
    pub website: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// What it works on.
    pub field: Option<String>,
    /// The organisation that it belongs to.
    pub parent: Option<Named>,
    /// For a Technical Centre: the body of its State that named it.
    pub named_by: Option<Named>,
    /// On which day.
    pub named_on: Option<NaiveDate>,
    /// Notes.
    pub note: Option<String>,
    /// Events it hosts or co-organizes, newest first.
    pub events: Vec<EventRow>,
}

/// Which participants of an event a list shows.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantQuery {
    /// The event.
    pub event: EventId,
    /// Words to find; empty for all.
    #[serde(default)]
    pub text: String,
    /// The order.
    #[serde(default)]
    pub order: PeopleOrder,
    /// The part of the list.
    #[serde(default)]
    pub window: Window,
}

/// A participant in an event's list.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantRow {
    /// Key of the participation.
    pub id: ParticipationId,
    /// The person.
    pub person: PersonRow,
    /// Capacity.
    pub capacity: Capacity,
    /// Reply.
    pub reply: Reply,
    /// Whether they came.
    pub presence: Presence,
    /// Who pays.
    pub funding: Option<Funding>,
    /// Which organisation that is.
    pub funded_by: Option<Named>,
    /// For whom they speak, where it is not their own State or organisation.
    pub delegation: Option<Named>,
    /// How far the journey is arranged.
    pub travel: Option<Travel>,
    /// How far the visa is.
    pub visa: Option<Visa>,
    /// Whether they need a letter for a visa.
    pub visa_letter: bool,
    /// Seat.
    pub seat: Option<String>,
    /// Note.
    pub note: Option<String>,
}

/// How many.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Count {
    /// Of what: a State's code, a reply, a gender.
    pub of: String,
    /// How many.
    pub count: u64,
}

/// The list of participants with its totals.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Participants {
    /// The part of the list that was asked for.
    pub page: super::Page<ParticipantRow>,
    /// By reply.
    pub by_reply: Vec<Count>,
    /// By State, in protocol order.
    pub by_state: Vec<Count>,
    /// By gender.
    pub by_gender: Vec<Count>,
    /// By kind of organisation; empty for those of none.
    pub by_kind: Vec<Count>,
}

/// One field of a participation and its new value.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "field", content = "value", rename_all = "camelCase")]
pub enum ParticipationEdit {
    /// Capacity.
    Capacity(Capacity),
    /// Reply.
    Reply(Reply),
    /// Whether they came.
    Presence(Presence),
    /// Who pays.
    Funding(Option<Funding>),
    /// Which organisation that is.
    FundedBy(Option<OrganisationId>),
    /// For whom they speak: a State's name or code, an organisation's key, or empty for their own.
    Delegation(String),
    /// How far the journey is arranged.
    Travel(Option<Travel>),
    /// How far the visa is.
    Visa(Option<Visa>),
    /// Seat.
    Seat(String),
    /// Note.
    Note(String),
}
