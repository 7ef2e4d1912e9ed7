//! Surveys 3, 6 or 12 months after a training: is what was learnt used at work?

use domain::id::{EventId, ParticipationId, SurveyId};
use domain::training::{SURVEY_MONTHS, SurveyAnswer, typed_count};
use store::view::{Change, SurveyEdit};
use store::{Hand, Store, StoreError, Table};

use super::edit::day;
use super::total::size;
use crate::fields::{number, optional, word};
use crate::{OfficeError, Result};

/// Begins the survey of a training after some months. Who was asked are its trainees, if it has any on its list.
pub fn open_survey(
    store: &mut Store,
    hand: &mut Hand,
    event: EventId,
    months: u8,
) -> Result<Change> {
    if !SURVEY_MONTHS.contains(&months) {
        return Err(OfficeError::NotPossible(format!(
            "a survey is made 3, 6 or 12 months after a training, not {months}"
        )));
    }
    let record = store.training_records(&[event])?.pop();
    let trainees = record.map_or(0, |record| size(record.trainees.len()));
    let label = format!("Begin survey after {months} months");
    let (id, mut change) = store.write(hand, &label, |to| {
        to.event(event)?;
        if let Some(known) = to
            .surveys(&[event])?
            .into_iter()
            .find(|one| one.months == months)
        {
            return Ok(known.id.0);
        }
        to.insert(
            Table::FollowUpSurvey,
            &[
                ("event", word(Some(event))),
                ("months", number(Some(months))),
                ("asked", number((trainees > 0).then_some(trainees))),
            ],
        )
    })?;
    change.id = Some(id.to_string());
    Ok(change)
}

/// Changes one field of a survey.
pub fn edit_survey(
    store: &mut Store,
    hand: &mut Hand,
    id: SurveyId,
    edit: SurveyEdit,
) -> Result<Change> {
    let count = |text: &str| typed_count(text).map(number);
    let (label, field, value) = match edit {
        SurveyEdit::Day(typed) => ("Change day of survey", "day", day(&typed)?),
        SurveyEdit::Asked(typed) => ("Change number asked", "asked", count(&typed)?),
        SurveyEdit::Used(typed) => ("Change number who use it", "used", count(&typed)?),
        SurveyEdit::Partly(typed) => ("Change number who use a part", "partly", count(&typed)?),
        SurveyEdit::Unused(typed) => ("Change number who do not use it", "unused", count(&typed)?),
        SurveyEdit::Comments(text) => (
            "Change comments of survey",
            "comments",
            optional(Some(&text)),
        ),
    };
    let ((), change) = store.write(hand, label, |to| {
        to.update(Table::FollowUpSurvey, &id.to_string(), &[(field, value)])
    })?;
    Ok(change)
}

/// Writes what a trainee answered; none takes the answer away.
pub fn answer(
    store: &mut Store,
    hand: &mut Hand,
    id: SurveyId,
    participation: ParticipationId,
    answer: Option<SurveyAnswer>,
) -> Result<Change> {
    let ((), change) = store.write(hand, "Record answer to survey", |to| {
        let event = to.event_of_survey(id)?;
        if !to.participates(participation, event)? {
            return Err(StoreError::NoSuchRecord {
                what: "participant of this training",
                id: participation.to_string(),
            });
        }
        match (to.survey_answer_of(id, participation)?, answer) {
            (Some(known), Some(answer)) => to.update(
                Table::SurveyAnswer,
                &known,
                &[("answer", word(Some(answer)))],
            ),
            (Some(known), None) => to.delete(Table::SurveyAnswer, &known),
            (None, Some(answer)) => {
                let fields = [
                    ("follow_up_survey", word(Some(id))),
                    ("participation", word(Some(participation))),
                    ("answer", word(Some(answer))),
                ];
                to.insert(Table::SurveyAnswer, &fields).map(drop)
            }
            (None, None) => Ok(()),
        }
    })?;
    Ok(change)
}

/// Deletes a survey with its answers.
pub fn delete_survey(store: &mut Store, hand: &mut Hand, id: SurveyId) -> Result<Change> {
    let ((), change) = store.write(hand, "Delete survey", |to| {
        to.delete(Table::FollowUpSurvey, &id.to_string())
    })?;
    Ok(change)
}
