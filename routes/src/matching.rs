//! Which route answers a URL path, with which params, and why the others do not.

mod near;
mod pattern_match;
mod source_match;

pub use near::{NEAR_MISSES, NearMiss};
pub use pattern_match::{ParamValue, match_pattern};

use near::near_misses;
use source_match::{Verdict, judge};

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
    /// How many near misses are not listed.
    pub more_near: usize,
    /// Redirects and rewrites that take the path before the winner does, if their conditions hold.
    pub conditional: Vec<&'t CustomRoute>,
    /// Redirects and rewrites that take the path first if their regular expression matches; Rutter does not evaluate it.
    pub undecided: Vec<&'t CustomRoute>,
    /// Interception routes that show the winner's URL inside the app, instead of its own page.
    pub intercepted_by: Vec<&'t Entry>,
}

/// What answers a path.
#[derive(Clone, Debug)]
pub enum Winner<'t> {
    /// A file of `public`.
    PublicFile(&'t str),
    /// A redirect or rewrite.
    Custom(&'t CustomRoute),
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

/// The path of a request, percent-encoded as sent, without query and trailing slash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestPath<'a> {
    /// All of it.
    pub sent: &'a str,
    /// Without the base path.
    pub below_base_path: &'a str,
    /// Without base path and locale: what routes are matched against.
    pub path: &'a str,
}

impl<'a> RequestPath<'a> {
    /// A path of an app without base path and locales.
    pub fn plain(path: &'a str) -> Self {
        Self { sent: path, below_base_path: path, path }
    }

    /// Only pages of the Pages Router have localized URLs.
    fn is_localized(self) -> bool {
        self.below_base_path != self.path
    }
}

/// Explains a path below the app's base path.
pub fn explain<'t>(tree: &'t RouteTree, request: RequestPath<'_>) -> Explanation<'t> {
    let decided = decide(tree, request);
    let intercepted_by = match &decided.winner {
        Winner::Route(won) => intercepting(tree, won.pattern).collect(),
        _ => Vec::new(),
    };
    let nothing_matches = matches!(decided.winner, Winner::Nothing);
    let (near, more_near) = near_misses(tree, request.path, nothing_matches);
    let Decided { winner, later, conditional, undecided } = decided;
    Explanation { winner, later, near, more_near, conditional, undecided, intercepted_by }
}

/// What answers a path below the app's base path: [`explain`] without the reasons.
pub fn winner<'t>(tree: &'t RouteTree, request: RequestPath<'_>) -> Winner<'t> {
    decide(tree, request).winner
}

/// What answers a path, with what matches it too.
struct Decided<'t> {
    winner: Winner<'t>,
    later: Vec<Match<'t>>,
    conditional: Vec<&'t CustomRoute>,
    undecided: Vec<&'t CustomRoute>,
}

fn decide<'t>(tree: &'t RouteTree, request: RequestPath<'_>) -> Decided<'t> {
    let mut matches = matching_routes(tree, request);
    let (mut conditional, mut undecided) = (Vec::new(), Vec::new());
    let mut custom = None;
    for route in tree.custom_routes.iter().filter(|route| comes_first(route, matches.first())) {
        match judge(&route.source, source_path(route, request)) {
            Verdict::Differs => {}
            Verdict::Undecided => undecided.push(route),
            Verdict::Matches if route.conditional => conditional.push(route),
            Verdict::Matches => {
                custom = Some(route);
                break;
            }
        }
    }
    let public = tree.public_files.get(decode(request.path).as_str());
    let winner = match (custom, public) {
        (Some(route), _) if public.is_none() || route.phase <= Phase::BeforeFiles => Winner::Custom(route),
        (_, Some(file)) => Winner::PublicFile(file),
        _ if matches.is_empty() => Winner::Nothing,
        _ if tree.match_order.is_none() => Winner::NoOrder(std::mem::take(&mut matches)),
        _ => Winner::Route(matches.remove(0)),
    };
    Decided { winner, later: matches, conditional, undecided }
}

/// The redirect or rewrite that takes a path outside of the base path: one with `basePath: false`.
pub fn explain_outside<'t>(tree: &'t RouteTree, sent: &str) -> Option<&'t CustomRoute> {
    let mut outside = tree.custom_routes.iter().filter(|route| !route.below_base_path && !route.conditional);
    outside.find(|route| judge(&route.source, sent) == Verdict::Matches)
}

/// The part of a path that a source is compared with.
fn source_path<'a>(route: &CustomRoute, request: RequestPath<'a>) -> &'a str {
    match (route.below_base_path, route.below_locale) {
        (false, _) => request.sent,
        (true, false) => request.below_base_path,
        (true, true) => request.path,
    }
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
fn matching_routes<'t>(tree: &'t RouteTree, request: RequestPath<'_>) -> Vec<Match<'t>> {
    let served: Vec<&Pattern> = match &tree.match_order {
        Some(order) => order.iter().collect(),
        None => {
            let mut served: Vec<&Pattern> = tree.served().collect();
            served.sort();
            served.dedup();
            served
        }
    };
    let shown = served.into_iter().filter(|pattern| !tree.dropped.contains(pattern));
    let answers = |entry: &&Entry| {
        entry.kind.serves()
            && !entry.is_interception()
            && (!request.is_localized() || entry.kind == EntryKind::PagesPage)
    };
    let matching = shown.filter_map(|pattern| {
        let params = match_pattern(pattern, request.path)?;
        let files = tree.entries.iter().filter(|entry| entry.pattern == *pattern);
        let entries: Vec<&Entry> = files.filter(answers).collect();
        (!entries.is_empty()).then_some(Match { pattern, params, entries })
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
    use super::{ParamValue, RequestPath, Winner, explain, match_pattern, why_first};
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
            ("/blog/x", "custom /blog/:slug"),
            ("/feed", "/feed"),
            ("/old/7", "custom /old/:id"),
            ("/logo.png", "public /logo.png"),
            ("/docs", "/docs/[[...path]]"),
            ("/bl%6Fg/new", "/[...all]"),
            ("/docs/a/b", "/docs/[[...path]]"),
            ("/en/file/7.json", "/[lang]/file/[id].json"),
            ("/en/file/7.xml", "/[...all]"),
        ];
        for (path, expected) in table {
            let winner = match explain(&tree, RequestPath::plain(path)).winner {
                Winner::Route(won) => won.pattern.to_string(),
                Winner::Custom(route) => format!("custom {}", route.source),
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
        let explained = explain(&tree, RequestPath::plain("/blog/new"));
        let later: Vec<&str> = explained.later.iter().map(|route| route.pattern.as_str()).collect();
        assert_eq!(later, ["/blog/[slug]", "/[...all]"]);
        assert_eq!(
            why_first(&Pattern::new("/blog/new"), &Pattern::new("/blog/[slug]")),
            "the fixed segment `new` comes before the param `[slug]`"
        );
        assert_eq!(explain(&tree, RequestPath::plain("/n/7")).undecided[0].source, "/n/:id(\\d+)");
        let near = explain(&tree, RequestPath::plain("/blog/new/x/y")).near;
        assert_eq!(near[0].why, "ends where the URL goes on with `x`");
        assert_eq!(
            explain(&tree, RequestPath::plain("/en/file")).near[0].why,
            "goes on with `[id].json`, where the URL ends"
        );
    }
}
