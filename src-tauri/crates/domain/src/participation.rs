//! A person's part in an event: the capacity they come in, their reply, whether they came.

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
