//! The pivot: what is counted, and by what.

use crate::DomainError;
use crate::event::EventStatus;
use crate::words::words;

words! {
    /// What a table of figures counts.
    pub enum Subject ("subject") {
        /// People reached, each once.
        People = "people",
        /// Participations: a person counts once for each event.
        Participations = "participations",
        /// Sessions of trainings that were logged.
        Sessions = "sessions",
        /// Events.
        Events = "events",
    }
}

words! {
    /// By what a table of figures is divided.
    pub enum Dimension ("dimension") {
        /// The State: that a person comes from, or in which an event takes place.
        State = "state",
        /// Gender.
        Gender = "gender",
        /// The kind of organisation that a person works for.
        OrganisationKind = "organisation-kind",
        /// The kind of event.
        EventKind = "event-kind",
        /// The output of the work plan that the event serves; it may serve several.
        Output = "output",
        /// The priority area that the event is about; there may be several.
        PriorityArea = "priority-area",
        /// The Technical Centre that hosted, led or organized the event; there may be several.
        TechnicalCentre = "technical-centre",
        /// The event's year.
        Year = "year",
        /// The quarter of its year.
        Quarter = "quarter",
    }
}

words! {
    /// Which events a table of figures looks at.
    pub enum CountedEvents ("choice of events") {
        /// Those that were held.
        Held = "held",
        /// Those that were held, and those that are proposed, tentative or confirmed.
        Planned = "planned-or-held",
        /// All, those too that were postponed or cancelled.
        All = "all",
    }
}

impl CountedEvents {
    /// Whether an event of that status is among them.
    #[must_use]
    pub const fn takes(self, status: EventStatus) -> bool {
        match self {
            Self::Held => matches!(status, EventStatus::Held),
            Self::Planned => status.fulfils_plan(),
            Self::All => true,
        }
    }

    /// The statuses of the events that are among them, where a subject is counted. A session that was logged took
    /// place, also where nobody has marked its event as held yet ([`EventStatus::counts_logs`]).
    pub fn statuses(self, of: Subject) -> impl Iterator<Item = EventStatus> {
        EventStatus::ALL.iter().copied().filter(move |status| {
            self.takes(*status)
                || (matches!((self, of), (Self::Held, Subject::Sessions)) && status.counts_logs())
        })
    }
}

impl Subject {
    /// Whether it has such a property: an event has no gender.
    #[must_use]
    pub const fn has(self, dimension: Dimension) -> bool {
        match self {
            Self::People | Self::Participations => true,
            Self::Sessions | Self::Events => {
                !matches!(dimension, Dimension::Gender | Dimension::OrganisationKind)
            }
        }
    }

    /// The dimensions that it can be divided by.
    pub fn dimensions(self) -> impl Iterator<Item = Dimension> {
        Dimension::ALL
            .iter()
            .copied()
            .filter(move |dimension| self.has(*dimension))
    }
}

/// Whether a subject can be divided so: it has each of the properties, and none is named twice.
pub fn checked_dimensions(of: Subject, by: &[Dimension]) -> Result<(), DomainError> {
    for (at, dimension) in by.iter().enumerate() {
        if !of.has(*dimension) {
            return Err(DomainError::NotDivisible {
                subject: of.as_str(),
                dimension: dimension.as_str(),
            });
        }
        if by[..at].contains(dimension) {
            return Err(DomainError::SameDimension(dimension.as_str()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_no_gender() {
        let refused = checked_dimensions(Subject::Events, &[Dimension::Gender]);
        assert!(matches!(refused, Err(DomainError::NotDivisible { .. })));
        let twice = checked_dimensions(Subject::People, &[Dimension::State, Dimension::State]);
        assert!(matches!(twice, Err(DomainError::SameDimension("state"))));
        for dimension in Dimension::ALL {
            assert!(Subject::People.has(*dimension));
            assert_eq!(
                Subject::Events.has(*dimension),
                Subject::Sessions.has(*dimension)
            );
        }
        assert_eq!(Subject::Events.dimensions().count(), 7);
    }

    #[test]
    fn each_choice_of_events_takes_more_than_the_one_before() {
        let held: Vec<_> = CountedEvents::Held.statuses(Subject::Events).collect();
        let logged: Vec<_> = CountedEvents::Held.statuses(Subject::Sessions).collect();
        let planned: Vec<_> = CountedEvents::Planned.statuses(Subject::Events).collect();
        assert_eq!(held, [EventStatus::Held]);
        // A session took place, unless its event was put off.
        assert_eq!(logged, planned);
        assert!(held.iter().all(|status| planned.contains(status)));
        assert!(!planned.contains(&EventStatus::Cancelled));
        assert_eq!(
            CountedEvents::All.statuses(Subject::Events).count(),
            EventStatus::ALL.len()
        );
    }
}
