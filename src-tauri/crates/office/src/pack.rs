//! Packs: what this office knows, told to others in a file, and what others tell taken in.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use domain::id::EventId;
use domain::pack::Purpose;
use serde::Serialize;
use store::pack::{
    Keys, Scope, Seal, Sending, Signer, checked_key, checked_signing_key, fingerprint, new_keys,
    public_key,
};
use store::view::Change;
use store::{Hand, Local, Reader, Store};

use crate::{OfficeError, Result};

pub use store::pack::{Disagreement, Header, Keep, Office, SignedBy, Taken, Told};

/// What another office needs to make packs for this one and to know those that it made: what it is called, its device,
/// its public keys. Nothing of it is secret; it is one line of text, and fits on a card or in a QR code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// The device.
    pub device: String,
    /// The key that packs for it are encrypted to.
    pub key: String,
    /// The key that its packs are signed with.
    pub signing: String,
    /// What the office is called.
    pub name: String,
}

const CARD: &str = "symposia-office";

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            device,
            key,
            signing,
            name,
        } = self;
        write!(f, "{CARD} {device} {key} {signing} {name}")
    }
}

impl FromStr for Card {
    type Err = OfficeError;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.trim().splitn(5, ' ').map(str::trim);
        let mut part = || parts.next().filter(|part| !part.is_empty());
        match (part(), part(), part(), part(), part()) {
            (Some(CARD), Some(device), Some(key), Some(signing), name)
                if uuid::Uuid::parse_str(device).is_ok() =>
            {
                let key = checked_key(key)?;
                let (Ok(signing), Some(name)) = (checked_signing_key(signing), name) else {
                    return Err(OfficeError::NotPossible(
                        "that is the key of an office without the one that its packs are signed with, as an older program told it; ask that office for its line anew".to_owned(),
                    ));
                };
                Ok(Self {
                    device: device.to_owned(),
                    key,
                    signing,
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
    let secret = own_secret(store)?;
    let device = store.device()?;
    if device.is_empty() {
        return Err(OfficeError::NotPossible(
            "the store is still empty; write something first".to_owned(),
        ));
    }
    Ok(Card {
        device,
        key: public_key(&secret)?,
        signing: Signer::of_office(&secret).key(),
        name,
    })
}

/// This office's secret key, made when it is first asked for.
fn own_secret(store: &mut Store) -> Result<String> {
    if let Some(secret) = store.local(Local::OfficeSecret)? {
        return Ok(secret);
    }
    let (secret, _) = new_keys();
    store.set_local(Local::OfficeSecret, Some(&secret))?;
    Ok(secret)
}

/// Notes another office's card.
pub fn add_office(store: &mut Store, card: &Card) -> Result<()> {
    if card.device == store.device()? {
        return Err(OfficeError::NotPossible(
            "that is this office's own key".to_owned(),
        ));
    }
    Ok(store.note_office(&card.device, &card.name, &card.key, &card.signing)?)
}

/// The offices that are known.
pub fn offices(store: &Reader) -> Result<Vec<Office>> {
    Ok(store.offices()?)
}

/// The office of that name. One that worked on several computers, which its key tells, has seen what all of them have.
fn office_named(store: &Reader, name: &str) -> Result<Office> {
    let offices = store.offices()?;
    let wanted = name.trim().to_lowercase();
    let mut named: Vec<Office> = offices
        .into_iter()
        .filter(|office| office.name.to_lowercase() == wanted)
        .collect();
    named.sort_by_key(|office| std::cmp::Reverse(office.met));
    let mut named = named.into_iter();
    let Some(mut office) = named.next() else {
        return Err(OfficeError::NotPossible(format!(
            "no office called “{name}” is known; `pack keys show` lists those that are"
        )));
    };
    for other in named {
        if other.signing.is_none() || other.signing != office.signing {
            return Err(OfficeError::NotPossible(format!(
                "two offices are called “{name}”; give one of them another name with `pack keys add`"
            )));
        }
        if other.met.is_some() {
            office.told.meet(&other.told);
        }
    }
    Ok(office)
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

/// What a pack is to hold, and what it is for.
#[derive(Debug, Clone)]
pub struct Order {
    /// What it is to hold.
    pub what: What,
    /// What it is for.
    pub purpose: Purpose,
}

impl From<&What> for Order {
    /// All that is known of it.
    fn from(what: &What) -> Self {
        Self {
            what: what.clone(),
            purpose: Purpose::All,
        }
    }
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
    order: impl Into<Order>,
    readers: &Readers,
    out: &Path,
) -> Result<Sent> {
    let order = order.into();
    crate::files::refuse_over_store(store.path(), out)?;
    let card = own_card(store, None)?;
    // What a step of ours has freed is brought in first, so that the pack is made of a store as it should be.
    store.settle(hand)?;
    let (scope, names) = match &order.what {
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
    let signer = Signer::of_office(&own_secret(store)?);
    let sending = Sending {
        office: &card.name,
        made: hand.now,
        scope: &scope,
        purpose: order.purpose,
    };
    let header = store.write_pack(out, &sending, &seal, &signer)?;
    store.was_told(hand)?;
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

/// How a pack is opened, and whose is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening<'a> {
    /// The passphrase that somebody typed.
    pub passphrase: Option<&'a str>,
    /// Whether somebody said that this one may be signed by a key that is not known here.
    pub accept_unknown: bool,
}

impl<'a> From<Option<&'a str>> for Opening<'a> {
    /// With a passphrase or none; only from offices that are known.
    fn from(passphrase: Option<&'a str>) -> Self {
        Self {
            passphrase,
            accept_unknown: false,
        }
    }
}

fn keys(store: &Reader, opening: Opening<'_>) -> Result<Keys> {
    Ok(Keys {
        secret: store.local(Local::OfficeSecret)?,
        passphrase: opening.passphrase.map(str::to_owned),
        accept_unknown: opening.accept_unknown,
    })
}

/// A pack as it is shown before anybody trusts it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shown {
    /// What it says of itself.
    #[serde(flatten)]
    pub header: Header,
    /// Whose key it is signed with.
    pub signed_by: SignedBy,
    /// That key's beginning, to compare with who made it.
    pub fingerprint: String,
}

/// What a pack says of itself, once it is sure that it is whole, and whose key it is signed with.
pub fn show(store: &Reader, path: &Path, passphrase: Option<&str>) -> Result<Shown> {
    let header = store::pack::look_into(path, &keys(store, passphrase.into())?)?;
    Ok(Shown {
        signed_by: store.signed_by(&header)?,
        fingerprint: fingerprint(header.signer.as_deref().unwrap_or_default()),
        header,
    })
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
    /// How many people who came with it may be in the directory already, added here or by somebody else. Nobody is
    /// compared before it was taken in.
    pub possible_duplicates: u64,
}

/// Takes a pack in; with `try_it` only says what would become of it.
///
/// One that is signed by nobody whom this office knows is refused, unless somebody said to accept it.
pub fn import<'a>(
    store: &mut Store,
    hand: &mut Hand,
    path: &Path,
    opening: impl Into<Opening<'a>>,
    try_it: bool,
) -> Result<Received> {
    let keys = keys(store, opening.into())?;
    let (header, mut taken) = store.take_pack(hand, path, &keys, try_it)?;
    let conflicts = name_offices(store, std::mem::take(&mut taken.disagreements))?;
    let possible_duplicates = match &taken.change {
        Some(change) if !try_it => crate::duplicate::brought(store, change.steps.last)?,
        _ => 0,
    };
    Ok(Received {
        header,
        taken,
        conflicts,
        possible_duplicates,
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
