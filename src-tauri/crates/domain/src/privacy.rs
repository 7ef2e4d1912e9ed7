//! What a list of people that leaves the office may hold: what its purpose needs, and nothing else.

use crate::participation::{Presence, Reply};
use crate::protocol::is_listed;
use crate::words::words;

words! {
    /// What a list of people is for.
    pub enum ListPurpose ("purpose of a list") {
        /// Everything, for the office itself: to be imported again, or kept.
        Office = "office",
        /// To reach each other: those who agreed to it, with mailbox and telephone.
        Contacts = "contacts",
        /// Who is who: name, position, organisation, State.
        Protocol = "protocol",
        /// For the host, the hotel, the kitchen: diet, access needs, visa and travel.
        Logistics = "logistics",
    }
}

words! {
    /// Something that a list says of a person.
    pub enum Told ("column of a list") {
        /// Family and given name, in Latin and in native script, and the title.
        Name = "name",
        /// Gender; used only in totals.
        Gender = "gender",
        /// Position and division.
        Position = "position",
        /// Organisation.
        Organisation = "organisation",
        /// State.
        State = "state",
        /// E-mail address.
        Email = "email",
        /// Phone.
        Phone = "phone",
        /// Languages.
        Languages = "languages",
        /// Diet.
        Dietary = "dietary",
        /// What the person needs to take part.
        AccessNeeds = "access-needs",
        /// Whether a visa letter is needed, and how it stands with the visa.
        Visa = "visa",
        /// How and when they travel.
        Travel = "travel",
        /// In which capacity they take part.
        Capacity = "capacity",
        /// What they answered to the invitation.
        Reply = "reply",
        /// Notes of the office.
        Note = "note",
    }
}

impl ListPurpose {
    /// Whether a list for the purpose says that of a person.
    #[must_use]
    pub const fn takes(self, what: Told) -> bool {
        match self {
            Self::Office => !matches!(what, Told::Visa | Told::Travel),
            Self::Contacts => matches!(
                what,
                Told::Name
                    | Told::Position
                    | Told::Organisation
                    | Told::State
                    | Told::Email
                    | Told::Phone
                    | Told::Languages
            ),
            Self::Protocol => matches!(
                what,
                Told::Name | Told::Position | Told::Organisation | Told::State | Told::Capacity
            ),
            Self::Logistics => matches!(
                what,
                Told::Name
                    | Told::Organisation
                    | Told::State
                    | Told::Languages
                    | Told::Dietary
                    | Told::AccessNeeds
                    | Told::Visa
                    | Told::Travel
                    | Told::Reply
            ),
        }
    }

    /// Whether a list of an event's participants for the purpose has somebody who answered that, and was there or not:
    /// outside the office nobody needs to know of who does not come.
    #[must_use]
    pub fn lists(self, reply: Reply, presence: Presence) -> bool {
        self == Self::Office || is_listed(reply, presence)
    }

    /// Whether a list for the purpose names somebody who did, or did not, agree to have contact details shared.
    #[must_use]
    pub const fn names(self, consents_to_share: bool) -> bool {
        match self {
            Self::Contacts => consents_to_share,
            Self::Office | Self::Protocol | Self::Logistics => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_office_holds_no_more_than_its_purpose_needs() {
        let taken = |purpose: ListPurpose| -> Vec<Told> {
            Told::ALL
                .iter()
                .copied()
                .filter(|told| purpose.takes(*told))
                .collect()
        };
        for purpose in [
            ListPurpose::Contacts,
            ListPurpose::Protocol,
            ListPurpose::Logistics,
        ] {
            let taken = taken(purpose);
            assert!(taken.contains(&Told::Name));
            for never in [Told::Note, Told::Gender] {
                assert!(!taken.contains(&never), "{purpose} tells {never}");
            }
        }
        for private in [
            Told::Email,
            Told::Phone,
            Told::Dietary,
            Told::AccessNeeds,
            Told::Visa,
            Told::Travel,
        ] {
            assert!(!ListPurpose::Protocol.takes(private), "{private}");
        }
        for health in [Told::Dietary, Told::AccessNeeds] {
            assert!(!ListPurpose::Contacts.takes(health) && ListPurpose::Logistics.takes(health));
        }
        assert!(!ListPurpose::Logistics.takes(Told::Email));
        assert!(ListPurpose::Contacts.names(true) && !ListPurpose::Contacts.names(false));
        assert!(ListPurpose::Protocol.names(false));
    }
}
