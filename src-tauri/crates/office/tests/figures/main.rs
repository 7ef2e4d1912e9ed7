//! Figures: a small store whose totals were worked out by hand, and rules that hold for every store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod behind;
#[path = "../desk/mod.rs"]
mod desk;
mod known;
mod reached;
mod replies;
mod rules;
mod totals;

use documents::Table;
use domain::statistics::Period;

/// A table of the fixed data.
fn records(name: &str) -> Vec<Vec<String>> {
    let path = format!(
        "{}/../../../tests/data/results/{name}.csv",
        env!("CARGO_MANIFEST_DIR")
    );
    let table = Table::read(&std::fs::read_to_string(path).unwrap());
    assert_eq!(table.rejected, []);
    table.rows.into_iter().map(|row| row.cells).collect()
}

fn years(first: i32, last: i32) -> Period {
    Period::from_years(first, last).unwrap()
}
