#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::id::ParticipationId;
use crate::person::Gender;
use crate::state::State;

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9 * one.abs().max(other.abs()).max(1.0)
}

fn trainee(number: u128) -> ParticipationId {
    ParticipationId(Uuid::from_u128(number))
}

fn group(state: &str, gender: Gender, attended: u32) -> Group {
    Group {
        state: Some(state.parse().unwrap()),
        gender,
        attended,
    }
}

fn tick(state: &str, gender: Gender, present: Option<bool>) -> Tick {
    Tick {
        state: Some(state.parse().unwrap()),
        gender,
        present,
    }
}

#[test]
fn person_hours_are_not_known_where_a_half_of_them_is_not() {
    assert_eq!(person_hours(Some(2.5), Some(18)), Some(45.0));
    assert_eq!(person_hours(None, Some(18)), None);
    assert_eq!(person_hours(Some(2.5), None), None);
    // Nobody came: that is known, and is 0.
    assert_eq!(person_hours(Some(2.5), Some(0)), Some(0.0));
    let sum = known_sum([Some(45.0), None, Some(5.0)]);
    assert_eq!(
        (sum.sum, sum.known, sum.of, sum.is_whole()),
        (Some(50.0), 2, 3, false)
    );
    assert_eq!(known_sum([None, None]).sum, None);
    assert_eq!(known_sum([]).sum, None);
}

#[test]
fn ticks_count_before_counts_and_these_before_a_number() {
    use Gender::{Man, NotSaid, Woman};
    let told = AttendanceTold {
        ticks: vec![
            tick("MN", Woman, Some(true)),
            tick("MN", Man, Some(true)),
            tick("KR", Man, Some(false)),
            tick("KR", NotSaid, None),
        ],
        counts: vec![group("MN", Woman, 2)],
        attended: Some(3),
        women: Some(2),
    };
    let all = attendance(&told);
    assert_eq!((all.present, all.women), (Some(2), Some(1)));
    assert_eq!(all.source, Some(AttendanceSource::Ticks));
    assert_eq!(all.groups, [group("MN", Woman, 1), group("MN", Man, 1)]);
    // Two counts say 2 as well; the typed 3, the 2 women and the one without a tick do not fit.
    assert_eq!(all.findings.len(), 3, "{:?}", all.findings);
    let counted = attendance(&AttendanceTold {
        ticks: vec![tick("MN", Woman, None)],
        ..told.clone()
    });
    assert_eq!(counted.source, Some(AttendanceSource::Counts));
    assert_eq!(counted.present, Some(2));
    let typed = attendance(&AttendanceTold {
        attended: Some(12),
        women: Some(5),
        ..AttendanceTold::default()
    });
    assert_eq!((typed.present, typed.women), (Some(12), Some(5)));
    assert!(typed.findings.is_empty() && typed.groups.is_empty());
    let nothing = attendance(&AttendanceTold::default());
    assert_eq!(nothing, SessionAttendance::default());
    assert_eq!(nothing.present, None, "not recorded is not 0");
}

#[test]
fn women_are_not_known_where_nobody_said_their_gender() {
    let told = AttendanceTold {
        ticks: vec![tick("JP", Gender::NotSaid, Some(true)); 3],
        ..AttendanceTold::default()
    };
    let found = attendance(&told);
    assert_eq!(
        (found.present, found.women, found.unsaid),
        (Some(3), None, 3)
    );
    let typed = attendance(&AttendanceTold {
        women: Some(2),
        ..told
    });
    assert_eq!(typed.women, Some(2));
    assert!(typed.findings.is_empty(), "{:?}", typed.findings);
}

#[test]
fn a_paired_gain_has_students_interval() {
    // Differences 5, 5, 6, 8, 6 of 20 points: mean 6, s = 1.2247; t(4) = 2.776445 (tables).
    let pairs = [
        (9.0, 14.0),
        (8.0, 13.0),
        (7.0, 13.0),
        (9.0, 17.0),
        (10.0, 16.0),
    ];
    let gain = paired_gain(&pairs, 20.0).unwrap();
    assert!(close(gain.gain, 30.0), "{gain:?}");
    assert!(close(gain.before, 43.0) && close(gain.after, 73.0));
    assert_eq!((gain.people, gain.paired), (Some(5), true));
    let half = 2.776_445_105 * 1.224_744_871 / 5.0_f64.sqrt() * 5.0;
    let interval = gain.interval.unwrap();
    assert!((interval.low - (30.0 - half)).abs() < 1e-5, "{interval:?}");
    assert!((interval.high - (30.0 + half)).abs() < 1e-5, "{interval:?}");
    assert!(close(gain.normalised.unwrap(), 30.0 / 57.0));
    assert_eq!(paired_gain(&pairs[..1], 20.0).unwrap().interval, None);
    assert_eq!(paired_gain(&[], 20.0), None);
    assert_eq!(paired_gain(&pairs, 0.0), None);
    // All knew everything before: there was nothing left to learn.
    assert_eq!(paired_gain(&[(20.0, 20.0)], 20.0).unwrap().normalised, None);
}

#[test]
fn a_groups_gain_has_welchs_interval_only_where_all_is_told() {
    let before = GroupTest {
        mean: Some(10.0),
        count: Some(16),
        deviation: Some(4.0),
    };
    let after = GroupTest {
        mean: Some(15.0),
        count: Some(12),
        deviation: Some(3.0),
    };
    let gain = group_gain(&before, &after, 25.0).unwrap();
    assert!(close(gain.gain, 20.0) && !gain.paired);
    assert_eq!(gain.people, Some(12));
    // R: t.test from the same means: 16/16 + 9/12 = 1.75; df = 1.75² / (1/15 + 0.5625/11) = 25.9988;
    // qt(.975, df) = 2.0555; ± 2.0555 · 1.32288 points.
    let interval = gain.interval.unwrap();
    assert!(
        ((interval.high - interval.low) / 2.0 - 4.0 * 2.055_53 * 1.322_876).abs() < 0.01,
        "{interval:?}"
    );
    for lacking in [
        GroupTest {
            deviation: None,
            ..after
        },
        GroupTest {
            count: None,
            ..after
        },
        GroupTest {
            count: Some(1),
            ..after
        },
    ] {
        assert_eq!(group_gain(&before, &lacking, 25.0).unwrap().interval, None);
    }
    assert_eq!(group_gain(&before, &GroupTest::default(), 25.0), None);
}

#[test]
fn a_person_is_one_observation_in_a_trainings_gain() {
    let session = |pairs: &[(u128, f64, f64)]| SessionTests {
        maximum: Some(10.0),
        pairs: pairs
            .iter()
            .map(|(person, before, after)| (trainee(*person), *before, *after))
            .collect(),
        ..SessionTests::default()
    };
    let sessions = [
        session(&[(1, 2.0, 4.0), (2, 4.0, 8.0)]),
        session(&[(1, 4.0, 8.0)]),
    ];
    let gain = learnt([&sessions]).gain.unwrap();
    assert_eq!(gain.people, Some(2));
    assert!(close(gain.gain, 35.0), "(30 + 40) / 2: {gain:?}");
    assert!(gain.interval.is_some());
    // Means alone: each weighs as many as took the tests.
    let group = |before: f64, after: f64, count: Option<u32>| SessionTests {
        maximum: Some(10.0),
        before: GroupTest {
            mean: Some(before),
            count,
            deviation: None,
        },
        after: GroupTest {
            mean: Some(after),
            count,
            deviation: None,
        },
        ..SessionTests::default()
    };
    let means = [group(2.0, 4.0, Some(30)), group(2.0, 8.0, Some(10))];
    assert!(close(learnt([&means]).gain.unwrap().gain, 30.0));
    let untold = [group(2.0, 4.0, Some(30)), group(2.0, 8.0, None)];
    assert!(close(learnt([&untold]).gain.unwrap().gain, 40.0));
    assert_eq!(learnt([&[]]).gain, None);
    // Names in one session, a group's mean of the same people in another: it is left out, and that is said.
    let mixed = [sessions[0].clone(), means[1].clone()];
    let found = learnt([&mixed]);
    assert!(close(found.gain.unwrap().gain, 30.0), "{found:?}");
    assert_eq!((found.counted, found.left_out), (1, 1));
}

#[test]
fn a_trainings_group_counts_beside_anothers_names() {
    let named = [SessionTests {
        maximum: Some(10.0),
        pairs: vec![(trainee(1), 2.0, 4.0), (trainee(2), 3.0, 5.0)],
        ..SessionTests::default()
    }];
    let test = |mean, count| GroupTest {
        mean: Some(mean),
        count,
        deviation: Some(1.0),
    };
    let group = |count| {
        [SessionTests {
            maximum: Some(100.0),
            before: test(40.0, count),
            after: test(90.0, count),
            ..SessionTests::default()
        }]
    };
    // 2 people by 20 points, 8 by 50: (40 + 400) / 10.
    let all = learnt([&named, &group(Some(8))]);
    let gain = all.gain.unwrap();
    assert!(close(gain.gain, 44.0), "{gain:?}");
    assert_eq!(
        (gain.people, gain.paired, gain.interval),
        (Some(10), false, None)
    );
    assert_eq!((all.counted, all.left_out), (2, 0));
    // Of how many nobody knows: each training weighs the same.
    assert!(close(
        learnt([&named, &group(None)]).gain.unwrap().gain,
        35.0
    ));
    // Names in both: all people are observations, with an interval.
    let both = learnt([&named, &named]).gain.unwrap();
    assert_eq!((both.people, both.paired), (Some(4), true));
    assert!(both.interval.is_some());
    // A test before alone tells nothing, and is told of.
    let before = [SessionTests {
        maximum: Some(10.0),
        before: test(4.0, Some(9)),
        ..SessionTests::default()
    }];
    let found = learnt([&named, &before]);
    assert_eq!((found.counted, found.left_out), (1, 1));
    assert_eq!(found.gain, learnt([&named]).gain);
}

#[test]
fn who_attended_enough_of_the_delivered_hours_completed() {
    let session = |hours: Option<f64>, present: bool| Delivered {
        hours,
        ticked: true,
        present,
    };
    let sessions = [session(Some(12.0), true), session(Some(3.0), false)];
    let exactly = completed(&sessions, 80);
    assert_eq!((exactly.completed, exactly.share), (Some(true), Some(80.0)));
    assert_eq!(completed(&sessions, 81).completed, Some(false));
    // Without hours, or without a tick list, a session cannot count.
    let open = Delivered {
        hours: Some(6.0),
        ticked: false,
        present: false,
    };
    let with_gaps = [sessions[0], sessions[1], session(None, false), open];
    let found = completed(&with_gaps, 80);
    assert_eq!((found.completed, found.left_out), (None, 2));
    assert_eq!(found.share, Some(80.0));
    let unknown = completed(&[open], 80);
    assert_eq!((unknown.completed, unknown.share), (None, None));
    assert_eq!(unknown.left_out, 1);
}

#[test]
fn whether_somebody_completed_is_told_only_where_what_is_unknown_cannot_change_it() {
    let session = |hours: Option<f64>, ticked: bool, present: bool| Delivered {
        hours,
        ticked,
        present,
    };
    let said = |sessions: &[Delivered]| completed(sessions, 80).completed;
    // Five days of six hours, and the tick list of the first alone: nobody knows.
    let mut week = [session(Some(6.0), false, false); 5];
    week[0] = session(Some(6.0), true, true);
    assert_eq!(said(&week), None);
    assert_eq!(completed(&week, 80).left_out, 4);
    // Away from two days of five there is no way to 80 %; four days are enough, whatever the fifth was.
    let away = [false, false, true, true].map(|present| session(Some(6.0), true, present));
    assert_eq!(said(&[away.as_slice(), &week[1..2]].concat()), Some(false));
    let there = [session(Some(6.0), true, true); 4];
    assert_eq!(said(&[there.as_slice(), &week[1..2]].concat()), Some(true));
    // Hours that nobody wrote down can only raise the share of who was there in them.
    let untimed = |present| session(None, true, present);
    assert_eq!(said(&[there[0], untimed(true)]), Some(true));
    assert_eq!(said(&[there[0], untimed(false)]), None);
    assert_eq!(said(&[away[0], untimed(false)]), Some(false));
    assert_eq!(said(&[away[0], untimed(true)]), None);
    assert_eq!(said(&[there[0], session(None, false, false)]), None);
}

proptest! {
    /// Whatever turns out of the sessions that are left out, it does not take back what was told.
    #[test]
    fn what_is_told_of_completing_holds_however_the_rest_went(
        known in prop::collection::vec((0.5_f64..8.0, any::<bool>()), 1..5),
        open in prop::collection::vec((0.5_f64..8.0, any::<bool>(), any::<bool>(), any::<bool>()), 0..4),
        threshold in 1_u8..=100,
    ) {
        let known = known.iter().map(|(hours, present)| Delivered {
            hours: Some(*hours),
            ticked: true,
            present: *present,
        });
        let known: Vec<Delivered> = known.collect();
        let told = open.iter().map(|(hours, has_hours, ticked, present)| Delivered {
            hours: has_hours.then_some(*hours),
            ticked: *ticked,
            present: *ticked && *present,
        });
        let told = known.iter().copied().chain(told).collect::<Vec<_>>();
        let truth = open.iter().map(|(hours, _, _, present)| Delivered {
            hours: Some(*hours),
            ticked: true,
            present: *present,
        });
        let truth = known.iter().copied().chain(truth).collect::<Vec<_>>();
        if let Some(said) = completed(&told, threshold).completed {
            prop_assert_eq!(completed(&truth, threshold).completed, Some(said));
        }
    }
}

#[test]
fn hours_are_those_that_were_written_down() {
    assert_eq!(certified_hours(Some(7.5), true, Some(18.0)), Some(7.5));
    // Marked in some sessions' logs, and not as present in any.
    assert_eq!(certified_hours(Some(0.0), true, Some(18.0)), None);
    // Others were marked, this one was not.
    assert_eq!(certified_hours(None, true, Some(18.0)), None);
    assert_eq!(certified_hours(None, false, Some(18.0)), Some(18.0));
    assert_eq!(certified_hours(None, false, None), None);
}

#[test]
fn marks_weigh_as_many_as_answered() {
    let mark = |mean, respondents| Mark {
        mean: Some(mean),
        respondents,
    };
    let found = mean_mark(&[mark(4.0, Some(30)), mark(2.0, Some(10)), Mark::default()]).unwrap();
    assert!(close(found.mean, 3.5) && found.weighted);
    assert_eq!((found.respondents, found.sessions), (Some(40), 2));
    let untold = mean_mark(&[mark(4.0, Some(30)), mark(2.0, None)]).unwrap();
    assert!(close(untold.mean, 3.0) && !untold.weighted);
    assert_eq!(mean_mark(&[Mark::default()]), None);
}

#[test]
fn a_survey_has_a_response_rate_where_it_is_known_who_was_asked() {
    let told = SurveyTold {
        asked: Some(20),
        used: Some(9),
        partly: Some(3),
        unused: Some(3),
        answers: Vec::new(),
    };
    let result = survey_result(&told);
    assert_eq!(result.answered, Some(15));
    assert_eq!((result.response, result.in_use), (Some(75.0), Some(80.0)));
    let unknown = survey_result(&SurveyTold {
        unused: None,
        ..told.clone()
    });
    assert_eq!((unknown.answered, unknown.response), (None, None));
    let named = survey_result(&SurveyTold {
        answers: vec![SurveyAnswer::Used, SurveyAnswer::Unused],
        ..told.clone()
    });
    assert_eq!(
        (named.answered, named.used, named.partly),
        (Some(2), Some(1), Some(0))
    );
    assert!(named.contradicts);
    let many = survey_result(&SurveyTold {
        asked: Some(10),
        ..told
    });
    assert!(many.too_many && many.response.is_none());
}

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, hours) in [
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("2:30", 2.5),
        (" 2 h", 2.0),
        ("２．５", 2.5),
        ("0", 0.0),
    ] {
        assert_eq!(typed_hours(text).unwrap(), Some(hours), "{text}");
    }
    assert_eq!(typed_hours("  ").unwrap(), None);
    for text in ["two", "2:75", "-1", "1e9", "inf", "NaN"] {
        assert!(typed_hours(text).is_err(), "{text}");
    }
    assert_eq!(typed_count("１８").unwrap(), Some(18));
    assert!(typed_count("1.5").is_err() && typed_count("-3").is_err());
    let mark = |mean, sheets| Some(TypedMark { mean, sheets });
    assert_eq!(typed_mark("4,3").unwrap(), mark(4.3, None));
    assert_eq!(typed_mark("4").unwrap(), mark(4.0, None));
    assert_eq!(typed_mark("45 344").unwrap(), mark(4.0, Some(5)));
    assert!(typed_mark("4064").is_err());
    assert!(typed_mark("0").is_err() && typed_mark("5.1").is_err());
    assert_eq!(typed_percent("80 %").unwrap(), Some(80));
    assert!(typed_percent("0").is_err() && typed_percent("101").is_err());
}

fn judged<'a>(attendance: &'a SessionAttendance, tests: &'a SessionTests) -> Judged<'a> {
    Judged {
        day: "2026-09-01".parse().ok(),
        days: "2026-09-01".parse().ok().zip("2026-09-03".parse().ok()),
        hours: Some(3.0),
        has_method: true,
        trainers: 1,
        trainees: 20,
        attendance,
        tests,
        scores: [&[], &[]],
        respondents: Some(15),
    }
}

#[test]
fn what_does_not_fit_is_said_and_what_fits_is_not() {
    let there = attendance(&AttendanceTold {
        attended: Some(18),
        ..AttendanceTold::default()
    });
    let tests = SessionTests {
        maximum: Some(20.0),
        before: GroupTest {
            mean: Some(9.0),
            count: Some(18),
            deviation: None,
        },
        after: GroupTest {
            mean: Some(15.0),
            count: Some(17),
            deviation: None,
        },
        ..SessionTests::default()
    };
    let log = judged(&there, &tests);
    assert_eq!(judge(&log), []);
    assert_eq!(missing(&log), []);
    let rules =
        |log: &Judged<'_>| -> Vec<LogRule> { judge(log).iter().map(|one| one.rule).collect() };
    assert_eq!(
        rules(&Judged {
            trainees: 12,
            ..log
        }),
        [LogRule::MoreThanTrainees]
    );
    assert_eq!(rules(&Judged { trainees: 0, ..log }), []);
    assert_eq!(
        rules(&Judged {
            hours: Some(0.0),
            ..log
        }),
        [LogRule::OddHours]
    );
    assert_eq!(
        rules(&Judged {
            hours: Some(13.0),
            ..log
        }),
        [LogRule::OddHours]
    );
    assert_eq!(
        rules(&Judged {
            day: "2026-09-04".parse().ok(),
            ..log
        }),
        [LogRule::OtherDay]
    );
    assert_eq!(rules(&Judged { days: None, ..log }), []);
    assert_eq!(
        rules(&Judged {
            scores: [&[], &[21.0]],
            ..log
        }),
        [LogRule::AboveMaximum]
    );
    assert_eq!(
        rules(&Judged {
            respondents: Some(19),
            ..log
        }),
        [LogRule::MoreRespondents]
    );
}

#[test]
fn tests_that_do_not_fit_are_named_and_what_is_missing_is() {
    let there = attendance(&AttendanceTold {
        attended: Some(18),
        ..AttendanceTold::default()
    });
    let mean = |mean, count| GroupTest {
        mean: Some(mean),
        count: Some(count),
        deviation: None,
    };
    let tests = SessionTests {
        maximum: Some(20.0),
        before: mean(9.0, 18),
        after: mean(15.0, 17),
        ..SessionTests::default()
    };
    let log = judged(&there, &tests);
    let rules =
        |log: &Judged<'_>| -> Vec<LogRule> { judge(log).iter().map(|one| one.rule).collect() };
    let wrong = SessionTests {
        before: GroupTest {
            mean: Some(21.0),
            count: Some(19),
            deviation: None,
        },
        ..tests.clone()
    };
    assert_eq!(
        rules(&Judged {
            tests: &wrong,
            ..log
        }),
        [LogRule::MoreTested, LogRule::AboveMaximum]
    );
    let bare = SessionTests {
        maximum: None,
        ..tests.clone()
    };
    assert_eq!(
        rules(&Judged {
            tests: &bare,
            ..log
        }),
        [LogRule::NoMaximum]
    );
    let nothing = Judged {
        day: None,
        hours: None,
        has_method: false,
        trainers: 0,
        attendance: &SessionAttendance::default(),
        respondents: None,
        ..log
    };
    assert_eq!(missing(&nothing), Unrecorded::ALL);
    assert_eq!(judge(&nothing), []);
}

fn genders() -> impl Strategy<Value = Gender> {
    proptest::sample::select(Gender::ALL)
}

fn states() -> impl Strategy<Value = Option<State>> {
    let states = ["MN", "KR", "JP", "CN"].map(|code| code.parse::<State>().ok());
    proptest::sample::select(states.into_iter().chain([None]).collect::<Vec<_>>())
}

fn ticks() -> impl Strategy<Value = Vec<Tick>> {
    let tick = (states(), genders(), proptest::option::of(any::<bool>()));
    let tick = tick.prop_map(|(state, gender, present)| Tick {
        state,
        gender,
        present,
    });
    proptest::collection::vec(tick, 0..30)
}

fn scores() -> impl Strategy<Value = Vec<(f64, f64)>> {
    proptest::collection::vec((0.0..50.0, 0.0..50.0), 0..40)
}

proptest! {
    #[test]
    fn sums_do_not_depend_on_the_order(values in proptest::collection::vec(proptest::option::of(0.0..1e6), 0..60)) {
        let mut turned = values.clone();
        turned.reverse();
        prop_assert_eq!(known_sum(values.clone()), known_sum(turned));
        let known = values.iter().flatten().count();
        prop_assert_eq!(known_sum(values).sum.is_some(), known > 0);
    }

    #[test]
    fn the_groups_of_a_session_sum_up_to_those_present(ticks in ticks()) {
        let mut turned = ticks.clone();
        turned.reverse();
        let found = attendance(&AttendanceTold { ticks, ..AttendanceTold::default() });
        let again = attendance(&AttendanceTold { ticks: turned, ..AttendanceTold::default() });
        prop_assert_eq!(&found, &again);
        let sum: u32 = found.groups.iter().map(|group| group.attended).sum();
        prop_assert_eq!(found.present.unwrap_or(0), sum);
        prop_assert!(found.women.unwrap_or(0) + found.unsaid <= sum);
    }

    #[test]
    fn told_twice_the_same_is_no_finding(counts in proptest::collection::vec((states(), genders(), 0_u32..40), 1..12)) {
        let counts: Vec<Group> = counts.into_iter()
            .map(|(state, gender, attended)| Group { state, gender, attended })
            .collect();
        let total = counts.iter().map(|group| group.attended).sum();
        let told = AttendanceTold { counts, attended: Some(total), ..AttendanceTold::default() };
        prop_assert_eq!(attendance(&told).findings, vec![]);
        let other = AttendanceTold { attended: Some(total + 1), ..told };
        prop_assert_eq!(attendance(&other).findings.len(), 1);
    }

    #[test]
    fn an_interval_is_around_its_gain_and_the_order_does_not_matter(pairs in scores()) {
        let mut turned = pairs.clone();
        turned.reverse();
        let gain = paired_gain(&pairs, 50.0);
        prop_assert_eq!(gain, paired_gain(&turned, 50.0));
        prop_assert_eq!(gain.is_some(), !pairs.is_empty());
        if let Some(gain) = gain {
            prop_assert!(close(gain.gain, gain.after - gain.before));
            prop_assert_eq!(gain.interval.is_some(), pairs.len() > 1);
            if let Some(interval) = gain.interval {
                prop_assert!(interval.low <= gain.gain && gain.gain <= interval.high);
            }
        }
    }

    #[test]
    fn the_scale_of_a_test_does_not_change_its_gain(pairs in scores()) {
        prop_assume!(!pairs.is_empty());
        let doubled: Vec<(f64, f64)> = pairs.iter().map(|(before, after)| (before * 2.0, after * 2.0)).collect();
        let (one, other) = (paired_gain(&pairs, 50.0).unwrap(), paired_gain(&doubled, 100.0).unwrap());
        prop_assert!((one.gain - other.gain).abs() < 1e-6);
    }

    #[test]
    fn more_presence_never_undoes_completion(
        sessions in proptest::collection::vec((proptest::option::of(0.25..8.0), any::<bool>(), any::<bool>()), 1..20),
        at in 0_usize..20,
        threshold in 1_u8..=100,
    ) {
        let sessions: Vec<Delivered> = sessions.into_iter()
            .map(|(hours, ticked, present)| Delivered { hours, ticked, present })
            .collect();
        let before = completed(&sessions, threshold);
        let mut more = sessions.clone();
        let at = at % more.len();
        more[at].present = true;
        let after = completed(&more, threshold);
        prop_assert_eq!(before.left_out, after.left_out);
        // Who completed it still does; who did not even so, did not before.
        prop_assert!(before.completed != Some(true) || after.completed == Some(true));
        prop_assert!(after.completed != Some(false) || before.completed == Some(false));
        if let Some(share) = after.share {
            prop_assert!((0.0..=100.0 + 1e-9).contains(&share));
        }
        let everywhere: Vec<Delivered> = more.iter().map(|one| Delivered { present: true, ..*one }).collect();
        prop_assert_ne!(completed(&everywhere, 100).completed, Some(false));
    }

    #[test]
    fn a_mean_mark_lies_among_its_marks(marks in proptest::collection::vec((1.0..=5.0, proptest::option::of(0_u32..60)), 1..20)) {
        let marks: Vec<Mark> = marks.into_iter()
            .map(|(mean, respondents)| Mark { mean: Some(mean), respondents })
            .collect();
        let found = mean_mark(&marks).unwrap();
        let all = marks.iter().filter_map(|mark| mark.mean);
        let (low, high) = all.fold((5.0_f64, 1.0_f64), |(low, high), mean| (low.min(mean), high.max(mean)));
        prop_assert!(low - 1e-9 <= found.mean && found.mean <= high + 1e-9);
    }
}
