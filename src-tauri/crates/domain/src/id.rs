//! The keys of records: `UUIDv7`, so that they sort by the time they were made and two offices
//! never make the same one.

/// Declares the key type of one kind of record.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, ts_rs::TS,
        )]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub uuid::Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0.hyphenated())
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A work plan: 2026-2030, and the ones before and after.
    WorkPlanId,
    /// One of a work plan's outputs.
    OutputId,
    /// An activity under an output.
    ActivityId,
    /// A priority area of a work plan.
    PriorityAreaId,
    /// What an activity plan says of one activity in one year.
    ActivityPlanEntryId,
    /// An event.
    EventId,
    /// An organisation.
    OrganisationId,
    /// A person in the directory.
    PersonId,
    /// A person's part in an event.
    ParticipationId,
    /// An answer to an invitation.
    InvitationReplyId,
    /// A room of an event's venue.
    RoomId,
    /// An item of an event's agenda.
    AgendaItemId,
    /// A person's part in an agenda item.
    AgendaSpeakerId,
    /// Somebody else's calendar, shown beside our events.
    LayerId,
    /// An event of such a calendar.
    LayerEventId,
    /// A task of an event's checklist.
    TaskId,
    /// A task of a kind of event's own checklist.
    TaskTemplateId,
    /// A skeleton of an agenda that was saved.
    AgendaTemplateId,
    /// A further e-mail address or phone number of a person.
    PersonAddressId,
    /// A group of people that was saved.
    PersonGroupId,
    /// A person's seat on a body, or a nomination.
    MembershipId,
    /// An organisation's part in an event.
    EventPartnerId,
    /// A paper of an event.
    AttachmentId,
    /// The log of a training's session.
    SessionLogId,
    /// What is to follow a training.
    FollowUpId,
    /// A survey some months after a training.
    SurveyId,
    /// What an output is to reach.
    IndicatorId,
    /// A line of an event's budget.
    BudgetLineId,
    /// A study: analytical work under activity 3.1.
    StudyId,
    /// A milestone of a study.
    MilestoneId,
}
