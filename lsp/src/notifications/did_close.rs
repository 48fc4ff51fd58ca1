//! `textDocument/didClose`: from now on the disk says what the document's text is.

use lsp_types::DidCloseTextDocumentParams;

use crate::server::Session;

pub(super) fn run(session: &mut Session, params: DidCloseTextDocumentParams) {
    let closed = session.documents.close(&params.text_document.uri);
    if let Some(path) = closed.and_then(|document| document.path) {
        match session.documents.text_of(&path) {
            // It is open under another name.
            Some(text) => session.inputs.edit(&path, text),
            None => session.inputs.close(&path),
        }
        session.changed();
    }
}
