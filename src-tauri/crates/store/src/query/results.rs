//! Whom an event reached: the one rule by which participations count, for every query of results.

/// Whether a participation `a` reached its person: they were there; or, where nobody wrote down who
/// was, did not say that they would not come.
pub(super) const REACHED: &str = "(a.presence IN ('present', 'present-online')
    OR (a.presence = 'not-recorded' AND a.reply NOT IN ('declined', 'delegated')))";

/// How many were there at the session `l`: by the list of names, else by counts, else the one number that was
/// written down. NULL where nobody wrote any of it down.
pub(super) const PRESENT: &str =
    "coalesce((SELECT sum(present) FROM session_attendance WHERE session_log = l.id),
     (SELECT sum(attended) FROM session_count WHERE session_log = l.id), l.attended)";
