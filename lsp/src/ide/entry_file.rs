//! The file of a route, as somebody opens it and stands in it.

use std::ops::Range;

use camino::{Utf8Path, Utf8PathBuf};
use rutter_check::HANDLER_METHODS;
use rutter_routes::{Entry, EntryKind};
use rutter_syntax::Facts;
use rutter_syntax::facts::{Export, ExportKind};

use crate::analysis::Analysis;

/// Where the file of an entry is, and the bytes in it that one looks for: the name of its default export, or of its first
/// method. The start where it has none.
pub(crate) fn place(analysis: &Analysis, entry: &Entry) -> (Utf8PathBuf, Range<usize>) {
    let file = analysis.app.dir.join(&entry.file);
    let Some(module) = analysis.module(&file) else { return (file, 0..0) };
    let facts = analysis.graph[module].facts();
    let span = match entry.kind {
        EntryKind::Handler => methods(facts).next(),
        _ => facts.export("default"),
    };
    (file, span.map_or(0..0, |export| export.name_span.into()))
}

/// The exports of a route handler that answer a method, in the order of the text.
pub(crate) fn methods(facts: &Facts) -> impl Iterator<Item = &Export> {
    facts.exports.iter().filter(|export| {
        !export.type_only && export.name.is_some_and(|name| HANDLER_METHODS.contains(&&facts[name]))
    })
}

/// The bytes around one that stand for the file of a route as a whole: its first line, or the start of the statement that
/// exports what answers.
pub(crate) fn head_at(facts: &Facts, text: &str, offset: usize) -> Option<Range<usize>> {
    let answering = facts.export("default").into_iter().chain(methods(facts));
    let head = |export: &Export| match export.kind {
        ExportKind::Function(_) | ExportKind::Class(_) | ExportKind::Variable { .. } => {
            let (start, end) = (export.statement.start, export.name_span.end);
            start as usize..end.max(start) as usize
        }
        // The name of what is declared elsewhere, or the expression, which may be long, is something of its own.
        _ => export.name_span.into(),
    };
    let first_line = 0..text.lines().next().unwrap_or_default().len();
    let mut heads = answering.map(head).chain([first_line]);
    heads.find(|head| (head.start..=head.end).contains(&offset))
}

/// The routes whose file this is, if a byte stands for it.
pub(crate) fn meant_at<'a>(
    analysis: &'a Analysis,
    path: &Utf8Path,
    text: &str,
    offset: usize,
) -> Vec<&'a Entry> {
    let Some(module) = analysis.module(path) else { return Vec::new() };
    match head_at(analysis.graph[module].facts(), text, offset) {
        Some(_) => entries(analysis, path),
        None => Vec::new(),
    }
}

/// Whether a route is rendered for each request or once, as far as its own file states it. What a page states holds over
/// what its layouts do (Next 16.4: `reduceAppConfig`).
pub(crate) fn rendering(analysis: &Analysis, path: &Utf8Path) -> Option<&'static str> {
    let facts = analysis.graph[analysis.module(path)?].facts();
    if facts.has_directive("use client") {
        return None;
    }
    let ExportKind::Variable { value: Some(value), .. } = facts.export("dynamic")?.kind else { return None };
    match facts.string(value)? {
        _ if analysis.loaded.config.cache_components == Some(true) => None,
        "force-dynamic" => Some("dynamic because of `dynamic = 'force-dynamic'`"),
        "force-static" => Some("static because of `dynamic = 'force-static'`"),
        "error" => Some("static because of `dynamic = 'error'`"),
        _ => None,
    }
}

/// The routes whose file this is.
pub(crate) fn entries<'a>(analysis: &'a Analysis, path: &Utf8Path) -> Vec<&'a Entry> {
    let Some(module) = analysis.module(path) else { return Vec::new() };
    let mut entries = analysis.loaded.tree.entries.iter();
    let is_file = |entry: &&Entry| {
        let is_linked = entry.kind.serves() || entry.kind == EntryKind::Layout;
        is_linked && analysis.module(&analysis.app.dir.join(&entry.file)) == Some(module)
    };
    entries.by_ref().filter(is_file).collect()
}
