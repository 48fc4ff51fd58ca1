//! `textDocument/didOpen`: from now on the client says what the document's text is.

use lsp_types::DidOpenTextDocumentParams;

use super::path_of;
use crate::documents::Document;
use crate::server::Session;
use crate::text::Text;

pub(super) fn run(session: &mut Session, params: DidOpenTextDocumentParams) {
    let opened = params.text_document;
    let path = path_of(&**session.inputs.disk(), &opened.uri);
    let text = Text::new(opened.text);
    if let Some(path) = &path {
        session.inputs.open(path, &text);
    }
    session.documents.open(opened.uri, Document { path, version: opened.version, text });
    session.changed();
}
