//! Routes that start like a path and do not match it.

use super::pattern_match::{affixed_value, match_pattern};
use crate::pattern::{Pattern, Segment, raw_segments};
use crate::tree::RouteTree;

/// How many near misses an explanation lists.
pub const NEAR_MISSES: usize = 5;

/// A route that does not match, and where it parts from the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss<'t> {
    /// The route.
    pub pattern: &'t Pattern,
    /// How many segments agree.
    pub agreeing: usize,
    /// Why it does not match, in a clause.
    pub why: String,
}

/// The routes that come closest to a path without matching it, and how many more there are. A route that shares only
/// params with the path is near if nothing matches at all.
pub(super) fn near_misses<'t>(
    tree: &'t RouteTree,
    path: &str,
    nothing_matches: bool,
) -> (Vec<NearMiss<'t>>, usize) {
    let parts: Vec<&str> = raw_segments(path).collect();
    let others: Vec<&Pattern> =
        tree.served().filter(|pattern| match_pattern(pattern, path).is_none()).collect();
    let misses = |params_count| {
        let misses = others.iter().filter_map(|pattern| near_miss(pattern, &parts, params_count));
        let mut misses: Vec<NearMiss<'_>> = misses.collect();
        misses.sort_by(|a, b| b.agreeing.cmp(&a.agreeing).then_with(|| a.pattern.cmp(b.pattern)));
        misses.dedup();
        misses
    };
    let mut near = misses(false);
    if near.is_empty() && nothing_matches {
        near = misses(true);
    }
    let more = near.len().saturating_sub(NEAR_MISSES);
    near.truncate(NEAR_MISSES);
    (near, more)
}

/// Compares segment by segment; `None` if they share no fixed segment at the start, and no param that counts.
fn near_miss<'t>(pattern: &'t Pattern, parts: &[&str], params_count: bool) -> Option<NearMiss<'t>> {
    let segments: Vec<&str> = raw_segments(pattern.as_str()).collect();
    let dynamic = pattern.is_dynamic();
    let agrees = |segment: &str, part: &str| match Segment::parse(segment) {
        Segment::Dynamic(_) => dynamic,
        Segment::Affixed { text, .. } if dynamic => affixed_value(text, part).is_some(),
        Segment::Static(text) | Segment::Affixed { text, .. } => part == text,
    };
    let agreeing = segments.iter().zip(parts).take_while(|(segment, part)| agrees(segment, part)).count();
    // A param agrees with anything, so it alone seldom brings a route near.
    if agreeing == 0 {
        return None;
    }
    if !params_count
        && !segments[..agreeing].iter().any(|segment| matches!(Segment::parse(segment), Segment::Static(_)))
    {
        return None;
    }
    let why = match (segments.get(agreeing), parts.get(agreeing)) {
        (Some(segment), Some(_))
            if !dynamic && matches!(Segment::parse(segment), Segment::Affixed { .. }) =>
        {
            format!("has `{segment}` as plain text, because no segment of it is a param by itself")
        }
        (Some(segment), Some(part)) => format!("has `{segment}` where the URL has `{part}`"),
        (Some(segment), None) => format!("goes on with `{segment}`, where the URL ends"),
        (None, Some(part)) => format!("ends where the URL goes on with `{part}`"),
        (None, None) => "differs".to_owned(),
    };
    Some(NearMiss { pattern, agreeing, why })
}
