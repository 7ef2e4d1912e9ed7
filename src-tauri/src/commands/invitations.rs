//! Invitations: who holds what, letters, and the replies that come back.

use std::path::PathBuf;

use domain::event::EventKind;
use domain::id::InvitationReplyId;
use domain::letter::Purpose;
use office::dropped::Dropped;
use office::invitation::{
    InvitationRequest, InvitationsWritten, LetterEdit, LetterPreview, LetterText, Newcomer,
    RepliesTaken, Settlement,
};
use office::view::{Change, InvitationQuery, Invitations};

use crate::ipc::commands;

commands! {
    /// The invitations of an event, with totals.
    fn invitations(state, query: InvitationQuery) -> Invitations {
        state.read(|store| office::invitation::list(store, &query))
    }

    /// The letter that one of those would get who are written to, counted from 0.
    fn preview_letter(state, request: InvitationRequest, at: usize) -> LetterPreview {
        let now = state.now();
        state.read(|store| office::invitation::preview(store, &request, at, now))
    }

    /// Asks for a folder, writes invitations and updates into it, and notes what was told to whom. Nothing if the person cancelled.
    fn write_invitations(state, request: InvitationRequest) -> Option<InvitationsWritten> {
        let Some(folder) = state.ask_for_folder("dialog.invitationFolder", None)? else { return Ok(None) };
        state.write(|store, hand| office::invitation::write(store, hand, &request, &folder)).map(Some)
    }

    /// Asks for a folder and writes cancellations into it; without people the event's status becomes cancelled. Nothing if the person cancelled.
    fn cancel_invitations(state, request: InvitationRequest) -> Option<InvitationsWritten> {
        let Some(folder) = state.ask_for_folder("dialog.invitationFolder", None)? else { return Ok(None) };
        state.write(|store, hand| office::invitation::cancel(store, hand, &request, &folder)).map(Some)
    }

    /// Asks for files to go with letters. None if the person cancelled.
    fn choose_attachments(state) -> Vec<String> {
        let files = state.ask_for_files("dialog.attachments", &[])?;
        Ok(files.into_iter().map(|path| path.to_string_lossy().into_owned()).collect())
    }

    /// Asks for files with replies, and takes them. Nothing if the person cancelled.
    fn choose_replies(state) -> Option<RepliesTaken> {
        let files = state.ask_for_files("dialog.replies", &["ics", "eml"])?;
        if files.is_empty() { return Ok(None) }
        state.write(|store, hand| office::invitation::take_replies(store, hand, &files)).map(Some)
    }

    /// Asks for a folder with replies, and takes them. Nothing if the person cancelled.
    fn choose_replies_folder(state) -> Option<RepliesTaken> {
        let Some(folder) = state.ask_for_folder("dialog.replies", None)? else { return Ok(None) };
        state.write(|store, hand| office::invitation::take_replies(store, hand, &[folder])).map(Some)
    }

    /// What files that were dropped on the window are for.
    fn sort_dropped(state, paths: Vec<PathBuf>) -> Dropped {
        state.read(|store| Ok(office::dropped::sort(store, &paths)))
    }

    /// Takes the replies in files and folders that were dropped on the window.
    fn take_replies(state, paths: Vec<PathBuf>) -> RepliesTaken {
        state.write(|store, hand| office::invitation::take_replies(store, hand, &paths))
    }

    /// Puts somebody on an event's list who answered uninvited, or whom a participant sends.
    fn add_newcomer(state, newcomer: Newcomer) -> Change {
        state.write(|store, hand| office::invitation::add_newcomer(store, hand, &newcomer))
    }

    /// Accepts or refuses another time that somebody proposes.
    fn settle_proposal(state, id: InvitationReplyId, settlement: Settlement) -> Change {
        state.write(|store, hand| office::invitation::settle_proposal(store, hand, id, settlement))
    }

    /// The letter that is written for that.
    fn letter_text(state, purpose: Purpose, kind: Option<EventKind>, language: String) -> LetterText {
        state.read(|store| office::invitation::letter_text(store, purpose, kind, &language))
    }

    /// Keeps a letter, or goes back to the one that the program brings.
    fn edit_letter(state, edit: LetterEdit) -> Change {
        state.write(|store, hand| office::invitation::edit_letter(store, hand, edit))
    }
}
