//! `symposia-cli`: Symposia without a window, for scripts and for those who like to type. One file
//! a noun; what a command does is a use case of `office`, as in the window.

mod agenda;
mod agenda_file;
mod agenda_template;
mod agenda_version;
mod arguments;
mod attachment;
mod backup;
mod budget;
mod calendar;
mod calendar_import;
mod check;
mod desk;
mod error;
mod event;
mod findings;
mod holidays;
mod invitation;
mod journal;
mod pack;
mod paper;
mod participant;
mod passphrase;
mod people;
mod people_care;
mod plan;
mod publish;
mod report;
mod search;
mod setting;
mod shared_folder;
mod stats;
mod store;
mod study;
mod table;
mod task;
mod training;
mod value;
mod when;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;
use crate::desk::Desk;
use crate::error::CliError;

/// Ends with 0 when it was done, 1 when it failed, 2 when it was asked for in the wrong way.
fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // A help text that nobody reads to its end harms nobody.
            let _ = error.print();
            return u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from);
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            error::print(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), CliError> {
    let desk = Desk::new(arguments.store, arguments.json)?;
    let done = arguments.command.run(&desk);
    // What was asked for is done whether or not the published files can be written.
    if let Err(error) = desk.keep_published() {
        error::print(&error);
    }
    done
}
