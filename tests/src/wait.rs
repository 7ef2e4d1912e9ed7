//! Waiting for a condition: asked again and again, never slept for.

use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::{Failure, Outcome};

/// How long a condition may take on a busy machine with two cores.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

const PAUSE: Duration = Duration::from_millis(40);

/// Asks until there is an answer. `Err` from the question is "not yet", with what there is instead.
pub fn until<T>(what: &str, ask: impl FnMut() -> Result<T, String>) -> Outcome<T> {
    within(PATIENCE, what, ask)
}

/// The same, with another patience.
pub(crate) fn within<T>(
    patience: Duration,
    what: &str,
    mut ask: impl FnMut() -> Result<T, String>,
) -> Outcome<T> {
    let start = Instant::now();
    loop {
        match ask() {
            Ok(answer) => return Ok(answer),
            Err(instead) if start.elapsed() > patience => {
                return Err(Failure::Waited {
                    what: what.to_owned(),
                    seconds: patience.as_secs(),
                    instead,
                });
            }
            Err(_) => sleep(PAUSE),
        }
    }
}
