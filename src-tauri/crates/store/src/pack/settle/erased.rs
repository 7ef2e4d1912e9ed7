//! People who asked that nothing is kept of them: whatever is still told of them says nothing.

use rusqlite::params;

use super::{Settling, Wanted, field, place};
use crate::erase::{Blanks, Fate, fate};
use crate::{Result, Table};

/// Somebody who is erased.
struct Erased {
    /// The organisation that stands in their record instead of theirs.
    organisation: Option<String>,
}

impl Settling<'_, '_> {
    /// Whether anybody is erased, here or by what came in.
    pub(super) fn anybody_is_erased(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM erased_person)
                       OR EXISTS (SELECT 1 FROM temp.pack_dirty WHERE place = ?1)";
        let mut statement = self.to.connection.prepare_cached(sql)?;
        Ok(statement.query_row(params![place(Table::ErasedPerson)], |row| row.get(0))?)
    }

    /// Has a record of somebody who is erased say what is left of it, and what others told of it too.
    pub(super) fn leave_nothing(
        &self,
        table: Table,
        record: &str,
        wanted: &mut Wanted,
    ) -> Result<()> {
        let fate = fate(table);
        let Some(fields) = &mut wanted.fields else {
            return Ok(());
        };
        if !self.erasing || matches!(fate, Fate::Stays) {
            return Ok(());
        }
        let mut people = Vec::new();
        for reference in &self.shape.of(table).references {
            let Some(other) = field(fields, &reference.field) else {
                continue;
            };
            match reference.to {
                Table::Person => people.push(other.to_owned()),
                Table::Participation => {
                    let part = self.merged(Table::Participation, other)?;
                    people.extend(field(&part.fields, "person").map(str::to_owned));
                }
                _ => {}
            }
        }
        if table == Table::Person {
            people.push(record.to_owned());
        }
        for person in people {
            let Some(Erased { organisation }) = self.erased(&person)? else {
                continue;
            };
            let blanks = Blanks::read(self.to, organisation)?;
            self.to.blank_told(table, record, &blanks)?;
            if matches!(fate, Fate::Goes(_)) {
                wanted.fields = None;
                wanted.reason = None;
                return Ok(());
            }
            for (name, value) in blanks.of(table).into_iter().flatten() {
                fields.insert(name.clone(), value.clone());
            }
        }
        Ok(())
    }

    /// Whether somebody is erased, or whom they were merged into; then the organisation that stands in their record.
    fn erased(&self, person: &str) -> Result<Option<Erased>> {
        let mut id = person.to_owned();
        for _ in 0..32 {
            let erased = self.merged(Table::ErasedPerson, &id)?;
            if erased.alive {
                let organisation = field(&erased.fields, "organisation").map(str::to_owned);
                return Ok(Some(Erased { organisation }));
            }
            match self.merged_into(&id)? {
                Some(next) => id = next,
                None => break,
            }
        }
        Ok(None)
    }
}
