//! `textDocument/diagnostic`: what is wrong with one file.

use lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::of_file;
use crate::report::result_id;
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(
    snapshot: &Snapshot,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReport, Failure> {
    let uri = &params.text_document.uri;
    let asked = snapshot.asked(uri)?;
    let document = asked.as_ref().map(|asked| &asked.document);
    let rust = snapshot.asked_rust(uri).map(|asked| asked.document);
    let items = match document.or(rust).and_then(|document| document.path.as_deref()) {
        Some(path) => of_file(snapshot, path)?,
        None => Vec::new(),
    };
    let id = result_id(&items);
    if params.previous_result_id.as_ref() == Some(&id) {
        let report = UnchangedDocumentDiagnosticReport::new(id);
        return Ok(RelatedUnchangedDocumentDiagnosticReport::new(None, report).into());
    }
    let report = FullDocumentDiagnosticReport::new(Some(id), items);
    Ok(RelatedFullDocumentDiagnosticReport::new(None, report).into())
}
