//! The calendar published to a server, when somebody asks for it.

use std::io::{BufRead, IsTerminal};

use caldav::{Calendar, Login};
use clap::Args;
use office::publish::server::{self, Served};

use crate::desk::Desk;
use crate::error::CliError;
use crate::shared_folder::AtDesk;
use crate::table::{count, one_line};

/// Holds the password, for scripts.
const PASSWORD: &str = "SYMPOSIA_CALDAV_PASSWORD";

const EXAMPLES: &str = "\
Examples:
  symposia-cli publish --caldav https://cloud.example.org/dav/calendars/neacap/ --user kim
      asks for the password, and sends each public event that the server does not have as it is
  symposia-cli publish --caldav
      the same again, to the same calendar
  SYMPOSIA_CALDAV_PASSWORD=… symposia-cli publish --caldav

The password is never kept. What could not be sent, since the server was not reached, is sent the next time.
Nobody is named but the organizer, and private and confidential events stay here. An event that somebody changed
on the server is left as it is there, and told; --overwrite puts ours in its place.";

/// Publish the calendar to a server
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Publish {
    #[arg(
        long,
        value_name = "URL",
        num_args = 0..=1,
        required = true,
        default_missing_value = "",
        help = "The calendar's address on a CalDAV server; without one that which was published to last"
    )]
    caldav: String,
    /// Who publishes there, as the server knows them; without it who did last
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// Also where somebody changed an event on the server
    #[arg(long)]
    overwrite: bool,
}

impl Publish {
    pub(crate) fn run(self, desk: &Desk) -> Result<(), CliError> {
        let (store, hand) = desk.open_to_write()?;
        let last = server::last_server(&store)?;
        let address = match (self.caldav.is_empty(), last.address) {
            (false, _) => self.caldav,
            (true, Some(address)) => address,
            (true, None) => return Err(CliError::NoCalendarServer),
        };
        let user = self.user.or(last.user).filter(|user| !user.is_empty());
        let password = user.as_deref().map(password).transpose()?;
        let login = user.as_deref().zip(password.as_deref());
        let login = login.map(|(user, password)| Login { user, password });
        let mut calendar = Calendar::at(&address, login.as_ref())?;
        let mut at_desk = AtDesk { store, hand };
        let served = server::serve(&mut at_desk, &mut calendar, user.as_deref(), self.overwrite)?;
        desk.say(&served, told)?;
        match (served.stopped, served.refused.first()) {
            (None, None) => Ok(()),
            (Some(why), _) => Err(CliError::NotServed(why)),
            (None, Some(first)) => Err(CliError::NotServed(format!(
                "{} not taken, such as “{}”: {}",
                count(served.refused.len() as u64, "event was", "events were"),
                one_line(&first.title),
                first.why
            ))),
        }
    }
}

/// The password: from the environment, else typed at the terminal, where it is not shown, else the first line that
/// comes in.
fn password(user: &str) -> Result<String, CliError> {
    if let Ok(password) = std::env::var(PASSWORD) {
        return Ok(password);
    }
    if std::io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("Password of {}: ", one_line(user)))
            .map_err(|_| CliError::NoPassword);
    }
    let mut line = String::new();
    let read = std::io::stdin().lock().read_line(&mut line);
    let line = line.trim_end_matches(['\r', '\n']);
    match read {
        Ok(_) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(CliError::NoPassword),
    }
}

fn told(served: &Served) -> String {
    let mut lines = vec![format!(
        "{}: {} sent, {} removed, {} as they were.",
        one_line(&served.server),
        count(served.sent, "event", "events"),
        served.removed,
        served.unchanged
    )];
    if served.left_out > 0 {
        lines.push(format!(
            "{} private or confidential, and not published.",
            count(served.left_out, "event is", "events are")
        ));
    }
    for refused in &served.refused {
        lines.push(format!("  {}: {}", one_line(&refused.title), refused.why));
    }
    if served.waiting > 0 {
        lines.push(format!(
            "{} to be sent, the next time you publish.",
            count(served.waiting, "event is still", "events are still")
        ));
    }
    lines.join("\n")
}
