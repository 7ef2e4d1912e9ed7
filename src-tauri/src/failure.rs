//! What the interface is told when a command fails: a sentence.

use serde::Serialize;
use ts_rs::TS;

/// A failure, said for the person at the screen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Failure {
    /// What happened, what is safe, what to do.
    pub message: String,
    /// Whether the person stopped it themselves.
    pub cancelled: bool,
    /// Whether the store has a passphrase that has to be typed first.
    pub locked: bool,
}

impl Failure {
    /// A failure with that sentence.
    pub fn saying(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            cancelled: false,
            locked: false,
        }
    }

    /// The store has a passphrase, which has to be typed.
    pub(crate) fn locked() -> Self {
        Self {
            locked: true,
            ..Self::saying("The store is locked. Type its passphrase.")
        }
    }
}

impl From<office::OfficeError> for Failure {
    fn from(error: office::OfficeError) -> Self {
        let message = error.to_string();
        let mut letters = message.chars();
        // Errors begin in lower case so that they can be strung together; a sentence does not.
        let sentence = letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default();
        Self {
            message: sentence,
            cancelled: error.is_cancelled(),
            locked: error.needs_passphrase(),
        }
    }
}
