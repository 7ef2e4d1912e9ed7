//! Long work that somebody watches: it tells how far it has come, and hears whether to go on.

use std::cell::RefCell;

use crate::{Reader, Result, StoreError};

/// How often is told: that many things are done between two times.
const EACH: u64 = 256;

/// Told how much of how much is done; answers whether to go on.
type Listener = Box<dyn FnMut(u64, u64) -> bool + Send>;

/// Who watches the work of a handle, and how far it has come.
#[derive(Default)]
pub(crate) struct Watch(RefCell<Watched>);

#[derive(Default)]
struct Watched {
    listener: Option<Listener>,
    done: u64,
    of: u64,
}

impl Reader {
    /// Has somebody watch what this handle does from now on: told how much of how much is done, they answer whether
    /// to go on. Work that is stopped ends with [`StoreError::Cancelled`] and leaves nothing behind.
    pub fn watch(&self, listener: impl FnMut(u64, u64) -> bool + Send + 'static) {
        *self.watch.0.borrow_mut() = Watched {
            listener: Some(Box::new(listener)),
            ..Watched::default()
        };
    }

    /// Nobody watches any more.
    pub fn unwatch(&self) {
        *self.watch.0.borrow_mut() = Watched::default();
    }

    /// Work begins that comes to about so many things.
    pub(crate) fn expect(&self, of: u64) {
        let mut watched = self.watch.0.borrow_mut();
        (watched.done, watched.of) = (0, of);
    }

    /// One thing more is done.
    pub(crate) fn tick(&self) -> Result<()> {
        let mut watched = self.watch.0.borrow_mut();
        watched.done += 1;
        let (done, of) = (watched.done, watched.of);
        if !done.is_multiple_of(EACH) {
            return Ok(());
        }
        let goes_on = match &mut watched.listener {
            Some(listener) => listener(done.min(of), of),
            None => true,
        };
        if goes_on {
            Ok(())
        } else {
            Err(StoreError::Cancelled)
        }
    }
}
