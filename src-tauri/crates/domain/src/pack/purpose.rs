//! What a pack is for, and so whose data it may hold.

crate::words::words! {
    /// What a pack is for.
    pub enum Purpose ("purpose of a pack") {
        /// For an office that works on the same records: all that is known.
        All = "all",
        /// For an office that needs plans, trainings and figures: nothing that says who somebody is, how they are
        /// reached, what they need or what was noted of them. Of people only what totals are made of.
        Results = "results",
    }
}

/// What of a table's records goes into a pack of results.
enum Travels {
    /// All of it.
    Whole,
    /// Only these fields.
    Only(&'static [&'static str]),
    /// All but these fields.
    Without(&'static [&'static str]),
    /// Nothing.
    Nothing,
}

/// Whoever adds a table decides here; until then nothing of it goes out. A record that travels takes along what ties it
/// to others and what must not be empty.
fn in_results(table: &str) -> Option<Travels> {
    use Travels::{Nothing, Only, Whole, Without};
    Some(match table {
        // The plan and what is reported of it; templates, which name nobody; keys of people, which say nothing of them.
        "work_plan"
        | "output"
        | "priority_area"
        | "activity"
        | "activity_priority_area"
        | "activity_plan_entry"
        | "event_activity"
        | "event_priority_area"
        | "attendance_day"
        | "agenda_speaker"
        | "session_trainer"
        | "session_attendance"
        | "session_count"
        | "analytical_work"
        | "analytical_work_author"
        | "milestone"
        | "event_analytical_work"
        | "agenda_template"
        | "task_template"
        | "merged_person"
        | "erased_person"
        | "indicator"
        | "indicator_value"
        | "report_text"
        | "report_wording"
        | "settlement" => Whole,
        // Totals are made of these.
        "person" => Only(&["id", "gender", "state", "organisation", "name_order"]),
        "participation" => Only(&[
            "id",
            "event",
            "person",
            "capacity",
            "reply",
            "presence",
            "funding",
            "funded_by",
            "delegation",
        ]),
        "survey_answer" => Only(&["id", "follow_up_survey", "participation", "answer"]),
        // An office's mailbox and number are somebody's, often.
        "organisation" => Without(&["note", "email", "phone", "address"]),
        // What is noted in an office for itself names people.
        "event" => Without(&["note", "online_link"]),
        "event_partner" => Without(&["agreed", "due", "done"]),
        "membership" | "room" | "budget_line" => Without(&["note"]),
        "agenda_item" => Without(&["description"]),
        "session_log" => Without(&["comments", "problems"]),
        "follow_up" => Without(&["owner"]),
        "follow_up_survey" => Without(&["comments"]),
        // How people are reached and what was written to them; papers and printed versions, which are full of names; what
        // an office has to do, and how it is set up.
        "person_address"
        | "person_group"
        | "person_group_member"
        | "person_distinct"
        | "invitation"
        | "invitation_reply"
        | "letter"
        | "attachment"
        | "agenda_release"
        | "agenda_waiver"
        | "task"
        | "layer"
        | "layer_event"
        | "setting" => Nothing,
        _ => return None,
    })
}

impl Purpose {
    /// Whether anything of a table's records goes into such a pack.
    #[must_use]
    pub fn takes(self, table: &str) -> bool {
        match self {
            Self::All => true,
            Self::Results => !matches!(in_results(table), None | Some(Travels::Nothing)),
        }
    }

    /// Whether a field of a table's records does.
    #[must_use]
    pub fn tells(self, table: &str, field: &str) -> bool {
        match self {
            Self::All => true,
            Self::Results => match in_results(table) {
                None | Some(Travels::Nothing) => false,
                Some(Travels::Whole) => true,
                Some(Travels::Only(fields)) => fields.contains(&field),
                Some(Travels::Without(fields)) => !fields.contains(&field),
            },
        }
    }

    /// Whether it was decided of a table what goes out.
    #[must_use]
    pub fn knows(table: &str) -> bool {
        in_results(table).is_some()
    }
}
