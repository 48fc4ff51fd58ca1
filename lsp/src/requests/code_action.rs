//! `textDocument/codeAction`: what would put a finding right.

use std::collections::HashMap;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, Range, TextEdit, Uri, WorkspaceEdit,
};
use rutter_project::{Diagnostic, Fix};

use crate::analysis::Analysis;
use crate::diagnostics::of_module;
use crate::report::Reporter;
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(
    snapshot: &Snapshot,
    params: CodeActionParams,
) -> Result<Option<Vec<CodeActionResponse>>, Failure> {
    let uri = params.text_document.uri;
    let Some(asked) = snapshot.asked(&uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let mut actions: Vec<CodeAction> = Vec::new();
    for analysis in &asked.analyses {
        let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
        for found in of_module(analysis, path) {
            let Some(fix) = &found.fix else { continue };
            let at = found.location.as_ref().map_or_else(Range::default, |at| reporter.range(at));
            if touches(at, params.range) {
                let action = quick_fix(snapshot, analysis, &uri, &found, fix);
                if !actions.contains(&action) {
                    actions.push(action);
                }
            }
        }
    }
    Ok(Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect()))
}

fn quick_fix(
    snapshot: &Snapshot,
    analysis: &Analysis,
    uri: &Uri,
    found: &Diagnostic,
    fix: &Fix,
) -> CodeAction {
    let mut reporter = Reporter::new(&*analysis.system, snapshot.capabilities);
    let edit = |(location, text): &(rutter_project::Location, String)| TextEdit {
        range: reporter.range(location),
        new_text: text.clone(),
    };
    let edits = fix.edits.iter().map(edit).collect();
    CodeAction {
        title: fix.title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![reporter.shown(found)]),
        is_preferred: Some(fix.is_safe),
        edit: Some(WorkspaceEdit {
            changes: Some(HashMap::from([(uri.clone(), edits)])),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    }
}

/// Whether two ranges have a place in common.
fn touches(one: Range, other: Range) -> bool {
    one.start <= other.end && other.start <= one.end
}
