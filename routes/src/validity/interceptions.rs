//! Interception routes that Next cannot resolve, or that show a URL which no page serves.

use std::collections::BTreeMap;

use crate::conventions::{Conventions, below};
use crate::entry::{Entry, EntryKind};
use crate::interception::{InterceptionError, Marker, markers, resolve};
use crate::parallel::Parallel;
use crate::pattern::{Pattern, is_bracketed, raw_segments};
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(
    tree: &RouteTree,
    parallel: &Parallel<'_>,
    files: &[&str],
    conventions: &Conventions,
    problems: &mut Vec<Problem>,
) {
    for entry in tree.entries.iter().filter(|entry| entry.kind.serves() && entry.is_interception()) {
        problems.extend(unresolved(entry));
    }
    bare_markers(tree, files, problems);
    if conventions.strict_route_matching() {
        without_page(tree, parallel, problems);
    }
}

fn unresolved(entry: &Entry) -> Option<Problem> {
    let url = &entry.url;
    let marker = markers(url).next()?.as_str();
    if let Some(Err(InterceptionError::TooShallow)) = resolve(url) {
        let message = format!(
            "`{marker}` in `{url}` reaches above the root of the app; groups and slots are no levels of the URL"
        );
        let help =
            "Use `(.)` for a route of the same level, `(..)` for one level up, or `(...)` for the root";
        return Some(Problem::new(ProblemCode::InterceptionTooShallow, [entry.file.as_str()], message, help));
    }
    let repeated = markers(url).find(|marker| url.matches(marker.as_str()).count() > 1)?.as_str();
    let message = format!(
        "`{url}` has the marker `{repeated}` more than once, and a path can intercept only one route"
    );
    let help = "keep the marker of the first folder and write the ones below it without";
    Some(Problem::new(ProblemCode::RepeatedInterceptionMarker, [entry.file.as_str()], message, help))
}

/// Folders whose name is a marker and nothing else: parentheses all around make a group of them.
fn bare_markers(tree: &RouteTree, files: &[&str], problems: &mut Vec<Problem>) {
    let Some(app) = &tree.app_dir else { return };
    let mut found: BTreeMap<(String, &str), Vec<&str>> = BTreeMap::new();
    for file in files {
        let Some(path) = below(file, app).and_then(|path| path.rsplit_once('/')) else { continue };
        let is_bare =
            |segment: &&str| Marker::of_segment(segment).is_some_and(|marker| marker.as_str() == *segment);
        if let Some(segment) = raw_segments(path.0).find(is_bare) {
            let end = path.0.find(segment).unwrap_or_default() + segment.len();
            found.entry((format!("{app}{}", &path.0[..end]), segment)).or_default().push(file);
        }
    }
    for ((folder, segment), files) in found {
        let message =
            format!("`{folder}` intercepts nothing: a folder named only `{segment}` is a route group");
        let help = format!("put the marker and the name into one folder: `{segment}photo`");
        problems.push(Problem::new(ProblemCode::InterceptionWithoutTarget, files, message, &help));
    }
}

/// Interception routes whose URL no ordinary page covers: a reload there has nothing to show. A route handler does not
/// count, since it shows no page (Next 16.4: `findMissingCanonicalInterceptionRoutes`).
fn without_page(tree: &RouteTree, parallel: &Parallel<'_>, problems: &mut Vec<Problem>) {
    let pages = || tree.entries.iter().filter(|entry| entry.kind == EntryKind::Page);
    let ordinary: Vec<Shape<'_>> = pages()
        .filter(|entry| !entry.is_interception() && !parallel.dropped.contains(entry.url.as_str()))
        .map(|entry| Shape::new(entry.pattern.as_str()))
        .collect();
    let mut missing: BTreeMap<(&str, &Pattern), Vec<&str>> = BTreeMap::new();
    for entry in pages().filter(|entry| entry.is_interception() && unresolved(entry).is_none()) {
        if !Shape::new(entry.pattern.as_str()).is_covered_by(&ordinary) {
            missing.entry((&entry.url, &entry.pattern)).or_default().push(&entry.file);
        }
    }
    let app = tree.app_dir.as_deref().unwrap_or("app");
    for ((url, target), files) in missing {
        let message = format!(
            "`{url}` intercepts `{target}`, and no page serves that URL when it is opened directly or reloaded"
        );
        let help = format!(
            "add the page that is intercepted, for example `{app}{}/page.tsx`",
            target.as_str().trim_end_matches('/')
        );
        problems.push(Problem::new(ProblemCode::InterceptionWithoutPage, files, message, &help));
    }
}

/// The set of URLs that a pattern matches.
struct Shape<'a> {
    /// The segments before a final catch-all; `None` for a param.
    fixed: Vec<Option<&'a str>>,
    /// The smallest number of segments.
    min: usize,
    /// A catch-all follows.
    unbounded: bool,
}

impl<'a> Shape<'a> {
    fn new(pattern: &'a str) -> Self {
        let mut segments: Vec<&str> = raw_segments(pattern).collect();
        let last = segments.last().copied().unwrap_or_default();
        let optional = last.starts_with("[[...") && last.ends_with("]]");
        let required = last.starts_with("[...") && last.ends_with(']');
        if optional || required {
            segments.pop();
        }
        Self {
            min: segments.len() + usize::from(required),
            fixed: segments.into_iter().map(|segment| (!is_bracketed(segment)).then_some(segment)).collect(),
            unbounded: optional || required,
        }
    }

    fn accepts(&self, length: usize) -> bool {
        if self.unbounded { length >= self.min } else { length == self.min }
    }

    /// Whether every segment that is fixed here has room for all values of the other's segment.
    fn prefix_covers(&self, other: &Self) -> bool {
        self.fixed.iter().enumerate().all(|(at, own)| match own {
            None => true,
            Some(text) => other.fixed.get(at).copied().flatten() == Some(text),
        })
    }

    /// Whether the others together match every URL that this one matches.
    fn is_covered_by(&self, others: &[Self]) -> bool {
        let covering: Vec<&Self> = others.iter().filter(|other| other.prefix_covers(self)).collect();
        let covered_at = |length| covering.iter().any(|other| other.accepts(length));
        if !self.unbounded {
            return covered_at(self.min);
        }
        // From some length on a catch-all must cover all; shorter URLs may be covered one length at a time.
        let from = covering.iter().filter(|other| other.unbounded).map(|other| other.min.max(self.min)).min();
        from.is_some_and(|from| (self.min..from).all(covered_at))
    }
}
