//! The directory of people and organisations.

use std::fs;

use symposia_tests::{Failure, Outcome, invented::TWICE, scenario};

#[test]
fn a_person_is_added_edited_and_found_in_any_script() -> Outcome {
    scenario("a_person_is_added", |window| {
        window.click("[data-testid=rail-people]")?;
        window.wait_for_text("[role=grid]", "No people yet")?;
        window.click("[data-testid=add-person]")?;
        window.type_text("[data-testid=person-family]", "UNDRAKH")?;
        window.type_text("[data-testid=person-given]", "Invented")?;
        window.click("[data-testid=person-save]")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.click("[data-testid=row] a")?;
        window.click("[data-testid=person-nativeName]")?;
        window.type_text("[data-testid=person-nativeName-input]", "Зохиомол Өндрөх")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=person-nativeName]", "Зохиомол Өндрөх")?;
        // An address that is none is refused with a sentence, and what was there stays.
        window.click("[data-testid=person-email]")?;
        window.type_text("[data-testid=person-email-input]", "no address")?;
        window.press("Enter")?;
        window.wait_for_text("[data-testid=problem]", "no address")?;
        window.click("[data-testid=rail-people]")?;
        for text in ["өндрөх", "undr", "invented"] {
            window.replace_text("[data-testid=search]", text)?;
            window.wait_for_text("[data-testid=row]", "Зохиомол Өндрөх")?;
        }
        Ok(())
    })
}

#[test]
fn a_column_that_is_taken_from_another_is_given_back() -> Outcome {
    scenario("a_column_is_given_back", |window| {
        let list = window.folder().join("list.csv");
        fs::write(&list, "Family name,Given name,Remark\nINVENTED,Person,x\n")
            .map_err(Failure::io("write a list"))?;
        window.click("[data-testid=rail-people]")?;
        window.click("[data-testid=import-people]")?;
        window.click("[data-testid=import-choose]")?;
        window.choose_in_dialog("Choose a list of people", &list)?;
        window.wait_for_text("[data-testid=import-run]", "Import 1 person")?;
        let column = |row: u32| format!("dialog tbody tr:nth-child({row}) select");
        // The third column takes the first one's meaning, then turns to something else.
        window.select(&column(3), "Family name")?;
        window.wait_for_script(
            "the first column to give its meaning up",
            "return document.querySelector('dialog tbody tr:nth-child(1) select').value === 'ignore'",
        )?;
        window.select(&column(3), "Notes")?;
        window.wait_for_script(
            "the first column to have it back",
            "return document.querySelector('dialog tbody tr:nth-child(1) select').value === 'family-name'",
        )?;
        window.wait_for_text("[data-testid=import-rows]", "INVENTED")
    })
}

#[test]
fn a_saved_list_runs_no_formula_in_a_spreadsheet() -> Outcome {
    scenario("a_saved_list", |window| {
        window.click("[data-testid=rail-people]")?;
        window.click("[data-testid=add-person]")?;
        window.type_text(
            "[data-testid=person-family]",
            "=HYPERLINK(\"http://x.example\")",
        )?;
        window.click("[data-testid=person-save]")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        let path = window.folder().join("people.csv");
        window.click("[data-testid=export-people]")?;
        window.click("[data-testid=export-office]")?;
        window.click("[data-testid=export-run]")?;
        window.choose_in_dialog("Save the list of people", &path)?;
        window.wait_for_text("[data-testid=said]", "1 person saved to")?;
        let text = fs::read_to_string(&path).map_err(Failure::io("read the list"))?;
        if text.contains("'=HYPERLINK") {
            Ok(())
        } else {
            Err(Failure::Found(format!(
                "a spreadsheet would run this: {text}"
            )))
        }
    })
}

#[test]
fn names_with_markup_are_shown_as_text() -> Outcome {
    scenario("names_with_markup", |window| {
        window.click("[data-testid=rail-people]")?;
        window.click("[data-testid=add-person]")?;
        window.type_text(
            "[data-testid=person-family]",
            "<img src=x onerror=\"window.hacked=1\">",
        )?;
        window.click("[data-testid=person-save]")?;
        // Family names stand in capitals.
        window.wait_for_text("[data-testid=row]", "<IMG SRC=X")?;
        window.wait_for_script(
            "no script to have run",
            "return window.hacked === undefined",
        )
    })
}

#[test]
fn two_who_are_one_are_merged_and_one_is_erased() -> Outcome {
    scenario("two_who_are_one", |window| {
        let list = window.folder().join("twice.csv");
        fs::write(&list, TWICE).map_err(Failure::io("write a list"))?;
        window.click("[data-testid=rail-people]")?;
        window.click("[data-testid=import-people]")?;
        window.click("[data-testid=import-choose]")?;
        window.choose_in_dialog("Choose a list of people", &list)?;
        window.click("[data-testid=import-run]")?;
        window.click("[data-testid=import-close]")?;
        window.wait_for_count("[data-testid=row]", 2)?;

        window.click("[data-testid=possible-duplicates]")?;
        window.wait_for_text("[data-testid=pair]", "same name")?;
        window.click("[data-testid=pair-merge]")?;
        window.wait_for_text("[data-testid=merge-fields]", "gagong@invented-mail.example")?;
        window.click("[data-testid=merge-email-other]")?;
        window.click("[data-testid=merge-run]")?;
        window.wait_for("[data-testid=duplicates-none]")?;
        window.click("[data-testid=rail-people]")?;
        window.wait_for_count("[data-testid=row]", 1)?;
        window.wait_for_text("[data-testid=row]", "gagong@invented-mail.example")?;
        window.press("Control+z")?;
        window.wait_for_count("[data-testid=row]", 2)?;

        window.click("[data-testid=row] a")?;
        window.click("[data-testid=person-erase]")?;
        window.wait_for_text("dialog", "cannot be undone")?;
        window.click("[data-testid=erase-run]")?;
        window.wait_for("[data-testid=erase-report]")?;
        window.click("[data-testid=erase-close]")?;
        window.click("[data-testid=rail-people]")?;
        window.wait_for_text("[role=grid]", "Erased person")
    })
}
