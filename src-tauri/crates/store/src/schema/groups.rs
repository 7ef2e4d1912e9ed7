//! Fields that only mean something together: those that the schema's rules tie to each other. A change of one is
//! journalled with all of them, and offices that changed them at once meet in one of the two values as a whole.

use super::Table;

/// The groups of a table. References are never in one.
pub(crate) const fn groups(table: Table) -> &'static [&'static [&'static str]] {
    match table {
        Table::WorkPlan => &[&["first_year", "last_year"]],
        Table::ActivityPlanEntry => &[&["first_quarter", "last_quarter"]],
        Table::Person => &[&["family_name", "given_name", "native_name"]],
        Table::Event => &[&["timing", "starts", "ends", "zone", "year", "quarter"]],
        Table::InvitationReply => &[&["proposed_starts", "proposed_ends", "proposed_zone"]],
        Table::ReportText => &[&["first_day", "last_day"]],
        _ => &[],
    }
}

/// The fields of a field's group; only itself where it is in none.
pub(super) fn group_of(table: Table, field: &str) -> Vec<&str> {
    groups(table)
        .iter()
        .find(|group| group.contains(&field))
        .map_or_else(|| vec![field], |group| group.to_vec())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::Store;
    use crate::schema::fields_of;

    /// The texts of a table's CHECKs, each from its bracket to the one that closes it.
    fn checks(sql: &str) -> Vec<String> {
        let code: String = sql
            .lines()
            .map(|line| line.split("--").next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join("\n");
        code.split("CHECK")
            .skip(1)
            .map(|rest| {
                let mut depth = 0;
                rest.chars()
                    .take_while(|letter| {
                        depth += i32::from(*letter == '(') - i32::from(*letter == ')');
                        depth > 0 || *letter != ')'
                    })
                    .collect()
            })
            .collect()
    }

    #[test]
    fn fields_that_a_rule_of_the_schema_ties_together_are_one_group() {
        let folder = tempfile::tempdir().unwrap();
        let start = "2026-11-01T00:00:00Z".parse().unwrap();
        let store = Store::open(&folder.path().join("x.symposia"), start).unwrap();
        let mut tied = 0;
        for &table in Table::ALL {
            let sql: String = store
                .connection
                .query_row(
                    "SELECT sql FROM sqlite_schema WHERE name = ?1",
                    [table.name()],
                    |row| row.get(0),
                )
                .unwrap();
            let fields = fields_of(&store.connection, table).unwrap();
            for check in checks(&sql) {
                let words: Vec<&str> = check
                    .split(|letter: char| {
                        !(letter.is_alphanumeric() || letter == '_' || letter == '\'')
                    })
                    .collect();
                // A record's own key never changes.
                let named: Vec<&String> = fields
                    .iter()
                    .filter(|field| *field != "id" && words.contains(&field.as_str()))
                    .collect();
                if named.len() < 2 {
                    continue;
                }
                tied += 1;
                let group = group_of(table, named[0]);
                let together = named.iter().all(|field| group.contains(&field.as_str()));
                assert!(
                    together,
                    "{}: {named:?} are tied by CHECK{check}",
                    table.name()
                );
            }
            for field in groups(table).iter().copied().flatten() {
                assert!(fields.iter().any(|known| known == field), "{field}");
            }
        }
        assert!(tied >= 8, "the test finds the schema's rules: {tied}");
    }
}
