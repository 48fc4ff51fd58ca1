//! `textDocument/codeAction`: what would put a finding right, or suppress it, and which files may be created beside a route.

use lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse};

use crate::actions::{FIX_ALL, Place};
use crate::rust::routes::AskedRust;
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(
    snapshot: &Snapshot,
    params: CodeActionParams,
) -> Result<Option<Vec<CodeActionResponse>>, Failure> {
    let uri = params.text_document.uri;
    let only = params.context.only.as_deref();
    let is_fix_wanted = is_wanted(only, CodeActionKind::QuickFix.as_str());
    if let Some(AskedRust { document, path, file }) = snapshot.asked_rust(&uri) {
        let place = Place { capabilities: snapshot.capabilities, uri: &uri, document, path };
        let found = if is_fix_wanted { place.about_rust(&file.findings, params.range) } else { Vec::new() };
        return Ok(Some(found.into_iter().map(CodeActionResponse::CodeAction).collect()));
    }
    let Some(asked) = snapshot.asked(&uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let place = Place { capabilities: snapshot.capabilities, uri: &uri, document: &asked.document, path };
    let mut actions: Vec<CodeAction> = Vec::new();
    for analysis in &asked.analyses {
        let mut found = Vec::new();
        if is_fix_wanted {
            found = place.about_findings(analysis, params.range);
        }
        if is_wanted(only, FIX_ALL) {
            found.extend(place.fix_all(analysis));
        }
        if is_wanted(only, CodeActionKind::Refactor.as_str()) {
            found.extend(place.new_files(analysis, params.range));
        }
        snapshot.cancel.check()?;
        for action in found {
            // What two apps say of a file that they share is offered once.
            if !actions.contains(&action) {
                actions.push(action);
            }
        }
    }
    Ok(Some(actions.into_iter().map(CodeActionResponse::CodeAction).collect()))
}

/// Whether a kind is one that the client asks for, or a part of one.
fn is_wanted(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    only.is_none_or(|only| {
        only.iter().any(|wanted| match kind.strip_prefix(wanted.as_str()) {
            Some(rest) => wanted.as_str().is_empty() || rest.is_empty() || rest.starts_with('.'),
            None => false,
        })
    })
}
