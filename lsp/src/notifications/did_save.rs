//! `textDocument/didSave`: a document was written. Whoever watches the disk knows already.

use lsp_types::DidSaveTextDocumentParams;

use crate::server::Session;

pub(super) fn run(session: &mut Session, _: DidSaveTextDocumentParams) {
    if session.is_blind {
        session.inputs.forget();
        session.changed();
    }
}
