//! The log of trainings.

use domain::id::{
    AgendaItemId, EventId, FollowUpId, ParticipationId, PersonId, SessionLogId, SurveyId,
};
use domain::person::Gender;
use domain::state::State;
use domain::training::SurveyAnswer;
use office::training::{QuickEntry, TrainingLog, TrainingSummary, TrainingTotals};
use office::view::{
    Change, FollowUpEdit, Page, SessionEdit, SurveyEdit, TickMark, TopicRow, Window,
};

use crate::ipc::commands;

commands! {
    /// The trainings of a year, or of all years, newest first: a part of the list.
    fn list_trainings(state, year: Option<i32>, window: Window) -> Page<TrainingSummary> {
        state.read(|store| office::training::list(store, year, window))
    }

    /// What all trainings of a year, or of all years, come to.
    fn training_totals(state, year: Option<i32>) -> TrainingTotals {
        state.read(|store| office::training::list_totals(store, year))
    }

    /// The log of a training.
    fn training_log(state, event: EventId) -> TrainingLog {
        state.read(|store| office::training::show(store, event))
    }

    /// Topics that were taught before and hold a text, the most used first.
    fn session_topics(state, text: String) -> Vec<TopicRow> {
        state.read(|store| office::training::topics(store, &text))
    }

    /// Logs a session that was held without planning. The change's `id` is the event's.
    fn log_quickly(state, entry: QuickEntry) -> Change {
        state.write(|store, hand| office::training::log_quickly(store, hand, entry))
    }

    /// Adds a session that nobody planned. The change's `id` is the log's.
    fn add_session(state, event: EventId, topic: String, on: String) -> Change {
        state.write(|store, hand| office::training::add_session(store, hand, event, &topic, &on))
    }

    /// Begins the logs of sessions on the agenda. The change's `id` is the first one's.
    fn start_sessions(state, event: EventId, items: Vec<AgendaItemId>) -> Change {
        state.write(|store, hand| office::training::start(store, hand, event, &items))
    }

    /// Changes one field of a session's log.
    fn edit_session(state, id: SessionLogId, edit: SessionEdit) -> Change {
        state.write(|store, hand| office::training::edit(store, hand, id, edit))
    }

    /// Deletes a session's log.
    fn delete_session(state, id: SessionLogId) -> Change {
        state.write(|store, hand| office::training::delete_session(store, hand, id))
    }

    /// Says that somebody taught a session.
    fn add_session_trainer(state, id: SessionLogId, person: PersonId) -> Change {
        state.write(|store, hand| office::training::add_trainer(store, hand, id, person))
    }

    /// Takes somebody off a session's trainers.
    fn remove_session_trainer(state, id: SessionLogId, person: PersonId) -> Change {
        state.write(|store, hand| office::training::remove_trainer(store, hand, id, person))
    }

    /// Ticks trainees present or absent, or takes their ticks away, as one step.
    fn tick_trainees(state, id: SessionLogId, marks: Vec<TickMark>) -> Change {
        state.write(|store, hand| office::training::tick(store, hand, id, &marks))
    }

    /// Ticks all trainees who have no tick yet; or clears the list.
    fn tick_all_trainees(state, id: SessionLogId, present: Option<bool>) -> Change {
        state.write(|store, hand| office::training::tick_all(store, hand, id, present))
    }

    /// Counts those of a State and gender in a session; an empty text takes the count away.
    fn count_attendance(state, id: SessionLogId, group: Option<State>, gender: Gender, attended: String) -> Change {
        state.write(|store, hand| office::training::count(store, hand, id, group, gender, &attended))
    }

    /// Writes a trainee's points in the test before or after.
    fn score_trainee(state, id: SessionLogId, participation: ParticipationId, after: bool, points: String) -> Change {
        state.write(|store, hand| office::training::score(store, hand, id, participation, after, &points))
    }

    /// Says what share of the hours completes a training; an empty text: what the settings say.
    fn set_training_completion(state, event: EventId, percent: String) -> Change {
        state.write(|store, hand| office::training::set_completion(store, hand, event, &percent))
    }

    /// Adds a follow-up to a training, or to a session of it.
    fn add_follow_up(state, event: EventId, session: Option<SessionLogId>, what: String, owner: String, due: String) -> Change {
        state.write(|store, hand| office::training::add_follow_up(store, hand, event, session, &what, &owner, &due))
    }

    /// Changes one field of a follow-up.
    fn edit_follow_up(state, id: FollowUpId, edit: FollowUpEdit) -> Change {
        state.write(|store, hand| office::training::edit_follow_up(store, hand, id, edit))
    }

    /// Marks a follow-up as done today, or takes that back.
    fn tick_follow_up(state, id: FollowUpId, done: bool) -> Change {
        let edit = FollowUpEdit::Done(done.then(|| state.today()));
        state.write(|store, hand| office::training::edit_follow_up(store, hand, id, edit))
    }

    /// Deletes a follow-up.
    fn delete_follow_up(state, id: FollowUpId) -> Change {
        state.write(|store, hand| office::training::delete_follow_up(store, hand, id))
    }

    /// Begins the survey of a training after 3, 6 or 12 months.
    fn open_survey(state, event: EventId, months: u8) -> Change {
        state.write(|store, hand| office::training::open_survey(store, hand, event, months))
    }

    /// Changes one field of a survey.
    fn edit_survey(state, id: SurveyId, edit: SurveyEdit) -> Change {
        state.write(|store, hand| office::training::edit_survey(store, hand, id, edit))
    }

    /// Writes what a trainee answered to a survey.
    fn answer_survey(state, id: SurveyId, participation: ParticipationId, answer: Option<SurveyAnswer>) -> Change {
        state.write(|store, hand| office::training::answer(store, hand, id, participation, answer))
    }

    /// Deletes a survey with its answers.
    fn delete_survey(state, id: SurveyId) -> Change {
        state.write(|store, hand| office::training::delete_survey(store, hand, id))
    }
}
