//! Packs made for others.

use std::path::Path;

use chrono::NaiveDate;
use domain::id::EventId;
use domain::pack::Purpose;
use serde::{Deserialize, Serialize};
use store::{Hand, Reader, Store};
use ts_rs::TS;

use crate::pack::{Order, Readers, What, export};
use crate::people_file::Progress;
use crate::{OfficeError, Result};

/// What a pack is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PackContents {
    /// What the office that it is for has not seen.
    Unseen,
    /// Everything.
    Everything,
    /// An event with all that belongs to it.
    Event {
        /// Which.
        event: EventId,
    },
}

/// What a pack is for, and so whose data it may hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum PackPurpose {
    /// For an office that works on the same records: all that is known.
    #[default]
    Whole,
    /// Plans, trainings and figures, without other people's personal data.
    Results,
}

/// A pack that is to be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackRequest {
    /// What it is to hold.
    pub contents: PackContents,
    /// What it is for.
    pub purpose: PackPurpose,
    /// The office that alone can read it: its device.
    pub office: Option<String>,
    /// Else the passphrase that opens it.
    pub passphrase: Option<String>,
}

/// A pack that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackMade {
    /// The file.
    pub path: String,
    /// How many steps are in it.
    pub steps: u64,
    /// How long the file is.
    pub bytes: u64,
    /// The office that can read it; nothing: whoever knows the passphrase.
    pub office: Option<String>,
}

/// The shortest passphrase: a pack is mailed, and whoever has it may try as long as they like.
const SHORTEST: usize = 12;

fn not_possible(why: &str) -> OfficeError {
    OfficeError::NotPossible(why.to_owned())
}

impl PackRequest {
    /// The name of the office that it is for.
    fn office_name(&self, store: &Reader) -> Result<Option<String>> {
        let Some(device) = &self.office else {
            return Ok(None);
        };
        let offices = store.offices()?.into_iter();
        let named = offices
            .filter(|office| office.device == *device)
            .map(|office| office.name)
            .next();
        named.map(Some).ok_or_else(|| {
            not_possible(
                "that office is no longer in the list; choose another, or add its key again",
            )
        })
    }
}

/// A name for a pack's file.
pub fn suggested_name(store: &Reader, request: &PackRequest, today: NaiveDate) -> Result<String> {
    let whom = request.office_name(store)?;
    let what = match &request.contents {
        PackContents::Event { event } => Some(store.event(*event)?.title),
        PackContents::Unseen | PackContents::Everything => None,
    };
    let parts: Vec<String> = [what, whom.map(|whom| format!("for {whom}"))]
        .into_iter()
        .flatten()
        .chain([today.to_string()])
        .collect();
    Ok(format!("{}.pack", crate::files::name_for(&parts.join(" "))))
}

/// Makes a pack, or nothing if it is stopped.
pub fn make(
    store: &mut Store,
    hand: &mut Hand,
    request: &PackRequest,
    out: &Path,
    progress: impl Progress + Send + 'static,
) -> Result<PackMade> {
    let office = request.office_name(store)?;
    let passphrase = request
        .passphrase
        .as_deref()
        .map(str::trim)
        .filter(|words| !words.is_empty());
    let what = match (&request.contents, &office) {
        (PackContents::Unseen, Some(name)) => What::For(name.clone()),
        (PackContents::Unseen, None) => {
            return Err(not_possible("choose the office whose news it is to hold"));
        }
        (PackContents::Everything, _) => What::All,
        (PackContents::Event { event }, _) => What::Event(*event),
    };
    let readers = match (&office, passphrase) {
        (Some(name), _) => Readers::Offices(vec![name.clone()]),
        (None, Some(words)) if words.chars().count() < SHORTEST => {
            return Err(not_possible(
                "that passphrase is too short: whoever has the file can try as many as they like. Take four words or more.",
            ));
        }
        (None, Some(words)) => Readers::Passphrase(words.to_owned()),
        (None, None) => {
            return Err(not_possible(
                "say who is to read it: an office, or whoever knows a passphrase",
            ));
        }
    };
    let purpose = match request.purpose {
        PackPurpose::Whole => Purpose::All,
        PackPurpose::Results => Purpose::Results,
    };
    store.watch(move |done, of| progress.report(done, of));
    let sent = export(store, hand, Order { what, purpose }, &readers, out);
    store.unwatch();
    let sent = sent?;
    Ok(PackMade {
        bytes: std::fs::metadata(out).map_or(0, |file| file.len()),
        path: sent.path,
        steps: sent.header.steps,
        office,
    })
}
