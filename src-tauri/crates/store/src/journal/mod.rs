//! The journal: the one door for writes, undo and redo, replay, history.

mod agenda;
mod clock;
mod history;
mod names;
mod replay;
mod seal;
mod transaction;
mod undo;

pub use agenda::AgendaStep;
pub(crate) use names::References;
pub(crate) use replay::{Row, operation_named, sql_value};
pub(crate) use seal::{seal_steps, triggers as seal_triggers, unseal_broken};
pub(crate) use transaction::Kind;
pub use transaction::{Fields, Hand, Transaction};
