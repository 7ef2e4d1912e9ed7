#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use proptest::prelude::*;

use super::super::copy_name;
use super::*;
use crate::timing::parse_time;

/// Days from lines: `> ` an item is moved in by, `|` before its title for one beside.
fn skeleton(days: &[&[&str]]) -> Skeleton {
    fn list(lines: &[(usize, &str)]) -> Vec<SkeletonItem> {
        let mut items = Vec::new();
        let mut lines = lines;
        while let Some(((depth, line), rest)) = lines.split_first() {
            let own = rest.iter().take_while(|(other, _)| other > depth).count();
            items.push(SkeletonItem {
                kind: ItemKind::Presentation,
                title: line.trim_start_matches('|').to_owned(),
                minutes: 30,
                start: None,
                beside: line.starts_with('|'),
                description: None,
                room: None,
                parts: list(&rest[..own]),
            });
            lines = &rest[own..];
        }
        items
    }
    let day = |lines: &&[&str]| {
        let lines: Vec<(usize, &str)> = lines
            .iter()
            .map(|line| (line.matches("> ").count(), line.trim_start_matches("> ")))
            .collect();
        list(&lines)
    };
    Skeleton {
        days: days.iter().map(day).collect(),
    }
}

fn lines(skeleton: &Skeleton) -> Vec<Vec<String>> {
    let nine = parse_time("09:00").unwrap();
    let line = |row: &super::super::SkeletonRow| {
        let beside = if row.beside { "|" } else { "" };
        format!("{}{beside}{}", "> ".repeat(row.depth), row.title)
    };
    let day = |rows: &Vec<_>| rows.iter().map(line).collect();
    skeleton.rows(nine).iter().map(day).collect()
}

fn at(day: usize, row: usize) -> SkeletonSpot {
    SkeletonSpot { day, row }
}

/// What the days are after an edit, and where the item stands then.
fn after(days: &[&[&str]], edit: &SkeletonEdit) -> (Vec<Vec<String>>, Option<SkeletonSpot>) {
    let mut skeleton = skeleton(days);
    let spot = skeleton.change(edit).unwrap();
    skeleton.check().unwrap();
    (lines(&skeleton), spot)
}

fn refused(days: &[&[&str]], edit: &SkeletonEdit) -> DomainError {
    let was = skeleton(days);
    let mut skeleton = was.clone();
    let error = skeleton.change(edit).unwrap_err();
    assert_eq!(skeleton, was, "a refused edit changes nothing");
    error
}

const TWO: &[&[&str]] = &[&["A", "> A1", "> A2", "B", "|C"], &["D"]];

#[test]
fn an_item_is_added_behind_another_beside_its_siblings_and_as_its_line_says() {
    let add = |day, after, line: &str| SkeletonEdit::Add {
        day,
        after,
        line: line.to_owned(),
    };
    assert_eq!(
        after(TWO, &add(0, Some(0), "Coffee 20")),
        (
            vec![
                vec!["A", "> A1", "> A2", "Coffee", "B", "|C"]
                    .into_iter()
                    .map(str::to_owned)
                    .collect(),
                vec!["D".to_owned()]
            ],
            Some(at(0, 3))
        )
    );
    let (days, spot) = after(TWO, &add(0, Some(1), "Part"));
    assert_eq!((days[0][2].as_str(), spot), ("> Part", Some(at(0, 2))));
    let (days, _) = after(TWO, &add(0, Some(3), "Between"));
    assert_eq!(
        days[0][4], "|Between",
        "in the midst of a block it runs with it"
    );
    let (days, spot) = after(TWO, &add(1, None, "Last"));
    assert_eq!(
        (days[1].clone(), spot),
        (vec!["D".to_owned(), "Last".to_owned()], Some(at(1, 1)))
    );

    let mut coffee = Skeleton::empty();
    coffee.change(&add(0, None, "Coffee 20")).unwrap();
    let item = &coffee.days[0][0];
    assert_eq!((item.kind, item.minutes), (ItemKind::Break, 20));
    assert_eq!(
        refused(TWO, &add(0, None, "  ")),
        DomainError::Empty("the title")
    );
    assert_eq!(refused(TWO, &add(2, None, "X")), DomainError::NoSuchRow);
    assert_eq!(refused(TWO, &add(1, Some(1), "X")), DomainError::NoSuchRow);
}

#[test]
fn an_item_goes_up_and_down_with_its_parts_and_over_to_the_next_day() {
    let (days, spot) = after(TWO, &SkeletonEdit::Down { at: at(0, 0) });
    assert_eq!(
        days[0],
        ["B", "|A", "> A1", "> A2", "|C"],
        "it joins the block it lands in"
    );
    assert_eq!(spot, Some(at(0, 1)));
    let (days, spot) = after(TWO, &SkeletonEdit::Up { at: at(0, 2) });
    assert_eq!(days[0][..3], ["A", "> A2", "> A1"]);
    assert_eq!(spot, Some(at(0, 1)));
    let (days, spot) = after(TWO, &SkeletonEdit::Down { at: at(0, 4) });
    assert_eq!(days, [vec!["A", "> A1", "> A2", "B"], vec!["C", "D"]]);
    assert_eq!(spot, Some(at(1, 0)));
    let (days, spot) = after(TWO, &SkeletonEdit::Up { at: at(1, 0) });
    assert_eq!(days, [vec!["A", "> A1", "> A2", "B", "|C", "D"], vec![]]);
    assert_eq!(spot, Some(at(0, 5)));
    // A part stays within its item, the first of all where it is.
    for edit in [
        SkeletonEdit::Up { at: at(0, 0) },
        SkeletonEdit::Up { at: at(0, 1) },
        SkeletonEdit::Down { at: at(0, 2) },
        SkeletonEdit::Down { at: at(1, 0) },
    ] {
        assert_eq!(after(TWO, &edit).0, lines(&skeleton(TWO)), "{edit:?}");
    }
    let (days, spot) = after(
        TWO,
        &SkeletonEdit::ToDay {
            at: at(0, 3),
            day: 1,
        },
    );
    assert_eq!(days, [vec!["A", "> A1", "> A2", "C"], vec!["D", "B"]]);
    assert_eq!(spot, Some(at(1, 1)));
}

#[test]
fn an_item_becomes_a_part_of_the_one_above_it_and_stands_for_itself_again() {
    let (days, spot) = after(TWO, &SkeletonEdit::Indent { at: at(0, 3) });
    assert_eq!(days[0], ["A", "> A1", "> A2", "> B", "C"]);
    assert_eq!(spot, Some(at(0, 3)));
    let (days, spot) = after(TWO, &SkeletonEdit::Outdent { at: at(0, 1) });
    assert_eq!(days[0], ["A", "> A2", "A1", "B", "|C"]);
    assert_eq!(spot, Some(at(0, 2)));
    let (days, _) = after(TWO, &SkeletonEdit::Outdent { at: at(0, 3) });
    assert_eq!(days, lines(&skeleton(TWO)));
    for first in [at(0, 0), at(0, 1), at(1, 0)] {
        let error = refused(TWO, &SkeletonEdit::Indent { at: first });
        assert!(matches!(error, DomainError::NothingAbove(_)));
    }
}

#[test]
fn parts_lie_three_levels_deep_and_no_deeper() {
    let deep: &[&[&str]] = &[&["A", "> B", "> > C", "> > > D", "> > > E"]];
    skeleton(deep).check().unwrap();
    let error = refused(deep, &SkeletonEdit::Indent { at: at(0, 4) });
    assert_eq!(error, DomainError::TooDeep("E".to_owned()));
    // With the parts that it has, it would come too deep as well.
    let tall: &[&[&str]] = &[&["A", "B", "> C", "> > D", "> > > E"]];
    let error = refused(tall, &SkeletonEdit::Indent { at: at(0, 1) });
    assert_eq!(error, DomainError::TooDeep("B".to_owned()));
    let fits: &[&[&str]] = &[&["A", "B", "> C", "> > D"]];
    let (days, _) = after(fits, &SkeletonEdit::Indent { at: at(0, 1) });
    assert_eq!(days[0], ["A", "> B", "> > C", "> > > D"]);
    let deeper = skeleton(&[&["A", "> B", "> > C", "> > > D", "> > > > E"]]);
    assert_eq!(deeper.check(), Err(DomainError::TooDeep("E".to_owned())));
}

#[test]
fn each_field_keeps_its_rule() {
    let change = |row, to| SkeletonEdit::Change { at: at(0, row), to };
    let mut it = skeleton(TWO);
    it.change(&change(
        0,
        SkeletonItemEdit::Title(" Session 1 ".to_owned()),
    ))
    .unwrap();
    it.change(&change(0, SkeletonItemEdit::Kind(ItemKind::Session)))
        .unwrap();
    it.change(&change(0, SkeletonItemEdit::Minutes(1440)))
        .unwrap();
    it.change(&change(
        0,
        SkeletonItemEdit::Start(parse_time("10:30").ok()),
    ))
    .unwrap();
    it.change(&change(0, SkeletonItemEdit::Room(" East ".to_owned())))
        .unwrap();
    it.change(&change(0, SkeletonItemEdit::Description("  ".to_owned())))
        .unwrap();
    let item = &it.days[0][0];
    assert_eq!(
        (
            item.title.as_str(),
            item.kind,
            item.minutes,
            item.start,
            item.room.as_deref(),
            &item.description
        ),
        (
            "Session 1",
            ItemKind::Session,
            1440,
            parse_time("10:30").ok(),
            Some("East"),
            &None
        )
    );
    for minutes in [0, 1441, u32::MAX] {
        let error = refused(TWO, &change(0, SkeletonItemEdit::Minutes(minutes)));
        assert_eq!(error, DomainError::LengthOutOfRange(i64::from(minutes)));
    }
    let error = refused(TWO, &change(3, SkeletonItemEdit::Title(" ".to_owned())));
    assert_eq!(error, DomainError::Empty("the title"));
    for first in [0, 1] {
        let error = refused(TWO, &change(first, SkeletonItemEdit::Beside(true)));
        assert!(matches!(error, DomainError::NothingBefore(_)), "{error}");
    }
    // What runs in parallel has no start of its own.
    it.change(&change(
        3,
        SkeletonItemEdit::Start(parse_time("14:00").ok()),
    ))
    .unwrap();
    it.change(&change(3, SkeletonItemEdit::Beside(true)))
        .unwrap();
    assert_eq!((it.days[0][1].beside, it.days[0][1].start), (true, None));
    it.change(&change(3, SkeletonItemEdit::Beside(false)))
        .unwrap();
    assert!(!it.days[0][1].beside);
}

#[test]
fn what_is_deleted_goes_with_its_parts_and_the_next_leads_its_block() {
    let (days, spot) = after(TWO, &SkeletonEdit::Delete { at: at(0, 0) });
    assert_eq!(days[0], ["B", "|C"]);
    assert_eq!(spot, Some(at(0, 0)));
    let (days, spot) = after(TWO, &SkeletonEdit::Delete { at: at(0, 3) });
    assert_eq!(days[0], ["A", "> A1", "> A2", "C"]);
    assert_eq!(spot, Some(at(0, 3)));
    let (days, spot) = after(TWO, &SkeletonEdit::Delete { at: at(1, 0) });
    assert_eq!((days[1].len(), spot), (0, None));
}

#[test]
fn days_come_and_go_but_one() {
    let (days, _) = after(TWO, &SkeletonEdit::AddDay);
    assert_eq!(days.len(), 3);
    let (days, _) = after(TWO, &SkeletonEdit::RemoveDay { day: 0 });
    assert_eq!(days, [["D"]]);
    assert_eq!(
        refused(&[&["A"]], &SkeletonEdit::RemoveDay { day: 0 }),
        DomainError::LastDay
    );
    assert_eq!(
        refused(TWO, &SkeletonEdit::RemoveDay { day: 2 }),
        DomainError::NoSuchRow
    );
    let most = vec![&[][..]; MOST_DAYS];
    assert_eq!(
        refused(&most, &SkeletonEdit::AddDay),
        DomainError::TooManyDays(MOST_DAYS)
    );
}

#[test]
fn rows_say_when_they_would_be() {
    let mut it = skeleton(&[&["A", "> A1", "> A2", "B", "|C", "D"]]);
    let change = |row, to| SkeletonEdit::Change { at: at(0, row), to };
    it.change(&change(0, SkeletonItemEdit::Minutes(60)))
        .unwrap();
    it.change(&change(
        5,
        SkeletonItemEdit::Start(parse_time("12:00").ok()),
    ))
    .unwrap();
    let rows = it.rows(parse_time("09:30").unwrap());
    let times: Vec<String> = rows[0]
        .iter()
        .map(|row| {
            format!(
                "{}-{} {}",
                row.start.format("%H:%M"),
                row.end.format("%H:%M"),
                row.slack
            )
        })
        .collect();
    assert_eq!(
        times,
        [
            "09:30-10:30 0",
            "09:30-10:00 0",
            "10:00-10:30 0",
            "10:30-11:00 0",
            "10:30-11:00 0",
            "12:00-12:30 60"
        ]
    );
    assert_eq!(
        rows[0].iter().map(|row| row.has_above).collect::<Vec<_>>(),
        [false, false, true, true, true, true]
    );
}

#[test]
fn a_copy_has_a_name_of_its_own() {
    let taken = ["Training".to_owned(), "training (COPY)".to_owned()];
    assert_eq!(copy_name("Symposium", &taken), "Symposium (copy)");
    assert_eq!(copy_name("Training", &taken), "Training (copy 2)");
}

#[test]
fn the_skeletons_that_the_program_brings_keep_the_rules() {
    for own in super::super::shipped() {
        let skeleton = Skeleton { days: own.days };
        assert_eq!(skeleton.check(), Ok(()), "{}", own.key);
    }
}

fn any_edit() -> impl Strategy<Value = SkeletonEdit> {
    let spot = (0_usize..4, 0_usize..10).prop_map(|(day, row)| at(day, row));
    let field = prop_oneof![
        "[a-z ]{0,3}".prop_map(SkeletonItemEdit::Title),
        (0_u32..1500).prop_map(SkeletonItemEdit::Minutes),
        any::<bool>().prop_map(SkeletonItemEdit::Beside),
    ];
    prop_oneof![
        3 => (0_usize..3, prop::option::of(0_usize..10), "[A-Z]{1,4}")
            .prop_map(|(day, after, line)| SkeletonEdit::Add { day, after, line }),
        2 => (spot.clone(), field).prop_map(|(at, to)| SkeletonEdit::Change { at, to }),
        2 => spot.clone().prop_map(|at| SkeletonEdit::Up { at }),
        2 => spot.clone().prop_map(|at| SkeletonEdit::Down { at }),
        2 => (spot.clone(), 0_usize..4).prop_map(|(at, day)| SkeletonEdit::ToDay { at, day }),
        4 => spot.clone().prop_map(|at| SkeletonEdit::Indent { at }),
        2 => spot.clone().prop_map(|at| SkeletonEdit::Outdent { at }),
        1 => spot.prop_map(|at| SkeletonEdit::Delete { at }),
        1 => Just(SkeletonEdit::AddDay),
        1 => (0_usize..4).prop_map(|day| SkeletonEdit::RemoveDay { day }),
    ]
}

fn titles(skeleton: &Skeleton) -> Vec<String> {
    let rows = skeleton.rows(NaiveTime::MIN);
    let mut titles: Vec<String> = rows.into_iter().flatten().map(|row| row.title).collect();
    titles.sort();
    titles
}

fn title_at(skeleton: &Skeleton, at: SkeletonSpot) -> Option<String> {
    let rows = skeleton.rows(NaiveTime::MIN);
    Some(rows.get(at.day)?.get(at.row)?.title.clone())
}

proptest! {
    #[test]
    fn whatever_is_done_the_rules_hold_and_a_move_loses_nothing(
        edits in prop::collection::vec(any_edit(), 1..40),
    ) {
        let mut it = skeleton(TWO);
        for edit in edits {
            let was = it.clone();
            let done = it.change(&edit);
            prop_assert_eq!(it.check(), Ok(()), "{:?}", edit);
            prop_assert_eq!(it.count(), titles(&it).len());
            match (&edit, done) {
                (_, Err(_)) => prop_assert_eq!(&it, &was),
                (
                    SkeletonEdit::Up { at } | SkeletonEdit::Down { at } | SkeletonEdit::ToDay { at, .. }
                    | SkeletonEdit::Indent { at } | SkeletonEdit::Outdent { at },
                    Ok(now),
                ) => {
                    prop_assert_eq!(titles(&it), titles(&was));
                    prop_assert_eq!(title_at(&it, now.unwrap()), title_at(&was, *at));
                }
                (SkeletonEdit::Add { .. }, Ok(_)) => prop_assert_eq!(it.count(), was.count() + 1),
                (SkeletonEdit::Delete { .. }, Ok(_)) => prop_assert!(it.count() < was.count()),
                (_, Ok(_)) => {}
            }
        }
    }

    #[test]
    fn what_goes_down_comes_up_again_and_what_goes_in_comes_out(
        adds in prop::collection::vec((0_usize..2, prop::option::of(0_usize..6), "[A-Z]{1,4}"), 1..10),
        indents in prop::collection::vec((0_usize..2, 0_usize..10), 0..6),
        day in 0_usize..2,
        row in 0_usize..10,
    ) {
        let mut it = skeleton(&[&["A"], &["B"]]);
        for (day, after, line) in adds {
            let _ = it.change(&SkeletonEdit::Add { day, after, line });
        }
        for (day, row) in indents {
            let _ = it.change(&SkeletonEdit::Indent { at: at(day, row) });
        }
        let was = it.clone();
        for (there, back) in [
            (
                SkeletonEdit::Down { at: at(day, row) },
                (|at| SkeletonEdit::Up { at }) as fn(SkeletonSpot) -> SkeletonEdit,
            ),
            (SkeletonEdit::Indent { at: at(day, row) }, |at| SkeletonEdit::Outdent { at }),
        ] {
            let Ok(Some(spot)) = it.change(&there) else { continue };
            if it == was {
                continue;
            }
            it.change(&back(spot)).unwrap();
            prop_assert_eq!(&it, &was);
        }
    }
}
