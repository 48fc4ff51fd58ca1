//! `textDocument/didChange`: an open document has another text.

use lsp_types::DidChangeTextDocumentParams;

use crate::server::Session;

pub(super) fn run(session: &mut Session, params: DidChangeTextDocumentParams) {
    let document = params.text_document;
    let (uri, version) = (document.text_document_identifier.uri, document.version);
    let encoding = session.client.capabilities.encoding;
    let changed = session.documents.change(&uri, version, params.content_changes, encoding);
    if let Some(document) = changed
        && let Some(path) = &document.path
    {
        session.inputs.edit(path, &document.text);
        session.edited(uri);
    }
}
