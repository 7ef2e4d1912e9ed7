//! A body with its terms, a State, a group that comes again, attendance typed in from the paper sheet.

use symposia_tests::{Failure, Opening, Outcome, Window, program};

fn cli(window: &Window, arguments: &[&str]) -> Outcome<serde_json::Value> {
    let printed = program::cli(window.store(), &[&["--json"], arguments].concat())?;
    serde_json::from_str(&printed)
        .map_err(|error| Failure::Found(format!("{arguments:?} printed no JSON: {error}")))
}

fn id_of(record: &serde_json::Value) -> Outcome<String> {
    record["id"]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| Failure::Found(format!("{record} has no id")))
}

#[test]
fn attendance_is_typed_in_and_a_group_comes_again() -> Outcome {
    Opening::new("attendance_typed")?
        .with_demo()?
        .open()?
        .show(|window| {
            let events = cli(window, &["event", "list", "--kind", "policy-dialogue"])?;
            let (past, other) = (
                id_of(&events[0])?,
                cli(window, &["event", "list", "--kind", "symposium"])?,
            );
            let other = id_of(&other[0])?;
            window.go_to(&format!("#/events/{past}/participants"))?;
            window.click("[data-testid=participants-attendance]")?;
            window.wait_for("[data-testid=mark-0-0]")?;
            // A click takes the cell and marks it; letters go on from there, a line each.
            window.click("[data-testid=mark-0-0]")?;
            window.wait_for_text("[data-testid=mark-0-0]", "P")?;
            window.press("a")?;
            window.press("o")?;
            window.press("p")?;
            window.wait_for_text("[data-testid=mark-0-0]", "A")?;
            window.wait_for_text("[data-testid=mark-1-0]", "O")?;
            window.wait_for_text("[data-testid=mark-2-0]", "P")?;
            window.wait_for_text("[data-testid=day-count]", "1 present · 1 online")?;
            window.click("[data-testid=all-present-0]")?;
            window.wait_for_text("[data-testid=mark-3-0]", "P")?;
            // What was typed before stands.
            window.wait_for_text("[data-testid=mark-0-0]", "A")?;
            window.press("Control+z")?;
            window.wait_for_text("[data-testid=day-count]", "1 present · 1 online")?;

            window.click("[data-testid=participants-list]")?;
            window.wait_for("[data-testid=row]")?;
            window.click("[data-testid=save-all-as-group]")?;
            window.type_text("[data-testid=group-name-input]", "Dialogue regulars")?;
            window.click("[data-testid=group-save]")?;
            window.wait_for_text("[data-testid=said]", "Save group Dialogue regulars")?;
            window.go_to(&format!("#/events/{other}/participants"))?;
            window.click("[data-testid=add-from]")?;
            window.wait_for_text("[data-testid=add-from-plan]", "new")?;
            window.click("[data-testid=add-from-run]")?;
            window.wait_for_text("[data-testid=said]", "added")?;
            usual_capacity(window)
        })
}

/// In which somebody of the group comes, chosen on its page.
fn usual_capacity(window: &Window) -> Outcome {
    window.click("[data-testid=rail-people]")?;
    window.select("[data-testid=people-what]", "Groups")?;
    window.click("[data-testid=row] a")?;
    window.wait_for_text("[data-testid=group-name]", "Dialogue regulars")?;
    window.select("[data-testid=group-capacity]", "Observer")?;
    window.wait_for_text("[data-testid=undo]", "Change usual capacity")
}

#[test]
fn somebody_speaks_for_an_organisation_that_is_not_theirs() -> Outcome {
    Opening::new("speaks_for")?
        .with_demo()?
        .open()?
        .show(|window| {
            let events = cli(window, &["event", "list", "--kind", "policy-dialogue"])?;
            let event = id_of(&events[0])?;
            window.go_to(&format!("#/events/{event}/participants"))?;
            window.click("[data-testid=participants-arrangements]")?;
            window.select("[data-testid=delegation]", "An organisation …")?;
            window.type_text("[data-testid=pick-search]", "EANET")?;
            window.wait_for_text("[data-testid=pick]", "Acid Deposition")?;
            window.press("Enter")?;
            window.wait_for_text("[data-testid=undo]", "delegation")?;
            // They now stand among the partners, further down in protocol order.
            let list = cli(window, &["people", "list", "--event", &event])?;
            let speaks = list.as_array().into_iter().flatten().any(|row| {
                let name = row["delegation"]["name"].as_str();
                name.is_some_and(|name| name.contains("Acid Deposition"))
            });
            if speaks {
                Ok(())
            } else {
                Err(Failure::Found(format!(
                    "nobody speaks for the network: {list}"
                )))
            }
        })
}

#[test]
fn a_body_is_given_a_member_whose_term_ends_and_a_state_is_found_by_its_name() -> Outcome {
    Opening::new("body_and_state")?
        .with_demo()?
        .open()?
        .show(|window| {
            window.click("[data-testid=rail-people]")?;
            window.wait_for("[data-testid=row]")?;
            window.press("Control+k")?;
            window.type_text("[data-testid=palette]", "mongolia")?;
            window.wait_for_text("[data-testid=found]", "Mongolia")?;
            window.press("Enter")?;
            window.wait_for("[data-testid=state]")?;
            let people = cli(window, &["people", "list", "--state", "MN"])?;
            window.go_to(&format!("#/people/{}", id_of(&people[0])?))?;
            window.click("[data-testid=member-add]")?;
            window.click("[data-testid=member-organisation]")?;
            window.type_text("[data-testid=pick-search]", "Science and Policy")?;
            window.wait_for_text("[data-testid=pick]", "Science and Policy")?;
            window.press("Enter")?;
            window.select("[data-testid=member-role]", "Alternate")?;
            window.click("[data-testid=member-save]")?;
            window.wait_for_text("[data-testid=memberships]", "Science and Policy")?;
            let before = window.count("[data-testid=membership]")?;
            window.click("[data-testid=membership-last]")?;
            window.type_text("[data-testid=membership-last-input]", "2020-01-01")?;
            window.press("Enter")?;
            window.wait_for_text("[data-testid=memberships]", "past")?;
            window.press("Control+z")?;
            window.wait_for_text("[data-testid=membership-last]", "no end set")?;
            window.press("Control+z")?;
            window.wait_for_count("[data-testid=membership]", before - 1)
        })
}
