//! What came of it, as a table.

/// A promise, how it was tried, how often, and how often it was kept.
#[derive(Debug, Clone)]
pub struct Row {
    /// The promise.
    pub promise: String,
    /// How it was tried, with what was counted on the way.
    pub tried: String,
    /// How often.
    pub times: u64,
    /// How often it was kept.
    pub kept: u64,
    /// The first times it was not, told so that they can be tried again.
    pub broken: Vec<String>,
}

/// How many broken promises are told.
const TOLD: usize = 8;

impl Row {
    /// Of what nothing was tried yet.
    #[must_use]
    pub fn new(promise: &str, tried: impl Into<String>) -> Self {
        Self {
            promise: promise.to_owned(),
            tried: tried.into(),
            times: 0,
            kept: 0,
            broken: Vec::new(),
        }
    }

    /// Counts one time; an error says how the promise was broken.
    pub fn count(&mut self, came: Result<(), String>) {
        self.times += 1;
        match came {
            Ok(()) => self.kept += 1,
            Err(how) if self.broken.len() < TOLD => self.broken.push(how),
            Err(_) => {}
        }
    }

    /// Prints it as it comes, so that who waits sees how far it is.
    pub(super) fn told(self) -> Self {
        println!(
            "  {} of {}: {}; {}",
            self.kept, self.times, self.promise, self.tried
        );
        for how in &self.broken {
            println!("    not kept: {how}");
        }
        self
    }

    /// Whether it was tried at all, and kept each time.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.times > 0 && self.kept == self.times
    }
}

/// Prints the table, and what was broken below it.
pub fn print(rows: &[Row]) {
    println!("\n| promise | how it was tried | times | kept |\n| --- | --- | ---: | ---: |");
    for row in rows {
        println!(
            "| {} | {} | {} | {} |",
            row.promise, row.tried, row.times, row.kept
        );
    }
    for row in rows {
        for how in &row.broken {
            println!("\nNot kept: {}\n  {how}", row.promise);
        }
    }
    println!();
}
