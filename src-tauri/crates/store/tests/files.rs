//! Files beside a store.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Read;
use std::path::{Path, PathBuf};

use store::{Fault, Files, KeepError, ReadError, StoreError};

/// FIPS 180-4's own example.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn files() -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::beside(&folder.path().join("desk.symposia"));
    (folder, files)
}

/// Every file under a folder.
fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(all(&path)),
            path => found.push(path),
        }
    }
    found
}

#[test]
fn a_file_is_kept_under_the_hash_of_what_is_in_it_and_once() {
    let (folder, files) = files();
    let kept = files.keep(&mut "abc".as_bytes(), 3, |_| true).unwrap();
    assert_eq!((kept.sha256.as_str(), kept.bytes), (ABC, 3));
    files.keep(&mut "abc".as_bytes(), 3, |_| true).unwrap();
    let place = folder.path().join("desk.symposia.files/ba").join(ABC);
    assert_eq!(all(folder.path()), std::slice::from_ref(&place));
    assert_eq!(std::fs::read(place).unwrap(), b"abc");
    let mut out = Vec::new();
    assert_eq!(files.read_into(ABC, &mut out).unwrap(), 3);
    assert_eq!(out, b"abc");
}

#[cfg(unix)]
#[test]
fn only_the_person_whose_store_it_is_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, files) = files();
    files.keep(&mut "abc".as_bytes(), 3, |_| true).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let place = files.place(ABC).unwrap();
    assert_eq!(mode(&place), 0o600);
    assert_eq!(mode(place.parent().unwrap()), 0o700);
    assert_eq!(mode(files.folder()), 0o700);
}

/// Reads some, then fails.
struct Broken(u32);

impl Read for Broken {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0 += 1;
        match self.0 {
            1..=3 => {
                buffer.fill(7);
                Ok(buffer.len())
            }
            _ => Err(std::io::Error::other("the stick was pulled out")),
        }
    }
}

#[test]
fn what_is_too_large_stopped_or_unreadable_leaves_nothing_behind() {
    let (folder, files) = files();
    let large = files.keep(&mut std::io::repeat(1), 1_000_000, |_| true);
    assert!(
        matches!(large, Err(KeepError::TooLarge { most: 1_000_000 })),
        "{large:?}"
    );
    let mut told = Vec::new();
    let stopped = files.keep(&mut std::io::repeat(1), u64::MAX, |done| {
        told.push(done);
        told.len() < 3
    });
    assert!(
        matches!(stopped, Err(KeepError::Store(StoreError::Cancelled))),
        "{stopped:?}"
    );
    assert!(told.is_sorted() && told.len() == 3, "{told:?}");
    let broken = files.keep(&mut Broken(0), u64::MAX, |_| true);
    assert!(matches!(broken, Err(KeepError::Read(_))), "{broken:?}");
    assert_eq!(all(folder.path()), [] as [PathBuf; 0]);
}

#[test]
fn a_file_that_is_gone_or_changed_is_known_and_mended_by_keeping_it_again() {
    let (_folder, files) = files();
    assert_eq!(files.fault(ABC), Some(Fault::Missing));
    files.keep(&mut "abc".as_bytes(), 3, |_| true).unwrap();
    assert_eq!(files.fault(ABC), None);
    std::fs::write(files.place(ABC).unwrap(), "abd").unwrap();
    assert_eq!(files.fault(ABC), Some(Fault::Changed));
    let read = files.read_into(ABC, &mut Vec::new());
    assert!(
        matches!(read, Err(ReadError::Fault(Fault::Changed))),
        "{read:?}"
    );
    files.keep(&mut "abc".as_bytes(), 3, |_| true).unwrap();
    assert_eq!(files.fault(ABC), None);
}

#[test]
fn what_is_no_hash_has_no_place() {
    let (_folder, files) = files();
    let upper = ABC.to_uppercase();
    let long = format!("{ABC}0");
    let path = format!("../{}", "a".repeat(61));
    for wrong in ["", "ab", &upper, &long, &path, "대기대기대기대기"] {
        assert_eq!(files.place(wrong), None, "{wrong}");
        assert!(!files.has(wrong));
    }
}
