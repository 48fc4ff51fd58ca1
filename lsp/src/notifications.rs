//! The notifications of the client, one a file.

mod cancel;
mod did_change;
mod did_change_configuration;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod did_save;
mod initialized;

use camino::Utf8PathBuf;
use lsp_server::Notification as Message;
use lsp_types::{
    CancelNotification, DidChangeConfigurationNotification, DidChangeTextDocumentNotification,
    DidChangeWatchedFilesNotification, DidChangeWorkspaceFoldersNotification,
    DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DidSaveTextDocumentNotification,
    InitializedNotification, Notification, Uri,
};
use rutter_project::System;

use crate::server::Session;

pub(crate) use did_change_workspace_folders::folders;

/// Takes a notification in. One that is not known, or cannot be read, changes nothing.
pub(crate) fn receive(session: &mut Session, message: Message) {
    Taking { session, message: Some(message) }
        .on::<InitializedNotification>(initialized::run)
        .on::<CancelNotification>(cancel::run)
        .on::<DidOpenTextDocumentNotification>(did_open::run)
        .on::<DidChangeTextDocumentNotification>(did_change::run)
        .on::<DidSaveTextDocumentNotification>(did_save::run)
        .on::<DidCloseTextDocumentNotification>(did_close::run)
        .on::<DidChangeWatchedFilesNotification>(did_change_watched_files::run)
        .on::<DidChangeWorkspaceFoldersNotification>(did_change_workspace_folders::run)
        .on::<DidChangeConfigurationNotification>(did_change_configuration::run);
}

/// A notification that looks for whom it concerns.
struct Taking<'s> {
    session: &'s mut Session,
    /// None when it was taken.
    message: Option<Message>,
}

impl Taking<'_> {
    fn on<N: Notification>(mut self, run: fn(&mut Session, N::Params)) -> Self {
        if let Some(message) = self.message.take_if(|message| message.method == N::METHOD.as_str())
            && let Ok(params) = serde_json::from_value(message.params)
        {
            run(self.session, params);
        }
        self
    }
}

/// Where the file of a URI is, without symbolic links as far as it exists; none for what is no file.
fn path_of(system: &dyn System, uri: &Uri) -> Option<Utf8PathBuf> {
    if uri.scheme() != "file" {
        return None;
    }
    let path = Utf8PathBuf::from_path_buf(uri.to_file_path().ok()?).ok()?;
    Some(system.real_path(&path))
}
