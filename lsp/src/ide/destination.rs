//! What a route string leads to.

use rutter_check::HrefKind;
use rutter_routes::matching::{RequestPath, Winner, match_pattern, winner};
use rutter_routes::{Entry, EntryKind, RouteTree, as_sent};
use rutter_syntax::LoadedApp;

use super::route_string::{HOLE, Purpose, RouteString};

/// What a route string leads to.
#[derive(Debug, Clone)]
pub(crate) enum Destination<'t> {
    /// The files of a route; of a layout, a page and a slot's page there may be several.
    Entries(Vec<&'t Entry>),
    /// A file of `public`, by its URL.
    PublicFile(&'t str),
    /// Nothing that is known: another host, a redirect, a route that there is not.
    Nothing,
}

/// What a route string leads to.
pub(crate) fn destination<'t>(loaded: &'t LoadedApp, string: &RouteString) -> Destination<'t> {
    let tree = &loaded.tree;
    let of_kind = |kind: EntryKind| named(tree, &string.text, |entry| entry.kind == kind);
    match string.purpose {
        Purpose::Url(kind) => of_url(loaded, kind, &string.text),
        Purpose::Href | Purpose::Any => named(tree, &string.text, |entry| entry.kind.serves()),
        Purpose::Page => of_kind(EntryKind::Page),
        Purpose::Layout => of_kind(EntryKind::Layout),
        Purpose::Handler => of_kind(EntryKind::Handler),
    }
}

/// Whether a route string may lead to a pattern, which is cheaper to tell than where it leads.
pub(crate) fn may_lead_to(string: &RouteString, entry: &Entry) -> bool {
    let by_name = entry.pattern.as_str() == string.text || entry.place == string.text;
    let by_url = || path(&string.text).is_some_and(|path| match_pattern(&entry.pattern, &path).is_some());
    by_name || (matches!(string.purpose, Purpose::Url(_)) && by_url())
}

/// The path of a URL of the app as it is sent: without query, hash and a trailing slash. None where the URL leads to
/// another host or is relative, or where a part that is not known is not one whole segment.
pub(crate) fn path(url: &str) -> Option<String> {
    if !url.starts_with('/') || url.starts_with("//") || url.contains('\\') {
        return None;
    }
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let is_whole = |segment: &str| !segment.contains(HOLE) || segment.chars().eq([HOLE]);
    if !path.split('/').all(is_whole) {
        return None;
    }
    let path = path.trim_end_matches('/');
    Some(if path.is_empty() { "/".to_owned() } else { as_sent(path) })
}

fn of_url<'t>(loaded: &'t LoadedApp, kind: HrefKind, url: &str) -> Destination<'t> {
    let tree = &loaded.tree;
    if let HrefKind::Revalidation { layout } = kind {
        let wanted = if layout { EntryKind::Layout } else { EntryKind::Page };
        let is_named = |entry: &Entry| entry.kind == wanted || (!layout && entry.kind.serves());
        let places = tree.entries.iter().filter(|entry| is_named(entry) && entry.place == url);
        let places: Vec<&Entry> = places.collect();
        if !places.is_empty() {
            return Destination::Entries(places);
        }
        if layout || url.contains('[') {
            return named(tree, url, is_named);
        }
    }
    let Some(path) = path(url) else { return Destination::Nothing };
    let sent = format!("{}{path}", loaded.config.base_path);
    match winner(tree, RequestPath { sent: &sent, below_base_path: &path, path: &path }) {
        Winner::Route(found) => Destination::Entries(found.entries),
        Winner::NoOrder(found) => {
            Destination::Entries(found.into_iter().flat_map(|found| found.entries).collect())
        }
        Winner::PublicFile(file) => Destination::PublicFile(file),
        Winner::Custom(_) | Winner::Nothing => Destination::Nothing,
    }
}

/// The files of a pattern, interception routes left out where the route has files of its own.
fn named<'t>(tree: &'t RouteTree, pattern: &str, is_meant: impl Fn(&Entry) -> bool) -> Destination<'t> {
    let all = || tree.entries.iter().filter(|entry| entry.pattern.as_str() == pattern && is_meant(entry));
    let own: Vec<&Entry> = all().filter(|entry| !entry.is_interception()).collect();
    let found = if own.is_empty() { all().collect() } else { own };
    if found.is_empty() { Destination::Nothing } else { Destination::Entries(found) }
}
