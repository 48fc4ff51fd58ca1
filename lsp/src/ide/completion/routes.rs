//! The routes that may be named at a place.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rutter_check::HrefKind;
use rutter_routes::{EntryKind, Pattern, RouteTree, Segment};

use super::{Completion, Item, ItemKind, escaped};
use crate::analysis::Analysis;
use crate::ide::route_string::{Purpose, RouteString};

/// The routes that may stand in a string. A query and a hash stay.
pub(super) fn complete(
    analysis: &Analysis,
    string: &RouteString,
    text: &str,
    offset: usize,
) -> Option<Completion> {
    let tree = &analysis.loaded.tree;
    let content = text.get(string.span.clone())?;
    let is_url = matches!(string.purpose, Purpose::Url(_));
    let path_len = if is_url { content.find(['?', '#']).unwrap_or(content.len()) } else { content.len() };
    let replaced = string.span.start..string.span.start + path_len;
    if offset > replaced.end {
        return None;
    }
    let is_filled_in = is_url && !matches!(string.purpose, Purpose::Url(HrefKind::Revalidation { .. }));
    let is_template = text[..string.span.start].ends_with('`');
    let item = |pattern: &Pattern| Item {
        kind: ItemKind::Route,
        label: pattern.to_string(),
        text: pattern.to_string(),
        snippet: (is_filled_in && pattern.is_dynamic()).then(|| filled_in(pattern, is_template)),
        detail: file_of(tree, pattern, string.purpose),
    };
    Some(Completion { replaced, items: patterns(tree, string.purpose).into_iter().map(item).collect() })
}

/// The patterns that a place takes.
pub(super) fn patterns(tree: &RouteTree, purpose: Purpose) -> BTreeSet<&Pattern> {
    let lists = &tree.routes;
    let of_kinds = |kinds: &[EntryKind]| {
        let entries = tree.entries.iter().filter(|entry| {
            kinds.contains(&entry.kind) && !entry.is_interception() && !tree.dropped.contains(&entry.pattern)
        });
        entries.map(|entry| &entry.pattern).collect()
    };
    match purpose {
        Purpose::Url(HrefKind::Link | HrefKind::Form | HrefKind::Navigation) => {
            of_kinds(&[EntryKind::Page, EntryKind::PagesPage])
        }
        Purpose::Url(HrefKind::Redirect) => {
            of_kinds(&[EntryKind::Page, EntryKind::PagesPage, EntryKind::Handler])
        }
        Purpose::Url(HrefKind::Revalidation { layout: false }) => {
            of_kinds(&[EntryKind::Page, EntryKind::PagesPage, EntryKind::Handler])
        }
        Purpose::Url(HrefKind::Revalidation { layout: true }) => of_kinds(&[EntryKind::Layout]),
        // What the generated types take.
        Purpose::Page => lists.app.iter().collect(),
        Purpose::Handler => lists.handler.iter().collect(),
        Purpose::Layout => tree.slots.iter().map(|layout| &layout.layout).collect(),
        Purpose::Href | Purpose::Any => {
            let all =
                [&lists.app, &lists.pages, &lists.handler, &lists.pages_api, &lists.redirect, &lists.rewrite];
            all.into_iter().flatten().collect()
        }
    }
}

/// A URL of a route with a place to fill in for each param: `/blog/${1:slug}`, or in a template `/blog/\${${1:slug}}`.
pub(super) fn filled_in(pattern: &Pattern, is_template: bool) -> String {
    let mut snippet = String::new();
    let mut stop = 0;
    for segment in pattern.segments() {
        snippet.push('/');
        let (before, name, after) = match &segment {
            Segment::Static(text) => (*text, None, ""),
            Segment::Dynamic(param) => ("", Some(&param.name), ""),
            Segment::Affixed { text, param } => {
                let (before, rest) = text.split_once('[').unwrap_or((text, ""));
                let after = rest.split_once(']').map_or("", |(_, after)| after);
                (before, Some(&param.name), after)
            }
        };
        snippet.push_str(&escaped(before));
        if let Some(name) = name {
            stop += 1;
            let name = escaped(name);
            // Writing to a string cannot fail.
            let _ = match is_template {
                true => write!(snippet, "\\${{${{{stop}:{name}}}}}"),
                false => write!(snippet, "${{{stop}:{name}}}"),
            };
        }
        snippet.push_str(&escaped(after));
    }
    snippet
}

/// The file of a route, from the app's folder.
pub(super) fn file_of(tree: &RouteTree, pattern: &Pattern, purpose: Purpose) -> Option<String> {
    let is_layout =
        matches!(purpose, Purpose::Layout | Purpose::Url(HrefKind::Revalidation { layout: true }));
    let mut entries = tree.entries.iter();
    let entry = entries.find(|entry| {
        entry.pattern == *pattern
            && !entry.is_interception()
            && (if is_layout { entry.kind == EntryKind::Layout } else { entry.kind.serves() })
    });
    entry.map(|entry| entry.file.clone())
}
