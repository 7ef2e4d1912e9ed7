//! Whose a pack is: signatures, known and unknown keys.

use std::path::PathBuf;

use domain::pack::Purpose;
use store::pack::{Keys, Scope, Seal, SignedBy, Signer, look_into, new_keys};

use crate::desk::Desk;

fn signer() -> Signer {
    Signer::of_office("Ulaanbaatar's secret")
}

fn sealed(desk: &Desk, seal: &Seal, by: &Signer) -> PathBuf {
    let path = desk.folder.path().join("for-you.pack");
    let sending = desk.sending(Purpose::All, &Scope::All);
    desk.store.write_pack(&path, &sending, seal, by).unwrap();
    path
}

fn filled() -> Desk {
    let mut desk = Desk::new("Ulaanbaatar");
    desk.event("Symposium");
    desk
}

fn introduce(desk: &mut Desk, other: &Desk, by: &Signer) {
    let (device, (_, key)) = (other.store.device().unwrap(), new_keys());
    desk.store
        .note_office(&device, &other.name, &key, &by.key())
        .unwrap();
}

fn taken(desk: &mut Desk, path: &std::path::Path, keys: &Keys) -> Result<u64, String> {
    let mut hand = desk.hand();
    let taken = desk.store.take_pack(&mut hand, path, keys, false);
    taken
        .map(|(_, taken)| taken.facts)
        .map_err(|error| error.to_string())
}

#[test]
fn a_pack_signed_by_an_unknown_key_is_refused_until_somebody_accepts_it_or_adds_the_key() {
    let one = filled();
    let path = sealed(&one, &Seal::Open, &signer());
    let mut other = Desk::new("Seoul");
    let before = other.store.dump().unwrap();
    let said = taken(&mut other, &path, &Keys::default()).unwrap_err();
    assert!(
        said.contains("signed by an unknown key") && said.contains("Ulaanbaatar"),
        "{said}"
    );
    assert_eq!(other.store.dump().unwrap(), before);
    assert!(
        other.store.offices().unwrap().is_empty(),
        "nothing of it was noted"
    );
    // Before anybody trusts it, it says whose it says it is.
    let header = look_into(&path, &Keys::default()).unwrap();
    assert_eq!(header.office, "Ulaanbaatar");
    assert_eq!(other.store.signed_by(&header).unwrap(), SignedBy::Unknown);
    let accepting = Keys {
        accept_unknown: true,
        ..Keys::default()
    };
    assert_eq!(taken(&mut other, &path, &accepting), Ok(1));
    // That was for this one time.
    assert!(taken(&mut other, &path, &Keys::default()).is_err());
    introduce(&mut other, &one, &signer());
    assert_eq!(taken(&mut other, &path, &Keys::default()), Ok(0));
    let name = "Ulaanbaatar".to_owned();
    assert_eq!(
        other.store.signed_by(&header).unwrap(),
        SignedBy::Office { name }
    );
}

#[test]
fn what_is_locked_with_a_passphrase_is_signed_all_the_same() {
    let one = filled();
    let path = sealed(&one, &Seal::Passphrase("clean air".to_owned()), &signer());
    let mut other = Desk::new("Seoul");
    let mut keys = Keys {
        passphrase: Some("clean air".to_owned()),
        ..Keys::default()
    };
    assert!(
        taken(&mut other, &path, &keys)
            .unwrap_err()
            .contains("unknown key")
    );
    keys.accept_unknown = true;
    assert_eq!(taken(&mut other, &path, &keys), Ok(1));
}

#[test]
fn a_pack_that_says_it_is_an_offices_and_is_signed_by_another_is_refused_whatever_was_accepted() {
    let one = filled();
    let mut other = Desk::new("Seoul");
    introduce(&mut other, &one, &signer());
    let path = sealed(
        &one,
        &Seal::Open,
        &Signer::of_office("somebody else's secret"),
    );
    for accept_unknown in [false, true] {
        let keys = Keys {
            accept_unknown,
            ..Keys::default()
        };
        let said = taken(&mut other, &path, &keys).unwrap_err();
        assert!(
            said.contains("signed with another key than theirs"),
            "{said}"
        );
    }
}

#[test]
fn a_signature_that_does_not_fit_is_told_from_a_file_that_was_damaged() {
    let one = filled();
    let path = sealed(&one, &Seal::Open, &signer());
    let mut other = Desk::new("Seoul");
    introduce(&mut other, &one, &signer());
    let whole = std::fs::read(&path).unwrap();
    let mut changed = whole.clone();
    *changed.last_mut().unwrap() ^= 1;
    std::fs::write(&path, changed).unwrap();
    let said = taken(&mut other, &path, &Keys::default()).unwrap_err();
    assert!(said.contains("its signature does not fit"), "{said}");
    // Somebody who writes another content and its hash cannot sign it.
    let mut third = Desk::new("Ulaanbaatar");
    third.event("Another symposium");
    let forged = std::fs::read(sealed(&third, &Seal::Open, &signer())).unwrap();
    let (content, signature) = (
        forged.split_at(forged.len() - 64).0,
        whole.split_at(whole.len() - 64).1,
    );
    std::fs::write(&path, [content, signature].concat()).unwrap();
    let said = taken(&mut other, &path, &Keys::default()).unwrap_err();
    assert!(said.contains("its signature does not fit"), "{said}");
}

#[test]
fn an_office_on_another_computer_is_known_by_its_key() {
    let (first, second) = (filled(), filled());
    let mut other = Desk::new("Seoul");
    introduce(&mut other, &first, &signer());
    let path = sealed(&second, &Seal::Open, &signer());
    assert_eq!(taken(&mut other, &path, &Keys::default()), Ok(1));
    let offices = other.store.offices().unwrap();
    assert_eq!(offices.len(), 2);
    assert!(
        offices
            .iter()
            .all(|office| office.signing == Some(signer().key()) && office.key.is_some())
    );
}
