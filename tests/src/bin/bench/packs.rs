//! Packs: a year's edits told to another office and merged there, and the first pack of a whole store.

use std::path::{Path, PathBuf};

use office::demo::DemoSize;
use office::pack::{Readers, What, add_office, export, import, own_card};
use office::view::{PeopleQuery, PersonEdit};
use office::{Hand, Store};
use symposia_tests::{Failure, Outcome};
use tempfile::TempDir;
use uuid::Uuid;

use crate::sample::{new_store, now};
use crate::table::Measure;
use crate::{Size, memory, timed};

/// How many edits an office makes in a busy year.
const EDITS: usize = 10_000;

/// Two offices that know each other's keys.
struct Two {
    ours: Store,
    theirs: Store,
    folder: TempDir,
}

fn hand() -> Hand {
    Hand::new(now(), "bench", Uuid::now_v7)
}

impl Two {
    fn new() -> Outcome<Self> {
        let folder = tempfile::tempdir().map_err(Failure::io("make a folder"))?;
        let open = |name: &str| -> Outcome<Store> {
            let mut store = new_store(folder.path().join(name))?;
            own_card(&mut store, Some(name)).map_err(Failure::refused("name an office"))?;
            Ok(store)
        };
        let (mut ours, mut theirs) = (open("ours")?, open("theirs")?);
        let cards = [&mut ours, &mut theirs].map(|store| own_card(store, None));
        for (store, card) in [&mut theirs, &mut ours].into_iter().zip(cards) {
            let card = card.map_err(Failure::refused("make a key"))?;
            add_office(store, &card).map_err(Failure::refused("add a key"))?;
        }
        Ok(Self {
            ours,
            theirs,
            folder,
        })
    }

    fn fill(&mut self, people: u32, events: u32) -> Outcome {
        let demo = DemoSize {
            people,
            events,
            ..DemoSize::default()
        };
        office::demo::fill(&mut self.ours, &mut hand(), demo)
            .map_err(Failure::refused("fill the store"))
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("for-theirs.pack")
    }

    fn make(&mut self) -> Outcome<f64> {
        let (path, what) = (self.path(), What::For("theirs".to_owned()));
        let (time, _) = timed("make a pack", || {
            export(
                &mut self.ours,
                &mut hand(),
                &what,
                &Readers::Everybody,
                &path,
            )
        })?;
        Ok(time)
    }

    fn merge(&mut self, path: &Path) -> Outcome<f64> {
        let (time, received) = timed("take a pack in", || {
            import(&mut self.theirs, &mut hand(), path, None, false)
        })?;
        if received.taken.facts == 0 {
            return Err(Failure::Found("the pack brought nothing".to_owned()));
        }
        Ok(time)
    }

    /// Has the other office say what it has seen.
    fn answer(&mut self) -> Outcome {
        let (path, what) = (self.path(), What::For("ours".to_owned()));
        export(
            &mut self.theirs,
            &mut hand(),
            &what,
            &Readers::Everybody,
            &path,
        )
        .map_err(Failure::refused("make the answer"))?;
        import(&mut self.ours, &mut hand(), &path, None, false)
            .map_err(Failure::refused("take the answer in"))?;
        Ok(())
    }

    /// Edits people one after the other, each in a step of its own.
    fn edit(&mut self) -> Outcome {
        let people = self
            .ours
            .people(&PeopleQuery::default())
            .map_err(Failure::refused("list people"))?
            .rows;
        for number in 0..EDITS {
            let person = people
                .get(number % people.len().max(1))
                .ok_or_else(|| Failure::Found("there is nobody to edit".to_owned()))?;
            let edit = PersonEdit::Position(format!("Head of section {number}"));
            office::person::edit(&mut self.ours, &mut hand(), person.id, edit)
                .map_err(Failure::refused("edit a person"))?;
        }
        Ok(())
    }
}

pub(crate) fn measure(size: &Size) -> Outcome<Vec<Measure>> {
    let mut measures = edits()?;
    measures.extend(first(size.people)?);
    Ok(measures)
}

fn edits() -> Outcome<Vec<Measure>> {
    let mut two = Two::new()?;
    two.fill(2000, 200)?;
    two.make()?;
    let path = two.path();
    two.merge(&path)?;
    two.answer()?;
    two.edit()?;
    let (held, time) = memory::highest(|| Ok(two.make()? + two.merge(&path)?))?;
    let what = format!("pack of {EDITS} edits made and merged, once");
    Ok(vec![
        Measure::time(&what, time).at_most(3000.0),
        Measure::memory(format!("memory: {what}"), held),
    ])
}

fn first(people: u32) -> Outcome<Vec<Measure>> {
    let mut two = Two::new()?;
    two.fill(people, people / 100)?;
    let path = two.path();
    let (making, made) = memory::highest(|| two.make())?;
    let (merging, merged) = memory::highest(|| two.merge(&path))?;
    let what = format!("first pack of {people} people");
    let length = path.metadata().map_err(Failure::io("look at the pack"))?;
    Ok(vec![
        Measure::time(format!("{what} made and merged, once"), made + merged).at_most(30_000.0),
        Measure::time(format!("{what} made"), made),
        Measure::time(
            format!("{what} merged ({} KB)", length.len() / 1024),
            merged,
        ),
        Measure::memory(format!("memory: {what} made"), making),
        Measure::memory(format!("memory: {what} merged"), merging),
    ])
}
