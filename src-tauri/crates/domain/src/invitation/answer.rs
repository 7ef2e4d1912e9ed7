//! What becomes of an answer to an invitation.

use chrono::{DateTime, Utc};

use crate::participation::Reply;
use crate::timing::Timing;
use crate::words::words;

/// An answer as it came in, its sender already found on the event's list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// PARTSTAT; none where the answer does not say.
    pub reply: Option<Reply>,
    /// SEQUENCE: which version of the invitation it answers; none where it does not say.
    pub sequence: Option<u32>,
    /// DTSTAMP: when it was given; none where it does not say.
    pub stamp: Option<DateTime<Utc>>,
    /// Another time that it asks for (RFC 5546 §3.2.7, COUNTER).
    pub proposal: Option<Timing>,
}

/// What is known of the person whose answer it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// SEQUENCE and time of the newest that was written to them.
    pub held: Option<(u32, DateTime<Utc>)>,
    /// SEQUENCE and DTSTAMP of the newest answer that was taken from them.
    pub answered: Option<(Option<u32>, Option<DateTime<Utc>>)>,
}

words! {
    /// What became of an answer.
    pub enum Judgement ("outcome") {
        /// It is on the list.
        Applied = "applied",
        /// It is older than what we hold.
        Stale = "stale",
        /// Nobody of the event's list gave it.
        UnknownPerson = "unknown-person",
        /// No event of ours has that UID.
        UnknownEvent = "unknown-event",
        /// The person sends somebody else.
        Delegated = "delegated",
        /// The person proposes another time.
        Counter = "counter",
        /// It cannot be read, or says nothing.
        Unreadable = "unreadable",
    }
}

/// What is to become of an answer, and the reason where it is not taken as it is.
///
/// SEQUENCE decides first and DTSTAMP second (RFC 5546 §2.1.5). An answer to an older version than
/// the person holds does not count: they have been told of a change since, and are asked again. An
/// answer without a SEQUENCE (some programs leave it out) is measured by its time alone.
#[must_use]
pub fn judge(answer: &Answer, known: &Known) -> (Judgement, &'static str) {
    if answer.reply.is_none() && answer.proposal.is_none() {
        return (
            Judgement::Unreadable,
            "it does not say whether the person comes",
        );
    }
    if let Some(why) = stale(answer, known) {
        return (Judgement::Stale, why);
    }
    match answer {
        Answer {
            proposal: Some(_), ..
        } => (Judgement::Counter, "proposes another time"),
        Answer {
            reply: Some(Reply::Delegated),
            ..
        } => (Judgement::Delegated, "sends somebody else"),
        _ => (Judgement::Applied, ""),
    }
}

fn stale(answer: &Answer, known: &Known) -> Option<&'static str> {
    if let Some((sequence, written)) = known.held {
        let older = match (answer.sequence, answer.stamp) {
            (Some(answered), _) => answered < sequence,
            (None, Some(stamp)) => stamp < written,
            (None, None) => false,
        };
        if older {
            return Some("answers an invitation that was replaced by a newer one");
        }
    }
    let (sequence, stamp) = known.answered?;
    let same_version = match (answer.sequence, sequence) {
        (Some(new), Some(old)) if new < old => return Some("a newer answer was taken already"),
        (Some(new), Some(old)) => new == old,
        _ => true,
    };
    match (answer.stamp, stamp) {
        (Some(new), Some(old)) if same_version && new < old => {
            Some("a newer answer was taken already")
        }
        (Some(new), Some(old)) if same_version && new == old => {
            Some("this answer was taken already")
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: u32) -> DateTime<Utc> {
        format!("2026-10-01T09:{minute:02}:00Z").parse().unwrap()
    }

    fn yes(sequence: Option<u32>, minute: Option<u32>) -> Answer {
        Answer {
            reply: Some(Reply::Accepted),
            sequence,
            stamp: minute.map(at),
            proposal: None,
        }
    }

    fn outcome(answer: &Answer, known: &Known) -> Judgement {
        judge(answer, known).0
    }

    #[test]
    fn the_first_answer_is_taken_and_the_same_again_is_not() {
        let mut known = Known {
            held: Some((2, at(0))),
            answered: None,
        };
        assert_eq!(outcome(&yes(Some(2), Some(5)), &known), Judgement::Applied);
        known.answered = Some((Some(2), Some(at(5))));
        assert_eq!(outcome(&yes(Some(2), Some(5)), &known), Judgement::Stale);
        assert_eq!(outcome(&yes(Some(2), Some(4)), &known), Judgement::Stale);
        assert_eq!(outcome(&yes(Some(2), Some(6)), &known), Judgement::Applied);
    }

    #[test]
    fn an_answer_to_an_older_version_is_stale_whenever_it_was_given() {
        let known = Known {
            held: Some((3, at(0))),
            answered: None,
        };
        assert_eq!(outcome(&yes(Some(2), Some(50)), &known), Judgement::Stale);
        assert_eq!(outcome(&yes(Some(3), None), &known), Judgement::Applied);
        // Some clients count on by themselves.
        assert_eq!(outcome(&yes(Some(4), Some(1)), &known), Judgement::Applied);
    }

    #[test]
    fn without_a_sequence_the_time_decides() {
        let known = Known {
            held: Some((3, at(10))),
            answered: None,
        };
        assert_eq!(outcome(&yes(None, Some(9)), &known), Judgement::Stale);
        assert_eq!(outcome(&yes(None, Some(11)), &known), Judgement::Applied);
        assert_eq!(outcome(&yes(None, None), &known), Judgement::Applied);
    }

    #[test]
    fn an_answer_that_says_nothing_changes_nothing() {
        let silent = Answer {
            reply: None,
            ..yes(Some(1), Some(1))
        };
        assert_eq!(outcome(&silent, &Known::default()), Judgement::Unreadable);
    }

    #[test]
    fn a_proposal_and_a_delegation_are_told_apart() {
        let mut answer = yes(Some(1), Some(1));
        answer.reply = Some(Reply::Delegated);
        assert_eq!(outcome(&answer, &Known::default()), Judgement::Delegated);
        answer.proposal = Some(Timing::Year { year: 2027 });
        assert_eq!(outcome(&answer, &Known::default()), Judgement::Counter);
    }

    proptest! {
        /// In whatever order answers to one version come in, the newest is the one that stands.
        #[test]
        fn the_order_of_arrival_makes_no_difference(
            mut minutes in proptest::collection::vec(0u32..60, 1..8),
        ) {
            let newest = minutes.iter().max().copied();
            let mut stands = None;
            for _ in 0..2 {
                let mut known = Known { held: Some((1, at(0))), answered: None };
                let mut last = None;
                for minute in &minutes {
                    let answer = yes(Some(1), Some(*minute));
                    if outcome(&answer, &known) == Judgement::Applied {
                        known.answered = Some((answer.sequence, answer.stamp));
                        last = Some(*minute);
                    }
                }
                prop_assert_eq!(last, newest);
                prop_assert!(stands.is_none() || stands == last);
                stands = last;
                minutes.reverse();
            }
        }
    }
}
