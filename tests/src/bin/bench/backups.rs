//! What a backup costs in a full store: made and checked, listed, compared with, and gone back to.

use chrono::TimeDelta;
use domain::backup::BackupReason;
use office::view::{PeopleQuery, PersonEdit};
use office::{Store, backup};
use symposia_tests::{Failure, Outcome};

use crate::sample::{Sample, hand, now};
use crate::table::Measure;
use crate::{Size, memory, timed};

pub(crate) fn measure(sample: &Sample, size: &Size) -> Outcome<Vec<Measure>> {
    // A copy: going back needs the file alone.
    let path = sample.path("backed-up.symposia");
    backup::save(&sample.store, &path).map_err(Failure::refused("copy the store"))?;
    let mut store = Store::open(&path, now()).map_err(Failure::refused("open the store"))?;
    let plain = timed("copy the file", || {
        std::fs::copy(&path, sample.path("plain-copy"))
    })?
    .0;
    let (held, (making, made)) = memory::highest(|| {
        timed("make a backup", || {
            backup::make(&store, now(), BackupReason::Asked)
        })
    })?;
    let listing = timed("list the backups", || backup::list(&store))?.0;
    // What is done when nothing was changed: at each start, and each ten minutes.
    let nothing = timed("look whether one is needed", || {
        backup::before(&store, now(), BackupReason::Start)
    })?
    .0;
    let people = office::person::list(&store, &PeopleQuery::default())
        .map_err(Failure::refused("list people"))?;
    for person in people.rows.iter().take(1) {
        let edit = PersonEdit::Position("Head of section".to_owned());
        office::person::edit(&mut store, &mut hand(), person.id, edit)
            .map_err(Failure::refused("edit a person"))?;
    }
    let chosen = backup::choose(&path, &made.name).map_err(Failure::refused("find the backup"))?;
    let comparing = timed("compare with a backup", || {
        backup::preview(&store, &chosen.path)
    })?
    .0;
    drop(store);
    let later = now() + TimeDelta::minutes(1);
    let restoring = timed("go back to a backup", || {
        backup::restore(&path, &chosen.path, later)
    })?
    .0;
    let what = format!(
        "backup of {} people ({} MB)",
        size.people,
        made.bytes / (1024 * 1024)
    );
    Ok(vec![
        Measure::time(format!("{what} made and checked, once"), making)
            .against("its bytes copied", plain),
        Measure::memory(format!("memory: {what} made"), held),
        Measure::time(format!("{what} found unneeded"), nothing),
        Measure::time(format!("{what} listed"), listing),
        Measure::time(format!("{what} compared with the store"), comparing),
        Measure::time(
            format!("{what} gone back to, what is there backed up"),
            restoring,
        ),
    ])
}
