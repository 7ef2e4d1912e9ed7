//! What a store's passphrase has to be.

use std::collections::HashSet;

use crate::DomainError;

/// How many characters it has at least. Whoever has the file can try as many passphrases as they have computers; three or
/// four words that nobody says together are beyond that, and are typed every morning.
pub const SHORTEST: usize = 12;

/// How many different characters it has at least.
pub const LEAST_DIFFERENT: usize = 5;

/// Refuses a passphrase that is soon guessed. `again` is what was typed the second time: who mistypes the only one there
/// is has lost the store.
pub fn check(passphrase: &str, again: &str) -> Result<(), DomainError> {
    if passphrase.trim().is_empty() {
        return Err(DomainError::NoPassphrase);
    }
    let different: HashSet<char> = passphrase.chars().collect();
    if passphrase.chars().count() < SHORTEST || different.len() < LEAST_DIFFERENT {
        return Err(DomainError::WeakPassphrase);
    }
    if passphrase != again {
        return Err(DomainError::PassphrasesDiffer);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_soon_guessed_or_mistyped_is_refused() {
        let is_refused = |passphrase: &str, again: &str| check(passphrase, again).is_err();
        assert!(is_refused("", ""));
        assert!(is_refused("             ", "             "));
        assert!(is_refused("seven quiet", "seven quiet"));
        assert!(is_refused("abababababababab", "abababababababab"));
        assert!(is_refused("seven quiet rivers", "seven quiet river"));
        assert!(!is_refused("seven quiet rivers", "seven quiet rivers"));
        assert!(!is_refused(
            "대기오염 여덟 개의 강들",
            "대기오염 여덟 개의 강들"
        ));
    }
}
