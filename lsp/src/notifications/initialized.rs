//! `initialized`: from now on the client may be asked for something.

use lsp_types::InitializedParams;

use crate::server::Session;

pub(super) fn run(session: &mut Session, _: InitializedParams) {
    session.watch_files();
    session.ask_settings();
}
