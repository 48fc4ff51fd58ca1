//! The order in which Next tries routes (Next 16.4: `getSortedRoutes`).

use std::collections::{BTreeMap, BTreeSet};

use crate::flaws::has_order;
use crate::interception::split_marker;
use crate::level::Level;
use crate::pattern::{Pattern, raw_segments};
use crate::text::utf16_order;

/// The routes of an app by segments. Routes that differ only in param names end at the same node.
#[derive(Debug, Default)]
pub(crate) struct RouteTrie<'a> {
    pub(crate) root: Node<'a>,
}

#[derive(Debug, Default)]
pub(crate) struct Node<'a> {
    /// The routes that end here: one in a valid tree.
    pub(crate) routes: Vec<&'a Pattern>,
    pub(crate) statics: BTreeMap<&'a str, Node<'a>>,
    pub(crate) single: Option<Box<Branch<'a>>>,
    pub(crate) catch_all: Option<Box<Branch<'a>>>,
    pub(crate) optional_catch_all: Option<Box<Branch<'a>>>,
}

/// A dynamic child. In a valid tree it has one name.
#[derive(Debug, Default)]
pub(crate) struct Branch<'a> {
    /// The param names at this level, each with the first route that uses it.
    pub(crate) names: BTreeMap<&'a str, &'a Pattern>,
    pub(crate) node: Node<'a>,
}

impl<'a> RouteTrie<'a> {
    pub(crate) fn new(routes: impl IntoIterator<Item = &'a Pattern>) -> Self {
        let routes: BTreeSet<&Pattern> = routes.into_iter().collect();
        let mut trie = Self::default();
        for route in routes {
            trie.insert(route);
        }
        trie
    }

    fn insert(&mut self, route: &'a Pattern) {
        let mut node = &mut self.root;
        for segment in raw_segments(route.as_str()) {
            let (marker, rest) = split_marker(segment);
            if let Some(marker) = marker {
                node = node.statics.entry(marker.as_str()).or_default();
            }
            node = match Level::of(rest) {
                Level::Static(text) => node.statics.entry(text).or_default(),
                Level::Single(name) => branch(&mut node.single, name, route),
                Level::CatchAll(name) => branch(&mut node.catch_all, name, route),
                Level::OptionalCatchAll(name) => branch(&mut node.optional_catch_all, name, route),
            };
        }
        node.routes.push(route);
    }
}

impl<'a> Node<'a> {
    /// The dynamic children, in the order in which they are tried.
    pub(crate) fn branches(&self) -> impl Iterator<Item = &Branch<'a>> {
        [&self.single, &self.catch_all, &self.optional_catch_all].into_iter().flatten().map(AsRef::as_ref)
    }

    /// Whether this level alone breaks one of the rules that the order depends on.
    fn is_ambiguous(&self) -> bool {
        self.routes.len() > 1
            || self.branches().any(|branch| branch.names.len() > 1)
            || (self.catch_all.is_some() && self.optional_catch_all.is_some())
            || (!self.routes.is_empty() && self.optional_catch_all.is_some())
    }

    /// Static children come first, then `[x]`; the level itself goes before all of them, the catch-alls after.
    /// False if there is no order.
    fn collect(&self, order: &mut Vec<Pattern>) -> bool {
        if self.is_ambiguous() {
            return false;
        }
        order.extend(self.routes.iter().copied().cloned());
        let mut statics: Vec<_> = self.statics.iter().collect();
        statics.sort_by(|(a, _), (b, _)| utf16_order(a, b));
        statics.into_iter().all(|(_, node)| node.collect(order))
            && self.branches().all(|branch| branch.node.collect(order))
    }
}

/// The routes in the order in which Next tries them, or `None` where two of them cannot be told apart or one of them
/// is no valid route.
pub(crate) fn match_order<'a>(routes: impl IntoIterator<Item = &'a Pattern>) -> Option<Vec<Pattern>> {
    let mut order = Vec::new();
    let trie = RouteTrie::new(routes);
    (trie.root.collect(&mut order) && order.iter().all(|route| has_order(route.as_str()))).then_some(order)
}

fn branch<'a, 'b>(
    slot: &'b mut Option<Box<Branch<'a>>>,
    name: &'a str,
    route: &'a Pattern,
) -> &'b mut Node<'a> {
    let branch = slot.get_or_insert_default();
    branch.names.entry(name).or_insert(route);
    &mut branch.node
}

#[cfg(test)]
mod tests {
    use super::match_order;
    use crate::pattern::Pattern;

    fn order(routes: &[&str]) -> Option<Vec<String>> {
        let patterns: Vec<Pattern> = routes.iter().map(|route| Pattern::new(*route)).collect();
        Some(match_order(&patterns)?.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_level_itself_comes_first_and_catch_alls_last() {
        let routes =
            ["/u/[id]/[...r]", "/u/[id]/edit", "/u/[id]", "/[...all]", "/u/new", "/", "/a-b", "/Zoo", "/a/b"];
        let expected =
            ["/", "/Zoo", "/a/b", "/a-b", "/u/new", "/u/[id]", "/u/[id]/edit", "/u/[id]/[...r]", "/[...all]"];
        assert_eq!(order(&routes).unwrap(), expected);
    }

    #[test]
    fn routes_that_cannot_be_told_apart_have_no_order() {
        for routes in [
            ["/b/[slug]", "/b/[id]/edit"],
            ["/d/[...a]", "/d/[[...a]]"],
            ["/s", "/s/[[...slug]]"],
            ["/", "/d/[...a]/x"],
            ["/", "/o/[[id]]"],
        ] {
            assert_eq!(order(&routes), None, "{routes:?}");
        }
    }
}
