//! Chance, from a seed: the same draws on every machine.

use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What everything by chance is drawn from.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Yes in so many of a hundred cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn number(&mut self, low: i32, high: i32) -> i32 {
        self.0.random_range(low..=high)
    }

    /// A place in a list of that length; 0 for an empty one.
    pub(super) fn place(&mut self, length: usize) -> usize {
        if length == 0 {
            0
        } else {
            self.0.random_range(0..length)
        }
    }

    /// One of them.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.choose(&mut self.0)
    }

    /// One of them, each as often as its share says.
    pub(super) fn weighted<'a, T>(
        &mut self,
        of: &'a [T],
        share: impl Fn(&T) -> u32,
    ) -> Option<&'a T> {
        let total: u32 = of.iter().map(&share).sum();
        let mut left = if total == 0 {
            0
        } else {
            self.0.random_range(0..total)
        };
        for one in of {
            match left.checked_sub(share(one)) {
                None => return Some(one),
                Some(rest) => left = rest,
            }
        }
        of.last()
    }
}
