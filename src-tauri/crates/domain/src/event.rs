//! Events: the policy dialogues, symposiums, trainings, partner events and committee meetings.

use crate::DomainError;
use crate::words::words;

words! {
    /// What kind of event it is (Work Plan, Table 1, “kind of record”).
    pub enum EventKind ("kind of event") {
        /// NEACAP Policy Dialogue, activity 1.1.
        PolicyDialogue = "policy-dialogue",
        /// Symposium, activity 1.2.
        Symposium = "symposium",
        /// Capacity building, activity 2.1.
        Training = "training",
        /// An event co-organized with RAPAP, EANET, UNEP ..., activity 4.1.
        PartnerEvent = "partner-event",
        /// A meeting of the Science and Policy Committee.
        CommitteeMeeting = "committee-meeting",
        /// Anything else, such as the Senior Officials Meeting.
        Other = "other",
    }
}

words! {
    /// The form that a training takes.
    pub enum TrainingForm ("form of training") {
        /// A course with exercises.
        Training = "training",
        /// Talks and discussion.
        Seminar = "seminar",
        /// Joint work on a product.
        Workshop = "workshop",
        /// Specialists who work side by side for a time.
        TechnicalExchange = "technical-exchange",
    }
}

words! {
    /// How far an event has come.
    pub enum EventStatus ("status") {
        /// An idea; nobody has agreed yet.
        Proposed = "proposed",
        /// Agreed on, the date or place still open.
        Tentative = "tentative",
        /// Date and place stand.
        Confirmed = "confirmed",
        /// It took place.
        Held = "held",
        /// Put off, a new date to be found.
        Postponed = "postponed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

impl EventStatus {
    /// Whether an event of this status fills the place that the activity plan has for it: one that
    /// is put off or called off leaves the place open.
    #[must_use]
    pub const fn fulfils_plan(self) -> bool {
        match self {
            Self::Proposed | Self::Tentative | Self::Confirmed | Self::Held => true,
            Self::Postponed | Self::Cancelled => false,
        }
    }

    /// Whether the logs of an event of this status count: what was logged took place, also where nobody has marked the
    /// event as held yet. Whoever put an event off or called it off says that it did not take place; a log begun for it
    /// from the agenda is then no work that was done.
    #[must_use]
    pub const fn counts_logs(self) -> bool {
        match self {
            Self::Proposed | Self::Tentative | Self::Confirmed | Self::Held => true,
            Self::Postponed | Self::Cancelled => false,
        }
    }
}

words! {
    /// How people take part.
    pub enum Attendance ("mode of attendance") {
        /// All at the venue.
        InPerson = "in-person",
        /// All over a link.
        Online = "online",
        /// Both.
        Hybrid = "hybrid",
    }
}

words! {
    /// A partner's part in an event.
    pub enum PartnerPart ("part in an event") {
        /// Leads it.
        Lead = "lead",
        /// Organizes it together with others.
        CoOrganizer = "co-organizer",
        /// Hosts it.
        Host = "host",
        /// Pays a share.
        CoFunder = "co-funder",
        /// Gives technical input.
        TechnicalInput = "technical-input",
        /// Makes it known.
        Outreach = "outreach",
    }
}

words! {
    /// Where the money of a budget line comes from (Work Plan, “Money”).
    pub enum BudgetSource ("source of money") {
        /// The NEASPEC Core Fund.
        CoreFund = "neaspec-core-fund",
        /// The secretariat's available resources.
        Secretariat = "secretariat-resources",
        /// A contribution in kind, with an estimated value.
        InKind = "in-kind",
        /// Co-financing by a partner.
        CoFinancing = "co-financing",
    }
}

words! {
    /// Whom a calendar entry's details are for (RFC 5545 §3.8.1.3, CLASS).
    pub enum Class ("class") {
        /// Everybody.
        Public = "public",
        /// Those invited.
        Private = "private",
        /// Those who need to know.
        Confidential = "confidential",
    }
}

words! {
    /// How an event of several days with hours stands in calendars.
    pub enum DaysAs ("way to write several days") {
        /// From the first day's start to the last day's end, nights and all.
        Block = "block",
        /// A bar across the days, without hours.
        AllDay = "all-day",
        /// Each day from the event's start to its end.
        Daily = "daily",
    }
}

/// Degrees north and east of a place on Earth (RFC 5545 §3.8.1.6), as maps give them to be copied:
/// `47.9184, 106.9177`.
pub fn position(text: &str) -> Result<(f64, f64), DomainError> {
    let refused = || DomainError::NoSuchPosition(text.trim().to_owned());
    let parts = text.split([',', ';', ' ']).filter(|part| !part.is_empty());
    let degrees: Vec<f64> = parts
        .map(|part| part.trim_end_matches('°').parse())
        .collect::<Result<_, _>>()
        .map_err(|_| refused())?;
    match degrees.as_slice() {
        [north, east] if north.abs() <= 90.0 && east.abs() <= 180.0 => Ok((*north, *east)),
        _ => Err(refused()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_read_as_maps_write_it() {
        for text in [
            "47.9184, 106.9177",
            "47.9184 106.9177",
            " 47.9184°,106.9177° ",
        ] {
            assert_eq!(position(text), Ok((47.9184, 106.9177)), "{text}");
        }
        for text in [
            "",
            "47.9",
            "91, 0",
            "0, 181",
            "north, east",
            "1, 2, 3",
            "NaN, 1",
        ] {
            assert!(position(text).is_err(), "{text}");
        }
    }
}
