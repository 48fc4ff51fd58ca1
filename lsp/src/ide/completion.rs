//! What may stand at a place: routes where one is named, what a link needs behind it, and options of a segment.

mod link_options;
mod mended;
mod routes;
pub(crate) mod rust;
mod segment_options;
mod template;

use std::ops::Range;

use camino::Utf8Path;

use self::mended::mended;
use super::route_string::{RouteString, route_string_at};
use super::site::Site;
use crate::analysis::Analysis;

/// What may stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Completion {
    /// The bytes that an item replaces.
    pub(crate) replaced: Range<usize>,
    pub(crate) items: Vec<Item>,
}

/// One thing that may stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    pub(crate) label: String,
    /// What is inserted.
    pub(crate) text: String,
    /// What is inserted where the client has snippets.
    pub(crate) snippet: Option<String>,
    /// What is said of it.
    pub(crate) detail: Option<String>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Route,
    Key,
    Option,
    Value,
}

/// What may stand at a byte of a module, whose text may be broken there.
pub(crate) fn complete(
    analysis: &Analysis,
    path: &Utf8Path,
    text: &str,
    offset: usize,
) -> Option<Completion> {
    let module = analysis.module(path)?;
    if let Some(options) = segment_options::complete(analysis, path, text, offset) {
        return Some(options);
    }
    let site = Site::of_module(analysis, module);
    if let Some(string) = literal_at(&site, offset) {
        return routes::complete(analysis, &string, text, offset);
    }
    if let Some(completion) =
        link_options::complete(&site, offset).or_else(|| template::complete(&site, offset))
    {
        return Some(completion);
    }
    if site.facts.syntax_errors.is_empty() {
        return None;
    }
    let name = path.file_name().unwrap_or_default();
    mended(name, text, offset).find_map(|(facts, mended)| {
        let site = Site::of_text(analysis, module, &facts, mended.clone());
        match literal_at(&site, offset) {
            Some(string) => routes::complete(analysis, &string, &mended, offset),
            None => template::complete(&site, offset),
        }
    })
}

/// The route that is named at a byte by one text in quotes. One that goes over several lines lacks its end.
fn literal_at(site: &Site<'_>, offset: usize) -> Option<RouteString> {
    route_string_at(site, offset).filter(|string| string.is_literal && !string.text.contains('\n'))
}

/// A key of an object, with quotes where it needs them.
fn key(name: &str) -> String {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    let is_plain = !name.starts_with(|c: char| c.is_ascii_digit()) && name.chars().all(is_word);
    if is_plain && !name.is_empty() { name.to_owned() } else { format!("'{}'", name.replace('\'', "\\'")) }
}

/// A text as a snippet that is that text.
fn escaped(text: &str) -> String {
    let mut snippet = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '$' | '}' | '\\') {
            snippet.push('\\');
        }
        snippet.push(c);
    }
    snippet
}
