//! The money of events.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use std::collections::BTreeMap;

use desk::Desk;
use domain::event::{BudgetSource, EventKind};
use domain::id::{BudgetLineId, EventId};
use domain::money::BudgetOutput;
use domain::timing::Timing;
use office::budget::{BudgetFormat, BudgetLineRow, MoneyTotals};
use office::view::{BudgetLineEdit, NewBudgetLine, NewEvent};

fn event(desk: &mut Desk, year: i32, codes: &[&str]) -> EventId {
    let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    let activities = office::work_plan::activities_coded(&desk.store, &codes, Some(year)).unwrap();
    let new = NewEvent {
        kind: EventKind::Training,
        title: format!("Training {year}"),
        timing: Timing::Year { year },
        status: None,
        venue: None,
        city: None,
        associated_event: None,
        associated_with: None,
        activities,
    };
    let change = act!(desk, office::event::plan, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn line(
    desk: &mut Desk,
    event: EventId,
    source: BudgetSource,
    currency: &str,
    planned: &str,
) -> BudgetLineId {
    let new = NewBudgetLine {
        event,
        what: format!("{source} {currency}"),
        source,
        currency: currency.to_owned(),
        planned: planned.to_owned(),
    };
    let change = act!(desk, office::budget::add, new).unwrap();
    change.id.unwrap().parse().unwrap()
}

fn edit(desk: &mut Desk, id: BudgetLineId, edit: BudgetLineEdit) {
    act!(desk, office::budget::edit, id, edit).unwrap();
}

fn shown(desk: &Desk, event: EventId, id: BudgetLineId) -> BudgetLineRow {
    let budget = office::budget::of_event(&desk.store, event).unwrap();
    budget.lines.into_iter().find(|line| line.id == id).unwrap()
}

#[allow(clippy::unnecessary_wraps, reason = "amounts are told so")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_line_is_written_as_people_type_and_told_in_dollars_by_its_rate() {
    let mut desk = Desk::new();
    let event = event(&mut desk, 2026, &["2.1"]);
    let id = line(&mut desk, event, BudgetSource::CoreFund, "KRW", "1 200 000");
    let row = shown(&desk, event, id);
    assert_eq!((row.planned, row.planned_dollars), (some("1200000"), None));
    edit(
        &mut desk,
        id,
        BudgetLineEdit::Actual("1,135,000".to_owned()),
    );
    edit(&mut desk, id, BudgetLineEdit::Rate("0.00072".to_owned()));
    edit(
        &mut desk,
        id,
        BudgetLineEdit::Note("Bank of Korea, 3 June 2026".to_owned()),
    );
    let row = shown(&desk, event, id);
    assert_eq!(row.rate, some("0.00072"));
    assert_eq!(
        (row.planned_dollars, row.actual_dollars),
        (some("864.00"), some("817.20"))
    );
    let refused = act!(
        desk,
        office::budget::edit,
        id,
        BudgetLineEdit::Planned("12.500".to_owned())
    );
    assert!(refused.unwrap_err().to_string().contains("two ways"));
    let refused = act!(
        desk,
        office::budget::edit,
        id,
        BudgetLineEdit::Rate("0".to_owned())
    );
    assert!(refused.is_err());
    edit(&mut desk, id, BudgetLineEdit::Planned(String::new()));
    assert_eq!(
        shown(&desk, event, id).planned,
        None,
        "an amount that is taken away is not nought"
    );
}

#[test]
fn another_currency_keeps_what_was_typed_and_drops_the_rate() {
    let mut desk = Desk::new();
    let event = event(&mut desk, 2026, &["2.1"]);
    let id = line(&mut desk, event, BudgetSource::InKind, "CNY", "42,000");
    edit(&mut desk, id, BudgetLineEdit::Rate("0.139".to_owned()));
    edit(&mut desk, id, BudgetLineEdit::Currency("jpy".to_owned()));
    let row = shown(&desk, event, id);
    assert_eq!(
        (row.currency.code(), row.planned, row.rate),
        ("JPY", some("42000"), None)
    );
    edit(&mut desk, id, BudgetLineEdit::Currency("USD".to_owned()));
    edit(
        &mut desk,
        id,
        BudgetLineEdit::Planned("42,000.50".to_owned()),
    );
    let refused = act!(
        desk,
        office::budget::edit,
        id,
        BudgetLineEdit::Currency("JPY".to_owned())
    );
    assert!(refused.unwrap_err().to_string().contains("JPY"));
    // Told together, the new amount is one of the new currency.
    let both = vec![
        BudgetLineEdit::Planned("42,000".to_owned()),
        BudgetLineEdit::Currency("JPY".to_owned()),
    ];
    act!(desk, office::budget::edit_together, id, both).unwrap();
    assert_eq!(shown(&desk, event, id).planned, some("42000"));
    assert!(
        act!(
            desk,
            office::budget::edit,
            id,
            BudgetLineEdit::Currency("XAU".to_owned())
        )
        .is_err()
    );
}

#[test]
fn a_sum_in_dollars_is_whole_or_not_told() {
    let mut desk = Desk::new();
    let event = event(&mut desk, 2026, &["2.1"]);
    line(&mut desk, event, BudgetSource::CoreFund, "USD", "1,000.00");
    let korean = line(&mut desk, event, BudgetSource::InKind, "KRW", "500,000");
    line(&mut desk, event, BudgetSource::InKind, "KRW", "");
    let totals = |desk: &Desk| office::budget::of_event(&desk.store, event).unwrap().totals;
    let before = totals(&desk);
    assert_eq!(
        (before.planned.amount.clone(), before.planned.without_rate),
        (None, 1)
    );
    let won = before
        .currencies
        .iter()
        .find(|one| one.currency == "KRW")
        .unwrap();
    assert_eq!(
        (won.planned.amount.clone(), won.planned.missing),
        (some("500000"), 1)
    );
    edit(&mut desk, korean, BudgetLineEdit::Rate("0.0007".to_owned()));
    assert_eq!(totals(&desk).planned.amount, some("1350.00"));
    assert_eq!(
        totals(&desk).actual.amount,
        None,
        "nothing was paid yet, as far as anybody wrote down"
    );
}

fn cents(totals: &MoneyTotals) -> i64 {
    let text = totals.planned.amount.clone().unwrap();
    text.replace('.', "").parse().unwrap()
}

#[test]
fn totals_by_year_output_and_source_each_add_up_to_the_whole() {
    let mut desk = Desk::new();
    for (year, codes, source, planned) in [
        (2026, &["1.1"][..], BudgetSource::CoreFund, "100.10"),
        (2026, &["1.1", "2.1"], BudgetSource::InKind, "200.20"),
        (2027, &["2.1"], BudgetSource::CoreFund, "400.40"),
        (2027, &[], BudgetSource::CoFinancing, "800.80"),
        (2027, &["1.1", "1.2"], BudgetSource::Secretariat, "1,600.01"),
    ] {
        let event = event(&mut desk, year, codes);
        line(&mut desk, event, source, "USD", planned);
    }
    let all = office::budget::totals(&desk.store, None).unwrap();
    let whole = cents(&all.whole);
    assert_eq!(whole, 310_151);
    assert_eq!(
        all.by_year.iter().map(|of| cents(&of.totals)).sum::<i64>(),
        whole
    );
    assert_eq!(
        all.by_output
            .iter()
            .map(|of| cents(&of.totals))
            .sum::<i64>(),
        whole
    );
    assert_eq!(
        all.by_source
            .iter()
            .map(|of| cents(&of.totals))
            .sum::<i64>(),
        whole
    );
    let by_output: BTreeMap<BudgetOutput, i64> = all
        .by_output
        .iter()
        .map(|of| (of.output, cents(&of.totals)))
        .collect();
    // Two activities of one output are that output's; two outputs are several.
    assert_eq!(by_output[&BudgetOutput::One(1)], 10_010 + 160_001);
    assert_eq!(by_output[&BudgetOutput::Several], 20_020);
    assert_eq!(by_output[&BudgetOutput::None], 80_080);
    let one = office::budget::totals(&desk.store, Some(2026)).unwrap();
    assert_eq!(cents(&one.whole), 30_030);
    assert_eq!(one.years, [2027, 2026]);
}

#[test]
fn lines_go_out_as_a_table_with_amounts_and_dollars() {
    let mut desk = Desk::new();
    let event = event(&mut desk, 2026, &["2.1"]);
    let id = line(&mut desk, event, BudgetSource::InKind, "CNY", "42,000");
    edit(&mut desk, id, BudgetLineEdit::Rate("0.139".to_owned()));
    edit(&mut desk, id, BudgetLineEdit::What("=Rooms".to_owned()));
    let file = office::budget::export(&desk.store, Some(2026), BudgetFormat::Csv).unwrap();
    assert_eq!(
        (file.name.as_str(), file.lines),
        ("budget lines - 2026.csv", 1)
    );
    let text = String::from_utf8(file.bytes).unwrap();
    let row = text.lines().nth(1).unwrap();
    assert_eq!(
        row,
        "2026,Training 2026,proposed,2,'=Rooms,In kind (estimated value),,CNY,42000.00,,0.139,5838.00,,"
    );
    let path = desk.folder.path().join("lines.xlsx");
    let file = office::budget::export(&desk.store, None, BudgetFormat::Xlsx).unwrap();
    office::budget::save(&file, &path).unwrap();
    let book = documents::read_workbook(&std::fs::read(&path).unwrap(), None).unwrap();
    assert_eq!(book.table.rows[0].cells[8], "42000");
    assert_eq!(book.table.rows[0].cells[9], "");
}

#[test]
fn lines_that_are_deleted_come_back_as_they_were() {
    let mut desk = Desk::new();
    let event = event(&mut desk, 2026, &["2.1"]);
    let ids = ["USD", "KRW"].map(|code| line(&mut desk, event, BudgetSource::CoreFund, code, "5"));
    let change = act!(desk, office::budget::delete, &ids).unwrap();
    assert_eq!(change.label, "Delete 2 budget lines");
    assert_eq!(office::budget::lines(&desk.store, event).unwrap(), 0);
    let mut hand = desk.hand();
    office::journal::undo(&mut desk.store, &mut hand).unwrap();
    assert_eq!(office::budget::lines(&desk.store, event).unwrap(), 2);
    let refused = NewBudgetLine {
        event: EventId(uuid::Uuid::nil()),
        what: "Nothing".to_owned(),
        source: BudgetSource::CoreFund,
        currency: "USD".to_owned(),
        planned: String::new(),
    };
    assert!(act!(desk, office::budget::add, refused).is_err());
}
