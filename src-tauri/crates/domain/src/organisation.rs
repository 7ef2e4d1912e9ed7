//! Organisations: member governments, Technical Centres, the committee, partners.

use crate::words::words;

words! {
    /// What an organisation is to the partnership.
    pub enum OrganisationKind ("kind of organisation") {
        /// A ministry or agency of a member State.
        MemberGovernment = "member-government",
        /// The Science and Policy Committee.
        Committee = "committee",
        /// A Technical Centre named by its government.
        TechnicalCentre = "technical-centre",
        /// The secretariat.
        Secretariat = "secretariat",
        /// RAPAP, EANET, UNEP, APCAP, TEMM, ESCAP ...
        Partner = "partner",
        /// Any other: a university, a city, a company.
        Other = "other",
    }
}

words! {
    /// An organisation's part in an event.
    pub enum PartnerPart ("part in an event") {
        /// Leads it.
        Lead = "lead",
        /// Organizes it together with others.
        CoOrganizer = "co-organizer",
        /// Gives it its place.
        Host = "host",
        /// Pays for a share of it.
        CoFunder = "co-funder",
        /// Gives experts, data, tools or text.
        TechnicalInput = "technical-input",
        /// Makes it and its outcome known.
        Outreach = "outreach",
    }
}
