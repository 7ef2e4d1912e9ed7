//! The use cases: what a person can do with Symposia, each under its verb.
//!
//! Only this crate ties the others together. A function that reads takes a [`store::Reader`]; one
//! that writes takes the [`store::Store`] and a [`store::Hand`] (who, when, new keys), runs one
//! journalled transaction with a label and gives back what changed.

pub mod agenda;
pub mod attachment;
pub mod backup;
pub mod board;
pub mod body;
pub mod budget;
pub mod calendar_file;
pub mod calendar_import;
pub mod check;
pub mod clocks;
pub mod date_clash;
pub mod demo;
pub mod dropped;
pub mod duplicate;
mod error;
pub mod event;
pub mod exchange;
mod fields;
pub mod files;
pub mod group;
pub mod invitation;
pub mod journal;
pub mod layers;
pub mod organisation;
pub mod pack;
mod pages;
pub mod paper;
pub mod participation;
pub mod partner;
pub mod passphrase;
pub mod people_file;
pub mod person;
pub mod privacy;
pub mod publish;
pub mod report;
pub mod search;
pub mod settings;
pub mod setup;
pub mod shared_folder;
pub mod statistics;
pub mod study;
pub mod task;
pub mod training;
pub mod work_plan;

pub use error::OfficeError;
pub use store::{Access, CheckReport, Files, Hand, Passphrase, Reader, Store, StoreKey, view};

/// What the use cases return.
pub type Result<T, E = OfficeError> = std::result::Result<T, E>;
