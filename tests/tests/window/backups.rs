//! The way back to a backup, in the window.

use symposia_tests::{Opening, Outcome};

#[test]
fn going_back_to_a_backup_brings_the_old_value() -> Outcome {
    Opening::new("going_back")?.open()?.show(|window| {
        window.wait_for("nav")?;
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "As it was")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=undo]", "Plan event")?;
        window.click("[data-testid=rail-settings]")?;
        window.click("[data-testid=backups-make]")?;
        window.wait_for_text("[data-testid=said]", "Made backup")?;
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "Done since")?;
        window.click("[data-testid=new-save]")?;
        window.click("[data-testid=rail-events]")?;
        window.wait_for_text("[data-testid=row]", "Done since")?;

        window.click("[data-testid=rail-settings]")?;
        window.click("[data-testid=backup-look]")?;
        window.wait_for_text("[data-testid=backup-steps]", "1 step was made since")?;
        window.wait_for_text("[data-testid=backup-kinds]", "Event")?;
        window.click("[data-testid=backup-restore]")?;
        window.wait_for_text("[data-testid=said]", "Went back")?;
        window.wait_for_text("[data-testid=backups]", "Before going back")?;
        window.click("[data-testid=rail-events]")?;
        window.wait_for_count("[data-testid=row]", 2)?;
        window.wait_for_text("[data-testid=row]", "As it was")?;
        // The store is written again by the same window.
        window.press("Control+n")?;
        window.type_text("[data-testid=new-title]", "It goes on")?;
        window.click("[data-testid=new-save]")?;
        window.wait_for_text("[data-testid=undo]", "Plan event")
    })
}
