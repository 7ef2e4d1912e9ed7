//! The schema: forward-only migrations, and the triggers generated from it.

mod foreign;
mod groups;
mod triggers;

pub(crate) use foreign::refuse_foreign;
pub(crate) use groups::groups;
pub(crate) use triggers::refresh_words;

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::journal::seal_steps;
use crate::{Result, StoreError, text};

/// `PRAGMA application_id` of a Symposia store: `Symp`.
pub(crate) const APPLICATION_ID: i64 = 0x5379_6d70;

/// The migrations in order. The store's `user_version` is how many of them it has had.
pub(crate) const MIGRATIONS: &[&str] = &[
    include_str!("0001_ground.sql"),
    include_str!("0002_invitations.sql"),
    include_str!("0003_agenda.sql"),
    include_str!("0004_people.sql"),
    include_str!("0005_duplicates.sql"),
    include_str!("0006_results.sql"),
    include_str!("0007_packs.sql"),
    include_str!("0008_seals.sql"),
];

/// Declares the tables of records: those that are journalled.
macro_rules! tables {
    ($($(#[$meta:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// A table of records.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "the variants are the tables of the schema, which explains them")]
        pub enum Table { $($(#[$meta])* $variant),+ }

        impl Table {
            /// Every table of records, a table after those it refers to.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in the schema.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

tables! {
    Setting = "setting",
    WorkPlan = "work_plan",
    Output = "output",
    PriorityArea = "priority_area",
    Activity = "activity",
    ActivityPriorityArea = "activity_priority_area",
    ActivityPlanEntry = "activity_plan_entry",
    Organisation = "organisation",
    Person = "person",
    Membership = "membership",
    Event = "event",
    EventActivity = "event_activity",
    EventPriorityArea = "event_priority_area",
    EventPartner = "event_partner",
    Participation = "participation",
    AttendanceDay = "attendance_day",
    Room = "room",
    AgendaItem = "agenda_item",
    AgendaSpeaker = "agenda_speaker",
    SessionLog = "session_log",
    SessionTrainer = "session_trainer",
    SessionAttendance = "session_attendance",
    SessionCount = "session_count",
    FollowUp = "follow_up",
    AnalyticalWork = "analytical_work",
    AnalyticalWorkAuthor = "analytical_work_author",
    Milestone = "milestone",
    EventAnalyticalWork = "event_analytical_work",
    Task = "task",
    Attachment = "attachment",
    BudgetLine = "budget_line",
    Invitation = "invitation",
    InvitationReply = "invitation_reply",
    Letter = "letter",
    Layer = "layer",
    LayerEvent = "layer_event",
    AgendaWaiver = "agenda_waiver",
    AgendaRelease = "agenda_release",
    AgendaTemplate = "agenda_template",
    TaskTemplate = "task_template",
    PersonDistinct = "person_distinct",
    MergedPerson = "merged_person",
    ErasedPerson = "erased_person",
    PersonAddress = "person_address",
    PersonGroup = "person_group",
    PersonGroupMember = "person_group_member",
    FollowUpSurvey = "follow_up_survey",
    SurveyAnswer = "survey_answer",
    Indicator = "indicator",
    IndicatorValue = "indicator_value",
    ReportText = "report_text",
    ReportWording = "report_wording",
    Settlement = "settlement",
}

impl Table {
    /// A bit of its own.
    pub(crate) const fn bit(self) -> u64 {
        const {
            assert!(
                Table::ALL.len() <= 63,
                "an SQL integer has no more bits to give away"
            );
        };
        1 << self as u64
    }

    /// The table of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|table| table.name() == name)
    }
}

/// Brings a store to the newest schema, in one transaction. The caller has made a backup.
pub(crate) fn migrate(connection: &mut Connection, migrations: &[&str]) -> Result<()> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done >= migrations.len() {
        // Another program was quicker.
        return Ok(());
    }
    // Whoever made the file, nothing of it runs while its tables are rebuilt.
    triggers::drop_all(&transaction)?;
    for migration in migrations.iter().skip(done) {
        transaction.execute_batch(migration)?;
    }
    triggers::generate(&transaction)?;
    // Steps of before there were seals get theirs now.
    seal_steps(&transaction)?;
    transaction.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {};",
        migrations.len()
    ))?;
    note_version(&transaction, TRIGGERS.0, TRIGGERS.1)?;
    if done == 0 {
        // There is nothing in it to be derived from. What an older program derived is looked at afterwards.
        note_version(&transaction, KEYS.0, KEYS.1)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Versions of the rules by which something is derived, as the file notes them.
const DERIVED: [(&str, &str); 2] = [TRIGGERS, KEYS];
const TRIGGERS: (&str, &str) = ("triggers_version", triggers::VERSION);
const KEYS: (&str, &str) = ("keys_version", text::KEYS_VERSION);

fn note_version(connection: &Connection, name: &str, version: &str) -> Result<()> {
    connection.execute(
        "INSERT INTO local (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        [name, version],
    )?;
    Ok(())
}

/// Makes the triggers and what is derived from texts again, where an older program made them by
/// other rules, or somebody else put triggers there. The names of those.
pub(crate) fn refresh_derived(connection: &mut Connection) -> Result<BTreeSet<String>> {
    let other = foreign::foreign_triggers(connection)?;
    let mut taken_off = BTreeSet::new();
    for (name, version) in DERIVED {
        let found: Option<String> = connection
            .query_row("SELECT value FROM local WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional()?;
        let is_current = found.as_deref() == Some(version);
        if is_current && (name == KEYS.0 || other.is_none()) {
            continue;
        }
        if is_current {
            taken_off.extend(other.clone().into_iter().flatten());
        }
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if name == KEYS.0 {
            triggers::rebuild_findings(&transaction)?;
        } else {
            triggers::generate(&transaction)?;
        }
        note_version(&transaction, name, version)?;
        transaction.commit()?;
    }
    Ok(taken_off)
}

/// Makes the triggers and what is derived from texts anew, within the caller's transaction.
pub(crate) fn make_derived_anew(connection: &Connection) -> Result<()> {
    triggers::generate(connection)?;
    triggers::rebuild_findings(connection)?;
    for (name, version) in DERIVED {
        note_version(connection, name, version)?;
    }
    Ok(())
}

/// The fields of a table that are kept, in the schema's order; generated ones are not.
pub(crate) fn fields_of(connection: &Connection, table: Table) -> Result<Vec<String>> {
    let mut statement = connection
        .prepare_cached("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")?;
    let fields = statement
        .query_map([table.name()], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    if fields.is_empty() {
        return Err(StoreError::Damaged(format!(
            "table {} is missing",
            table.name()
        )));
    }
    Ok(fields)
}
