//! What the records are called that a part of the history speaks of: as now, or as then if they
//! are gone.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value as Json};

use crate::{Reader, Result, StoreError, Table};

/// A record.
pub(crate) type Key = (Table, String);

/// How records of a table are told apart by people.
enum Naming {
    /// By these fields, together.
    Fields(&'static [&'static str]),
    /// As papers write a person's name.
    Person,
    /// By the record that this field refers to.
    As(&'static str),
    /// Not at all.
    Nothing,
}

fn naming(table: Table) -> Naming {
    match table {
        Table::WorkPlan
        | Table::Output
        | Table::Event
        | Table::AgendaItem
        | Table::AnalyticalWork
        | Table::Milestone
        | Table::Indicator
        | Table::LayerEvent
        | Table::TaskTemplate
        | Table::Task => Naming::Fields(&["title"]),
        Table::Activity | Table::PriorityArea => Naming::Fields(&["code", "title"]),
        Table::Organisation
        | Table::Room
        | Table::Attachment
        | Table::Layer
        | Table::AgendaRelease
        | Table::AgendaTemplate
        | Table::PersonGroup => Naming::Fields(&["name"]),
        Table::PersonAddress => Naming::Fields(&["value"]),
        Table::Letter => Naming::Fields(&["subject"]),
        Table::SessionLog => Naming::Fields(&["topic"]),
        Table::FollowUp | Table::BudgetLine => Naming::Fields(&["what"]),
        Table::Person => Naming::Person,
        Table::Membership
        | Table::Participation
        | Table::SessionTrainer
        | Table::Invitation
        | Table::InvitationReply
        | Table::AnalyticalWorkAuthor
        | Table::PersonGroupMember
        | Table::MergedPerson => Naming::As("person"),
        Table::PersonDistinct => Naming::As("one"),
        Table::AgendaSpeaker
        | Table::AttendanceDay
        | Table::SessionAttendance
        | Table::SurveyAnswer => Naming::As("participation"),
        Table::FollowUpSurvey => Naming::As("event"),
        Table::IndicatorValue => Naming::As("indicator"),
        Table::ReportText => Naming::Fields(&["section"]),
        Table::EventActivity | Table::ActivityPlanEntry => Naming::As("activity"),
        Table::EventPriorityArea | Table::ActivityPriorityArea => Naming::As("priority_area"),
        Table::EventPartner => Naming::As("organisation"),
        Table::EventAnalyticalWork => Naming::As("analytical_work"),
        Table::Setting
        | Table::SessionCount
        | Table::AgendaWaiver
        | Table::ErasedPerson
        | Table::Settlement
        | Table::ReportWording => Naming::Nothing,
    }
}

/// Which fields refer to records, and of which table.
pub(crate) struct References(HashMap<(Table, String), Table>);

impl References {
    pub(crate) fn read(reader: &Reader) -> Result<Self> {
        let mut statement = reader.connection.prepare_cached(
            "SELECT t.name, f.\"from\", f.\"table\"
             FROM sqlite_schema AS t JOIN pragma_foreign_key_list(t.name) AS f
             WHERE t.type = 'table'",
        )?;
        let mut rows = statement.query([])?;
        let mut to = HashMap::new();
        while let Some(row) = rows.next()? {
            let (table, of): (String, String) = (row.get(0)?, row.get(2)?);
            // The journal's own tables refer to each other too.
            if let (Some(table), Some(of)) = (Table::named(&table), Table::named(&of)) {
                to.insert((table, row.get(1)?), of);
            }
        }
        Ok(Self(to))
    }

    /// The fields that refer to records of a table, each with its own table; in the schema's order.
    pub(crate) fn to(&self, table: Table) -> Vec<(Table, String)> {
        let to = self.0.iter().filter(|(_, of)| **of == table);
        let mut fields: Vec<_> = to.map(|(field, _)| field.clone()).collect();
        fields.sort_by_key(|(table, field)| (*table as u64, field.clone()));
        fields
    }

    /// The record that a field's value refers to.
    pub(crate) fn key(&self, table: Table, field: &str, value: &Json) -> Option<Key> {
        let id = value.as_str()?;
        let of = self.0.get(&(table, field.to_owned()))?;
        Some((*of, id.to_owned()))
    }
}

/// The names, by record.
pub(super) struct Names {
    own: HashMap<Key, String>,
    /// Records that are called as another is.
    as_other: HashMap<Key, Key>,
}

/// An attendance is called as its participation is, and that as its person.
const ROUNDS: usize = 3;

impl Names {
    /// Looks the names up; one query a table, and one for what is gone, in each round.
    pub(super) fn of(
        reader: &Reader,
        references: &References,
        mut wanted: HashSet<Key>,
    ) -> Result<Self> {
        let mut names = Self {
            own: HashMap::new(),
            as_other: HashMap::new(),
        };
        for _ in 0..ROUNDS {
            let mut next = HashSet::new();
            for (key, fields) in held(reader, &wanted)? {
                match naming(key.0) {
                    Naming::Fields(naming) => {
                        let parts: Vec<&str> = naming
                            .iter()
                            .filter_map(|field| fields.get(*field)?.as_str())
                            .collect();
                        names.own.insert(key, parts.join(" "));
                    }
                    Naming::Person => {
                        names.own.insert(key, person(&fields));
                    }
                    Naming::As(field) => {
                        let other = fields.get(field);
                        if let Some(other) =
                            other.and_then(|value| references.key(key.0, field, value))
                        {
                            next.insert(other.clone());
                            names.as_other.insert(key, other);
                        }
                    }
                    Naming::Nothing => {}
                }
            }
            next.retain(|key| !names.own.contains_key(key) && !names.as_other.contains_key(key));
            wanted = next;
        }
        Ok(names)
    }

    pub(super) fn get(&self, key: &Key) -> Option<&str> {
        let mut key = key;
        for _ in 0..ROUNDS {
            match self.as_other.get(key) {
                Some(other) => key = other,
                None => break,
            }
        }
        let name = self.own.get(key)?;
        (!name.is_empty()).then_some(name)
    }
}

fn person(fields: &Map<String, Json>) -> String {
    let text = |field| fields.get(field).and_then(Json::as_str).unwrap_or_default();
    crate::query::person::name_from(
        text("family_name"),
        text("given_name"),
        text("name_order"),
        text("native_name"),
    )
}

/// The fields that name the records, from their tables or else from the journal.
fn held(reader: &Reader, wanted: &HashSet<Key>) -> Result<Vec<(Key, Map<String, Json>)>> {
    let mut by_table: HashMap<Table, HashSet<&str>> = HashMap::new();
    for (table, id) in wanted {
        by_table.entry(*table).or_default().insert(id);
    }
    let mut found = Vec::new();
    let mut gone: HashMap<&str, Table> = HashMap::new();
    for (table, mut ids) in by_table {
        let fields: &[&str] = match naming(table) {
            Naming::Fields(fields) => fields,
            Naming::Person => &["family_name", "given_name", "name_order", "native_name"],
            Naming::As(field) => &[field],
            Naming::Nothing => continue,
        };
        let pairs: Vec<String> = fields
            .iter()
            .map(|field| format!("'{field}', {field}"))
            .collect();
        let sql = format!(
            "SELECT id, json_object({}) FROM {} WHERE id IN (SELECT value FROM json_each(?1))",
            pairs.join(", "),
            table.name()
        );
        let mut statement = reader.connection.prepare_cached(&sql)?;
        let list: Vec<&&str> = ids.iter().collect();
        let mut rows = statement.query([crate::query::json_list(&list)])?;
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            ids.remove(id.as_str());
            found.push(((table, id), parsed(&row.get::<_, String>(1)?)?));
        }
        gone.extend(ids.into_iter().map(|id| (id, table)));
    }
    if gone.is_empty() {
        return Ok(found);
    }
    // Of the rows that hold a whole record the newest is read last, and stands.
    let mut statement = reader.connection.prepare_cached(
        "SELECT j.record, j.fields, t.clock, t.device, j.seq
         FROM journal AS j JOIN journal_transaction AS t ON t.seq = j.transaction_seq
         WHERE j.record IN (SELECT value FROM json_each(?1)) AND j.operation <> 'update' AND NOT t.derived
         UNION ALL
         SELECT f.record, f.fields, s.clock, s.device, f.row
         FROM pack_fact AS f JOIN pack_step AS s ON s.seq = f.step
         WHERE f.record IN (SELECT value FROM json_each(?1)) AND f.operation <> 'update'
         ORDER BY 3, 4, 5",
    )?;
    let list: Vec<&&str> = gone.keys().collect();
    let mut rows = statement.query([crate::query::json_list(&list)])?;
    while let Some(row) = rows.next()? {
        let id: String = row.get(0)?;
        if let Some(table) = gone.get(id.as_str()) {
            found.push(((*table, id), parsed(&row.get::<_, String>(1)?)?));
        }
    }
    Ok(found)
}

fn parsed(fields: &str) -> Result<Map<String, Json>> {
    serde_json::from_str(fields).map_err(|error| StoreError::Damaged(error.to_string()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn records_of_every_table_can_be_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite3");
        let store = crate::Store::open(&path, chrono::DateTime::UNIX_EPOCH).unwrap();
        let references = References::read(&store).unwrap();
        for table in Table::ALL {
            let wanted = HashSet::from([(*table, "none".to_owned())]);
            Names::of(&store, &references, wanted).unwrap();
            if let Naming::As(field) = naming(*table) {
                let key = references.key(*table, field, &Json::from("none"));
                assert!(key.is_some(), "{table:?}");
            }
        }
    }
}
