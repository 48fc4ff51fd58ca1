//! `textDocument/inlayHint`: marks the elements where values cross to the client.

use std::collections::BTreeMap;

use lsp_types::{InlayHint, InlayHintParams, Range, Uri};

use crate::ide::crossings;
use crate::snapshot::{Failure, Snapshot};

/// What a crossing is marked with.
const MARK: &str = "client";

pub(super) fn run(snapshot: &Snapshot, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>, Failure> {
    let Range { start, end } = params.range;
    let mut hints = hints(snapshot, &params.text_document.uri)?.unwrap_or_default();
    hints.retain(|hint| start <= hint.position && hint.position <= end);
    Ok(Some(hints))
}

/// All hints of a document, in the order of the text. None if it is not open, or no file.
///
/// # Errors
/// If the request was cancelled, or the document has another text by now.
pub(crate) fn hints(snapshot: &Snapshot, uri: &Uri) -> Result<Option<Vec<InlayHint>>, Failure> {
    if !snapshot.settings.inlay_hints {
        return Ok(Some(Vec::new()));
    }
    let Some(asked) = snapshot.asked(uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    // What several apps say of a place is said once.
    let mut owners = BTreeMap::new();
    for analysis in &asked.analyses {
        snapshot.cancel.check()?;
        let Some(module) = analysis.module(path) else { continue };
        for (tag, owner) in crossings::tags(&analysis.project(), module) {
            owners.entry(tag.end as usize).or_insert(owner);
        }
    }
    let hint = |(end, owner): (usize, String)| InlayHint {
        position: asked.document.text.position(end, snapshot.capabilities.encoding),
        label: MARK.to_owned().into(),
        kind: None,
        text_edits: None,
        tooltip: Some(format!("what is given to it crosses to the client: {owner}").into()),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Ok(Some(owners.into_iter().map(hint).collect()))
}
