//! The people whom the told events are about: the same roles in each member State, and others.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::person::Gender;
use domain::state::{MEMBERS, State};
use serde::Deserialize;
use store::{Table, Transaction};

use super::people::Directory;
use crate::fields::{text, word};

/// All of them.
#[derive(Deserialize)]
pub(super) struct Cast {
    each_member_state: Vec<Role>,
    /// The centre of each State.
    centres: BTreeMap<String, String>,
    pub(super) committee: Committee,
    others: Vec<Role>,
}

/// A person whom events name by a key.
#[derive(Clone, Deserialize)]
pub(super) struct Role {
    pub(super) key: String,
    pub(super) state: Option<State>,
    pub(super) employer: Option<String>,
    pub(super) gender: Gender,
    pub(super) title: Option<String>,
    pub(super) position: String,
    pub(super) division: Option<String>,
}

/// Who sits on the Science and Policy Committee, by role.
#[derive(Deserialize)]
pub(super) struct Committee {
    organisation: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    #[serde(flatten)]
    roles: BTreeMap<String, Vec<String>>,
}

/// The roles of the told events: the same in each member State, then the others.
pub(super) fn roles(cast: &Cast) -> Vec<Role> {
    let mut roles = Vec::new();
    for state in MEMBERS {
        let prefix = state.code().to_lowercase();
        for role in &cast.each_member_state {
            let employer = match role.employer.as_deref() {
                Some("centre") => cast.centres.get(state.code()).cloned(),
                Some(kind) => Some(format!("{prefix}.{kind}")),
                None => None,
            };
            roles.push(Role {
                key: format!("{prefix}.{}", role.key),
                state: Some(state),
                employer,
                ..role.clone()
            });
        }
    }
    roles.extend(cast.others.iter().cloned());
    roles
}

/// Writes who sits on the committee in the present term.
pub(super) fn write_committee(
    to: &mut Transaction<'_>,
    directory: &Directory,
    told: &Committee,
) -> store::Result<()> {
    let organisation = directory.organisation(&told.organisation)?;
    for (role, keys) in &told.roles {
        for key in keys {
            for at in directory.named(key)? {
                let Some(person) = directory.people.get(at) else {
                    continue;
                };
                to.insert(
                    Table::Membership,
                    &[
                        ("person", word(Some(person.id))),
                        ("organisation", word(Some(organisation))),
                        ("role", text(role)),
                        ("state", text(person.state.code())),
                        ("first_day", word(Some(told.first_day))),
                        ("last_day", word(Some(told.last_day))),
                    ],
                )?;
            }
        }
    }
    Ok(())
}
