//! The types and rules of planning NEACAP's meetings and logging its trainings.
//!
//! Everything here is pure: no I/O, no clock, no SQL. The current time, new ids and time zones
//! come in as arguments, so that a test can fix them. The words are those of the field; each is
//! explained where it is declared.

pub mod agenda;
pub mod backup;
pub mod body;
pub mod clocks;
mod decimal;
pub mod document;
pub mod duplicate;
pub mod error;
pub mod event;
pub mod holiday;
pub mod id;
pub mod indicator;
pub mod invitation;
pub mod letter;
pub mod link;
pub mod merge;
pub mod money;
pub mod organisation;
pub mod overlap;
pub mod pack;
pub mod paper;
pub mod participation;
pub mod passphrase;
pub mod period;
pub mod person;
pub mod privacy;
pub mod protocol;
pub mod report;
pub mod seating;
pub mod shift;
pub mod state;
pub mod statistics;
pub mod study;
pub mod task;
pub mod timing;
pub mod training;
pub mod typed;
mod words;
pub mod work_plan;

pub use error::DomainError;
pub use words::UnknownWord;
