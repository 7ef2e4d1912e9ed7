//! Is the store sound: `SQLite`'s own check, references, the journal against the records, and the files
//! of papers.

use crate::journal::Hand;
use crate::{Fault, Reader, Result, Store, StoreError};

/// What a check found. No finding in any list: the store is sound.
#[derive(Debug, Clone, Default, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// What `PRAGMA integrity_check` said, but “ok”.
    pub integrity: Vec<String>,
    /// References to records that are not there.
    pub foreign_keys: Vec<String>,
    /// Steps of the journal that do not say what was written, and records that differ from what it says they are.
    pub journal: Vec<String>,
    /// Papers whose files are not there, or hold something else than was attached.
    pub papers: Vec<String>,
}

impl CheckReport {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        [
            &self.integrity,
            &self.foreign_keys,
            &self.journal,
            &self.papers,
        ]
        .iter()
        .all(|found| found.is_empty())
    }
}

impl Reader {
    /// Checks the whole store. `scratch` is a folder for the store that the journal is replayed
    /// into.
    pub fn check(&self, scratch: &std::path::Path, hand: &mut Hand) -> Result<CheckReport> {
        Ok(CheckReport {
            integrity: self.broken_file()?,
            foreign_keys: self.broken_references()?,
            journal: [
                self.broken_seals()?,
                self.journal_differences(scratch, hand)?,
            ]
            .concat(),
            papers: self.faulty_papers()?,
        })
    }

    /// What `SQLite` finds wrong with the file itself.
    pub fn broken_file(&self) -> Result<Vec<String>> {
        Ok(self
            .connection
            .prepare("PRAGMA integrity_check")?
            .query_map([], |row| row.get::<_, String>(0))?
            .filter(|line| line.as_deref() != Ok("ok"))
            .collect::<Result<_, _>>()?)
    }

    pub(crate) fn broken_references(&self) -> Result<Vec<String>> {
        Ok(self
            .connection
            .prepare("PRAGMA foreign_key_check")?
            .query_map([], |row| {
                Ok(format!(
                    "a row of {} refers to a {} that is not there",
                    row.get::<_, String>(0)?,
                    row.get::<_, String>(2)?
                ))
            })?
            .collect::<Result<_, _>>()?)
    }

    /// Does the journal again from the first, in the folder `scratch`, and says which records are others.
    pub(crate) fn journal_differences(
        &self,
        scratch: &std::path::Path,
        hand: &mut Hand,
    ) -> Result<Vec<String>> {
        let replayed_path = scratch.join(format!("replay-{}.symposia", hand.id().simple()));
        let journal = (|| -> Result<Vec<String>> {
            let mut replayed = Store::open_under(&replayed_path, hand.now, self.key())?;
            match self.replay_into(&mut replayed, hand) {
                // A field of it was damaged that ties one record to another, or says what is done.
                Err(StoreError::Refused(why) | StoreError::Damaged(why)) => {
                    return Ok(vec![format!(
                        "the journal cannot be done again from the first: {why}"
                    )]);
                }
                done => done?,
            }
            Ok(differences(&self.dump()?, &replayed.dump()?))
        })();
        for suffix in ["", "-wal", "-shm"] {
            let mut name = replayed_path.as_os_str().to_owned();
            name.push(suffix);
            // It is a scratch file: one that cannot be removed harms nobody.
            let _ = std::fs::remove_file(name);
        }
        journal
    }

    /// Reads the file of every paper, and says which is not what was attached.
    fn faulty_papers(&self) -> Result<Vec<String>> {
        let files = self.files();
        let faulty = self
            .attached_files()?
            .into_iter()
            .filter_map(|(sha256, name)| {
                let place = files.place_of(&sha256).or_else(|| files.place(&sha256));
                let place = place.unwrap_or_else(|| files.folder().join(&sha256));
                let place = place.display();
                Some(match files.fault(&sha256)? {
                    Fault::Missing => format!("the file of “{name}” is not there: {place}"),
                    Fault::Sealed => format!(
                        "the file of “{name}” is sealed, and this store's passphrase does not open it: {place}"
                    ),
                    Fault::Changed => {
                        format!(
                            "the file of “{name}” holds something else than was attached: {place}"
                        )
                    }
                })
            });
        Ok(faulty.collect())
    }
}

fn differences(state: &str, replayed: &str) -> Vec<String> {
    let kept: std::collections::HashSet<&str> = replayed.lines().collect();
    let held: std::collections::HashSet<&str> = state.lines().collect();
    let missing = state
        .lines()
        .filter(|line| !kept.contains(line))
        .map(|line| format!("not as the journal has it: {line}"));
    let extra = replayed
        .lines()
        .filter(|line| !held.contains(line))
        .map(|line| format!("in the journal, not in the store: {line}"));
    missing.chain(extra).take(100).collect()
}
