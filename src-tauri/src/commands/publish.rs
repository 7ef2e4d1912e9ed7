//! The calendar as files that others subscribe to.

use office::publish::{Publication, Published};

use crate::ipc::commands;

commands! {
    /// How it stands with publishing the calendar after every change.
    fn publication(state) -> Publication {
        let failure = state.publisher()?.failure();
        state.read(|store| Ok(Publication { failure, ..office::publish::publication(store)? }))
    }

    /// Asks for a folder and publishes the calendar to it, now and after every change from now on. Nothing if the person cancelled.
    fn start_publishing(state) -> Option<Published> {
        let first = state.read(office::publish::folder)?;
        let Some(folder) = state.ask_for_folder("dialog.choosePublishFolder", first)? else { return Ok(None) };
        let published = state.publisher()?.publish(Some(&folder))?;
        state.write(|store, _| office::publish::keep_to(store, &published))?;
        Ok(Some(published))
    }

    /// Publishes the calendar to its folder at once.
    fn publish_now(state) -> Published {
        state.publisher()?.publish(None)
    }

    /// Publishes no longer after every change. The files stay.
    fn stop_publishing(state) -> () {
        state.write(|store, _| office::publish::switch_off(store))
    }
}
