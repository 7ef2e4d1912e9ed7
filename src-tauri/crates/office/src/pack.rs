//! Packs: what this office knows, told to others in a file, and what others tell taken in.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use domain::id::EventId;
use serde::Serialize;
use store::pack::{Keys, Scope, Seal, checked_key, new_keys, public_key};
use store::view::Change;
use store::{Hand, Local, Reader, Store};

use crate::{OfficeError, Result};

pub use store::pack::{Disagreement, Header, Keep, Office, Taken, Told};

/// What another office needs to make packs for this one: what it is called, its device, its public key. Nothing of it is
/// secret; it is one line of text, and fits on a card or in a QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// The device.
    pub device: String,
    /// The key.
    pub key: String,
    /// What the office is called.
    pub name: String,
}

const CARD: &str = "symposia-office";

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{CARD} {} {} {}", self.device, self.key, self.name)
    }
}

impl FromStr for Card {
    type Err = OfficeError;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.trim().splitn(4, ' ').map(str::trim);
        let mut part = || parts.next().filter(|part| !part.is_empty());
        match (part(), part(), part(), part()) {
            (Some(CARD), Some(device), Some(key), Some(name))
                if uuid::Uuid::parse_str(device).is_ok() =>
            {
                Ok(Self {
                    device: device.to_owned(),
                    key: checked_key(key)?,
                    name: one_line(name)?,
                })
            }
            _ => Err(OfficeError::NotPossible(
                "that is no key of an office; it is the line that the other office has under Exchange, or that `pack keys show` prints there"
                    .to_owned(),
            )),
        }
    }
}

fn one_line(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(OfficeError::NotPossible(
            "an office is called by a name of one line".to_owned(),
        ));
    }
    Ok(name.to_owned())
}

/// This office's card; its keys are made when it is first asked for. With a name, that is what it is called from now on.
pub fn own_card(store: &mut Store, name: Option<&str>) -> Result<Card> {
    if let Some(name) = name {
        store.set_local(Local::OfficeName, Some(&one_line(name)?))?;
    }
    let Some(name) = store.local(Local::OfficeName)? else {
        return Err(OfficeError::NotPossible(
            "this office has no name yet; say what others call it, such as --name \"Technical Centre, Seoul\"".to_owned(),
        ));
    };
    let key = if let Some(secret) = store.local(Local::OfficeSecret)? {
        public_key(&secret)?
    } else {
        let (secret, key) = new_keys();
        store.set_local(Local::OfficeSecret, Some(&secret))?;
        key
    };
    let device = store.device()?;
    if device.is_empty() {
        return Err(OfficeError::NotPossible(
            "the store is still empty; write something first".to_owned(),
        ));
    }
    Ok(Card { device, key, name })
}

/// Notes another office's card.
pub fn add_office(store: &mut Store, card: &Card) -> Result<()> {
    if card.device == store.device()? {
        return Err(OfficeError::NotPossible(
            "that is this office's own key".to_owned(),
        ));
    }
    Ok(store.note_office(&card.device, &card.name, &card.key)?)
}

/// The offices that are known.
pub fn offices(store: &Reader) -> Result<Vec<Office>> {
    Ok(store.offices()?)
}

/// The office of that name.
fn office_named(store: &Reader, name: &str) -> Result<Office> {
    let offices = store.offices()?;
    let wanted = name.trim().to_lowercase();
    let mut named = offices
        .into_iter()
        .filter(|office| office.name.to_lowercase() == wanted);
    match (named.next(), named.next()) {
        (Some(office), None) => Ok(office),
        (None, _) => Err(OfficeError::NotPossible(format!(
            "no office called “{name}” is known; `pack keys show` lists those that are"
        ))),
        (Some(_), Some(_)) => Err(OfficeError::NotPossible(format!(
            "two offices are called “{name}”; give one of them another name with `pack keys add`"
        ))),
    }
}

/// What a pack is to hold.
#[derive(Debug, Clone)]
pub enum What {
    /// What that office has not seen yet; nobody else can read it.
    For(String),
    /// An event with all that belongs to it.
    Event(EventId),
    /// All.
    All,
}

/// Who can read a pack, where it is not made for one office.
#[derive(Debug, Clone)]
pub enum Readers {
    /// These offices, by their names.
    Offices(Vec<String>),
    /// Whoever knows the passphrase.
    Passphrase(String),
    /// Whoever has the file.
    Everybody,
}

/// A pack that was written.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// The file.
    pub path: String,
    /// What is in it.
    pub header: Header,
    /// Who can read it: names of offices.
    pub readers: Vec<String>,
    /// Whether whoever has the file can.
    pub open: bool,
}

/// Writes a pack.
pub fn export(
    store: &mut Store,
    hand: &mut Hand,
    what: &What,
    readers: &Readers,
    out: &Path,
) -> Result<Sent> {
    crate::files::refuse_over_store(store.path(), out)?;
    let card = own_card(store, None)?;
    // What a step of ours has freed is brought in first, so that the pack is made of a store as it should be.
    store.settle(hand)?;
    let (scope, names) = match what {
        What::For(name) => {
            let office = office_named(store, name)?;
            (Scope::Since(office.told), Some(vec![name.clone()]))
        }
        What::Event(event) => (Scope::Event(*event), None),
        What::All => (Scope::All, None),
    };
    let (seal, names) = match (names, readers) {
        (None, Readers::Passphrase(passphrase)) => {
            (Seal::Passphrase(passphrase.clone()), Vec::new())
        }
        (None, Readers::Everybody) => (Seal::Open, Vec::new()),
        (Some(names), _) => (Seal::For(keys_of(store, &names)?), names),
        (None, Readers::Offices(names)) => (Seal::For(keys_of(store, names)?), names.clone()),
    };
    let open = matches!(seal, Seal::Open);
    let header = store.write_pack(out, &card.name, hand.now, &scope, &seal)?;
    Ok(Sent {
        path: out.to_string_lossy().into_owned(),
        header,
        readers: names,
        open,
    })
}

fn keys_of(store: &Reader, names: &[String]) -> Result<Vec<String>> {
    if names.is_empty() {
        return Err(OfficeError::NotPossible(
            "say who is to read it: an office, a passphrase, or everybody".to_owned(),
        ));
    }
    let key = |name: &String| {
        office_named(store, name)?.key.ok_or_else(|| {
            OfficeError::NotPossible(format!(
                "the key of “{name}” is not known; ask for it, and add it with `pack keys add`"
            ))
        })
    };
    names.iter().map(key).collect()
}

fn keys(store: &Reader, passphrase: Option<&str>) -> Result<Keys> {
    Ok(Keys {
        secret: store.local(Local::OfficeSecret)?,
        passphrase: passphrase.map(str::to_owned),
    })
}

/// What a pack says of itself, once it is sure that it is whole.
pub fn show(store: &Reader, path: &Path, passphrase: Option<&str>) -> Result<Header> {
    Ok(store::pack::look_into(path, &keys(store, passphrase)?)?)
}

/// A pack that was taken in, or would be.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Received {
    /// What the pack says of itself.
    pub header: Header,
    /// What became of it.
    pub taken: Taken,
    /// What is to be decided now.
    pub conflicts: Vec<Conflict>,
}

/// Takes a pack in; with `try_it` only says what would become of it.
pub fn import(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    passphrase: Option<&str>,
    try_it: bool,
) -> Result<Received> {
    let keys = keys(store, passphrase)?;
    let (header, mut taken) = store.take_pack(hand, path, &keys, try_it)?;
    let conflicts = name_offices(store, std::mem::take(&mut taken.disagreements))?;
    Ok(Received {
        header,
        taken,
        conflicts,
    })
}

/// What two offices said differently.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// What.
    #[serde(flatten)]
    pub what: Disagreement,
    /// The office that what stands comes from, where its name is known.
    pub this_office: Option<String>,
    /// The office that the other comes from.
    pub that_office: Option<String>,
}

/// What two offices said differently, and nobody has decided yet.
pub fn conflicts(store: &Reader) -> Result<Vec<Conflict>> {
    name_offices(store, store.disagreements()?)
}

/// Says of each side which office it comes from.
pub fn name_offices(store: &Reader, all: Vec<Disagreement>) -> Result<Vec<Conflict>> {
    let (own, own_name) = (store.device()?, store.local(Local::OfficeName)?);
    let offices = store.offices()?;
    let office = |told: &Told| {
        if told.device == own {
            return own_name.clone();
        }
        let of = offices.iter().find(|office| office.device == told.device);
        of.map(|office| office.name.clone())
    };
    let named = all.into_iter().map(|what| Conflict {
        this_office: office(&what.stands),
        that_office: office(&what.other),
        what,
    });
    Ok(named.collect())
}

/// Decides one: what stands is kept, or what does not comes to stand.
pub fn keep(store: &mut Store, hand: &mut Hand, id: &str, which: Keep) -> Result<Change> {
    Ok(store.keep(hand, id, which)?)
}
