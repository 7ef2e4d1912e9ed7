//! What two offices said differently, decided by a person.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::pack::{ConflictField, ConflictMatter, ConflictReview, Keep};
use store::view::{
    AgendaItemEdit, Change, EventEdit, OrganisationEdit, PersonEdit, TaskEdit, Window,
};
use store::{Hand, Local, Reader, Store, Table};
use ts_rs::TS;

use crate::{OfficeError, Result};

/// One thing that two offices said differently.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConflictView {
    /// What.
    #[serde(flatten)]
    pub review: ConflictReview,
    /// The office that what stands comes from, where its name is known.
    pub this_office: Option<String>,
    /// The office that the other comes from.
    pub that_office: Option<String>,
    /// Whether a third text can be written here; else where the record is.
    pub writable: bool,
}

/// A part of what is to be decided.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConflictPage {
    /// The part.
    pub rows: Vec<ConflictView>,
    /// How many there are.
    pub total: u64,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "keep", rename_all = "kebab-case")]
pub enum ConflictChoice {
    /// What stands.
    This,
    /// What does not.
    That,
    /// A third text.
    Text {
        /// Which.
        text: String,
    },
}

/// A part of what two offices said differently and nobody has decided.
pub fn conflicts(store: &Reader, window: Window) -> Result<ConflictPage> {
    let page = store.conflict_reviews(window)?;
    let (own, own_name) = (store.device()?, store.local(Local::OfficeName)?);
    let offices = store.offices()?;
    let office = |device: &str| {
        if device == own {
            return own_name.clone();
        }
        let of = offices.iter().find(|office| office.device == device);
        of.map(|office| office.name.clone())
    };
    let rows = page.rows.into_iter().map(|review| ConflictView {
        this_office: office(&review.stands.device),
        that_office: office(&review.other.device),
        writable: text_field(&review).is_some(),
        review,
    });
    Ok(ConflictPage {
        rows: rows.collect(),
        total: page.total,
    })
}

/// How many things wait to be decided.
pub fn conflict_count(store: &Reader) -> Result<u64> {
    Ok(store.conflict_count()?)
}

/// The one field that both said differently, if it is a text that a person may write in this table.
fn text_field(review: &ConflictReview) -> Option<&ConflictField> {
    let [field] = review.fields.as_slice() else {
        return None;
    };
    let is_text = review.matter == ConflictMatter::Values && edit_of(review, field, "x").is_some();
    is_text.then_some(field)
}

/// A change of one field, as the table's own use case takes it: so that its rules are asked.
enum Edit {
    Event(EventEdit),
    Person(PersonEdit),
    Organisation(OrganisationEdit),
    Task(TaskEdit),
    AgendaItem(AgendaItemEdit),
}

fn edit_of(review: &ConflictReview, field: &ConflictField, text: &str) -> Option<Edit> {
    fn read<T: DeserializeOwned>(field: &str, text: &str) -> Option<T> {
        serde_json::from_value(json!({ "field": field, "value": text })).ok()
    }
    let field = camel_case(&field.field);
    match Table::named(&review.table)? {
        Table::Event => read(&field, text).map(Edit::Event),
        Table::Person => read(&field, text).map(Edit::Person),
        Table::Organisation => read(&field, text).map(Edit::Organisation),
        Table::Task => read(&field, text).map(Edit::Task),
        Table::AgendaItem => read(&field, text).map(Edit::AgendaItem),
        _ => None,
    }
}

/// `online_link` as edits name it: `onlineLink`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        out.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    out
}

fn review_of(store: &Reader, id: &str) -> Result<Option<ConflictReview>> {
    let mut window = Window {
        offset: 0,
        limit: Window::MOST,
    };
    loop {
        let page = store.conflict_reviews(window)?;
        let read = page.rows.len();
        if let Some(review) = page.rows.into_iter().find(|review| review.id == id) {
            return Ok(Some(review));
        }
        window.offset += Window::MOST;
        if read == 0 || u64::from(window.offset) >= page.total {
            return Ok(None);
        }
    }
}

/// Decides one: what stands is kept, the other comes to stand, or a third text is written.
pub fn decide(
    store: &mut Store,
    hand: &mut Hand,
    id: &str,
    choice: &ConflictChoice,
) -> Result<Change> {
    let text = match choice {
        ConflictChoice::This => return Ok(store.keep(hand, id, Keep::This)?),
        ConflictChoice::That => return Ok(store.keep(hand, id, Keep::That)?),
        ConflictChoice::Text { text } => text.trim(),
    };
    let gone = || {
        OfficeError::NotPossible("that was decided meanwhile; look at what stands now".to_owned())
    };
    let review = review_of(store, id)?.ok_or_else(gone)?;
    let field = text_field(&review).ok_or_else(|| {
        OfficeError::NotPossible(
            "no third text can be written for that; keep one of the two, or change the record on its own page"
                .to_owned(),
        )
    })?;
    // Whoever writes what one of the two says decides for it.
    if field.stands.as_str() == Some(text) {
        return Ok(store.keep(hand, id, Keep::This)?);
    }
    if field.other.as_str() == Some(text) {
        return Ok(store.keep(hand, id, Keep::That)?);
    }
    let edit = edit_of(&review, field, text).ok_or_else(gone)?;
    let change = write(store, hand, &review.record, edit)?;
    // A part of a pack does not say what its author knew: then the other side is put aside by its own word.
    let left = store.disagreements()?.into_iter().find(|one| {
        one.table == review.table
            && one.record == review.record
            && one.fields.contains(&field.field)
            && one.other.device == review.other.device
    });
    match left {
        Some(one) => Ok(store.keep(hand, &one.id, Keep::This)?),
        None => Ok(change),
    }
}

fn write(store: &mut Store, hand: &mut Hand, record: &str, edit: Edit) -> Result<Change> {
    fn key<T: std::str::FromStr>(record: &str) -> Result<T> {
        let unknown = || OfficeError::NotPossible(format!("“{record}” is no key of a record"));
        record.parse().map_err(|_| unknown())
    }
    match edit {
        Edit::Event(edit) => crate::event::edit(store, hand, key(record)?, edit),
        Edit::Person(edit) => crate::person::edit(store, hand, key(record)?, edit),
        Edit::Organisation(edit) => crate::organisation::edit(store, hand, key(record)?, edit),
        Edit::Task(edit) => crate::task::edit(store, hand, key(record)?, edit),
        Edit::AgendaItem(edit) => crate::agenda::edit(store, hand, key(record)?, edit),
    }
}
