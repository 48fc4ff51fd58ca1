//! The flaws that a path has by itself: malformed params, names used twice, a catch-all that is not last.

use crate::interception::split_marker;
use crate::level::Level;
use crate::pattern::raw_segments;
use crate::problem::ProblemCode;

/// A flaw of a path, at the segment where the path up to there shows it.
pub(crate) struct Flaw<'a> {
    pub(crate) code: ProblemCode,
    /// The path up to and including the segment: the paths that share it share the flaw.
    pub(crate) prefix: &'a str,
    pub(crate) segment: &'a str,
    /// The other segment concerned: the first use of a name, or the catch-all.
    pub(crate) other: &'a str,
}

/// Whether Next can order a path among others. An empty param name is found by the build alone.
pub(crate) fn has_order(path: &str) -> bool {
    flaws(path).iter().all(|flaw| flaw.code == ProblemCode::EmptyParamName)
}

/// The flaws of a URL path. The two halves of an interception route are judged apart, because the param of a page and
/// that of the page which it intercepts may well have the same name (Next 16.4: `validateAppRoute`).
pub(crate) fn flaws(path: &str) -> Vec<Flaw<'_>> {
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
