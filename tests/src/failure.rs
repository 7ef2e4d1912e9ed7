//! What kept a scenario from going on, as a sentence.

use std::io;

/// What a test and each of its steps return.
pub type Outcome<T = ()> = Result<T, Failure>;

/// What kept a scenario from going on.
#[derive(thiserror::Error)]
pub enum Failure {
    /// A test was started without what `cargo xtask test` prepares.
    #[error("{0} is not set; run `cargo xtask test`")]
    NotSet(&'static str),
    /// A condition that did not come about in time.
    #[error("waited {seconds} s for {what}; {instead}")]
    Waited {
        /// The condition.
        what: String,
        /// How long.
        seconds: u64,
        /// What there was instead.
        instead: String,
    },
    /// The driver or a use case refused a step.
    #[error("could not {doing}: {reason}")]
    Refused {
        /// The step.
        doing: String,
        /// Its words.
        reason: String,
    },
    /// The system refused.
    #[error("could not {doing}: {source}")]
    Io {
        /// The step.
        doing: String,
        /// Its words.
        source: io::Error,
    },
    /// A test's own finding.
    #[error("{0}")]
    Found(String),
}

/// A test that returns an error is printed with `Debug`: it gets the sentence.
impl std::fmt::Debug for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Failure {
    /// For `map_err`: what was being done when the system refused.
    pub fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }

    /// For `map_err`: what was being done when the driver, or a use case, refused.
    pub fn refused<E: std::fmt::Display>(doing: impl Into<String>) -> impl FnOnce(E) -> Self {
        let doing = doing.into();
        move |reason| Self::Refused {
            doing,
            reason: reason.to_string(),
        }
    }
}
