//! Holidays, without a store.

use serde_json::json;
use symposia_tests::{Failure, Outcome};

use crate::desk::{Desk, list, same};

#[test]
fn the_holidays_of_a_state_and_a_year_are_answered_without_a_store() -> Outcome {
    let desk = Desk::bare()?;
    let rows = desk.json(&["calendar", "holidays", "--year", "2026", "--state", "KR"])?;
    let chuseok = json!({
        "state": "KR", "name": "Chuseok", "nativeName": "추석", "language": "ko",
        "first": "2026-09-24", "last": "2026-09-26", "certain": true,
    });
    let rows = list(&rows, "")?;
    if !rows.contains(&chuseok) || rows.iter().any(|row| row["state"] != "KR") {
        return Err(Failure::Found(format!("{rows:?}")));
    }
    let text = desk.done(&["calendar", "holidays", "--year", "2027"])?;
    let line = |wanted: &str| {
        text.lines()
            .find(|line| line.contains(wanted))
            .unwrap_or_default()
    };
    if !line("Tsagaan Sar").ends_with("expected")
        || !line("MN").contains("Шинэ жил")
        || desk.store().exists()
    {
        return Err(Failure::Found(text));
    }
    Ok(())
}

#[test]
fn a_state_of_which_nothing_is_known_is_refused_with_those_that_are() -> Outcome {
    let desk = Desk::bare()?;
    let ended = desk.run(&["calendar", "holidays", "--state", "FR"])?;
    same("its end", ended.status.code(), Some(2))?;
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    let wanted = "the holidays of France are not known; use one of: CN, KP, JP, MN, KR, RU, TH";
    if said.contains(wanted) {
        Ok(())
    } else {
        Err(Failure::Found(said))
    }
}
