//! Which device a file is.
//!
//! Whatever is done in a store is told to others under its device, as a row of steps without a gap. Two files that go on
//! as one device would tell two such rows under one name: a file that was copied to a second computer, or one that was
//! put back from a backup after others heard of what came later. So this computer keeps a *mark* beside the store's
//! folder, not in it: for each device what was last agreed with its file, and where that lies. A file that does not know
//! the mark goes on as a new device, which costs nothing but a name.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, params};

use crate::lasting::{make_folder, write_whole};
use crate::{Access, Hand, Local, Reader, Result, Store};

/// What the file knows of its mark.
const MARK: &str = "device_mark";

impl Store {
    /// Sees to it that this file is a device of its own, with the marks that this computer keeps in that folder. Whether
    /// it goes on as a new one: it was copied here, moved, or put back from a copy.
    ///
    /// Where no mark can be written, the file stays what it is.
    pub fn stay_on(&mut self, hand: &mut Hand, marks: &Path) -> Result<bool> {
        self.marks = Some(marks.to_owned());
        let device = self.device()?;
        if *self.access() != Access::ReadWrite || device.is_empty() {
            return Ok(false);
        }
        let own = self.mark()?;
        // Who made the file may have named a path for a device: then no file of that name is looked at, let alone written.
        let is_key = uuid::Uuid::parse_str(&device).is_ok();
        let kept = fs::read_to_string(marks.join(&device))
            .ok()
            .filter(|_| is_key);
        let is_from_here = self.is_from_here(own.as_deref(), kept.as_deref());
        let agree = match (&own, &kept) {
            _ if !is_key => false,
            (None, None) => {
                self.agree_on_mark(hand)?;
                true
            }
            (Some(own), Some(kept)) => *kept == self.written_mark(own),
            _ => false,
        };
        if !agree {
            self.begin_device(hand)?;
            self.agree_on_mark(hand)?;
        }
        // Where no mark can be kept every start looks like the first, and nothing may be forgotten for that.
        if !is_from_here && self.mark()?.is_some() {
            self.forget_elsewhere()?;
        }
        Ok(!agree)
    }

    /// Whether this computer knows the file: by the mark that both have, or since its device lay at this place before it
    /// was put back.
    fn is_from_here(&self, own: Option<&str>, kept: Option<&str>) -> bool {
        let Some(kept) = kept else { return false };
        let here = self.written_mark(kept.lines().next().unwrap_or_default());
        kept.lines().next() == own || *kept == *here
    }

    /// Forgets where the file's records are to go by themselves: that was decided on another computer, or by who made
    /// the file and means to read what is written here.
    fn forget_elsewhere(&mut self) -> Result<()> {
        for what in [
            Local::PublishFolder,
            Local::SharedFolder,
            Local::CalendarServer,
            Local::CalendarServerUser,
        ] {
            self.set_local(what, None)?;
        }
        Ok(())
    }

    /// Has this file go on as a new device: it was put back to what it was, and others may know of what came later.
    pub fn go_on_as_new_device(&mut self, hand: &mut Hand) -> Result<()> {
        if *self.access() == Access::ReadWrite {
            self.begin_device(hand)?;
            self.agree_on_mark(hand)?;
        }
        Ok(())
    }

    /// What this store did was told to others: a copy of the file from before is behind what they know from now on.
    pub fn was_told(&mut self, hand: &mut Hand) -> Result<()> {
        if self.marks.is_some() && *self.access() == Access::ReadWrite {
            self.agree_on_mark(hand)?;
        }
        Ok(())
    }

    fn agree_on_mark(&mut self, hand: &mut Hand) -> Result<()> {
        let Some(marks) = self.marks.clone() else {
            return Ok(());
        };
        let mark = hand.id().hyphenated().to_string();
        let place = marks.join(self.device()?);
        // Before the store says so, and never half: a file whose mark a power cut took looks as if it came from another
        // computer, and forgets where its records go.
        let written = make_folder(&marks, |marks| fs::create_dir_all(marks))
            .and_then(|()| write_whole(&place, &self.written_mark(&mark)));
        // Where this computer keeps no mark, the file must not wait for one.
        self.set_mark(written.ok().map(|()| mark.as_str()))
    }

    fn written_mark(&self, mark: &str) -> String {
        let path = fs::canonicalize(self.path()).unwrap_or_else(|_| PathBuf::from(self.path()));
        format!("{mark}\n{}\n", path.display())
    }
}

impl Reader {
    fn mark(&self) -> Result<Option<String>> {
        let mark = self
            .connection
            .prepare_cached("SELECT value FROM local WHERE name = ?1")?
            .query_row([MARK], |row| row.get(0))
            .optional()?;
        Ok(mark)
    }

    fn set_mark(&self, mark: Option<&str>) -> Result<()> {
        match mark {
            Some(mark) => self.connection.execute(
                "INSERT INTO local (name, value) VALUES (?1, ?2)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                [MARK, mark],
            )?,
            None => self
                .connection
                .execute("DELETE FROM local WHERE name = ?1", [MARK])?,
        };
        Ok(())
    }

    /// Has this file go on as a new device, which has seen all that the file holds.
    pub(crate) fn begin_device(&self, hand: &mut Hand) -> Result<String> {
        let device = hand.id().hyphenated().to_string();
        let newest: i64 = self.connection.query_row(
            "SELECT max((SELECT coalesce(max(clock), 0) FROM journal_transaction),
                        (SELECT coalesce(max(clock), 0) FROM pack_step))",
            [],
            |row| row.get(0),
        )?;
        let seen = serde_json::to_string(&self.vector()?).unwrap_or_default();
        self.connection.execute(
            "INSERT INTO pack_seen (device, after, seen) VALUES (?1, ?2, ?3)",
            params![device, newest, seen],
        )?;
        self.connection.execute(
            "INSERT INTO local (name, value) VALUES ('device', ?1)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [&device],
        )?;
        self.set_mark(None)?;
        Ok(device)
    }
}
