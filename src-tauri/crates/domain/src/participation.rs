//! A person's part in an event: the capacity they come in, their reply, whether they came.

use crate::DomainError;
use crate::id::OrganisationId;
use crate::state::State;
use crate::words::words;

words! {
    /// In what capacity a person takes part.
    pub enum Capacity ("capacity") {
        /// Chairs the meeting.
        Chair = "chair",
        /// Stands in for the chair.
        ViceChair = "vice-chair",
        /// Leads a State's delegation.
        HeadOfDelegation = "head-of-delegation",
        /// Member of a delegation.
        Delegate = "delegate",
        /// An expert in their own name.
        Expert = "expert",
        /// Speaks.
        Speaker = "speaker",
        /// Leads a discussion.
        Moderator = "moderator",
        /// Sits on a panel.
        Panellist = "panellist",
        /// Takes the record.
        Rapporteur = "rapporteur",
        /// Gives a training.
        Trainer = "trainer",
        /// Is trained.
        Trainee = "trainee",
        /// Comes for a partner organisation.
        Partner = "partner",
        /// Looks on.
        Observer = "observer",
        /// Interprets.
        Interpreter = "interpreter",
        /// Works for the secretariat.
        Secretariat = "secretariat",
    }
}

words! {
    /// What a person answered to the invitation (RFC 5545 §3.2.12, PARTSTAT).
    pub enum Reply ("reply") {
        /// Has not answered.
        NeedsAction = "needs-action",
        /// Comes.
        Accepted = "accepted",
        /// Does not come.
        Declined = "declined",
        /// May come.
        Tentative = "tentative",
        /// Sends someone else.
        Delegated = "delegated",
    }
}

words! {
    /// Whether a person was there.
    pub enum Presence ("presence") {
        /// Nobody wrote it down.
        NotRecorded = "not-recorded",
        /// In the room.
        Present = "present",
        /// Over the link.
        PresentOnline = "present-online",
        /// Not there.
        Absent = "absent",
    }
}

/// Whether an event reached somebody, as far as anybody wrote it down: what is said of their presence decides; where
/// nothing is, the tick lists of the event's sessions do (`ticked`: whether any has them as present, none where none
/// names them); where neither does, whoever did not say that they would not come.
///
/// `store::query::results` says the same in SQL.
#[must_use]
pub const fn reached(reply: Reply, presence: Presence, ticked: Option<bool>) -> bool {
    match (presence, ticked) {
        (Presence::NotRecorded, Some(there)) => there,
        _ => crate::protocol::is_listed(reply, presence),
    }
}

words! {
    /// Who pays a participant's way.
    pub enum Funding ("funding") {
        /// The person or their employer.
        Own = "self",
        /// The NEASPEC Core Fund.
        CoreFund = "neaspec-core-fund",
        /// The host.
        Host = "host",
        /// A partner.
        Partner = "partner",
    }
}

words! {
    /// How far a participant's journey is arranged.
    pub enum Travel ("state of travel") {
        /// They are there already, or take part online.
        NotNeeded = "not-needed",
        /// Somebody has to see to it.
        ToArrange = "to-arrange",
        /// Offered to the participant, who has to agree.
        Offered = "offered",
        /// Booked.
        Booked = "booked",
        /// They have arrived.
        Arrived = "arrived",
    }
}

words! {
    /// How far a participant's visa is.
    pub enum Visa ("state of visa") {
        /// None is needed.
        NotNeeded = "not-needed",
        /// They need one, and a letter for it.
        LetterNeeded = "letter-needed",
        /// The letter is sent.
        LetterSent = "letter-sent",
        /// They applied.
        Applied = "applied",
        /// They have it.
        Granted = "granted",
        /// It was refused.
        Refused = "refused",
    }
}

/// For whom a participant speaks, where it is not their own State or organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delegation {
    /// A State.
    State(State),
    /// An organisation.
    Organisation(OrganisationId),
}

impl std::fmt::Display for Delegation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::State(state) => f.write_str(state.code()),
            Self::Organisation(id) => id.fmt(f),
        }
    }
}

impl std::str::FromStr for Delegation {
    type Err = DomainError;

    /// An organisation's key, or a State in any way that [`State::read`] knows.
    fn from_str(text: &str) -> Result<Self, DomainError> {
        match text.parse() {
            Ok(id) => Ok(Self::Organisation(id)),
            Err(_) => State::read(text).map(Self::State),
        }
    }
}

words! {
    /// What is to be said of a delegation's head.
    pub enum HeadAdvice ("advice on heads of delegation") {
        /// It has none.
        NoHead = "no-head",
        /// It has more than one.
        SeveralHeads = "several-heads",
    }
}

/// Whether a delegation has the one head that the list of participants puts first. Nobody has to
/// lead a delegation that nobody belongs to.
#[must_use]
pub const fn judge_heads(members: u64, heads: u64) -> Option<HeadAdvice> {
    match (members, heads) {
        (0, _) | (_, 1) => None,
        (_, 0) => Some(HeadAdvice::NoHead),
        _ => Some(HeadAdvice::SeveralHeads),
    }
}

/// Whether a person was there, from what was written down of an event's days: one day is enough,
/// in the room more than over the link. Who was away on some days and has no word on the others was
/// not seen yet.
#[must_use]
pub fn presence_over(days: &[Presence]) -> Presence {
    let any = |wanted: Presence| days.contains(&wanted);
    if any(Presence::Present) {
        Presence::Present
    } else if any(Presence::PresentOnline) {
        Presence::PresentOnline
    } else if any(Presence::Absent) && !any(Presence::NotRecorded) {
        Presence::Absent
    } else {
        Presence::NotRecorded
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_day_in_the_room_is_enough() {
        use Presence::{Absent, NotRecorded, Present, PresentOnline};
        for (days, over) in [
            (&[][..], NotRecorded),
            (&[NotRecorded, NotRecorded], NotRecorded),
            (&[Absent, NotRecorded], NotRecorded),
            (&[Absent, Absent], Absent),
            (&[Absent, PresentOnline], PresentOnline),
            (&[PresentOnline, Present, Absent], Present),
        ] {
            assert_eq!(presence_over(days), over, "{days:?}");
        }
    }

    proptest! {
        #[test]
        fn the_order_of_days_makes_no_difference(days in prop::collection::vec(
            prop::sample::select(Presence::ALL), 0..6
        )) {
            let mut turned = days.clone();
            turned.reverse();
            prop_assert_eq!(presence_over(&days), presence_over(&turned));
            // A day in the room more never takes anything away.
            let mut more = days;
            more.push(Presence::Present);
            prop_assert_eq!(presence_over(&more), Presence::Present);
        }
    }

    #[test]
    fn a_delegation_is_read_back_as_it_is_written() {
        let id = OrganisationId(uuid::Uuid::from_u128(7));
        for one in [
            Delegation::State(State::read("Mongolia").unwrap()),
            Delegation::Organisation(id),
        ] {
            assert_eq!(one.to_string().parse::<Delegation>().unwrap(), one);
        }
        assert!("Atlantis".parse::<Delegation>().is_err());
    }

    #[test]
    fn a_delegation_has_one_head() {
        assert_eq!(judge_heads(0, 0), None);
        assert_eq!(judge_heads(3, 1), None);
        assert_eq!(judge_heads(1, 0), Some(HeadAdvice::NoHead));
        assert_eq!(judge_heads(2, 2), Some(HeadAdvice::SeveralHeads));
    }
}
