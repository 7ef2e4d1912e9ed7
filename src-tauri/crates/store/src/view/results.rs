//! The sessions of a training for its papers.

/// One session's log, as papers list it.
#[derive(Debug, Clone)]
pub struct SessionLogRow {
    /// Key.
    pub id: String,
    /// Topic.
    pub topic: String,
    /// Hours.
    pub hours: Option<f64>,
    /// Method.
    pub method: Option<String>,
    /// Trainers' names.
    pub trainers: Vec<String>,
    /// How many attended.
    pub attended: Option<u64>,
    /// Mean of the test before, in percent of the maximum.
    pub pre_test: Option<f64>,
    /// Mean of the test after.
    pub post_test: Option<f64>,
}
