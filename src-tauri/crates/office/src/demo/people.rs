//! Organisations and people: those whom the told events are about, and others drawn by chance.

use std::collections::{BTreeMap, HashMap};

use domain::organisation::OrganisationKind;
use domain::person::Gender;
use domain::state::{MEMBERS, State};
use serde::Deserialize;
use store::{StoreError, Table, Transaction, Value};
use uuid::Uuid;

use super::cast::{self, Role};
use super::data::Data;
use super::draw::Draw;
use super::names::Culture;
use crate::fields::{optional, text, word};

/// What every invented person's note says.
const NOTE: &str = "Invented person for demonstration";

#[derive(Deserialize)]
pub(super) struct Organisations {
    #[serde(rename = "organisations")]
    bodies: Vec<Organisation>,
    /// Where people of a State work; under "" where those of no member State do.
    employers: BTreeMap<String, Vec<String>>,
    positions: Vec<String>,
    divisions: Vec<Option<String>>,
    diets: Vec<String>,
    needs: Vec<String>,
}

#[derive(Deserialize)]
struct Organisation {
    key: String,
    /// The name by which set-up wrote it already.
    known_as: Option<String>,
    #[serde(default)]
    name: String,
    native_name: Option<String>,
    kind: Option<OrganisationKind>,
    state: Option<State>,
    city: Option<String>,
    domain: String,
}

/// A person as far as events have to know them.
#[derive(Clone, Copy)]
pub(super) struct Person {
    pub(super) id: Uuid,
    pub(super) state: State,
    pub(super) gender: Gender,
}

/// Everyone who was written.
pub(super) struct Directory {
    organisations: HashMap<String, (Uuid, String)>,
    cast: HashMap<String, usize>,
    pub(super) people: Vec<Person>,
}

fn unknown(what: &str, key: &str) -> StoreError {
    StoreError::Refused(format!(
        "the demonstration data name the {what} “{key}”, which they do not tell of"
    ))
}

impl Directory {
    pub(super) fn organisation(&self, key: &str) -> store::Result<Uuid> {
        self.organisations
            .get(key)
            .map(|(id, _)| *id)
            .ok_or_else(|| unknown("organisation", key))
    }

    /// The people of a key: one, or for `*.head` that of each member State in protocol order.
    pub(super) fn named(&self, key: &str) -> store::Result<Vec<usize>> {
        let one = |key: &str| {
            self.cast
                .get(key)
                .copied()
                .ok_or_else(|| unknown("person", key))
        };
        match key.strip_prefix("*.") {
            Some(role) => MEMBERS
                .iter()
                .map(|state| one(&format!("{}.{role}", state.code().to_lowercase())))
                .collect(),
            None => Ok(vec![one(key)?]),
        }
    }
}

/// Writes organisations, and as many people as asked for; at least those of the told events.
pub(super) fn write(
    to: &mut Transaction<'_>,
    draw: &mut Draw,
    data: &Data,
    count: u32,
) -> store::Result<Directory> {
    let mut directory = Directory {
        organisations: write_organisations(to, &data.organisations)?,
        cast: HashMap::new(),
        people: Vec::new(),
    };
    let mut addresses = Addresses::default();
    for role in cast::roles(&data.cast) {
        let culture = data
            .cultures
            .iter()
            .find(|culture| Some(culture.state) == role.state)
            .ok_or_else(|| unknown("State of", &role.key))?;
        directory
            .cast
            .insert(role.key.clone(), directory.people.len());
        let person = hire(to, draw, data, &directory, &mut addresses, culture, &role)?;
        directory.people.push(person);
    }
    cast::write_committee(to, &directory, &data.cast.committee)?;
    while directory.people.len() < count as usize {
        let culture = draw
            .weighted(&data.cultures, |culture| culture.share)
            .ok_or_else(|| unknown("names", "any"))?;
        let role = chance_role(draw, &data.organisations, culture);
        let person = hire(to, draw, data, &directory, &mut addresses, culture, &role)?;
        directory.people.push(person);
    }
    Ok(directory)
}

fn write_organisations(
    to: &mut Transaction<'_>,
    told: &Organisations,
) -> store::Result<HashMap<String, (Uuid, String)>> {
    let mut known = HashMap::new();
    for body in &told.bodies {
        let id = match &body.known_as {
            Some(name) => {
                to.organisation_named(name)?
                    .ok_or_else(|| unknown("organisation", name))?
                    .0
            }
            None => to.insert(
                Table::Organisation,
                &[
                    ("name", text(&body.name)),
                    ("native_name", optional(body.native_name.as_deref())),
                    (
                        "kind",
                        word(Some(body.kind.unwrap_or(OrganisationKind::Other))),
                    ),
                    ("state", word(body.state.as_ref().map(State::code))),
                    ("city", optional(body.city.as_deref())),
                    ("note", text("Described for demonstration")),
                ],
            )?,
        };
        known.insert(body.key.clone(), (id, body.domain.clone()));
    }
    Ok(known)
}

fn chance_role(draw: &mut Draw, told: &Organisations, culture: &Culture) -> Role {
    let gender = match draw.number(1, 100) {
        1..=48 => Gender::Woman,
        49..=96 => Gender::Man,
        97 => Gender::Other,
        _ => Gender::NotSaid,
    };
    let title = match (draw.number(1, 100), gender) {
        (1..=4, _) => Some("Prof."),
        (5..=24, _) => Some("Dr"),
        (_, Gender::Woman) => Some("Ms"),
        (_, Gender::Man) => Some("Mr"),
        (_, Gender::Other | Gender::NotSaid) => None,
    };
    let at = if culture.state.is_member() {
        culture.state.code()
    } else {
        ""
    };
    Role {
        key: String::new(),
        state: Some(culture.state),
        employer: told
            .employers
            .get(at)
            .and_then(|bodies| draw.one(bodies))
            .cloned(),
        gender,
        title: title.map(str::to_owned),
        position: draw.one(&told.positions).cloned().unwrap_or_default(),
        division: draw.one(&told.divisions).cloned().flatten(),
    }
}

fn hire(
    to: &mut Transaction<'_>,
    draw: &mut Draw,
    data: &Data,
    directory: &Directory,
    addresses: &mut Addresses,
    culture: &Culture,
    role: &Role,
) -> store::Result<Person> {
    let told = &data.organisations;
    let name = culture.name(draw, role.gender);
    let employer = match &role.employer {
        Some(key) => Some(
            directory
                .organisations
                .get(key)
                .ok_or_else(|| unknown("organisation", key))?,
        ),
        None => None,
    };
    let domain = employer.map_or("demo-people.example", |(_, domain)| domain.as_str());
    let email = addresses.new_one(&format!("{} {}", name.given, name.family), domain);
    let sometimes = |draw: &mut Draw, percent, of: &[String]| -> Value {
        if draw.chance(percent) {
            optional(draw.one(of).map(String::as_str))
        } else {
            Value::Null
        }
    };
    let flag = |yes: bool| Value::Integer(i64::from(yes));
    let id = to.insert(
        Table::Person,
        &[
            ("family_name", text(name.family)),
            ("given_name", text(name.given)),
            ("name_order", word(Some(culture.order))),
            ("native_name", optional(name.native.as_deref())),
            (
                "native_language",
                optional(name.native.as_ref().and(culture.language.as_deref())),
            ),
            ("title", optional(role.title.as_deref())),
            ("gender", word(Some(role.gender))),
            ("position", optional(Some(&role.position))),
            ("division", optional(role.division.as_deref())),
            ("organisation", word(employer.map(|(id, _)| id))),
            ("state", word(Some(culture.state.code()))),
            ("email", text(email)),
            ("languages", text(&culture.languages)),
            ("dietary", sometimes(draw, 15, &told.diets)),
            ("access_needs", sometimes(draw, 2, &told.needs)),
            ("visa_letter", flag(draw.chance(20))),
            ("consent_to_share", flag(draw.chance(70))),
            ("note", text(NOTE)),
        ],
    )?;
    Ok(Person {
        id,
        state: culture.state,
        gender: role.gender,
    })
}

/// Addresses given out, so that none is given twice.
#[derive(Default)]
struct Addresses(HashMap<String, u32>);

impl Addresses {
    fn new_one(&mut self, name: &str, domain: &str) -> String {
        let mut local = String::new();
        for letter in name.chars() {
            match letter {
                'a'..='z' | 'A'..='Z' => local.push(letter.to_ascii_lowercase()),
                'Å' | 'Ä' | 'å' | 'ä' => local.push('a'),
                'Ö' | 'ö' => local.push('o'),
                _ if local.ends_with('.') => {}
                _ => local.push('.'),
            }
        }
        let local = local.trim_matches('.');
        let bare = format!("{local}@{domain}");
        let given = self.0.entry(bare.clone()).or_default();
        *given += 1;
        if *given == 1 {
            bare
        } else {
            format!("{local}.{given}@{domain}")
        }
    }
}
