//! Templates laid out by hand: shown as rows, begun empty, copied, changed one item at a time.

use std::hash::{DefaultHasher, Hash, Hasher};

use domain::agenda::skeleton::{Skeleton, SkeletonEdit, copy_name};
use domain::event::EventKind;
use domain::id::AgendaTemplateId;
use store::view::{Change, TemplateChanged, TemplatePage};
use store::{Hand, Reader, Store, StoreError, StoredTemplate, Table, Transaction, Value};

use super::{Known, kind_field, known};
use crate::Result;
use crate::agenda::show::USUAL_START;
use crate::fields::{required, text};

/// A template with its items, by its word, its key or its name.
pub fn show(store: &Reader, template: &str) -> Result<TemplatePage> {
    Ok(page(&known(store, template)?))
}

fn page(known: &Known) -> TemplatePage {
    TemplatePage {
        key: known.key.clone(),
        name: known.name.clone(),
        kind: known.kind,
        shipped: known.id.is_none(),
        seen: seen(&known.skeleton),
        days: known.skeleton.rows(USUAL_START),
    }
}

/// Tells one content from another, within a run of the program.
fn seen(skeleton: &Skeleton) -> String {
    let mut hasher = DefaultHasher::new();
    skeleton.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A new template of one day without items. The change's `id` is the template's.
///
/// # Errors
/// If the name is empty, or another saved template's.
pub fn begin(
    store: &mut Store,
    hand: &mut Hand,
    name: &str,
    kind: Option<EventKind>,
) -> Result<Change> {
    insert(store, hand, "New template", name, kind, &Skeleton::empty())
}

/// Keeps a skeleton as a new template, under a name that no other saved one has.
pub(crate) fn insert(
    store: &mut Store,
    hand: &mut Hand,
    label: &str,
    name: &str,
    kind: Option<EventKind>,
    skeleton: &Skeleton,
) -> Result<Change> {
    required("the template's name", name)?;
    let content = written(skeleton)?;
    let (id, mut change) = store.write(hand, label, |to| {
        free(to, name, None)?;
        put(to, name, kind, content)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Copies a template, under a name made of its own. The change's `id` is the copy's.
pub fn copy(store: &mut Store, hand: &mut Hand, template: &str) -> Result<Change> {
    let known = known(store, template)?;
    let content = written(&known.skeleton)?;
    let (id, mut change) = store.write(hand, "Copy template", |to| {
        let name = copy_name(&known.name, &names(to)?);
        put(to, &name, known.kind, content)
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Does one thing to a template's items and days, as one step; one that the program brings becomes a
/// saved copy. `seen` is what the page said of itself: positions hold only in what was seen.
///
/// # Errors
/// If the template is another by now, or a rule does not allow it; then nothing is changed.
pub fn change(
    store: &mut Store,
    hand: &mut Hand,
    template: &str,
    seen: &str,
    edit: &SkeletonEdit,
) -> Result<TemplateChanged> {
    let ((key, at), mut change) = store.write(hand, edit.label(), |to| {
        let mut known = known(to, template).map_err(refused)?;
        if self::seen(&known.skeleton) != seen {
            return Err(StoreError::Refused(format!(
                "the template “{}” was changed in the meantime; it is shown as it is now, so do it again there",
                known.name
            )));
        }
        let at = known.skeleton.change(edit).map_err(|error| refused(error.into()))?;
        let content = written(&known.skeleton).map_err(refused)?;
        let key = if let Some(id) = known.id {
            let key = id.to_string();
            to.update(Table::AgendaTemplate, &key, &[("content", content)])?;
            key
        } else {
            let name = copy_name(&known.name, &names(to)?);
            put(to, &name, known.kind, content)?.to_string()
        };
        Ok((key, at))
    })?;
    change.id = Some(key.clone());
    Ok(TemplateChanged {
        page: show(store, &key)?,
        at,
        change,
    })
}

/// What a rule says, said from within a write.
fn refused(error: crate::OfficeError) -> StoreError {
    match error {
        crate::OfficeError::Store(error) => error,
        other => StoreError::Refused(other.to_string()),
    }
}

/// A template's content as it is kept.
pub(super) fn written(skeleton: &Skeleton) -> Result<Value> {
    let kept = serde_json::to_string(skeleton);
    Ok(text(kept.map_err(|error| {
        crate::OfficeError::NotPossible(format!("the template cannot be kept: {error}"))
    })?))
}

fn put(
    to: &mut Transaction<'_>,
    name: &str,
    kind: Option<EventKind>,
    content: Value,
) -> store::Result<uuid::Uuid> {
    to.insert(
        Table::AgendaTemplate,
        &[
            ("name", text(name.trim())),
            ("kind", kind_field(kind)),
            ("content", content),
        ],
    )
}

fn names(store: &Reader) -> store::Result<Vec<String>> {
    let saved = store.agenda_templates()?;
    Ok(saved.into_iter().map(|saved| saved.name).collect())
}

/// Refuses a name that another saved template has, since templates are chosen by their names.
pub(super) fn free(store: &Reader, name: &str, but: Option<AgendaTemplateId>) -> store::Result<()> {
    let name = name.trim();
    let is_same = |saved: &StoredTemplate| {
        Some(saved.id) != but && saved.name.to_lowercase() == name.to_lowercase()
    };
    if store.agenda_templates()?.iter().any(is_same) {
        return Err(StoreError::Refused(format!(
            "there is a template “{name}” already; give it another name"
        )));
    }
    Ok(())
}
