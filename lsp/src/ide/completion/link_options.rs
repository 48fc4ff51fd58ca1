//! What stands behind the route of `href()`: its params and search params.

use std::ops::Range;

use rutter_routes::{EntryKind, Pattern};
use rutter_syntax::facts::{ExprId, ExprKind, Property, PropertyKey};
use rutter_syntax::search_file::SearchFile;

use super::{Completion, Item, ItemKind, escaped, key};
use crate::ide::route_string::route_strings;
use crate::ide::site::Site;

/// The keys that are missing from the object at a byte, if it is one of the options of a link.
pub(super) fn complete(site: &Site<'_>, offset: usize) -> Option<Completion> {
    let facts = site.facts;
    let is_inside = |expr: ExprId| {
        let Range { start, end } = Range::<usize>::from(facts[expr].span);
        start < offset && offset < end
    };
    let (route, options) = route_strings(site).into_iter().find_map(|string| {
        let ExprKind::Call { arguments, .. } = facts[string.call?].kind else { return None };
        let options = facts.without_types(*facts[arguments].get(1)?);
        is_inside(options).then_some((string.text, options))
    })?;
    let replaced = word_of_a_key(site.text(), offset)?;
    let ExprKind::Object(properties) = facts[options].kind else { return None };
    let name = |property: &Property| match property.key() {
        PropertyKey::Name(name) => Some(&facts[name]),
        _ => None,
    };
    let around = facts[properties].iter().find(|property| is_inside(property.value));
    let (object, items) = match around {
        None => (options, options_of(site, &route)),
        Some(part) => {
            let items = match name(part)? {
                "params" => params(&route),
                "search" => search_params(site, &route),
                _ => return None,
            };
            (facts.without_types(part.value), items)
        }
    };
    let ExprKind::Object(properties) = facts[object].kind else { return None };
    // What is just being written is no other key.
    let others = facts[properties].iter().filter(|property| property.span.start as usize != replaced.start);
    let known: Vec<&str> = others.filter_map(name).collect();
    let items = items.into_iter().filter(|item| !known.contains(&item.label.as_str()));
    Some(Completion { replaced, items: items.collect() })
}

/// The word that a byte is in or at the end of, if a key of an object may stand there: behind `{` or `,`.
fn word_of_a_key(text: &str, offset: usize) -> Option<Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let (before, after) = (text.get(..offset)?, text.get(offset..)?);
    let start = before.trim_end_matches(is_word).len();
    let end = offset + after.find(|c| !is_word(c)).unwrap_or(after.len());
    let is_key = before[..start].trim_end().ends_with(['{', ',']);
    (is_key && !after[end - offset..].trim_start().starts_with(':')).then_some(start..end)
}

fn options_of(site: &Site<'_>, route: &str) -> Vec<Item> {
    let object = |name: &str| item(name, format!("{name}: {{ $1 }}"), None);
    let mut options = Vec::new();
    if !Pattern::new(route).params().is_empty() {
        options.push(object("params"));
    }
    // Whether a route without a description takes search params is the page's business: `href` takes any.
    options.push(object("search"));
    options.push(item("hash", "hash: '$1'".to_owned(), None));
    if !site.analysis.loaded.config.locales.is_empty() {
        options.push(item("locale", "locale: '$1'".to_owned(), None));
    }
    options
}

fn params(route: &str) -> Vec<Item> {
    let params = Pattern::new(route).params().into_iter();
    let item = |param: rutter_routes::Param| {
        let (value, ty) = if param.kind.repeats() { ("[$1]", "string[]") } else { ("$1", "string") };
        item(&param.name, format!("{}: {value}", escaped(&key(&param.name))), Some(ty))
    };
    params.map(item).collect()
}

/// The search params that the page describes in its `page.search.ts`, as far as they are known.
fn search_params(site: &Site<'_>, route: &str) -> Vec<Item> {
    let loaded = &site.analysis.loaded;
    let mut entries = loaded.tree.entries.iter();
    let file = entries.find(|entry| entry.kind == EntryKind::Search && entry.pattern.as_str() == route);
    let described = file.and_then(|entry| loaded.companions.get(&entry.file));
    let Some(SearchFile::Parsers(keys)) = described else { return Vec::new() };
    keys.iter().map(|it| item(&it.name, format!("{}: $1", escaped(&key(&it.name))), None)).collect()
}

fn item(name: &str, snippet: String, detail: Option<&str>) -> Item {
    Item {
        kind: ItemKind::Key,
        label: name.to_owned(),
        text: key(name),
        snippet: Some(snippet),
        detail: detail.map(str::to_owned),
    }
}
