//! The work plan: outputs, activities, priority areas, and the activity plan of each year.

use crate::words::words;

words! {
    /// What kind of record an activity leads to (Work Plan, Table 1).
    pub enum ActivityRecord ("kind of record") {
        /// Events.
        Event = "event",
        /// Studies with milestones (activity 3.1).
        AnalyticalWork = "analytical-work",
    }
}
