//! Studies.

use chrono::NaiveDate;
use domain::id::{ActivityId, EventId, MilestoneId, StudyId};
use domain::study::{MilestoneStanding, StudyStatus, standing};
use rusqlite::{Row, named_params};

use super::event::read_timing;
use super::person::name_from;
use super::{collect, named_list, optional_word, word};
use crate::view::{Named, StudyEvent, StudyListRow, StudyMilestone, StudyPage};
use crate::{Reader, Result, StoreError};

/// The authors of a study `w`, in order: key, and the parts of the name.
const AUTHORS: &str = "
    (SELECT json_group_array(json_array(id, family_name, given_name, name_order, coalesce(native_name, ''))) FROM (
        SELECT p.id, p.family_name, p.given_name, p.name_order, p.native_name
        FROM analytical_work_author AS t JOIN person AS p ON p.id = t.person
        WHERE t.analytical_work = w.id ORDER BY t.place, t.id)) AS authors";

fn authors(row: &Row<'_>) -> Result<Vec<Named>> {
    let text: String = row.get("authors")?;
    let people: Vec<[String; 5]> =
        serde_json::from_str(&text).map_err(|error| StoreError::Damaged(error.to_string()))?;
    Ok(people
        .into_iter()
        .map(|[id, family, given, order, native]| Named {
            id,
            name: name_from(&family, &given, &order, &native),
        })
        .collect())
}

fn milestone(row: &Row<'_>, study: StudyStatus, today: NaiveDate) -> Result<StudyMilestone> {
    let due = optional_word(row, "milestone", "due")?;
    let reached = optional_word(row, "milestone", "reached")?;
    Ok(StudyMilestone {
        id: word(row, "milestone", "id")?,
        title: row.get("title")?,
        due,
        reached,
        standing: standing(study, due, reached, today),
    })
}

impl Reader {
    /// All studies, those that began last first; those without days before all.
    pub fn studies(&self, today: NaiveDate) -> Result<Vec<StudyListRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT w.id, w.title, w.status, w.first_day, w.last_day,
                    (SELECT code || ' ' || title FROM activity WHERE id = w.activity) AS activity,
                    {AUTHORS},
                    (SELECT json_group_array(json_array(due, reached)) FROM milestone
                     WHERE analytical_work = w.id) AS milestones,
                    (SELECT count(*) FROM event_analytical_work WHERE analytical_work = w.id) AS events
             FROM analytical_work AS w ORDER BY w.first_day IS NOT NULL, w.first_day DESC, w.id"
        ))?;
        collect(statement.query([])?, |row| {
            let status = word(row, "analytical_work", "status")?;
            let milestones: String = row.get("milestones")?;
            let milestones: Vec<(Option<NaiveDate>, Option<NaiveDate>)> =
                serde_json::from_str(&milestones)
                    .map_err(|error| StoreError::Damaged(error.to_string()))?;
            let late = milestones.iter().filter(|(due, reached)| {
                standing(status, *due, *reached, today) == MilestoneStanding::Late
            });
            Ok(StudyListRow {
                id: word(row, "analytical_work", "id")?,
                title: row.get("title")?,
                status,
                activity: row.get("activity")?,
                first_day: optional_word(row, "analytical_work", "first_day")?,
                last_day: optional_word(row, "analytical_work", "last_day")?,
                authors: authors(row)?
                    .into_iter()
                    .map(|author| author.name)
                    .collect(),
                late: late.count() as u64,
                reached: milestones
                    .iter()
                    .filter(|(_, reached)| reached.is_some())
                    .count() as u64,
                milestones: milestones.len() as u64,
                events: row.get("events")?,
            })
        })
    }

    /// One study. `there` of its documents is for others to find out.
    pub fn study(&self, id: StudyId, today: NaiveDate) -> Result<StudyPage> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT w.id, w.title, w.abstract, w.status, w.first_day, w.last_day,
                    (SELECT json_group_array(json_array(id, code || ' ' || title))
                     FROM activity WHERE id = w.activity) AS activities,
                    {AUTHORS}
             FROM analytical_work AS w WHERE w.id = ?1"
        ))?;
        let mut found = collect(statement.query([id.to_string()])?, |row| {
            Ok(StudyPage {
                id: word(row, "analytical_work", "id")?,
                title: row.get("title")?,
                summary: row.get("abstract")?,
                status: word(row, "analytical_work", "status")?,
                activity: named_list(row, "activities")?.into_iter().next(),
                first_day: optional_word(row, "analytical_work", "first_day")?,
                last_day: optional_word(row, "analytical_work", "last_day")?,
                authors: authors(row)?,
                milestones: Vec::new(),
                events: Vec::new(),
                documents: Vec::new(),
            })
        })?;
        let mut page = found.pop().ok_or_else(|| StoreError::NoSuchRecord {
            what: "study",
            id: id.to_string(),
        })?;
        page.milestones = self.milestones_of(id, page.status, today)?;
        page.events = self.events_of_study(id)?;
        page.documents = self.attachments_of_study(id)?;
        Ok(page)
    }

    fn milestones_of(
        &self,
        study: StudyId,
        status: StudyStatus,
        today: NaiveDate,
    ) -> Result<Vec<StudyMilestone>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, due, reached FROM milestone WHERE analytical_work = ?1
             ORDER BY coalesce(due, reached) IS NULL, coalesce(due, reached), id",
        )?;
        collect(statement.query([study.to_string()])?, |row| {
            milestone(row, status, today)
        })
    }

    fn events_of_study(&self, study: StudyId) -> Result<Vec<StudyEvent>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT e.id, e.title, e.kind, e.status, e.timing, e.starts, e.ends, e.zone, e.year, e.quarter
             FROM event_analytical_work AS s JOIN event AS e ON e.id = s.event
             WHERE s.analytical_work = ?1 ORDER BY e.stands_at, e.id",
        )?;
        collect(statement.query([study.to_string()])?, |row| {
            Ok(StudyEvent {
                id: word(row, "event", "id")?,
                title: row.get("title")?,
                kind: word(row, "event", "kind")?,
                status: word(row, "event", "status")?,
                timing: read_timing(row)?,
            })
        })
    }

    /// The study that a milestone belongs to.
    pub fn study_of_milestone(&self, id: MilestoneId) -> Result<StudyId> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT analytical_work FROM milestone WHERE id = :id")?;
        let mut found = collect(
            statement.query(named_params! { ":id": id.to_string() })?,
            |row| word(row, "milestone", "analytical_work"),
        )?;
        found.pop().ok_or_else(|| StoreError::NoSuchRecord {
            what: "milestone",
            id: id.to_string(),
        })
    }

    /// The studies that an event is based on.
    pub fn studies_of_event(&self, event: EventId) -> Result<Vec<Named>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT w.id, w.title FROM event_analytical_work AS s
             JOIN analytical_work AS w ON w.id = s.analytical_work
             WHERE s.event = ?1 ORDER BY w.first_day, w.id",
        )?;
        collect(statement.query([event.to_string()])?, |row| {
            Ok(Named {
                id: row.get("id")?,
                name: row.get("title")?,
            })
        })
    }

    /// The first activity that leads to studies, in the newest plan that has one.
    pub fn study_activity(&self) -> Result<Option<ActivityId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT a.id FROM activity AS a JOIN output AS o ON o.id = a.output
             JOIN work_plan AS w ON w.id = o.work_plan
             WHERE a.record = 'analytical-work' ORDER BY w.first_year DESC, a.code LIMIT 1",
        )?;
        let mut found = collect(statement.query([])?, |row| word(row, "activity", "id"))?;
        Ok(found.pop())
    }

    /// The links of a study to its authors, in order: key of the link, and the person.
    pub fn author_links(&self, study: StudyId) -> Result<Vec<(String, String)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, person FROM analytical_work_author WHERE analytical_work = ?1 ORDER BY place, id",
        )?;
        collect(statement.query([study.to_string()])?, |row| {
            Ok((row.get("id")?, row.get("person")?))
        })
    }
}
