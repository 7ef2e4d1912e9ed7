//! Packs as files: what is written is read again, and what is no sound pack is refused with a sentence of its own.

use std::io::Write;
use std::path::{Path, PathBuf};

use domain::pack::Purpose;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use store::pack::{Keys, Scope, Seal, Signer, look_into, new_keys};
use store::{Store, Table, Value};

use crate::desk::{Desk, text};

/// What everybody here signs with.
fn signer() -> Signer {
    Signer::of_office("the office of these tests")
}

/// Has a desk know whose signature that is.
fn introduce(desk: &mut Desk) {
    let (_, key) = new_keys();
    let signing = signer().key();
    desk.store
        .note_office("elsewhere", "The office of these tests", &key, &signing)
        .unwrap();
}

/// A desk that takes what these tests sign.
fn receiver() -> Desk {
    let mut desk = Desk::new("Seoul");
    introduce(&mut desk);
    desk
}

fn pack_of(desk: &Desk, seal: &Seal) -> PathBuf {
    let path = desk.folder.path().join("for-you.pack");
    desk.store
        .write_pack(
            &path,
            &desk.sending(Purpose::All, &Scope::All),
            seal,
            &signer(),
        )
        .unwrap();
    path
}

fn filled() -> Desk {
    let mut desk = Desk::new("Ulaanbaatar");
    let event = desk.event("Symposium 대기");
    for number in 0..40 {
        let person = desk.person(&format!("Person {number}"));
        desk.part(&event, &person);
    }
    desk
}

/// A pack of somebody's own making.
fn forged(folder: &Path, format: &str, header: &Json, lines: &[u8]) -> PathBuf {
    let mut bytes = format!("Symposia pack {format}\n{header}\n").into_bytes();
    bytes.extend(zstd::encode_all(lines, 3).unwrap());
    let hash = Sha256::digest(&bytes);
    bytes.extend(hash);
    bytes.extend(signer().signature(&hash));
    let path = folder.join("forged.pack");
    std::fs::write(&path, bytes).unwrap();
    path
}

fn header(schema: i64) -> Json {
    json!({
        "schema": schema, "office": "Nobody", "device": "nowhere", "made": "2026-11-01T00:00:00Z",
        "signer": signer().key(),
        "covers": {}, "told": {}, "steps": 0, "facts": 0,
    })
}

fn lines(schema: i64, more: &[Json]) -> Vec<u8> {
    let mut lines = Vec::new();
    writeln!(lines, "{}", json!({ "pack": header(schema) })).unwrap();
    for line in more {
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

fn schema(store: &Store) -> i64 {
    store.schema_version().unwrap()
}

/// What is in the store's files, its log and its papers too.
fn bytes_of(desk: &Desk) -> Vec<(PathBuf, Vec<u8>)> {
    let mut waiting = vec![desk.folder.path().to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let kind = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                waiting.push(path);
            } else if !kind.ends_with("-shm") && kind != "pack" {
                let bytes = std::fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

/// Has the pack refused, and makes sure that the store is as it was, to the byte.
fn refusal(desk: &mut Desk, path: &Path, keys: &Keys) -> String {
    let before = (
        desk.store.dump().unwrap(),
        desk.store.fact_lines().unwrap(),
        desk.store.vector().unwrap(),
        bytes_of(desk),
    );
    let mut hand = desk.hand();
    let refused = desk
        .store
        .take_pack(&mut hand, path, keys, false)
        .unwrap_err();
    let after = (
        desk.store.dump().unwrap(),
        desk.store.fact_lines().unwrap(),
        desk.store.vector().unwrap(),
        bytes_of(desk),
    );
    assert!(before == after, "the store is not as it was");
    refused.to_string()
}

#[test]
fn what_is_written_to_a_file_is_read_from_it_open_or_encrypted() {
    let (secret, public) = new_keys();
    let one = filled();
    let seals = [
        (Seal::Open, Keys::default()),
        (
            Seal::For(vec![public]),
            Keys {
                secret: Some(secret),
                ..Keys::default()
            },
        ),
    ];
    for (seal, keys) in seals {
        let path = pack_of(&one, &seal);
        let mut other = receiver();
        let mut hand = other.hand();
        let (header, taken) = other
            .store
            .take_pack(&mut hand, &path, &keys, false)
            .unwrap();
        assert_eq!((header.office.as_str(), taken.facts), ("Ulaanbaatar", 81));
        assert_eq!(other.store.dump().unwrap(), one.store.dump().unwrap());
    }
}

#[test]
fn the_same_facts_make_the_same_file() {
    let one = filled();
    let first = std::fs::read(pack_of(&one, &Seal::Open)).unwrap();
    assert_eq!(std::fs::read(pack_of(&one, &Seal::Open)).unwrap(), first);
}

#[test]
fn a_passphrase_opens_what_it_locked_and_another_does_not() {
    let one = filled();
    let path = pack_of(&one, &Seal::Passphrase("clean air".to_owned()));
    let with = |passphrase: Option<&str>| Keys {
        secret: None,
        passphrase: passphrase.map(str::to_owned),
        ..Keys::default()
    };
    let mut other = receiver();
    assert!(refusal(&mut other, &path, &with(None)).contains("locked with a passphrase"));
    assert!(refusal(&mut other, &path, &with(Some("foul air"))).contains("not its passphrase"));
    assert_eq!(
        look_into(&path, &with(Some("clean air"))).unwrap().office,
        "Ulaanbaatar"
    );
}

#[test]
fn a_pack_for_another_office_is_refused() {
    let (_, public) = new_keys();
    let one = filled();
    let path = pack_of(&one, &Seal::For(vec![public]));
    let mut other = receiver();
    for secret in [None, Some(new_keys().0)] {
        let keys = Keys {
            secret,
            ..Keys::default()
        };
        let said = refusal(&mut other, &path, &keys);
        assert!(said.contains("encrypted for another office"), "{said}");
    }
}

#[test]
fn a_pack_cut_short_anywhere_is_refused() {
    let one = filled();
    let (secret, public) = new_keys();
    for seal in [Seal::Open, Seal::For(vec![public])] {
        let whole = std::fs::read(pack_of(&one, &seal)).unwrap();
        let path = one.folder.path().join("cut.pack");
        let mut other = receiver();
        let keys = Keys {
            secret: Some(secret.clone()),
            ..Keys::default()
        };
        for length in (0..whole.len()).step_by(37).chain([whole.len() - 1]) {
            std::fs::write(&path, &whole[..length]).unwrap();
            let said = refusal(&mut other, &path, &keys);
            let named = if length == 0 { "no pack" } else { "cut short" };
            assert!(said.contains(named), "{length}: {said}");
        }
    }
}

#[test]
fn a_pack_with_one_bit_changed_anywhere_is_refused() {
    let one = filled();
    let (secret, public) = new_keys();
    for seal in [Seal::Open, Seal::For(vec![public])] {
        let whole = std::fs::read(pack_of(&one, &seal)).unwrap();
        let path = one.folder.path().join("changed.pack");
        let mut other = receiver();
        let keys = Keys {
            secret: Some(secret.clone()),
            ..Keys::default()
        };
        for at in (0..whole.len()).step_by(29) {
            let mut changed = whole.clone();
            changed[at] ^= 1 << (at % 8);
            std::fs::write(&path, changed).unwrap();
            let said = refusal(&mut other, &path, &keys);
            assert!(
                said.starts_with("this pack was not taken in"),
                "{at}: {said}"
            );
        }
    }
}

#[test]
fn files_of_other_programs_are_refused() {
    let mut desk = receiver();
    let path = desk.folder.path().join("letter.txt");
    for content in ["", "Dear colleague,\n", "PK\u{3}\u{4}", "\u{0}\u{0}"] {
        std::fs::write(&path, content).unwrap();
        assert!(refusal(&mut desk, &path, &Keys::default()).contains("no pack of Symposia"));
    }
    let own = desk.store.path().to_owned();
    assert!(refusal(&mut desk, &own, &Keys::default()).contains("no pack of Symposia"));
}

#[test]
fn a_pack_of_a_newer_program_is_held_for_it() {
    let mut desk = receiver();
    let now = schema(&desk.store);
    let folder = desk.folder.path().to_owned();
    let path = forged(&folder, "2", &header(now), &lines(now, &[json!("end")]));
    assert!(refusal(&mut desk, &path, &Keys::default()).contains("only a newer Symposia knows"));
    let path = forged(
        &folder,
        "1",
        &header(now + 1),
        &lines(now + 1, &[json!("end")]),
    );
    let said = refusal(&mut desk, &path, &Keys::default());
    assert!(
        said.contains("newer Symposia") && said.contains("Keep the file"),
        "{said}"
    );
}

#[test]
fn what_is_longer_than_any_pack_is_not_read() {
    let mut desk = receiver();
    let path = desk.folder.path().join("huge.pack");
    std::fs::File::create(&path)
        .unwrap()
        .set_len(store::pack::LARGEST + 1)
        .unwrap();
    assert!(refusal(&mut desk, &path, &Keys::default()).contains("larger than 2 GB"));
}

#[test]
fn what_was_made_to_fill_the_disk_is_stopped() {
    let mut desk = receiver();
    let now = schema(&desk.store);
    let mut bomb = lines(now, &[]);
    bomb.resize(300 << 20, b' ');
    let folder = desk.folder.path().to_owned();
    let path = forged(&folder, "1", &header(now), &bomb);
    assert!(std::fs::metadata(&path).unwrap().len() < 1 << 20);
    assert!(refusal(&mut desk, &path, &Keys::default()).contains("made to fill the disk"));
}

#[test]
fn names_of_files_that_lead_elsewhere_are_refused() {
    let mut desk = receiver();
    let now = schema(&desk.store);
    let folder = desk.folder.path().to_owned();
    for name in [
        "../../../../etc/passwd",
        "..\\x",
        "",
        "AB",
        &"A".repeat(64),
        &"../".repeat(21),
    ] {
        let file = lines(now, &[json!({ "file": [name, 3] }), json!("end")]);
        let path = forged(&folder, "1", &header(now), &file);
        assert!(
            refusal(&mut desk, &path, &Keys::default()).contains("holds a file called"),
            "{name}"
        );
    }
    let mut wrong = lines(now, &[json!({ "file": ["a".repeat(64), 3] })]);
    wrong.extend(b"abc\"end\"\n");
    let path = forged(&folder, "1", &header(now), &wrong);
    assert!(
        refusal(&mut desk, &path, &Keys::default()).contains("holds something else than it says")
    );
    // A sound file in a pack that is refused for something else goes again.
    let elsewhere = Desk::new("Tokyo");
    let kept = elsewhere
        .store
        .files()
        .keep(&mut &b"abc"[..], 3, |_| true)
        .unwrap();
    let name = kept.sha256;
    let mut sound = lines(now, &[json!({ "file": [name, 3] })]);
    sound.extend(b"abc\"dance\"\n");
    let path = forged(&folder, "1", &header(now), &sound);
    assert!(refusal(&mut desk, &path, &Keys::default()).contains("a line of it cannot be read"));
}

#[test]
fn facts_that_no_store_could_have_are_refused() {
    let mut desk = receiver();
    let now = schema(&desk.store);
    let folder = desk.folder.path().to_owned();
    let step = |clock: i64, kind: &str| {
        json!({ "step": {
            "id": "s", "label": "x", "actor": "y", "device": "d", "clock": clock, "at": "2026-11-01T00:00:00Z",
            "kind": kind,
        }})
    };
    let fact = |table: &str, operation: &str, fields: &str| json!({ "fact": { "row": 1, "table": table, "record": "r", "operation": operation, "fields": fields } });
    let bad = [
        (vec![step(-1, "do")], "no clock can say"),
        (vec![step(i64::MAX, "do")], "no clock can say"),
        (vec![step(1, "dance")], "of the kind “dance”"),
        (
            vec![fact("person", "insert", "{}")],
            "in an order that no pack has",
        ),
        (
            vec![step(1, "do"), fact("local", "insert", "{}")],
            "records of the kind “local”",
        ),
        (
            vec![step(1, "do"), fact("person", "drop", "{}")],
            "the operation “drop”",
        ),
        (
            vec![step(1, "do"), fact("person", "insert", "[]")],
            "cannot be read",
        ),
        (
            vec![
                step(1, "do"),
                fact("person", "insert", "{\"id\": \"other\"}"),
            ],
            "two keys",
        ),
        (
            vec![step(1, "do"), fact("person", "update", "{\"note\": 1}")],
            "the field “person.note”",
        ),
        (
            vec![
                step(1, "do"),
                fact("person", "insert", "{\"id\": \"r\", \"x = 1; --\": 1}"),
            ],
            "the field",
        ),
        (vec![json!({ "dance": 1 })], "a line of it cannot be read"),
    ];
    for (more, named) in bad {
        let path = forged(&folder, "1", &header(now), &lines(now, &more));
        let said = refusal(&mut desk, &path, &Keys::default());
        assert!(said.contains(named), "{named}: {said}");
    }
    // What breaks a rule of the schema is refused by it.
    let broken = [
        step(1, "do"),
        fact("room", "insert", "{\"id\": \"r\", \"event\": null}"),
        json!("end"),
    ];
    let path = forged(&folder, "1", &header(now), &lines(now, &broken));
    assert!(refusal(&mut desk, &path, &Keys::default()).contains("nothing was changed"));
}

#[test]
fn papers_go_over_once_by_what_is_in_them() {
    let mut one = Desk::new("Ulaanbaatar");
    let event = one.event("Symposium");
    let kept = one
        .store
        .files()
        .keep(&mut &b"slides"[..], 100, |_| true)
        .unwrap();
    for name in ["a.pdf", "b.pdf"] {
        one.add(
            Table::Attachment,
            &[
                ("event", text(&event)),
                ("name", text(name)),
                ("media_type", text("application/pdf")),
                ("bytes", Value::Integer(6)),
                ("sha256", text(&kept.sha256)),
            ],
        );
    }
    let path = pack_of(&one, &Seal::Open);
    let mut other = receiver();
    let mut hand = other.hand();
    let (_, tried) = other
        .store
        .take_pack(&mut hand, &path, &Keys::default(), true)
        .unwrap();
    assert!(!other.store.files().has(&kept.sha256) && tried.files == 0);
    let (_, taken) = other
        .store
        .take_pack(&mut hand, &path, &Keys::default(), false)
        .unwrap();
    assert_eq!(taken.files, 1);
    assert!(other.is_sound());
    let (_, again) = other
        .store
        .take_pack(&mut hand, &path, &Keys::default(), false)
        .unwrap();
    assert_eq!((again.files, again.facts), (0, 0));
}
