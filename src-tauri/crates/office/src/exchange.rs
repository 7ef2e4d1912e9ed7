//! Exchange as the window shows it: the offices one works with, packs made and taken in, what is to be decided.
//!
//! What it does is in [`crate::pack`]; here it is told in the words and the portions of a screen.

mod make;
mod review;
mod take;

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::pack::{Office, Signer};
use store::{Local, Reader, Store};
use ts_rs::TS;

use crate::pack::{Card, add_office, own_card};
use crate::{OfficeError, Result};

pub use make::{PackContents, PackMade, PackPurpose, PackRequest, make, suggested_name};
pub use review::{ConflictChoice, ConflictPage, ConflictView, conflict_count, conflicts, decide};
pub use store::pack::PackLine;
pub use take::{
    PackAbout, PackAhead, PackCount, PackFilter, PackKey, PackOpening, PackPreview, PackTaken,
    lines, preview, take,
};

/// This office, as others need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OwnOffice {
    /// What it is called.
    pub name: String,
    /// The line that others need.
    pub line: String,
    /// Its key in few letters, to be compared by telephone.
    pub fingerprint: String,
    /// The line as a QR code: a picture in SVG.
    pub qr: Option<String>,
}

/// An office one works with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ExchangeOffice {
    /// The device that it works on: its key in the list.
    pub device: String,
    /// What it is called.
    pub name: String,
    /// Its key in few letters, where the key is known.
    pub fingerprint: Option<String>,
    /// When it made its newest pack that was taken in here: what it has seen of ours is told as of then.
    pub met: Option<DateTime<Utc>>,
    /// How many steps are known here that it had not seen then.
    pub unseen: u64,
    /// How many of its steps are known here.
    pub heard: u64,
    /// When the newest of these was done.
    pub newest: Option<DateTime<Utc>>,
}

/// What the place shows at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// This office; nothing before it has a name.
    pub own: Option<OwnOffice>,
    /// The others, by name.
    pub offices: Vec<ExchangeOffice>,
}

/// A line that is to be added, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OfficeKey {
    /// What the office is called.
    pub name: String,
    /// Its key in few letters.
    pub fingerprint: String,
    /// What is known of that office already.
    pub known: KnownKey,
}

/// What is known of an office whose key is to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KnownKey {
    /// Nothing.
    New,
    /// The same key.
    Same,
    /// Another key: whoever wrote the line may be somebody else.
    Other,
}

/// The most of a file that is read for an office's line.
const LONGEST_LINE: u64 = 64 * 1024;

/// An office's two keys in few letters: so few that two people can read them to each other, and so many that nobody finds
/// other keys with the same.
fn fingerprint(key: &str, signing: &str) -> String {
    let hash = Sha256::digest(format!("{} {}", key.trim(), signing.trim()));
    let pairs: Vec<String> = hash
        .chunks(2)
        .take(5)
        .map(|pair| {
            pair.iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02X}"))
        })
        .collect();
    pairs.join(" ")
}

/// The two keys of an office, where both are known.
fn keys(office: &Office) -> Option<(&String, &String)> {
    Some((office.key.as_ref()?, office.signing.as_ref()?))
}

fn own(card: &Card) -> OwnOffice {
    let line = card.to_string();
    OwnOffice {
        name: card.name.clone(),
        fingerprint: fingerprint(&card.key, &card.signing),
        qr: documents::qr::svg(&line),
        line,
    }
}

/// This office and those it works with.
pub fn show(store: &Reader) -> Result<Exchange> {
    let (name, secret) = (
        store.local(Local::OfficeName)?,
        store.local(Local::OfficeSecret)?,
    );
    let own = match (name, secret) {
        (Some(name), Some(secret)) => Some(own(&Card {
            device: store.device()?,
            key: store::pack::public_key(&secret)?,
            signing: Signer::of_office(&secret).key(),
            name,
        })),
        _ => None,
    };
    let heard = store.heard()?;
    // Desks of the shared folder need no packs made for them; they stand with the folder.
    let desks: BTreeSet<String> = store
        .folder_files()?
        .into_iter()
        .map(|file| file.device)
        .collect();
    let offices = store.offices()?.into_iter();
    let offices = offices.filter(|office| office.key.is_some() || !desks.contains(&office.device));
    let offices = offices.map(|office| {
        let heard = heard.get(&office.device);
        ExchangeOffice {
            fingerprint: keys(&office).map(|(key, signing)| fingerprint(key, signing)),
            device: office.device,
            name: office.name,
            met: office.met,
            unseen: office.unseen,
            heard: heard.map_or(0, |heard| heard.steps),
            newest: heard.map(|heard| heard.newest),
        }
    });
    Ok(Exchange {
        own,
        offices: offices.collect(),
    })
}

/// Names this office; its keys are made with its first name.
pub fn name_office(store: &mut Store, name: &str) -> Result<OwnOffice> {
    Ok(own(&own_card(store, Some(name))?))
}

/// Writes this office's line into a file.
pub fn save_key(store: &Reader, path: &Path) -> Result<()> {
    let own = show(store)?.own.ok_or_else(|| {
        OfficeError::NotPossible("this office has no name yet; name it first".to_owned())
    })?;
    crate::files::refuse_over_store(store.path(), path)?;
    crate::files::save(path, format!("{}\n", own.line).as_bytes())
}

/// What a line says that is to be added.
pub fn read_key(store: &Reader, line: &str) -> Result<OfficeKey> {
    let card: Card = line.parse()?;
    let offices = store.offices()?;
    let office = offices
        .into_iter()
        .find(|office| office.device == card.device);
    let known = match office.as_ref().and_then(keys) {
        None => KnownKey::New,
        Some(known) if known == (&card.key, &card.signing) => KnownKey::Same,
        Some(_) => KnownKey::Other,
    };
    Ok(OfficeKey {
        name: card.name,
        fingerprint: fingerprint(&card.key, &card.signing),
        known,
    })
}

/// The line in a file that another office sent.
pub fn key_in_file(path: &Path) -> Result<String> {
    let failed = |source| OfficeError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(LONGEST_LINE)
        .read_to_string(&mut text)
        .map_err(failed)?;
    Ok(text.trim().to_owned())
}

/// Adds another office by its line.
pub fn add(store: &mut Store, line: &str) -> Result<()> {
    add_office(store, &line.parse()?)
}

/// Takes an office out of the list, or puts it back.
pub fn remove(store: &mut Store, device: &str, removed: bool) -> Result<()> {
    Ok(store.hide_office(device, removed)?)
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn a_fingerprint_is_short_enough_to_be_read_out() {
        let one = fingerprint("age1one", "ed25519:one");
        assert_eq!(one.chars().count(), 24, "{one}");
        assert_ne!(one, fingerprint("age1two", "ed25519:one"));
        assert_ne!(one, fingerprint("age1one", "ed25519:two"));
        assert_eq!(one, fingerprint(" age1one\n", "ed25519:one "));
    }
}
