//! `textDocument/completion`: routes where one is named, what a link needs behind it, options of a segment.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, InsertTextFormat, Position,
    TextEdit,
};

use crate::ide::completion::{Completion, Item, ItemKind, complete, rust};
use crate::rust::routes::AskedRust;
use crate::snapshot::{Failure, Snapshot};
use crate::text::Text;

pub(super) fn run(
    snapshot: &Snapshot,
    params: CompletionParams,
) -> Result<Option<CompletionResponse>, Failure> {
    let at = params.text_document_position_params;
    if let Some(asked) = snapshot.asked_rust(&at.text_document.uri) {
        return of_rust(snapshot, &asked, at.position);
    }
    let Some(asked) = snapshot.asked(&at.text_document.uri)? else { return Ok(None) };
    let Some(path) = &asked.document.path else { return Ok(None) };
    let text = &asked.document.text;
    let offset = text.offset(at.position, snapshot.capabilities.encoding);
    let all = asked.analyses.iter().filter_map(|analysis| complete(analysis, path, text.as_str(), offset));
    Ok(response(snapshot, text, all))
}

/// What may stand in the attributes of a Rust item.
fn of_rust(
    snapshot: &Snapshot,
    asked: &AskedRust<'_>,
    position: Position,
) -> Result<Option<CompletionResponse>, Failure> {
    let text = &asked.document.text;
    let offset = text.offset(position, snapshot.capabilities.encoding);
    let Some(named) = asked.begun_at(offset) else { return Ok(None) };
    let apps = snapshot.apps_named_in(asked.path)?;
    let all = apps.iter().filter_map(|analysis| rust::complete(analysis, &named, text.as_str()));
    Ok(response(snapshot, text, all))
}

fn response(
    snapshot: &Snapshot,
    text: &Text,
    all: impl Iterator<Item = Completion>,
) -> Option<CompletionResponse> {
    let mut items: Vec<CompletionItem> = Vec::new();
    for item in all.flat_map(|completion| shown(snapshot, text, completion)) {
        // What two apps have is offered once.
        if !items.contains(&item) {
            items.push(item);
        }
    }
    (!items.is_empty()).then_some(CompletionResponse::CompletionItemList(items))
}

fn shown(snapshot: &Snapshot, text: &Text, completion: Completion) -> impl Iterator<Item = CompletionItem> {
    let range = text.range(completion.replaced, snapshot.capabilities.encoding);
    let has_snippets = snapshot.capabilities.snippets;
    completion.items.into_iter().enumerate().map(move |(order, item)| {
        let Item { kind, label, text, snippet, detail } = item;
        let snippet = snippet.filter(|_| has_snippets);
        CompletionItem {
            // Clients order by name where nothing else is said: `/b` before `/[a]`, and a value before its default.
            sort_text: Some(format!("{order:05}")),
            filter_text: Some(label.clone()),
            label,
            kind: Some(match kind {
                ItemKind::Route => CompletionItemKind::File,
                ItemKind::Key => CompletionItemKind::Property,
                ItemKind::Option => CompletionItemKind::Constant,
                ItemKind::Value => CompletionItemKind::Value,
            }),
            detail,
            insert_text_format: snippet.is_some().then_some(InsertTextFormat::Snippet),
            text_edit: Some(TextEdit { range, new_text: snippet.unwrap_or(text) }.into()),
            ..CompletionItem::default()
        }
    })
}
