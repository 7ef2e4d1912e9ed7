//! The sentences of reports: those that the program brings, and those that a person changed.

use std::collections::HashMap;

use documents::annual::{Block, Piece, Source};
use domain::report::{Filled, Sentence, Values, check_wording, fill};
use serde::{Deserialize, Serialize};
use store::view::Change;
use store::{Hand, Reader, Store, Table};
use ts_rs::TS;

use crate::fields::text;
use crate::{OfficeError, Result};

/// A sentence of the report.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReportSentence {
    /// Its name.
    pub id: String,
    /// Where it stands: `summary`, `output`, `activity`, `training`, `finance`, `follow-ups`.
    pub place: String,
    /// Its words now.
    pub text: String,
    /// As the program brings it.
    pub ours: String,
    /// What it can say: `{events}`.
    pub placeholders: Vec<String>,
    /// Whether it was changed.
    pub changed: bool,
}

/// A sentence and its new words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReportSentenceEdit {
    /// Which.
    pub id: String,
    /// Its words; none: as the program brings it.
    pub text: Option<String>,
}

fn brought() -> Result<Vec<Sentence>> {
    serde_json::from_str(include_str!("wording.json")).map_err(|error| {
        OfficeError::NotPossible(format!(
            "the sentences of the report cannot be read: {error}"
        ))
    })
}

/// Every sentence of the report, as it is now.
pub fn sentences(store: &Reader) -> Result<Vec<ReportSentence>> {
    let mut changed = store.report_wordings()?;
    let all = brought()?.into_iter().map(|sentence| {
        let own = changed.remove(&sentence.id);
        ReportSentence {
            changed: own.is_some(),
            text: own.unwrap_or_else(|| sentence.text.clone()),
            ours: sentence.text,
            id: sentence.id,
            place: sentence.place,
            placeholders: sentence.placeholders,
        }
    });
    Ok(all.collect())
}

/// Changes the words of a sentence, or takes the program's own again.
pub fn edit_sentence(
    store: &mut Store,
    hand: &mut Hand,
    edit: &ReportSentenceEdit,
) -> Result<Change> {
    let all = brought()?;
    let sentence = all
        .iter()
        .find(|sentence| sentence.id == edit.id)
        .ok_or_else(|| {
            OfficeError::NotPossible(format!("the report has no sentence “{}”", edit.id))
        })?;
    let known = store.report_wordings()?.contains_key(&edit.id);
    let words = edit.text.as_deref().map(str::trim);
    if let Some(words) = words {
        check_wording(words, sentence)?;
    }
    let words = words.filter(|words| *words != sentence.text);
    let ((), change) = store.write(hand, "Change wording of report", |to| match words {
        Some(words) if known => to.update(Table::ReportWording, &edit.id, &[("text", text(words))]),
        Some(words) => to.insert_as(Table::ReportWording, &edit.id, &[("text", text(words))]),
        None if known => to.delete(Table::ReportWording, &edit.id),
        None => Ok(()),
    })?;
    Ok(change)
}

/// The words of all sentences now.
#[derive(Debug)]
pub(super) struct Wording(HashMap<String, String>);

/// A value of a sentence: its placeholder, how it is written, its number, what it was counted from.
pub(super) type Said<'a> = (&'a str, String, Option<f64>, Source);

impl Wording {
    pub(super) fn read(store: &Reader) -> Result<Self> {
        let mut words: HashMap<String, String> = brought()?
            .into_iter()
            .map(|sentence| (sentence.id, sentence.text))
            .collect();
        for (id, text) in store.report_wordings()? {
            // Of a newer program's sentences this one says nothing.
            if let Some(known) = words.get_mut(&id) {
                *known = text;
            }
        }
        Ok(Self(words))
    }

    /// A sentence with its values.
    pub(super) fn say(&self, id: &str, values: &[Said<'_>]) -> Result<Block> {
        let words = self.0.get(id).map(String::as_str).unwrap_or_default();
        let filled: Values = values
            .iter()
            .map(|(name, text, number, _)| ((*name).to_owned(), (text.clone(), *number)))
            .collect();
        let mut said = Vec::new();
        let pieces: Vec<Piece> = fill(words, &filled)?
            .into_iter()
            .map(|piece| match piece {
                Filled::Words(text) => Piece {
                    text,
                    source: Source::none(),
                },
                Filled::Value { name, text } => {
                    let source = values
                        .iter()
                        .find(|(known, ..)| *known == name)
                        .map(|(.., source)| source.clone())
                        .unwrap_or_default();
                    said.push(source.clone());
                    Piece { text, source }
                }
            })
            .collect();
        Ok(Block::Sentence {
            pieces,
            source: Source::all(&said),
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_that_the_program_brings_is_sound_and_has_a_name_of_its_own() {
        let all = brought().unwrap();
        let mut ids: Vec<&str> = all.iter().map(|sentence| sentence.id.as_str()).collect();
        for sentence in &all {
            assert_eq!(
                check_wording(&sentence.text, sentence),
                Ok(()),
                "{}",
                sentence.id
            );
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
    }
}
