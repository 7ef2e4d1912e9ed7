//! Whom an event reached: the one rule by which participations count, for every query of results.

/// Whether a participation `a` reached its person: they were there; or, where nobody wrote down who
/// was, did not say that they would not come.
pub(super) const REACHED: &str = "(a.presence IN ('present', 'present-online')
    OR (a.presence = 'not-recorded' AND a.reply NOT IN ('declined', 'delegated')))";
