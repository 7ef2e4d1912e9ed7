//! The store put back to a backup and mended, inside the running window.

use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use chrono::Utc;
use domain::backup::BackupReason;
use office::backup::{BackupList, Restored};
use office::check::CareReport;
use office::{OfficeError, StoreKey};

use super::{Handles, Shell, hand, hold, open_store};
use crate::failure::Failure;

impl Shell {
    /// All backups, also where the store cannot be opened: then one of them is what helps.
    pub(crate) fn backups(&self) -> Result<BackupList, Failure> {
        if self.handles().is_ok() {
            return self.read_long(office::backup::list);
        }
        let key = hold(&self.key).clone();
        Ok(office::backup::list_beside(
            &self.path.clone()?,
            key.as_ref(),
        )?)
    }

    /// Goes back to a backup, by its file's name.
    pub(crate) fn restore(&self, name: &str) -> Result<Restored, Failure> {
        // What is locked stays so: nothing is put in its place without its passphrase.
        if let Some(failure) = hold(&self.closed).clone().filter(|failure| failure.locked) {
            return Err(failure);
        }
        let path = self.path.clone()?;
        let backup = office::backup::choose(&path, name)?.path;
        let restore = |key: &mut Option<StoreKey>| {
            office::backup::restore(&path, &backup, Utc::now(), key.as_ref(), None)
        };
        let done = match self.store.get() {
            Some(handles) => self.alone(handles, restore)?,
            None => restore(&mut hold(&self.key))?,
        };
        if self.store.get().is_none() {
            self.open_again()?;
        }
        let handles = self.handles()?;
        let mut store = hold(&handles.writer);
        let mut hand = hand(&store)?;
        office::backup::settle(&mut store, &mut hand)?;
        hold(&self.pack_lines).clear();
        handles.publisher.note_change();
        handles.sharer.note_change();
        Ok(done)
    }

    /// Tries again to open a store that could not be opened, at the start or after something was done with its file.
    pub(crate) fn open_again(&self) -> Result<(), Failure> {
        let _opening = hold(&self.opening);
        self.take_up_again()
    }

    /// The same for who opens already.
    pub(super) fn take_up_again(&self) -> Result<(), Failure> {
        if self.handles().is_ok() {
            return Ok(());
        }
        if let Some(handles) = self.store.get() {
            return self.alone(handles, |_| Ok(()));
        }
        let key = hold(&self.key).clone();
        let opened = open_store(&self.app, &self.path.clone()?, key.as_ref());
        let opened = opened.map_err(Failure::from);
        *hold(&self.closed) = opened.as_ref().err().cloned();
        // Nobody else opens it meanwhile.
        let _ = self.store.set(opened?);
        Ok(())
    }

    /// The triggers that somebody else had put into the file, as it was opened.
    pub(crate) fn taken_off(&self) -> Result<Vec<String>, Failure> {
        let writer = hold(&self.handles()?.writer);
        Ok(writer.taken_off().iter().cloned().collect())
    }

    /// Makes anew what is made from the records, after a backup, and checks the store.
    pub(crate) fn care(&self) -> Result<CareReport, Failure> {
        let progress = self.progress();
        let mending =
            self.write_after_backup(BackupReason::Repair, |store, _| office::check::mend(store))?;
        let mut hand = hand(&hold(&self.handles()?.writer))?;
        let scratch = self.folder_for_copies()?;
        self.read_long(|store| office::check::care(store, mending, &mut hand, &scratch, progress))
    }

    /// Does something that needs the file alone: every handle of the window lets go of it, and all take it up again,
    /// also where it failed. Where that is not possible the window says so, and [`Shell::open_again`] tries again.
    ///
    /// What is done may give the file another key.
    pub(super) fn alone<T>(
        &self,
        handles: &Handles,
        work: impl FnOnce(&mut Option<StoreKey>) -> office::Result<T>,
    ) -> Result<T, Failure> {
        let reading = handles.long_reading.write();
        let _alone = reading.unwrap_or_else(PoisonError::into_inner);
        // In the order in which those beside the window take them, so that nobody waits for another.
        let mut sharing = handles.sharer.still();
        let mut publishing = handles.publisher.still();
        let mut backing = handles.backer.still();
        let mut store = hold(&handles.writer);
        let mut reader = hold(&handles.reader);
        let mut key = hold(&self.key);
        let mut beside = [
            sharing.reader_mut(),
            publishing.reader_mut(),
            &mut *backing,
            &mut *reader,
        ];
        let let_go = beside
            .iter_mut()
            .try_for_each(|reader| reader.leave_file())
            .and_then(|()| store.leave_file());
        let done = let_go
            .map_err(OfficeError::from)
            .and_then(|()| work(&mut key));
        let opened = store.open_again(Utc::now(), key.as_ref()).and_then(|()| {
            for reader in beside {
                *reader = store.reader()?;
            }
            Ok(())
        });
        publishing.begin_anew();
        handles.newest.store(0, Ordering::Relaxed);
        let opened = opened.map_err(|error| Failure::from(OfficeError::from(error)));
        *hold(&self.closed) = opened.as_ref().err().cloned();
        opened?;
        Ok(done?)
    }
}
