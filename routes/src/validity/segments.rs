//! What is wrong with a path by itself: malformed params, names used twice, a catch-all that is not last.

use std::collections::BTreeMap;

use super::list;
use crate::interception::split_marker;
use crate::order::Level;
use crate::pattern::raw_segments;
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

/// A flaw of a path, at the segment where the path up to there shows it.
struct Flaw<'a> {
    code: ProblemCode,
    /// The path up to and including the segment: the paths that share it share the flaw.
    prefix: &'a str,
    segment: &'a str,
    /// The other segment concerned: the first use of a name, or the catch-all.
    other: &'a str,
}

pub(super) fn check(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let urls: Vec<(&str, &str)> = tree
        .entries
        .iter()
        .filter(|entry| entry.kind.serves())
        .map(|entry| (entry.url.as_str(), entry.file.as_str()))
        .collect();
    let mut found: BTreeMap<(ProblemCode, &str), (Flaw<'_>, Vec<&str>)> = BTreeMap::new();
    for (url, file) in &urls {
        for flaw in flaws(url) {
            let (_, files) = found.entry((flaw.code, flaw.prefix)).or_insert_with(|| (flaw, Vec::new()));
            files.push(file);
        }
    }
    problems.extend(found.into_values().map(|(flaw, files)| problem(&flaw, files)));
}

/// Whether Next can order a path among others. An empty param name is found by the build alone.
pub(crate) fn has_order(path: &str) -> bool {
    flaws(path).iter().all(|flaw| flaw.code == ProblemCode::EmptyParamName)
}

/// The flaws of a URL path. The two halves of an interception route are judged apart, because the param of a page and
/// that of the page which it intercepts may well have the same name (Next 16.4: `validateAppRoute`).
fn flaws(path: &str) -> Vec<Flaw<'_>> {
    let mut flaws = Vec::new();
    let mut seen: Vec<(&str, &str)> = Vec::new();
    let mut catch_all: Option<&str> = None;
    for raw in raw_segments(path) {
        let (marker, segment) = split_marker(raw);
        if marker.is_some() {
            seen.clear();
            catch_all = None;
        }
        let mut report = |code, other| {
            // Both are slices of `path`, so the distance is the prefix's length.
            let end = raw.as_ptr() as usize - path.as_ptr() as usize + raw.len();
            flaws.push(Flaw { code, prefix: &path[..end], segment, other });
        };
        if let Some(catch_all) = catch_all.take() {
            report(ProblemCode::CatchAllNotLast, catch_all);
        }
        let level = Level::of(segment);
        let Some(name) = level.name() else { continue };
        if let Some(code) = name_flaw(level, name) {
            report(code, segment);
            continue;
        }
        match seen.iter().find(|(known, _)| word_characters(known).eq(word_characters(name))) {
            Some((_, first)) => report(ProblemCode::RepeatedParamName, first),
            None => seen.push((name, segment)),
        }
        if !matches!(level, Level::Single(_)) {
            catch_all = Some(segment);
        }
    }
    flaws
}

/// What is wrong with a param's name (Next 16.4: `validateSegmentParam`).
fn name_flaw(level: Level<'_>, name: &str) -> Option<ProblemCode> {
    let doubled =
        name.starts_with('[') && name.ends_with(']') && !matches!(level, Level::OptionalCatchAll(_));
    if name.is_empty() {
        Some(ProblemCode::EmptyParamName)
    } else if name.contains('…') {
        Some(ProblemCode::EllipsisCharacter)
    } else if doubled {
        Some(ProblemCode::OptionalParam)
    } else if name.starts_with('[') || name.ends_with(']') {
        Some(ProblemCode::ExtraBrackets)
    } else if name.starts_with('.') {
        Some(ProblemCode::LeadingPeriod)
    } else {
        None
    }
}

/// Next compares names by their ASCII word characters alone, since it makes capture groups of them.
fn word_characters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_')
}

fn problem(flaw: &Flaw<'_>, files: Vec<&str>) -> Problem {
    let Flaw { code, prefix, segment, other } = flaw;
    let (message, help) = match code {
        ProblemCode::CatchAllNotLast => (
            format!("in `{prefix}`, `{other}` takes the whole rest of the URL, so nothing can follow it"),
            "move the page into the catch-all's own folder and branch on its segments there, or name the levels one by one",
        ),
        ProblemCode::RepeatedParamName if segment == other => (
            format!(
                "`{prefix}` has the param `{segment}` twice, and `params` can hold only one value under a name"
            ),
            "give each param of a path a name of its own",
        ),
        ProblemCode::RepeatedParamName => (
            format!(
                "the params {} of `{prefix}` differ only in punctuation, which Next drops when it matches",
                list([other, segment])
            ),
            "give each param of a path a name of its own",
        ),
        ProblemCode::OptionalParam => (
            format!("`{segment}` in `{prefix}` would be an optional single param, which Next does not have"),
            "write `[name]` and add a page beside the folder for the URL without it, or use the optional catch-all `[[...name]]`",
        ),
        ProblemCode::EmptyParamName => (
            format!("`{segment}` in `{prefix}` has no name"),
            "put the param's name between the brackets: `[slug]`",
        ),
        ProblemCode::EllipsisCharacter => (
            format!(
                "`{segment}` in `{prefix}` is written with the character `…`; a catch-all starts with three dots"
            ),
            "replace `…` by `...`",
        ),
        ProblemCode::ExtraBrackets => (
            format!("`{segment}` in `{prefix}` has more brackets than a param can have"),
            "write `[name]`, `[...name]` or `[[...name]]`",
        ),
        _ => (
            format!("the name of the param `{segment}` in `{prefix}` starts with a period"),
            "write `[name]` for one segment, or `[...name]` with exactly three dots for a catch-all",
        ),
    };
    Problem::new(*code, files, message, help)
}
