//! Why a command could not be carried out, as a sentence that says what to do.

use std::io;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("'{program}' is not on this machine. {advice}")]
    NoProgram { program: String, advice: String },
    #[error("'{program}' ended with {status}. {advice}")]
    Ended {
        program: String,
        status: String,
        advice: String,
    },
    #[error("could not {doing}: {source}")]
    Io { doing: String, source: io::Error },
    #[error("{0}")]
    Said(String),
}

impl Failure {
    /// For `map_err`: what was being done when the system refused.
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}
