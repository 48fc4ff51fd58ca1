//! `workspace/didChangeWorkspaceFolders`: the client works in other folders.

use camino::Utf8PathBuf;
use lsp_types::{DidChangeWorkspaceFoldersParams, InitializeParams, WorkspaceFolder, WorkspaceFolders};

use super::path_of;
use crate::server::Session;

pub(super) fn run(session: &mut Session, params: DidChangeWorkspaceFoldersParams) {
    let disk = session.inputs.disk().clone();
    let path = |folder: &WorkspaceFolder| path_of(&*disk, &folder.uri);
    let removed: Vec<Utf8PathBuf> = params.event.removed.iter().filter_map(path).collect();
    let mut folders = session.inputs.now().places.folders.clone();
    folders.retain(|folder| !removed.contains(folder));
    folders.extend(params.event.added.iter().filter_map(path));
    if let Some(disk) = &session.disk {
        disk.watch(folders.clone());
    }
    session.inputs.set_folders(folders);
    session.changed();
}

/// The folders that the client works in when it starts.
#[expect(deprecated, reason = "clients that know no workspace folders say it so")]
pub(crate) fn folders(session: &Session, params: &InitializeParams) -> Vec<Utf8PathBuf> {
    let disk = &**session.inputs.disk();
    let stated = params.workspace_folders_initialize_params.workspace_folders.as_ref();
    match stated {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.iter().filter_map(|folder| path_of(disk, &folder.uri)).collect()
        }
        _ => params.root_uri.iter().filter_map(|uri| path_of(disk, uri)).collect(),
    }
}
