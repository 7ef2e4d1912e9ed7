//! Work that cannot be stopped in its middle, and need not be waited for.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use store::StoreError;

use crate::people_file::Progress;
use crate::{OfficeError, Result};

/// How often it is asked whether to go on.
const OFTEN: Duration = Duration::from_millis(50);

/// Setting a paper goes deep: as much room for it as a program's first thread has.
const STACK: usize = 8 * 1024 * 1024;

/// Does the work on a thread of its own. When it is stopped, what comes of it is dropped.
pub(super) fn watch<T: Send + 'static>(
    progress: &impl Progress,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let (tell, told) = channel();
    let failed = |why: String| OfficeError::NotPossible(format!("the paper cannot be set: {why}"));
    thread::Builder::new()
        .name("paper".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // Nobody listens any more if it was stopped.
            let _ = tell.send(work());
        })
        .map_err(|error| failed(error.to_string()))?;
    loop {
        if !progress.report(0, 1) {
            return Err(StoreError::Cancelled.into());
        }
        match told.recv_timeout(OFTEN) {
            Ok(done) => return done,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(failed("it came to nothing; the log says why".to_owned()));
            }
        }
    }
}
