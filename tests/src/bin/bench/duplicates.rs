//! Looking for people who are in the directory twice, among everybody in it.

use office::duplicate::Directory;
use symposia_tests::Outcome;

use crate::sample::Sample;
use crate::table::Measure;
use crate::{Size, memory, timed};

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    let people = size.people;
    let look = || {
        timed("look for duplicates", || {
            Directory::read(&sample.store)?.compare(&())
        })
    };
    let (time, pairs) = look()?;
    let pairs = pairs.likely.len();
    let (held, _) = memory::highest(|| look().map(|(time, _)| time))?;
    Ok(vec![
        Measure::time(
            format!("duplicates among {people} people, once ({pairs} pairs)"),
            time,
        ),
        Measure::memory(format!("memory: duplicates among {people} people"), held),
    ])
}
