//! The command line, the real program over real stores.

mod answers;
mod desk;
mod exits;
mod holidays;
mod journal;
mod papers;
mod people;
mod planning;
mod publish;
mod store;
