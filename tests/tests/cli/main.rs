//! The command line, the real program over real stores.

mod agenda_check;
mod agenda_versions;
mod annual_report;
mod answers;
mod caldav;
mod calendar_import;
mod desk;
mod documents;
mod duplicates;
mod exits;
mod holidays;
mod hostile;
mod invitations;
mod journal;
mod office_files;
mod papers;
mod participants;
mod people;
mod plan_board;
mod planning;
mod publish;
mod replies;
mod stats;
mod store;
mod tasks;
mod trainings;
