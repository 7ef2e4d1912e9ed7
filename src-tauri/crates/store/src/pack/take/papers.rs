//! The files of papers that come in a pack.

use std::io::{BufRead, Read};

use super::{Taking, refused};
use crate::pack::lines;
use crate::{KeepError, Result, Store};

impl Store {
    /// Removes the files that came with a pack that was refused in the end; not those that a paper names by now.
    pub(super) fn let_go(&self, kept: &[String]) -> Result<()> {
        let files = self.files();
        for sha256 in kept {
            let is_named: bool = self.connection.query_row(
                "SELECT EXISTS (SELECT 1 FROM attachment WHERE sha256 = ?1)",
                [sha256],
                |row| row.get(0),
            )?;
            if !is_named {
                files.let_go(sha256);
            }
        }
        Ok(())
    }
}

impl Taking<'_, '_> {
    /// Keeps a paper's file under its hash, unless it is here.
    pub(super) fn take_file(
        &mut self,
        sha256: &str,
        bytes: u64,
        from: &mut dyn BufRead,
        try_it: bool,
    ) -> Result<()> {
        let files = self.to.files();
        if files.place(sha256).is_none() {
            return Err(refused(format!(
                "it holds a file called “{sha256}”, as no pack does"
            )));
        }
        let mut content = from.take(bytes);
        if try_it || files.has(sha256) {
            let read = std::io::copy(&mut content, &mut std::io::sink());
            let read = read.map_err(|error| refused(error.to_string()))?;
            return if read == bytes {
                Ok(())
            } else {
                Err(lines::cut())
            };
        }
        let kept = files
            .keep(&mut content, bytes, |_| true)
            .map_err(|error| match error {
                KeepError::Store(error) => error,
                KeepError::Read(error) => refused(error.to_string()),
                KeepError::TooLarge { .. } => refused("a file in it is larger than it says"),
            })?;
        self.kept.push(kept.sha256.clone());
        if kept.bytes < bytes {
            return Err(lines::cut());
        }
        if kept.sha256 != sha256 {
            return Err(refused("a file in it holds something else than it says"));
        }
        self.files += 1;
        Ok(())
    }
}
