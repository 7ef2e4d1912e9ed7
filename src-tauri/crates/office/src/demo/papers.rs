//! What belongs to an event beside its programme: partners, studies, tasks, money, follow-ups.

use store::{Table, Transaction, Value};
use uuid::Uuid;

use super::data::Told;
use super::events::{Desk, unknown};
use super::trainings;
use crate::fields::{number, text, word};

impl Desk<'_> {
    /// Partners, studies, tasks, money and follow-ups.
    pub(super) fn write_papers(
        &self,
        to: &mut Transaction<'_>,
        event: Uuid,
        told: &Told,
    ) -> store::Result<()> {
        let key = word(Some(event));
        for (place, partner) in (0_i64..).zip(&told.partners) {
            let fields = [
                ("event", key.clone()),
                (
                    "organisation",
                    word(Some(self.directory.organisation(&partner.organisation)?)),
                ),
                ("part", word(Some(partner.part))),
                ("place", number(Some(place))),
                ("agreed", word(partner.agreed)),
                ("due", word(partner.due)),
            ];
            to.insert(Table::EventPartner, &fields)?;
        }
        for study in &told.studies {
            let study = self
                .studies
                .get(study)
                .ok_or_else(|| unknown("analytical work", study))?;
            to.insert(
                Table::EventAnalyticalWork,
                &[
                    ("event", key.clone()),
                    ("analytical_work", word(Some(study))),
                ],
            )?;
        }
        for task in &told.tasks {
            let owner = self.directory.named(&task.owner)?;
            let owner = owner.first().and_then(|at| self.directory.people.get(*at));
            let fields = [
                ("event", key.clone()),
                ("title", text(&task.title)),
                ("due_days", number(Some(task.due_days))),
                ("owner", word(owner.map(|person| person.id))),
                ("done", word(task.done)),
            ];
            to.insert(Table::Task, &fields)?;
        }
        for line in &told.budget {
            let organisation = match &line.organisation {
                Some(key) => word(Some(self.directory.organisation(key)?)),
                None => Value::Null,
            };
            let fields = [
                ("event", key.clone()),
                ("what", text(&line.what)),
                ("source", word(Some(line.source))),
                ("organisation", organisation),
                ("currency", text(&line.currency)),
                ("planned", number(Some(line.planned))),
                ("actual", number(line.actual)),
                ("rate", line.rate.map_or(Value::Null, Value::Real)),
            ];
            to.insert(Table::BudgetLine, &fields)?;
        }
        trainings::write_follow_ups(to, event, None, &told.follow_ups)
    }
}
