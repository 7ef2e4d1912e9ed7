//! Means of a test that were typed in beside its scores by name: whether both can be true.

use super::gain::GroupTest;
use super::hours::in_order;

/// Why a typed mean and the scores by name of the same test cannot both be true.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScoresFinding {
    /// Fewer are said to have taken the test than have scores.
    FewerThanNamed {
        /// As typed.
        typed: u32,
        /// By name.
        named: u32,
    },
    /// The mean is none that the scores can have.
    OtherMean {
        /// As typed, in points.
        typed: f64,
        /// Of the scores by name, in points.
        mean: f64,
        /// How many scores there are.
        named: u32,
    },
}

/// Half of the last digit that was typed, in points: `14.3` may stand for 14.25 to 14.35.
fn rounding(typed: f64) -> f64 {
    let digits = typed
        .to_string()
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    0.5 * 10_f64.powi(-i32::try_from(digits).unwrap_or(i32::MAX)) + 1e-9
}

/// What does not fit between a test's mean as typed and its scores by name; nothing where one of them is not told.
///
/// Without a number of those who took it, the mean is of those who have scores. With a larger number, it is of others
/// too, and contradicts only what no points of theirs, from none to the `maximum`, could make true. A mean typed with
/// fewer digits is that mean rounded. Standard deviations are not compared: people type either of two kinds.
#[must_use]
pub fn scores_contradict(
    typed: &GroupTest,
    scores: &[f64],
    maximum: Option<f64>,
) -> Option<ScoresFinding> {
    let mean = typed.mean?;
    let named = u32::try_from(scores.len())
        .ok()
        .filter(|named| *named > 0)?;
    let all = typed.count.unwrap_or(named);
    if all < named {
        return Some(ScoresFinding::FewerThanNamed { typed: all, named });
    }
    let sum = in_order(scores.to_vec());
    let (lowest, highest) = (
        f64::from(all) * (mean - rounding(mean)),
        f64::from(all) * (mean + rounding(mean)),
    );
    let others = f64::from(all - named);
    let most = match maximum {
        Some(maximum) => sum + others * maximum,
        None if all > named => f64::INFINITY,
        None => sum,
    };
    (sum > highest || most < lowest).then(|| ScoresFinding::OtherMean {
        typed: mean,
        mean: sum / f64::from(named),
        named,
    })
}

impl ScoresFinding {
    /// What does not fit and what to do, as a sentence; `when` is “before” or “after”.
    #[must_use]
    pub fn sentence(&self, when: &str) -> String {
        let scores = |named: u32| match named {
            1 => "the score by name".to_owned(),
            many => format!("the {many} scores by name"),
        };
        match *self {
            Self::FewerThanNamed { typed, named } => format!(
                "{typed} took the test {when} as typed in, and {named} have scores by name; correct the number, or empty \
                 it so that the scores count."
            ),
            Self::OtherMean { typed, mean, named } => format!(
                "The mean {when} was typed in as {typed}, and {} make {}; correct the mean, or empty it so that the \
                 scores count.",
                scores(named),
                (mean * 100.0).round() / 100.0
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(mean: f64, count: Option<u32>) -> GroupTest {
        GroupTest {
            mean: Some(mean),
            count,
            deviation: None,
        }
    }

    #[test]
    fn a_rounded_mean_fits_and_another_does_not() {
        let scores = [14.0, 14.0, 15.0];
        for fits in [14.0, 14.3, 14.33] {
            assert_eq!(scores_contradict(&typed(fits, None), &scores, None), None);
        }
        let told = scores_contradict(&typed(14.5, Some(3)), &scores, None);
        let said = told.map(|told| told.sentence("before")).unwrap_or_default();
        assert!(said.contains("14.5") && said.contains("14.33"), "{said}");
        assert_eq!(
            scores_contradict(&typed(14.3, Some(2)), &scores, None),
            Some(ScoresFinding::FewerThanNamed { typed: 2, named: 3 })
        );
    }

    #[test]
    fn others_who_took_the_test_may_have_made_the_difference() {
        let scores = [10.0, 10.0];
        // A third one with 20 points makes 13.3; nobody can make 14 of at most 20 points.
        assert_eq!(
            scores_contradict(&typed(13.3, Some(3)), &scores, Some(20.0)),
            None
        );
        assert!(scores_contradict(&typed(14.0, Some(3)), &scores, Some(20.0)).is_some());
        // Without the most points it might; less than nothing nobody has.
        assert_eq!(
            scores_contradict(&typed(14.0, Some(3)), &scores, None),
            None
        );
        assert!(scores_contradict(&typed(6.0, Some(3)), &scores, None).is_some());
    }

    #[test]
    fn where_one_is_not_told_nothing_contradicts() {
        assert_eq!(scores_contradict(&typed(14.0, Some(0)), &[], None), None);
        assert_eq!(
            scores_contradict(&GroupTest::default(), &[3.0], Some(20.0)),
            None
        );
    }

    proptest! {
        #[test]
        fn what_is_true_is_never_said_to_contradict(
            points in proptest::collection::vec(0_u32..=40, 1..30),
            named in 1_usize..30,
            digits in 0_i32..3,
        ) {
            let all: Vec<f64> = points.iter().map(|points| f64::from(*points) / 2.0).collect();
            let named = &all[..named.min(all.len())];
            let exact = GroupTest::of(&all);
            let grain = 10_f64.powi(digits);
            let rounded = exact.mean.map(|mean| (mean * grain).round() / grain);
            let typed = GroupTest { mean: rounded, ..exact };
            prop_assert_eq!(scores_contradict(&typed, named, Some(20.0)), None);
        }

        #[test]
        fn a_mean_that_is_a_point_off_is_always_told(
            points in proptest::collection::vec(0_u32..=20, 1..30),
            off in prop_oneof![-5.0..-1.0, 1.0..5.0_f64],
        ) {
            let scores: Vec<f64> = points.iter().map(|points| f64::from(*points)).collect();
            let exact = GroupTest::of(&scores);
            let typed = GroupTest { mean: exact.mean.map(|mean| mean + off), ..exact };
            prop_assert!(scores_contradict(&typed, &scores, Some(20.0)).is_some());
        }
    }
}
