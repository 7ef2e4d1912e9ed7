//! The command line, the real program over real stores.

mod agenda_versions;
mod answers;
mod desk;
mod exits;
mod holidays;
mod journal;
mod people;
mod planning;
mod publish;
mod store;
