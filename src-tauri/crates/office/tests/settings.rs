//! Settings: defaults, changes, what is refused.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;

use desk::Desk;
use office::settings::{SettingEdit, all};

#[test]
fn a_new_store_has_the_computers_zone_and_the_secretariats_name() {
    let desk = Desk::new();
    let settings = all(&desk.store, "Asia/Tokyo").unwrap();
    assert_eq!(settings.home_zone, "Asia/Tokyo");
    assert_eq!(settings.organizer_name, "NEACAP Secretariat");
    assert_eq!(
        (settings.theme.as_str(), settings.density.as_str()),
        ("system", "comfortable")
    );
}

#[test]
fn a_setting_is_changed_changed_again_and_taken_back() {
    let mut desk = Desk::new();
    let zone = |desk: &Desk| all(&desk.store, "UTC").unwrap().home_zone;
    for name in ["Asia/Seoul", "Europe/Moscow"] {
        let change = act!(
            desk,
            office::settings::edit,
            SettingEdit::HomeZone(name.to_owned())
        )
        .unwrap();
        assert_eq!(
            (change.label.as_str(), zone(&desk).as_str()),
            ("Change setting", name)
        );
    }
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(zone(&desk), "Asia/Seoul");
    act!(desk, office::journal::undo).unwrap();
    assert_eq!(zone(&desk), "UTC", "never chosen");
}

#[test]
fn what_cannot_be_a_setting_is_refused() {
    let mut desk = Desk::new();
    for edit in [
        SettingEdit::HomeZone("Asia/Atlantis".to_owned()),
        SettingEdit::OrganizerEmail("nobody".to_owned()),
        SettingEdit::Density("roomy".to_owned()),
        SettingEdit::Theme("pink".to_owned()),
    ] {
        assert!(
            act!(desk, office::settings::edit, edit.clone()).is_err(),
            "{edit:?}"
        );
    }
    assert_eq!(desk.store.steps().unwrap().undo, None);
    act!(
        desk,
        office::settings::edit,
        SettingEdit::OrganizerEmail(" a@demo.example ".to_owned())
    )
    .unwrap();
    assert_eq!(
        all(&desk.store, "UTC").unwrap().organizer_email,
        "a@demo.example"
    );
    act!(
        desk,
        office::settings::edit,
        SettingEdit::OrganizerEmail(String::new())
    )
    .unwrap();
    assert_eq!(all(&desk.store, "UTC").unwrap().organizer_email, "");
}

#[test]
fn a_window_learns_at_its_start_what_the_store_is() {
    let mut desk = Desk::new();
    act!(
        desk,
        office::settings::edit,
        SettingEdit::Theme("dark".to_owned())
    )
    .unwrap();
    let today = desk::start().date_naive();
    let status = office::settings::status(&desk.store, Vec::new(), today, "Asia/Seoul").unwrap();
    assert_eq!(status.read_only, None);
    assert_eq!(status.steps.undo.as_deref(), Some("Change setting"));
    assert_eq!(status.years, [2026]);
    assert_eq!(
        status
            .states
            .iter()
            .take(6)
            .filter(|state| state.member)
            .count(),
        6
    );
    assert!(status.zones.iter().any(|zone| zone == "Asia/Ulaanbaatar"));
}
