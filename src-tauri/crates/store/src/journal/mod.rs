//! The journal: the one door for writes, undo and redo, replay, history.

mod agenda;
mod clock;
mod history;
mod names;
mod replay;
mod transaction;
mod undo;

pub use agenda::AgendaStep;
pub use transaction::{Fields, Hand, Transaction};
