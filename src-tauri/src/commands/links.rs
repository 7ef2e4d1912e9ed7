//! Links that lead outside the program.

use office::OfficeError;
use serde::Serialize;
use ts_rs::TS;

use crate::failure::Failure;
use crate::ipc::commands;

/// Where a link leads, for a look at it before it is opened.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkLook {
    /// The whole address.
    pub address: String,
    /// The computer it leads to, or the mailbox.
    pub place: String,
    /// The same in ASCII, where it has other letters: some look alike.
    pub in_ascii: Option<String>,
    /// Whether it begins a letter.
    pub letter: bool,
}

fn looked_at(address: &str) -> Result<LinkLook, Failure> {
    let link = domain::link::outside(address).map_err(OfficeError::from)?;
    Ok(LinkLook {
        letter: link.is_letter(),
        address: link.address,
        place: link.place,
        in_ascii: link.in_ascii,
    })
}

commands! {
    /// Where a link leads. What is not opened outside the program is refused.
    fn look_at_link(_state, address: String) -> LinkLook {
        looked_at(&address)
    }

    /// Opens a link with the system's browser or mail program, after the person looked at it.
    fn open_link(_state, address: String) -> () {
        // Asked again: what is opened does not depend on what the page says it had shown.
        crate::shell::open_link_with_system(&looked_at(&address)?.address)
    }
}
