//! `workspace/didChangeWatchedFiles`: files changed on the disk.

use lsp_types::{DidChangeWatchedFilesParams, FileChangeType};

use super::path_of;
use crate::inputs::Change;
use crate::server::Session;

pub(super) fn run(session: &mut Session, params: DidChangeWatchedFilesParams) {
    let disk = session.inputs.disk().clone();
    let changes = params.changes.into_iter().filter_map(|event| {
        let change = match event.kind {
            FileChangeType::Changed => Change::Text,
            _ => Change::Existence,
        };
        Some((path_of(&*disk, &event.uri)?, change))
    });
    session.inputs.changed_on_disk(changes);
    session.changed();
}
