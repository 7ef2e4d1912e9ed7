//! Writing invitations, updates and cancellations.

mod attached;
mod compose;

use std::path::Path;

use calendar::mail;
use chrono::NaiveDate;
use domain::event::EventStatus;
use domain::id::{EventId, PersonId};
use domain::invitation::{Firmness, Standing, Told};
use domain::letter::Purpose;
use serde::{Deserialize, Serialize};
use store::view::{Change, EventPage, Invitee};
use store::{Hand, Reader, Store, Table, instant_field};
use ts_rs::TS;

use super::list::stands;
use super::told;
use crate::fields::{number, text, word};
use crate::{OfficeError, Result, files};
pub(super) use compose::{Composer, groups, purpose as purpose_of};

/// Whom to write to.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "people", rename_all = "kebab-case")]
pub enum Whom {
    /// Everybody on the list.
    Listed,
    /// Those on the list to whom nothing was written.
    NotInvited,
    /// Those who hold what is no longer true: an update, or a cancellation for those taken off.
    OutOfDate,
    /// These people.
    People(Vec<PersonId>),
}

/// In what form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A calendar file (RFC 5546).
    Ics,
    /// A letter with the calendar file in it, ready to be sent (RFC 6047).
    Eml,
}

/// What a letter says, where it is not left to the templates.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct LetterChoice {
    /// BCP 47 tag; none: each person's own language.
    pub language: Option<String>,
    /// The day by which an answer is asked for.
    pub reply_by: Option<NaiveDate>,
    /// A subject for this time only, with placeholders.
    pub subject: Option<String>,
    /// A text for this time only, with placeholders.
    pub body: Option<String>,
}

/// What is to be written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InvitationRequest {
    /// Of this event.
    pub event: EventId,
    /// To whom.
    pub whom: Whom,
    /// In what form.
    pub format: Format,
    /// One file for all who agreed to share their contact details, in which each sees the others; else one a person.
    #[serde(default)]
    pub together: bool,
    /// What the letters say.
    #[serde(default)]
    pub letter: LetterChoice,
    /// Files to go with each letter.
    #[serde(default)]
    pub attachments: Vec<String>,
    /// Whether the agenda goes with each letter.
    #[serde(default)]
    pub agenda: bool,
}

/// What was written.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct InvitationsWritten {
    /// The folder.
    pub folder: String,
    /// The files' names in it.
    pub files: Vec<String>,
    /// How many people were invited.
    pub invited: u64,
    /// How many were sent an update.
    pub updated: u64,
    /// How many were told that it is off.
    pub cancelled: u64,
    /// How many got a file of their own although one was wanted for all: they did not agree to share their contact
    /// details.
    pub alone: u64,
    /// Who was to be written to and has no address that a letter can be sent to.
    pub unreached: Vec<Unreached>,
    /// What was noted in the store.
    pub change: Change,
}

/// Somebody who could not be written to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Unreached {
    /// Who.
    pub person: PersonId,
    /// The name as papers write it.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// A file to be handed out.
pub(super) struct Piece {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Somebody who is written to, and what for.
#[derive(Debug, Clone)]
pub(super) struct Recipient {
    pub(super) invitee: Invitee,
    pub(super) address: String,
    pub(super) purpose: Purpose,
}

/// Writes invitations and updates into a folder, and notes what each person now holds.
pub fn write(
    store: &mut Store,
    hand: &mut Hand,
    request: &InvitationRequest,
    folder: &Path,
) -> Result<InvitationsWritten> {
    let page = store.event(request.event)?;
    let now = told(&page);
    let only = match &request.whom {
        Whom::People(people) => Some(people.as_slice()),
        Whom::Listed | Whom::NotInvited | Whom::OutOfDate => None,
    };
    let invitees = store.invitees(request.event, only)?;
    all_found(&page, only, &invitees)?;
    let mut unreached = Vec::new();
    let mut recipients = Vec::new();
    for invitee in invitees {
        let (standing, _) = stands(&invitee, &now);
        let Some(purpose) = purpose(&request.whom, standing, &now) else {
            continue;
        };
        match reached(&invitee, purpose, request.format) {
            Ok(address) => recipients.push(Recipient {
                invitee,
                address,
                purpose,
            }),
            Err(reason) => unreached.push(Unreached {
                person: invitee.person,
                name: invitee.name,
                reason,
            }),
        }
    }
    if recipients.is_empty() && unreached.is_empty() {
        return Err(nobody(&page, &request.whom));
    }
    let sequence = store.event_revision(page.id)?.sequence;
    let step = Step {
        page: &page,
        now,
        sequence,
        call_off: false,
    };
    step.write(store, hand, request, recipients, unreached, folder)
}

/// Calls an event off, or only tells some that they are not to come: writes cancellations for those
/// who hold an invitation. Without people the event's status becomes cancelled, in the same step;
/// with them the event and its list stay as they are.
pub fn cancel(
    store: &mut Store,
    hand: &mut Hand,
    request: &InvitationRequest,
    folder: &Path,
) -> Result<InvitationsWritten> {
    let mut page = store.event(request.event)?;
    let only = match &request.whom {
        Whom::People(people) => Some(people.as_slice()),
        Whom::Listed | Whom::NotInvited | Whom::OutOfDate => None,
    };
    let invitees = store.invitees(request.event, only)?;
    all_found(&page, only, &invitees)?;
    let holders = invitees
        .into_iter()
        .filter(|one| one.held.as_ref().is_some_and(|held| !held.cancelled));
    let recipients: Vec<Recipient> = holders
        .filter_map(|invitee| {
            let address = address(&invitee, Purpose::Cancel)?;
            Some(Recipient {
                invitee,
                address,
                purpose: Purpose::Cancel,
            })
        })
        .collect();
    if recipients.is_empty() {
        return Err(OfficeError::NotPossible(format!(
            "nobody holds an invitation to “{}” that could be cancelled; write invitations first, or \
             change the event's status",
            page.title
        )));
    }
    let mut sequence = store.event_revision(page.id)?.sequence;
    let call_off = only.is_none() && page.status != EventStatus::Cancelled;
    if call_off {
        page.status = EventStatus::Cancelled;
        // The step that this is.
        sequence += 1;
    }
    let step = Step {
        page: &page,
        now: told(&page),
        sequence,
        call_off,
    };
    step.write(store, hand, request, recipients, Vec::new(), folder)
}

/// One step that writes to people.
struct Step<'a> {
    page: &'a EventPage,
    now: Told,
    sequence: u32,
    /// Whether the event's status becomes cancelled with it.
    call_off: bool,
}

impl Step<'_> {
    fn write(
        &self,
        store: &mut Store,
        hand: &mut Hand,
        request: &InvitationRequest,
        recipients: Vec<Recipient>,
        unreached: Vec<Unreached>,
        folder: &Path,
    ) -> Result<InvitationsWritten> {
        let composer = Composer::new(store, self.page, self.sequence, request, hand.now)?;
        let mut pieces = composer.pieces(&recipients, || hand.id())?;
        if !unreached.is_empty() {
            pieces.push(composer.to_be_known()?);
        }
        let files = files::write_all(folder, &pieces_of(&pieces))?;
        let noted = self.note(store, hand, &recipients);
        let (names, change) = match noted {
            Ok(change) => (files.names(), change),
            Err(error) => {
                // What was not noted must not be sent.
                files.take_back();
                return Err(error);
            }
        };
        let count = |purpose| {
            let those = recipients.iter().filter(|one| one.purpose == purpose);
            those.count() as u64
        };
        let shares = |one: &&Recipient| request.together && !one.invitee.consent_to_share;
        Ok(InvitationsWritten {
            alone: recipients.iter().filter(shares).count() as u64,
            folder: folder.to_string_lossy().into_owned(),
            files: names,
            invited: count(Purpose::Request),
            updated: count(Purpose::Update),
            cancelled: count(Purpose::Cancel),
            unreached,
            change,
        })
    }

    /// Notes what each person holds now, as one step.
    fn note(&self, store: &mut Store, hand: &mut Hand, recipients: &[Recipient]) -> Result<Change> {
        let label = label(recipients);
        let told = serde_json::to_string(&self.now).map_err(|error| {
            OfficeError::NotPossible(format!("the invitation cannot be noted: {error}"))
        })?;
        let written = instant_field(hand.now);
        let ((), change) = store.write(hand, &label, |to| {
            if self.call_off {
                let status = word(Some(EventStatus::Cancelled));
                to.update(
                    Table::Event,
                    &self.page.id.to_string(),
                    &[("status", status)],
                )?;
            }
            for one in recipients {
                let method = match one.purpose {
                    Purpose::Request | Purpose::Update => "request",
                    Purpose::Cancel | Purpose::Withdraw => "cancel",
                };
                to.insert(
                    Table::Invitation,
                    &[
                        ("event", word(Some(self.page.id))),
                        ("person", word(Some(one.invitee.person))),
                        ("address", text(&one.address)),
                        ("method", text(method)),
                        ("sequence", number(Some(self.sequence))),
                        ("written", text(&written)),
                        ("told", text(&told)),
                    ],
                )?;
            }
            Ok(())
        })?;
        Ok(change)
    }
}

fn label(recipients: &[Recipient]) -> String {
    let all = |purpose| recipients.iter().all(|one| one.purpose == purpose);
    let what = if all(Purpose::Cancel) {
        "cancellation"
    } else if all(Purpose::Update) {
        "update"
    } else {
        "invitation"
    };
    match recipients.len() {
        1 => format!("Write {what}"),
        some => format!("Write {some} {what}s"),
    }
}

fn pieces_of(pieces: &[Piece]) -> Vec<(&str, &[u8])> {
    let each = pieces.iter();
    each.map(|piece| (piece.name.as_str(), piece.bytes.as_slice()))
        .collect()
}

/// What is written to somebody who stands so; nothing where nothing is to be written.
fn purpose(whom: &Whom, standing: Standing, now: &Told) -> Option<Purpose> {
    let wanted = match whom {
        Whom::Listed | Whom::People(_) => true,
        Whom::NotInvited => matches!(standing, Standing::NotInvited | Standing::NoAddress),
        Whom::OutOfDate => matches!(standing, Standing::OutOfDate | Standing::ToCancel),
    };
    match standing {
        _ if !wanted => None,
        // Nobody is invited to what is called off.
        Standing::NotInvited | Standing::NoAddress if now.firmness == Firmness::Cancelled => None,
        Standing::NotInvited | Standing::NoAddress => Some(Purpose::Request),
        Standing::UpToDate | Standing::OutOfDate => Some(Purpose::Update),
        // Whoever asks for everybody's invitation wants no cancellation along with it.
        Standing::ToCancel if matches!(whom, Whom::Listed) => None,
        Standing::ToCancel => Some(Purpose::Cancel),
        // Only who is named is invited again after that.
        Standing::Cancelled
            if matches!(whom, Whom::People(_)) && now.firmness != Firmness::Cancelled =>
        {
            Some(Purpose::Request)
        }
        Standing::Cancelled => None,
    }
}

/// Where to write. A cancellation goes where the invitation went.
fn address(invitee: &Invitee, purpose: Purpose) -> Option<String> {
    let held = invitee.held.as_ref().map(|held| held.address.clone());
    match purpose {
        Purpose::Cancel | Purpose::Withdraw => held.or_else(|| invitee.email.clone()),
        Purpose::Request | Purpose::Update => invitee.email.clone(),
    }
}

/// The same, if a letter can be sent there; else why not.
fn reached(invitee: &Invitee, purpose: Purpose, format: Format) -> Result<String, String> {
    let address = address(invitee, purpose).ok_or("has no e-mail address")?;
    if format == Format::Eml {
        mail::check_address(&address).map_err(|error| error.to_string())?;
    }
    Ok(address)
}

fn all_found(page: &EventPage, only: Option<&[PersonId]>, found: &[Invitee]) -> Result<()> {
    let missing = only.into_iter().flatten().find(|wanted| {
        let mut people = found.iter().map(|one| one.person);
        !people.any(|person| person == **wanted)
    });
    match missing {
        None => Ok(()),
        Some(person) => Err(OfficeError::NotPossible(format!(
            "{person} is nobody on the list of “{}”; add them as a participant first",
            page.title
        ))),
    }
}

fn nobody(page: &EventPage, whom: &Whom) -> OfficeError {
    let why = match whom {
        Whom::OutOfDate => "everybody who was invited holds what is true; there is nothing to send",
        _ if page.status == EventStatus::Cancelled => {
            "the event is cancelled; change its status before inviting anybody"
        }
        Whom::NotInvited => "everybody on the list is invited already",
        Whom::Listed | Whom::People(_) => {
            "there is nobody to write to; add participants to the event first"
        }
    };
    OfficeError::NotPossible(why.to_owned())
}

/// The people whom a request is for, as a preview shows them.
pub(super) fn recipients(store: &Reader, request: &InvitationRequest) -> Result<Vec<Recipient>> {
    let page = store.event(request.event)?;
    let now = told(&page);
    let invitees = store.invitees(request.event, None)?;
    let chosen = |person: PersonId| match &request.whom {
        Whom::People(people) => people.contains(&person),
        Whom::Listed | Whom::NotInvited | Whom::OutOfDate => true,
    };
    Ok(invitees
        .into_iter()
        .filter(|one| chosen(one.person))
        .filter_map(|invitee| {
            let purpose = purpose(&request.whom, stands(&invitee, &now).0, &now)?;
            let address = reached(&invitee, purpose, request.format).ok()?;
            Some(Recipient {
                invitee,
                address,
                purpose,
            })
        })
        .collect())
}
