//! Protocol: in which order the papers of a meeting name those who take part.

use crate::organisation::OrganisationKind;
use crate::participation::{Capacity, Presence, Reply};
use crate::state::{MEMBERS, State};

/// A part of the list of participants, in the order in which they follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// The delegation of a member State.
    Member(State),
    /// That of another State.
    OtherState(State),
    /// Partner organisations and programmes.
    Partners,
    /// The Technical Centres.
    TechnicalCentres,
    /// Those who come in their own name, and whose organisation is none of these.
    Others,
    /// The secretariat.
    Secretariat,
}

/// What is known of a participant that says where they stand.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Capacity.
    pub capacity: Capacity,
    /// The State that they speak for, or come from.
    pub state: Option<State>,
    /// What their organisation is.
    pub organisation: Option<OrganisationKind>,
    /// The State whose delegation they were put into, where they were.
    pub delegation: Option<State>,
}

/// Where a participant stands.
///
/// Whoever comes as a delegate stands with the State, whatever their organisation, and so do an expert, a chair and a
/// vice-chair that a State has in its delegation; others stand with their organisation where it is a partner, a
/// Technical Centre or the secretariat, else with their State.
#[must_use]
pub fn section(one: Standing) -> Section {
    let with_state = one.state.map(|state| {
        if state.is_member() {
            Section::Member(state)
        } else {
            Section::OtherState(state)
        }
    });
    let is_delegate = match one.capacity {
        Capacity::HeadOfDelegation | Capacity::Delegate => true,
        Capacity::Chair | Capacity::ViceChair | Capacity::Expert => one.delegation.is_some(),
        Capacity::Speaker
        | Capacity::Moderator
        | Capacity::Panellist
        | Capacity::Rapporteur
        | Capacity::Trainer
        | Capacity::Trainee
        | Capacity::Partner
        | Capacity::Observer
        | Capacity::Interpreter
        | Capacity::Secretariat => false,
    };
    match (one.capacity, one.organisation) {
        (Capacity::Secretariat, _) => Section::Secretariat,
        (_, _) if is_delegate && with_state.is_some() => with_state.unwrap_or(Section::Others),
        (_, Some(OrganisationKind::Secretariat)) => Section::Secretariat,
        (_, Some(OrganisationKind::TechnicalCentre)) => Section::TechnicalCentres,
        (Capacity::Partner, _) | (_, Some(OrganisationKind::Partner)) => Section::Partners,
        _ => with_state.unwrap_or(Section::Others),
    }
}

impl Section {
    /// Its place: member States in the English alphabetical order, other States likewise, partners,
    /// Technical Centres, others, the secretariat.
    #[must_use]
    pub fn place(self) -> (u8, usize, String) {
        match self {
            Self::Member(state) => {
                let at = MEMBERS.iter().position(|member| *member == state);
                (0, at.unwrap_or(MEMBERS.len()), String::new())
            }
            Self::OtherState(state) => (1, 0, state.official_name().to_owned()),
            Self::Partners => (2, 0, String::new()),
            Self::TechnicalCentres => (3, 0, String::new()),
            Self::Others => (4, 0, String::new()),
            Self::Secretariat => (5, 0, String::new()),
        }
    }

    /// Its heading in English.
    #[must_use]
    pub fn heading(&self) -> &str {
        match self {
            Self::Member(state) | Self::OtherState(state) => state.official_name(),
            Self::Partners => "Partner organizations and programmes",
            Self::TechnicalCentres => "Technical Centres",
            Self::Others => "Other participants",
            Self::Secretariat => "Secretariat",
        }
    }
}

/// Where a capacity stands within its section: the head of the delegation first, then who chairs.
#[must_use]
pub const fn rank(capacity: Capacity) -> u8 {
    match capacity {
        Capacity::HeadOfDelegation => 0,
        Capacity::Chair => 1,
        Capacity::ViceChair => 2,
        Capacity::Delegate => 3,
        Capacity::Expert => 4,
        Capacity::Speaker
        | Capacity::Moderator
        | Capacity::Panellist
        | Capacity::Rapporteur
        | Capacity::Trainer => 5,
        Capacity::Trainee | Capacity::Partner => 6,
        Capacity::Observer => 7,
        Capacity::Interpreter => 8,
        Capacity::Secretariat => 9,
    }
}

/// Whether a list of those who take part names somebody: not who declined, sends another, or stayed away.
#[must_use]
pub const fn is_listed(reply: Reply, presence: Presence) -> bool {
    match presence {
        Presence::Present | Presence::PresentOnline => true,
        Presence::Absent => false,
        Presence::NotRecorded => !matches!(reply, Reply::Declined | Reply::Delegated),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn of(capacity: Capacity, state: &str, organisation: Option<OrganisationKind>) -> Section {
        section(Standing {
            capacity,
            state: state.parse().ok(),
            organisation,
            delegation: None,
        })
    }

    #[test]
    fn an_expert_in_a_delegation_stands_with_the_state_and_heads_stand_first() {
        let korea: State = "KR".parse().unwrap();
        for capacity in [Capacity::Expert, Capacity::Chair, Capacity::ViceChair] {
            let of = |delegation| {
                section(Standing {
                    capacity,
                    state: Some(korea),
                    organisation: Some(OrganisationKind::TechnicalCentre),
                    delegation,
                })
            };
            assert_eq!(of(None), Section::TechnicalCentres, "{capacity}");
            assert_eq!(of(Some(korea)), Section::Member(korea), "{capacity}");
        }
        let mut all = Capacity::ALL.to_vec();
        all.sort_by_key(|capacity| rank(*capacity));
        assert_eq!(
            all[..3],
            [
                Capacity::HeadOfDelegation,
                Capacity::Chair,
                Capacity::ViceChair
            ]
        );
    }

    #[test]
    fn delegates_stand_with_their_state_and_others_with_their_organisation() {
        use OrganisationKind::{MemberGovernment, Other, Partner, Secretariat, TechnicalCentre};
        let korea = Section::Member("KR".parse().unwrap());
        let delegate = Capacity::Delegate;
        assert_eq!(of(delegate, "KR", Some(MemberGovernment)), korea);
        // A Technical Centre's director can lead the delegation.
        assert_eq!(
            of(Capacity::HeadOfDelegation, "KR", Some(TechnicalCentre)),
            korea
        );
        assert_eq!(
            of(Capacity::Speaker, "KR", Some(TechnicalCentre)),
            Section::TechnicalCentres
        );
        assert_eq!(
            of(Capacity::Speaker, "KR", Some(Partner)),
            Section::Partners
        );
        assert_eq!(of(Capacity::Partner, "", None), Section::Partners);
        assert_eq!(of(Capacity::Trainee, "KR", Some(Other)), korea);
        assert_eq!(of(delegate, "", Some(Other)), Section::Others);
        assert_eq!(of(delegate, "KR", Some(Secretariat)), korea);
        assert_eq!(
            of(Capacity::Speaker, "KR", Some(Secretariat)),
            Section::Secretariat
        );
        assert_eq!(of(Capacity::Secretariat, "KR", None), Section::Secretariat);
        let thai = Section::OtherState("TH".parse().unwrap());
        assert_eq!(of(Capacity::Observer, "TH", None), thai);
    }

    #[test]
    fn sections_follow_each_other_in_protocol_order() {
        let state = |code: &str| code.parse::<State>().unwrap();
        let mut sections = vec![
            Section::Secretariat,
            Section::OtherState(state("VN")),
            Section::Partners,
            Section::Member(state("RU")),
            Section::Others,
            Section::Member(state("KR")),
            Section::OtherState(state("TH")),
            Section::TechnicalCentres,
            Section::Member(state("KP")),
            Section::Member(state("CN")),
            Section::Member(state("MN")),
            Section::Member(state("JP")),
        ];
        sections.sort_by_key(|section| section.place());
        let headings: Vec<&str> = sections.iter().map(Section::heading).collect();
        let members = &headings[..6];
        let mut sorted = members.to_vec();
        sorted.sort_unstable();
        assert_eq!(members, sorted, "English alphabetical order");
        assert_eq!(
            headings[6..],
            [
                "Thailand",
                "Viet Nam",
                "Partner organizations and programmes",
                "Technical Centres",
                "Other participants",
                "Secretariat"
            ]
        );
    }

    #[test]
    fn who_does_not_come_is_on_no_list() {
        assert!(is_listed(Reply::NeedsAction, Presence::NotRecorded));
        assert!(!is_listed(Reply::Declined, Presence::NotRecorded));
        assert!(!is_listed(Reply::Delegated, Presence::NotRecorded));
        assert!(!is_listed(Reply::Accepted, Presence::Absent));
        // Who came after all was there.
        assert!(is_listed(Reply::Declined, Presence::PresentOnline));
    }
}
