//! Trainings: how a session was given.

use crate::words::words;

words! {
    /// How a training session is given.
    pub enum Method ("method") {
        /// One speaks, others listen.
        Lecture = "lecture",
        /// The trainees work.
        Exercise = "exercise",
        /// At the bench.
        Laboratory = "laboratory",
        /// At a station or plant.
        FieldVisit = "field-visit",
        /// Over a link.
        Online = "online",
        /// One to one.
        Mentoring = "mentoring",
    }
}
