//! `codeAction/resolve`: the edit of an action that somebody wants.

use lsp_server::ErrorCode;
use lsp_types::CodeAction;

use crate::actions::{Place, Wanted};
use crate::snapshot::{Failure, Snapshot};

pub(super) fn run(snapshot: &Snapshot, mut action: CodeAction) -> Result<CodeAction, Failure> {
    let Some(data) = action.data.take() else { return Ok(action) };
    let wanted: Wanted = serde_json::from_value(data).map_err(|error| {
        Failure::new(ErrorCode::InvalidParams, format!("the action is none that rutter offered: {error}"))
    })?;
    let asked = snapshot.asked(&wanted.uri)?;
    let asked =
        asked.filter(|asked| asked.document.version == wanted.version).ok_or_else(Failure::outdated)?;
    let Some(path) = &asked.document.path else { return Ok(action) };
    let place =
        Place { capabilities: snapshot.capabilities, uri: &wanted.uri, document: &asked.document, path };
    action.edit = asked.analyses.iter().find_map(|analysis| place.resolve(analysis, &wanted));
    if action.edit.is_none() {
        let message = "there is no room for a comment here: suppress the rule in rutter.toml instead";
        return Err(Failure::new(ErrorCode::RequestFailed, message));
    }
    Ok(action)
}
