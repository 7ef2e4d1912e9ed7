//! What counts, for every query of results: whom an event reached, whose logs count, how many were at a session.
//! The rules are the domain's; the tests of `office::figures` hold them against each other.

/// Whether a participation `a` reached its person (`domain::participation::reached`): what is said of their presence;
/// where nothing is, whether a tick list of a session has them as present; where none names them, whether they did
/// not say that they would not come. Tick lists are looked into for events that have logs alone: most have none, and
/// looking costs as much as the rest (10,000 events, 200,000 participations).
pub(super) const REACHED: &str = "(a.presence IN ('present', 'present-online')
    OR (a.presence = 'not-recorded' AND coalesce(
        CASE WHEN a.event IN (SELECT event FROM session_log) THEN
            (SELECT max(present) FROM session_attendance WHERE participation = a.id) END,
        a.reply NOT IN ('declined', 'delegated'))))";

/// Whether a list of those who take part names the participation `a` (`domain::protocol::is_listed`).
pub(super) const LISTED: &str = "(a.presence IN ('present', 'present-online')
    OR (a.presence = 'not-recorded' AND a.reply NOT IN ('declined', 'delegated')))";

/// Whether the logs of an event `e` count (`domain::event::EventStatus::counts_logs`): what was logged took place,
/// unless the event was put off or called off.
pub(super) const LOGS_COUNT: &str = "e.status NOT IN ('postponed', 'cancelled')";

/// How many were there at the session `l`: by the list of names, else by counts, else the one number that was
/// written down. NULL where nobody wrote any of it down.
pub(super) const PRESENT: &str =
    "coalesce((SELECT sum(present) FROM session_attendance WHERE session_log = l.id),
     (SELECT sum(attended) FROM session_count WHERE session_log = l.id), l.attended)";

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use domain::event::EventStatus;
    use domain::participation::{Presence, Reply};
    use domain::protocol::is_listed;
    use rusqlite::Connection;

    use super::{LISTED, LOGS_COUNT};

    #[test]
    fn who_is_listed_is_so_as_the_rule_has_it() {
        let connection = Connection::open_in_memory().unwrap();
        for (reply, presence) in Reply::ALL.iter().flat_map(|reply| {
            Presence::ALL
                .iter()
                .map(move |presence| (*reply, *presence))
        }) {
            let listed: bool = connection
                .query_row(
                    &format!("SELECT {LISTED} FROM (SELECT ?1 AS reply, ?2 AS presence) AS a"),
                    [reply.as_str(), presence.as_str()],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(listed, is_listed(reply, presence), "{reply} {presence}");
        }
    }

    #[test]
    fn logs_count_as_the_rule_has_it() {
        let connection = Connection::open_in_memory().unwrap();
        for status in EventStatus::ALL {
            let counts: bool = connection
                .query_row(
                    &format!("SELECT {LOGS_COUNT} FROM (SELECT ?1 AS status) AS e"),
                    [status.as_str()],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(counts, status.counts_logs(), "{status}");
        }
    }
}
