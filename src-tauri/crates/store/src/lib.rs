//! The store: one `SQLite` file with its schema, journal, queries, search and backup.
//!
//! There is one door for writes: [`Store::write`], a journalled transaction with a label. Every
//! table refuses a write that does not come through it. Reading goes through [`Reader`], which a
//! window holds beside the writer so that long writes do not stop it.

mod backup;
mod backups;
mod check;
mod cipher;
mod device;
mod erase;
mod error;
mod files;
mod held;
mod journal;
mod lasting;
mod merge;
mod open;
pub mod pack;
mod query;
mod repair;
mod schema;
mod text;
pub mod view;
mod watch;

pub use backup::back_up_to;
pub use backups::{
    BackupComparison, BackupContent, BackupFile, Backups, KindDifference, PutBack, StepSince,
    erased_in, put_back,
};
pub use check::CheckReport;
pub use cipher::{KeyChange, Passphrase, StoreKey, change_key, has_passphrase};
pub use erase::Erased;
pub use error::StoreError;
pub use files::{Copied, Fault, Files, KeepError, Kept, ReadError};
pub use held::Held;
pub use journal::{AgendaStep, Fields, Hand, Transaction};
pub use lasting::sync_folder;
pub use merge::Record;
pub use open::{Access, Reader, Store, refuse_in_place_of_another};
pub use query::agenda::StoredItem;
pub use query::agenda_version::{Nameable, StoredPart, StoredRelease, StoredTemplate};
pub use query::attendance::RecordedDay;
pub use query::body::MembershipsOf;
pub use query::calendar_server::ServedEvent;
pub use query::duplicate::{Holder, KnownPerson, PartBefore};
pub use query::event::{EventRevision, timing_fields};
pub use query::group::Candidate;
pub use query::invitation::instant_field;
pub use query::layer::{ImportedEvent, LAYER_EVENT, LayerEventRecord, LayerSource};
pub use query::local::Local;
pub use query::paper::{FollowUpRow, PaperPerson};
pub use query::participation::{AttendeeRow, ParticipantSaid};
pub use query::person::{Addressee, Called};
pub use query::pivot::PivotCounts;
pub use query::search::FOUND_PER_KIND;
pub use query::statistics::EventCounts;
pub use query::task::due_fields;
pub use repair::{Mended, is_about_an_index};
pub use rusqlite::types::Value;
pub use schema::Table;
pub use text::{index_words, sort_key};

/// What the store's functions return.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
