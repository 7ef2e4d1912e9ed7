//! How much of a file is read, so that no file, however it was made, takes all memory.

use super::Rejected;

/// Octets of a file that is read at all. Ask for a file's size before loading it: a calendar of
/// 10,000 events with their participants has 15 MB.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Octets of a logical line whose value is kept. Only enclosed files and photographs, which
/// nothing here uses, are longer.
pub const LONGEST_LINE: usize = 1024 * 1024;

/// Lines that are named one by one.
const MOST: usize = 1000;

/// Why a file of so many octets is not read, where it is larger than [`LARGEST`].
#[must_use]
pub fn too_large(octets: usize) -> Option<Rejected> {
    (octets > LARGEST).then(|| Rejected {
        line: 1,
        reason: format!(
            "the file is larger than {} MB and is not read; ask for it in parts, a year each",
            LARGEST / (1024 * 1024)
        ),
    })
}

/// A list of what was rejected that cannot grow without end: a file that is no calendar at all
/// has as many bad lines as it has lines.
#[derive(Debug, Default)]
pub struct Rejections {
    named: Vec<Rejected>,
    unnamed: usize,
    last: usize,
}

impl Rejections {
    /// Adds one.
    pub fn push(&mut self, rejected: Rejected) {
        if self.named.len() < MOST {
            self.named.push(rejected);
        } else {
            self.unnamed += 1;
            self.last = rejected.line;
        }
    }

    /// Adds a line and why it is rejected.
    pub fn add(&mut self, line: usize, reason: impl Into<String>) {
        self.push(Rejected {
            line,
            reason: reason.into(),
        });
    }

    /// What was rejected, in its order; the last says how much is not named.
    #[must_use]
    pub fn finish(mut self) -> Vec<Rejected> {
        if self.unnamed > 0 {
            self.named.push(Rejected {
                line: self.last,
                reason: format!(
                    "{} more lines up to this one could not be read",
                    self.unnamed
                ),
            });
        }
        self.named
    }
}
