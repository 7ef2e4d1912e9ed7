//! The little library that stands between a program and the system (`tests/readers/faults.c`), compiled once a run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::failure::{Failure, Outcome};

const SOURCES: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/readers/faults.c"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/readers/power.c"),
];

/// What is to happen to the calls of a program that change a disk.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wrong {
    /// Which call, from 1, and how; none: they all pass.
    pub(super) call: Option<(u64, How)>,
    /// What a power cut chooses by.
    pub(super) seed: u64,
    /// Milliseconds that each call takes longer.
    pub(super) delay: u64,
    /// Seconds that the clock is off.
    pub(super) clock: i64,
}

/// How a call goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// It fails, once.
    Io,
    /// It fails, and all that follow.
    IoOn,
    /// It writes half, and then the disk is full.
    Full,
    /// It writes half.
    Short,
    /// The process is killed before it.
    Kill,
    /// It writes half, and the process is killed.
    Torn,
    /// The power is cut before it: what was not synced is lost in part.
    Power,
    /// The same once the program has ended by itself.
    PowerEnd,
}

impl How {
    fn word(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::IoOn => "io-on",
            Self::Full => "full",
            Self::Short => "short",
            Self::Kill => "kill",
            Self::Torn => "torn",
            Self::Power => "power",
            Self::PowerEnd => "power-end",
        }
    }
}

impl Wrong {
    /// That one call goes wrong.
    pub(super) fn at(call: u64, how: How) -> Self {
        Self {
            call: Some((call, how)),
            ..Self::default()
        }
    }

    /// That the power is cut at a call, or at the end.
    pub(super) fn cut(call: Option<u64>, seed: u64) -> Self {
        Self {
            call: Some(call.map_or((0, How::PowerEnd), |call| (call, How::Power))),
            seed,
            ..Self::default()
        }
    }

    /// Puts the library before a program; at its end it writes its report into the file.
    pub(super) fn befall(self, command: &mut Command, report: &Path) -> Outcome {
        command
            .env("LD_PRELOAD", library()?)
            .env("FAULT_REPORT", report)
            .env("FAULT_SEED", self.seed.to_string())
            .env("FAULT_DELAY", self.delay.to_string())
            .env("FAULT_CLOCK", self.clock.to_string());
        if let Some((call, how)) = self.call {
            if matches!(how, How::Power | How::PowerEnd) {
                let keep = report.with_file_name("lost");
                std::fs::create_dir_all(&keep).map_err(Failure::io("make a folder"))?;
                command.env("FAULT_KEEP", keep);
            }
            command
                .env("FAULT_AT", call.to_string())
                .env("FAULT_HOW", how.word());
        }
        Ok(())
    }
}

/// What the library noted at a program's end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Report {
    /// How many calls there were.
    pub(super) calls: u64,
    /// The most memory that was held, in megabytes.
    pub(super) megabytes: u64,
    /// How many sectors, lengths and names a power cut took away.
    pub(super) lost: u64,
}

impl Report {
    /// None where the program was killed by anything but a power cut.
    pub(super) fn read(file: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(file).ok()?;
        let mut numbers = text.split_whitespace().map(str::parse::<u64>);
        Some(Self {
            calls: numbers.next()?.ok()?,
            megabytes: numbers.next()?.ok()?.div_ceil(1024),
            lost: numbers.next()?.ok()?,
        })
    }
}

/// Compiles it where nobody did in this run.
fn library() -> Outcome<&'static Path> {
    static LIBRARY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = LIBRARY.get_or_init(|| {
        // Named by the process, and made once in it: nobody else writes it, and a handful of kilobytes may stay.
        let folder = std::env::temp_dir().join(format!("symposia-faults-{}", std::process::id()));
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let library = folder.join("faults.so");
        let output = Command::new("cc")
            .args(["-O1", "-Wall", "-shared", "-fPIC", "-o"])
            .arg(&library)
            .args(SOURCES)
            .args(["-ldl", "-lpthread"])
            .output()
            .map_err(|error| format!("a C compiler (cc) has to be there: {error}"))?;
        if output.status.success() {
            Ok(library)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    });
    match made {
        Ok(library) => Ok(library),
        Err(reason) => Err(Failure::Refused {
            doing: "compile the library of faults".to_owned(),
            reason: reason.clone(),
        }),
    }
}
