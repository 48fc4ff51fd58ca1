//! Which route answers a URL path, with which params, and why the others do not.

mod near;
mod pattern_match;

pub use near::{NEAR_MISSES, NearMiss};
pub use pattern_match::{ParamValue, match_pattern};

use near::near_misses;

use crate::custom_route::{CustomRoute, Phase};
use crate::encoding::decode;
use crate::entry::{Entry, EntryKind};
use crate::pattern::{Pattern, Segment, raw_segments};
use crate::tree::RouteTree;

/// The answer to "what does Next do with this path?".
#[derive(Clone, Debug)]
pub struct Explanation<'t> {
    /// What answers.
    pub winner: Winner<'t>,
    /// The routes that match the path too but come later, in the order in which Next would try them.
    pub later: Vec<Match<'t>>,
    /// Routes that start like the path and do not match it; the closest first, at most [`NEAR_MISSES`].
    pub near: Vec<NearMiss<'t>>,
    /// Redirects and rewrites that take the path before the winner does, if their conditions hold.
    pub conditional: Vec<&'t CustomRoute>,
    /// Custom routes whose regular expression may match the path; Rutter does not evaluate it.
    pub undecided: Vec<&'t CustomRoute>,
    /// Interception routes that show the winner's URL inside the app, instead of its own page.
    pub intercepted_by: Vec<&'t Entry>,
}

/// What answers a path.
#[derive(Clone, Debug)]
pub enum Winner<'t> {
    /// A file of `public`.
    PublicFile(&'t str),
    /// A redirect or rewrite, with the pattern of its source.
    Custom(&'t CustomRoute, Pattern),
    /// A route of the tree.
    Route(Match<'t>),
    /// Nothing: Next answers 404.
    Nothing,
    /// The tree has no order, so Next's servers do not start. These routes match the path.
    NoOrder(Vec<Match<'t>>),
}

/// A route that matches a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'t> {
    /// The route.
    pub pattern: &'t Pattern,
    /// Its params in path order.
    pub params: Vec<(String, ParamValue)>,
    /// The files that serve it, interception routes left out.
    pub entries: Vec<&'t Entry>,
}

/// Explains a path: percent-encoded as in a request, without base path, locale, query and trailing slash.
pub fn explain<'t>(tree: &'t RouteTree, path: &str) -> Explanation<'t> {
    let mut matches = matching_routes(tree, path);
    let mut conditional = Vec::new();
    let mut custom = None;
    for route in &tree.custom_routes {
        let Some(pattern) =
            route.patterns().into_iter().find(|pattern| match_pattern(pattern, path).is_some())
        else {
            continue;
        };
        if !comes_first(route, matches.first()) {
            continue;
        }
        if route.conditional {
            conditional.push(route);
        } else {
            custom = custom.or(Some((route, pattern)));
        }
    }
    let undecided = tree.custom_routes.iter().filter(|route| {
        route.patterns().is_empty() && path.starts_with(route.fixed_start().trim_end_matches('/'))
    });
    let undecided = undecided.collect();
    let public = tree.public_files.get(decode(path).as_str());
    let winner = match (custom, public) {
        (Some((route, pattern)), _) if public.is_none() || route.phase <= Phase::BeforeFiles => {
            Winner::Custom(route, pattern)
        }
        (_, Some(file)) => Winner::PublicFile(file),
        _ if matches.is_empty() => Winner::Nothing,
        _ if tree.match_order.is_none() => Winner::NoOrder(std::mem::take(&mut matches)),
        _ => Winner::Route(matches.remove(0)),
    };
    let intercepted_by = match &winner {
        Winner::Route(won) => intercepting(tree, won.pattern).collect(),
        _ => Vec::new(),
    };
    let near = near_misses(tree, path);
    Explanation { winner, later: matches, near, conditional, undecided, intercepted_by }
}

/// Why the winner comes before another route that matches too, in a clause.
pub fn why_first(winner: &Pattern, other: &Pattern) -> String {
    let (mut own, mut theirs) = (raw_segments(winner.as_str()), raw_segments(other.as_str()));
    loop {
        match (own.next(), theirs.next()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => return format!("{} comes before {}", describe(a), describe(b)),
            (None, Some(b)) => return format!("a route that ends there comes before {}", describe(b)),
            _ => return "it comes first".to_owned(),
        }
    }
}

fn describe(segment: &str) -> String {
    match Segment::parse(segment) {
        Segment::Static(text) | Segment::Affixed { text, .. } => format!("the fixed segment `{text}`"),
        Segment::Dynamic(param) if param.kind.repeats() => format!("the catch-all `{segment}`"),
        Segment::Dynamic(_) => format!("the param `{segment}`"),
    }
}

/// The routes that match, in Next's order where there is one.
fn matching_routes<'t>(tree: &'t RouteTree, path: &str) -> Vec<Match<'t>> {
    let served: Vec<&Pattern> = match &tree.match_order {
        Some(order) => order.iter().collect(),
        None => {
            let mut served: Vec<&Pattern> = tree.served().collect();
            served.sort();
            served.dedup();
            served
        }
    };
    let matching = served.into_iter().filter_map(|pattern| {
        let params = match_pattern(pattern, path)?;
        let entries = tree
            .entries
            .iter()
            .filter(|entry| entry.pattern == *pattern && entry.kind.serves() && !entry.is_interception());
        Some(Match { pattern, params, entries: entries.collect() })
    });
    matching.collect()
}

/// Whether a custom route is tried before the first route of the tree that matches.
fn comes_first(route: &CustomRoute, first: Option<&Match<'_>>) -> bool {
    match (route.phase, first) {
        (Phase::Redirect | Phase::BeforeFiles, _) | (_, None) => true,
        (Phase::AfterFiles, Some(first)) => first.pattern.is_dynamic(),
        (Phase::Fallback, Some(_)) => false,
    }
}

fn intercepting<'t>(tree: &'t RouteTree, pattern: &'t Pattern) -> impl Iterator<Item = &'t Entry> {
    tree.entries.iter().filter(move |entry| {
        entry.kind == EntryKind::Page && entry.pattern == *pattern && entry.is_interception()
    })
}

#[cfg(test)]
mod tests {
    use super::{ParamValue, Winner, explain, match_pattern, why_first};
    use crate::{Conventions, CustomRoute, Pattern, Phase, RouteTree};

    fn tree() -> RouteTree {
        let files = [
            "app/layout.tsx",
            "app/page.tsx",
            "app/blog/[slug]/page.tsx",
            "app/blog/new/page.tsx",
            "app/[...all]/page.tsx",
            "app/docs/[[...path]]/page.tsx",
            "app/[lang]/file/[id].json/route.ts",
            "app/feed/page.tsx",
            "app/feed/(..)blog/[slug]/page.tsx",
            "public/logo.png",
        ];
        let conventions = Conventions {
            redirects: vec![CustomRoute::new("/old/:id", Phase::Redirect)],
            rewrites: vec![
                CustomRoute::new("/feed", Phase::AfterFiles),
                CustomRoute::new("/blog/:slug", Phase::AfterFiles),
                CustomRoute::new("/n/:id(\\d+)", Phase::AfterFiles),
            ],
            ..Conventions::default()
        };
        RouteTree::build(&files, &conventions)
    }

    #[test]
    fn winners() {
        let tree = tree();
        let table = [
            ("/", "/"),
            ("/blog/new", "/blog/new"),
            ("/blog/x", "custom /blog/[slug]"),
            ("/feed", "/feed"),
            ("/old/7", "custom /old/[id]"),
            ("/logo.png", "public /logo.png"),
            ("/docs", "/docs/[[...path]]"),
            ("/bl%6Fg/new", "/[...all]"),
            ("/docs/a/b", "/docs/[[...path]]"),
            ("/en/file/7.json", "/[lang]/file/[id].json"),
            ("/en/file/7.xml", "/[...all]"),
        ];
        for (path, expected) in table {
            let winner = match explain(&tree, path).winner {
                Winner::Route(won) => won.pattern.to_string(),
                Winner::Custom(_, pattern) => format!("custom {pattern}"),
                Winner::PublicFile(file) => format!("public {file}"),
                other => format!("{other:?}"),
            };
            assert_eq!(winner, expected, "{path}");
        }
    }

    #[test]
    fn params_are_decoded() {
        let one = |text: &str| ParamValue::One(text.to_owned());
        let table = [
            ("/blog/[slug]", "/blog/a%20b", Some(vec![("slug", one("a b"))])),
            (
                "/d/[...p]",
                "/d/a%2Fb/c",
                Some(vec![("p", ParamValue::Many(vec!["a/b".to_owned(), "c".to_owned()]))]),
            ),
            ("/d/[...p]", "/d", None),
            ("/d/[[...p]]", "/d", Some(vec![("p", ParamValue::Absent)])),
            ("/item/[id].json", "/item/7.json", None),
            ("/item/[id].json", "/item/[id].json", Some(vec![])),
            ("/[lang]/[id].json", "/en/7.json", Some(vec![("lang", one("en")), ("id", one("7"))])),
            ("/[lang]/[id].json", "/en/.json", None),
        ];
        for (pattern, path, expected) in table {
            let expected = expected
                .map(|params| params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect());
            assert_eq!(match_pattern(&Pattern::new(pattern), path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn losers_are_explained() {
        let tree = tree();
        let explained = explain(&tree, "/blog/new");
        let later: Vec<&str> = explained.later.iter().map(|route| route.pattern.as_str()).collect();
        assert_eq!(later, ["/blog/[slug]", "/[...all]"]);
        assert_eq!(
            why_first(&Pattern::new("/blog/new"), &Pattern::new("/blog/[slug]")),
            "the fixed segment `new` comes before the param `[slug]`"
        );
        assert_eq!(explain(&tree, "/n/7").undecided[0].source, "/n/:id(\\d+)");
        let near = explain(&tree, "/blog/new/x/y").near;
        assert_eq!(near[0].why, "ends where the URL goes on with `x`");
        assert_eq!(explain(&tree, "/en/file").near[0].why, "goes on with `[id].json`, where the URL ends");
    }
}
