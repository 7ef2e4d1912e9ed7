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
