//! Whatever the octets, no reader panics, hangs, takes memory without end, or says what cannot be.
//! Files of `corpus/` and `mail/` are changed at random and read. Here a second each; `cargo xtask
//! fuzz` goes on for as long as it is told. An input that fails is kept in target/fuzz.
//!
//! A new reader is one line more in `TARGETS`, and sound files of its own in `corpus/`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod change;
mod target;
mod watch;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use proptest::test_runner::{Config, TestCaseError, TestRunner};

use target::{TARGETS, Target};

/// Octets of an input; more would be slow to change rather than to read.
const LARGEST: usize = 256 * 1024;

/// Inputs between two looks at the clock.
const BATCH: u32 = 32;

/// How long a case may take. A sound one takes some milliseconds, unoptimised and beside others.
const SLOWEST: Duration = Duration::from_secs(10);

/// Memory that the whole process may take, in megabytes.
const MOST_MEMORY: u64 = 1024;

#[test]
fn lines_are_read_whatever_the_octets() {
    fuzz("lines");
}

#[test]
fn calendars_are_read_whatever_the_octets() {
    fuzz("read");
}

#[test]
fn zones_are_found_whatever_the_octets() {
    fuzz("zones");
}

#[test]
fn rules_are_laid_out_whatever_the_octets() {
    fuzz("rules");
}

#[test]
fn answers_are_read_whatever_the_octets() {
    fuzz("itip");
}

#[test]
fn cards_are_read_whatever_the_octets() {
    fuzz("cards");
}

#[test]
fn letters_are_read_whatever_the_octets() {
    fuzz("mail");
}

#[test]
fn every_target_has_a_test_here_and_files_to_begin_with() {
    let text = include_str!("main.rs");
    for target in TARGETS {
        assert!(
            text.contains(&format!("fuzz(\"{}\");", target.name)),
            "{}",
            target.name
        );
        assert!(!corpus(target).is_empty(), "{}", target.name);
        for (name, bytes) in corpus(target) {
            assert_eq!(target.check(&bytes), Ok(()), "{} reads {name}", target.name);
        }
    }
}

/// Reads changed files until the time is over.
fn fuzz(name: &str) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap();
    let (_, corpus): (Vec<String>, Vec<Vec<u8>>) = corpus(target).into_iter().unzip();
    let time = time();
    let watch = watch::Watch::start(SLOWEST * 3, kept(name, "hangs"));
    let started = Instant::now();
    let mut cases: u64 = 0;
    while started.elapsed() < time {
        let mut runner = TestRunner::new(Config {
            cases: BATCH,
            failure_persistence: None,
            max_shrink_time: 60_000,
            ..Config::default()
        });
        let outcome = runner.run(&change::changes(corpus.len()), |changes| {
            let input = changes.apply(&corpus, LARGEST);
            watch.begin(&input);
            let began = Instant::now();
            // The input is kept before it is read, where a panic would lose it.
            let result = std::panic::catch_unwind(|| target.check(&input));
            let took = began.elapsed();
            watch.end();
            let problem = match result {
                Err(_) => "panics".to_owned(),
                Ok(Err(problem)) => problem,
                Ok(Ok(())) if took > SLOWEST => format!("takes {took:?}"),
                Ok(Ok(())) => match watch::memory() {
                    Some(memory) if memory > MOST_MEMORY => format!("takes {memory} MB"),
                    _ => return Ok(()),
                },
            };
            let path = kept(name, "fails");
            std::fs::write(&path, &input).unwrap();
            Err(TestCaseError::fail(format!(
                "{problem}; the input is in {}",
                path.display()
            )))
        });
        if let Err(error) = outcome {
            panic!("{name}: {error}");
        }
        cases += u64::from(BATCH);
    }
    println!(
        "{name}: {cases} inputs in {:?}, none of which it minds",
        started.elapsed()
    );
}

/// How long each target is tried: a second, or its share of what `cargo xtask fuzz` is told.
fn time() -> Duration {
    let told = std::env::var("SYMPOSIA_FUZZ_MINUTES").ok();
    let minutes: Option<f64> = told.and_then(|minutes| minutes.parse().ok());
    let share = 1.0 / f64::from(u32::try_from(TARGETS.len()).unwrap());
    Duration::from_secs_f64(minutes.map_or(1.0, |minutes| minutes * 60.0 * share))
}

/// Where an input is kept.
fn kept(target: &str, how: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    folder
        .canonicalize()
        .unwrap()
        .join(format!("{target}-{how}"))
}

/// The files that a target begins with, by name.
fn corpus(target: &Target) -> Vec<(String, Vec<u8>)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut files: Vec<PathBuf> = ["corpus", "mail"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(tests.join(folder)).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| target.takes(path))
        .collect();
    files.sort();
    let read = |path: PathBuf| {
        let bytes = std::fs::read(&path).unwrap();
        (
            path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes,
        )
    };
    files.into_iter().map(read).collect()
}
