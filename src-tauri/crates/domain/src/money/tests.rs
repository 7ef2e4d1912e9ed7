#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

fn rate(text: &str) -> Rate {
    Rate::read(text).unwrap().unwrap()
}

#[test]
fn an_amount_is_read_in_the_smallest_unit_of_its_currency() {
    for (text, code, minor) in [
        ("12 500", "USD", Some(1_250_000)),
        ("12,500.50", "USD", Some(1_250_050)),
        ("USD 12,500.5", "USD", Some(1_250_050)),
        ("12500 usd", "USD", Some(1_250_000)),
        ("1,200,000", "KRW", Some(1_200_000)),
        ("1,200,000.00", "KRW", Some(1_200_000)),
        ("1.500", "KWD", Some(1_500)),
        ("0", "USD", Some(0)),
        ("  ", "USD", None),
        ("USD", "USD", None),
    ] {
        assert_eq!(amount(text, currency(code)), Ok(minor), "{text}");
    }
}

#[test]
fn an_amount_that_makes_no_sense_is_refused_with_a_sentence() {
    for (text, code, said) in [
        ("12.500", "USD", "12.500"),
        ("12.505", "USD", "12.505"),
        ("1200.5", "KRW", "KRW"),
        ("12.345,678", "USD", "2 decimals"),
        ("-5", "USD", "below zero"),
        ("9999999999999999", "USD", "more than"),
        ("a lot", "USD", "a lot"),
        ("KRW 500", "USD", "KRW 500"),
        ("€€€ 5", "USD", "€€€ 5"),
    ] {
        let refused = amount(text, currency(code)).unwrap_err().to_string();
        assert!(refused.contains(said), "{text}: {refused}");
    }
}

#[test]
fn a_currency_is_one_that_something_can_be_paid_in() {
    for code in USUAL {
        assert_eq!(currency(code).code(), *code);
    }
    assert_eq!(currency(" mnt ").digits(), 2);
    assert_eq!(currency("JPY").digits(), 0);
    assert_eq!(currency("KWD").digits(), 3);
    for code in ["", "XYZ", "XAU", "XTS", "CHE", "dollars", "＄"] {
        assert!(code.parse::<Currency>().is_err(), "{code}");
    }
}

#[test]
fn a_half_cent_goes_to_the_even_one() {
    for (minor, code, noted, cents) in [
        (1, "CNY", "0.5", 0),
        (3, "CNY", "0.5", 2),
        (5, "CNY", "0.5", 2),
        (7, "CNY", "0.5", 4),
        (1_135_000, "KRW", "0.00072", 81_720),
        (4_200_000, "CNY", "0.139", 583_800),
        (4_500_000_000, "MNT", "0.00028", 1_260_000),
        (1_000, "KWD", "3.25", 325),
        (1, "EUR", "1", 1),
        (2, "JPY", "3", 600),
    ] {
        assert_eq!(
            in_cents(minor, currency(code), rate(noted)),
            cents,
            "{minor} {code} × {noted}"
        );
    }
}

#[test]
fn part_of_a_sum_is_no_sum() {
    let line = |code, planned, actual, noted: Option<&str>| Line {
        currency: currency(code),
        planned,
        actual,
        rate: noted.map(rate),
    };
    let lines = [
        line("USD", Some(10_000), None, None),
        line("KRW", Some(1_000_000), Some(900_000), Some("0.00072")),
        line("MNT", None, Some(1), None),
    ];
    let totals = Totals::of(&lines);
    assert_eq!(totals.planned.total(), Some(10_000 + 72_000));
    // The Mongolian line was paid, and nobody noted a rate.
    assert_eq!(
        (totals.actual.total(), totals.actual.without_rate),
        (None, 1)
    );
    let (planned, actual) = totals.currencies["MNT"];
    assert_eq!(
        (planned.known(), planned.missing, actual.known()),
        (None, 1, Some(1))
    );
    assert_eq!(Totals::default().planned.total(), None);
}

#[test]
fn another_currency_has_to_have_room_for_the_amount() {
    let (usd, krw) = (currency("USD"), currency("KRW"));
    assert_eq!(in_units_of(12_500, usd, krw), Ok(125));
    assert_eq!(in_units_of(125, krw, usd), Ok(12_500));
    assert!(in_units_of(12_550, usd, krw).is_err());
    assert!(in_units_of(MOST, krw, usd).is_err());
}

#[test]
fn an_event_of_several_outputs_stands_under_none_of_them() {
    assert_eq!(
        BudgetOutput::between(Some(2), Some(2)),
        BudgetOutput::One(2)
    );
    assert_eq!(
        BudgetOutput::between(Some(1), Some(4)),
        BudgetOutput::Several
    );
    assert_eq!(BudgetOutput::between(None, None), BudgetOutput::None);
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let codes = prop::sample::select(vec!["USD", "KRW", "MNT", "KWD"]);
    let some = || prop::option::of(0..MOST);
    let noted = prop::option::of((1_u32..2_000_000, 0_u32..7));
    let line = (codes, some(), some(), noted).prop_map(|(code, planned, actual, noted)| Line {
        currency: currency(code),
        planned,
        actual,
        rate: noted.map(|(digits, scale)| {
            Rate(Decimal {
                digits: i128::from(digits),
                scale,
            })
        }),
    });
    prop::collection::vec(line, 0..12)
}

proptest! {
    #[test]
    fn sums_do_not_depend_on_order(lines in lines(), seed in any::<u64>()) {
        let mut mixed = lines.clone();
        mixed.sort_by_key(|line| {
            let some = line.planned.or(line.actual).unwrap_or_default();
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(some.unsigned_abs())
        });
        prop_assert_eq!(Totals::of(&lines), Totals::of(&mixed));
    }

    #[test]
    fn parts_add_up_to_the_whole(lines in lines(), cut in 0_usize..12) {
        let (one, other) = lines.split_at(cut.min(lines.len()));
        let (one, other, all) = (Totals::of(one), Totals::of(other), Totals::of(&lines));
        prop_assert_eq!(one.lines + other.lines, all.lines);
        prop_assert_eq!(one.planned.cents + other.planned.cents, all.planned.cents);
        prop_assert_eq!(one.actual.without_rate + other.actual.without_rate, all.actual.without_rate);
        for (code, (planned, actual)) in &all.currencies {
            let of = |part: &Totals| part.currencies.get(code).copied().unwrap_or_default();
            prop_assert_eq!(of(&one).0.minor + of(&other).0.minor, planned.minor);
            prop_assert_eq!(of(&one).1.missing + of(&other).1.missing, actual.missing);
        }
    }

    #[test]
    fn what_is_written_is_read_again(minor in 0..=MOST, code in prop::sample::select(vec!["USD", "KRW", "KWD"])) {
        let currency = currency(code);
        let text = written(i128::from(minor), currency);
        // Three decimals behind up to three digits look grouped where they are not, and are no doubt here.
        prop_assert_eq!(amount(&text, currency), Ok(Some(minor)));
    }

    #[test]
    fn a_rate_comes_out_of_the_store_as_it_was_typed(digits in 1_u64..999_999_999, scale in 0_u32..9) {
        let typed = Rate(Decimal { digits: i128::from(digits), scale });
        let back = Rate::stored(typed.to_store()).unwrap();
        prop_assert_eq!(back.to_string(), typed.to_string());
        prop_assert_eq!(
            in_cents(123_457, Currency::USD, back),
            in_cents(123_457, Currency::USD, typed)
        );
    }

    #[test]
    fn a_rounding_is_never_off_by_more_than_half_a_cent(minor in 0..MOST, digits in 1_u32..9_999_999, scale in 0_u32..8) {
        let rate = Rate(Decimal { digits: i128::from(digits), scale });
        let cents = in_cents(minor, Currency::USD, rate);
        let exact = i128::from(minor) * i128::from(digits);
        let unit = 10_i128.pow(scale);
        prop_assert!((cents * unit - exact).abs() * 2 <= unit);
    }

    #[test]
    fn nothing_that_is_typed_breaks_it(text in "\\PC{0,20}") {
        let _ = amount(&text, Currency::USD);
        let _ = Rate::read(&text);
        let _ = text.parse::<Currency>();
    }
}
