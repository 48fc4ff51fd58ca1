//! `workspace/diagnostic`: what is wrong with all files.
//!
//! A file whose diagnostics are those of which the client has the id is told as unchanged, and one that had some and has
//! none any more is told with none.

use std::collections::BTreeMap;

use lsp_types::{
    FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::of_all;
use crate::report::result_id;
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(
    snapshot: &Snapshot,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReport, Failure> {
    let mut all = snapshot.documents.by_name(of_all(snapshot)?);
    let known: BTreeMap<Uri, String> =
        params.previous_result_ids.into_iter().map(|known| (known.uri, known.value)).collect();
    for uri in known.keys() {
        all.entry(uri.clone()).or_default();
    }
    let report = |(uri, items): (Uri, Vec<_>)| -> WorkspaceDocumentDiagnosticReport {
        let version = snapshot.documents.get(&uri).map(|document| document.version);
        let id = result_id(&items);
        if known.get(&uri) == Some(&id) {
            let unchanged = UnchangedDocumentDiagnosticReport::new(id);
            return WorkspaceUnchangedDocumentDiagnosticReport::new(uri, version, unchanged).into();
        }
        let full = FullDocumentDiagnosticReport::new(Some(id), items);
        WorkspaceFullDocumentDiagnosticReport::new(uri, version, full).into()
    };
    Ok(WorkspaceDiagnosticReport { items: all.into_iter().map(report).collect() })
}
