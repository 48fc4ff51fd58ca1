//! The routes of an app as symbols: a page by its pattern, a route handler by its method and pattern.

use std::ops::Range;

use camino::Utf8PathBuf;
use rutter_routes::{Entry, EntryKind};

use super::entry_file::{methods, place};
use crate::analysis::Analysis;

/// A route, or a method of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// `/blog/[slug]`, `GET /api/posts/[id]`.
    pub(crate) name: String,
    pub(crate) kind: SymbolKind,
    pub(crate) file: Utf8PathBuf,
    /// The bytes of what answers.
    pub(crate) span: Range<usize>,
    /// The file from the app's folder, behind the app's where there are several.
    pub(crate) shown_file: String,
}

/// What answers a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SymbolKind {
    Page,
    Method,
}

/// The routes whose names have the characters of a query in their order, whatever their case and whatever stands between
/// them: editors sort and narrow what they are given.
pub(crate) fn symbols(analysis: &Analysis, query: &str) -> Vec<Symbol> {
    let entries = analysis.loaded.tree.entries.iter().filter(|entry| entry.kind.serves());
    let mut all: Vec<Symbol> = entries.flat_map(|entry| of_entry(analysis, entry)).collect();
    all.retain(|symbol| has_characters(&symbol.name, query));
    all
}

fn of_entry(analysis: &Analysis, entry: &Entry) -> Vec<Symbol> {
    let (file, span) = place(analysis, entry);
    let route = if entry.is_interception() { entry.url.as_str() } else { entry.pattern.as_str() };
    let shown_file = analysis.app.path.join(&entry.file).into_string();
    let symbol = |name: String, kind, span| Symbol {
        name,
        kind,
        file: file.clone(),
        span,
        shown_file: shown_file.clone(),
    };
    let module = analysis.module(&file).filter(|_| entry.kind == EntryKind::Handler);
    let Some(module) = module else { return vec![symbol(route.to_owned(), SymbolKind::Page, span)] };
    let facts = analysis.graph[module].facts();
    let of_method = |export: &rutter_syntax::facts::Export| {
        let method = &facts[export.name?];
        Some(symbol(format!("{method} {route}"), SymbolKind::Method, export.name_span.into()))
    };
    methods(facts).filter_map(of_method).collect()
}

fn has_characters(name: &str, query: &str) -> bool {
    let mut name = name.chars().flat_map(char::to_lowercase);
    query.chars().flat_map(char::to_lowercase).all(|wanted| name.any(|c| c == wanted))
}
