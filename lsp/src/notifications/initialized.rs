//! `initialized`: the client is ready to be asked.

use lsp_types::InitializedParams;

use crate::server::Session;

pub(super) fn run(session: &mut Session, _: InitializedParams) {
    session.watch_files();
}
