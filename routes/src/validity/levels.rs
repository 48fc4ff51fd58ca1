//! Routes that cannot be told apart, level by level.

use std::collections::{BTreeMap, BTreeSet};

use super::{files_by_pattern, join, list};
use crate::level::Level;
use crate::order::{Branch, Node, RouteTrie};
use crate::pattern::{Pattern, raw_segments};
use crate::problem::{Problem, ProblemCode};
use crate::tree::RouteTree;

pub(super) fn check(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let served = tree.entries.iter().filter(|entry| entry.kind.serves() && !entry.is_interception());
    let mut levels = Levels { files: files_by_pattern(served), problems };
    let trie = RouteTrie::new(tree.served());
    levels.node(&trie.root, 0);

    intercepting(tree, problems);
}

/// Interception routes are kept apart from the others and from each other by their markers, and are compared by the
/// build alone, for shape only.
fn intercepting(tree: &RouteTree, problems: &mut Vec<Problem>) {
    let mut files: BTreeMap<Pattern, Vec<&str>> = BTreeMap::new();
    for entry in tree.entries.iter().filter(|entry| entry.kind.serves() && entry.is_interception()) {
        files.entry(Pattern::new(entry.url.as_str())).or_default().push(&entry.file);
    }
    let trie = RouteTrie::new(files.keys());
    let mut levels =
        Levels { files: files.iter().map(|(url, files)| (url, files.clone())).collect(), problems };
    levels.ambiguous(&trie.root);
}

struct Levels<'a, 'p> {
    files: BTreeMap<&'a Pattern, Vec<&'a str>>,
    problems: &'p mut Vec<Problem>,
}

impl Levels<'_, '_> {
    fn node(&mut self, node: &Node<'_>, depth: usize) {
        self.same_shape(node);
        self.same_specificity(node);
        self.both_catch_alls(node);
        for branch in node.branches() {
            self.names(branch, depth);
            self.node(&branch.node, depth + 1);
        }
        for child in node.statics.values() {
            self.node(child, depth + 1);
        }
    }

    fn ambiguous(&mut self, node: &Node<'_>) {
        self.same_shape(node);
        let branches = node.branches().map(|branch| &branch.node);
        for child in branches.chain(node.statics.values()) {
            self.ambiguous(child);
        }
    }

    fn same_shape(&mut self, node: &Node<'_>) {
        if node.routes.len() < 2 {
            return;
        }
        let message = format!(
            "{} match the same URLs: they differ only in the names of their params",
            list(node.routes.iter().map(|route| route.as_str()))
        );
        let help = "keep one of them, or put a static segment into the path of the others";
        self.report(ProblemCode::AmbiguousRoutes, &node.routes, message, help);
    }

    fn same_specificity(&mut self, node: &Node<'_>) {
        let (Some(route), Some(branch)) = (node.routes.first(), &node.optional_catch_all) else { return };
        let Some(optional) = branch.names.values().next() else { return };
        let message = format!(
            "`{route}` and `{optional}` both match `{route}`: an optional catch-all also matches without its param"
        );
        let help = "remove the page of the level itself, or make the catch-all required: `[...name]`";
        self.report(ProblemCode::SameSpecificity, &[route, optional], message, help);
    }

    fn both_catch_alls(&mut self, node: &Node<'_>) {
        let (Some(required), Some(optional)) = (&node.catch_all, &node.optional_catch_all) else { return };
        let routes: Vec<&Pattern> =
            [required, optional].iter().filter_map(|branch| branch.names.values().next().copied()).collect();
        let message = format!(
            "{} match the same URLs: one level cannot have a catch-all and an optional catch-all",
            list(routes.iter().map(|route| route.as_str()))
        );
        let help = "keep the optional one if the level's own URL shall match too, else the other";
        self.report(ProblemCode::CatchAllConflict, &routes, message, help);
    }

    /// Different names for the param of one level. Routes that end at the level are reported by their shape already.
    fn names(&mut self, branch: &Branch<'_>, depth: usize) {
        if branch.names.len() < 2 {
            return;
        }
        let names_here = branch.node.routes.iter().map(|route| {
            raw_segments(route.as_str()).nth(depth).and_then(|segment| Level::of(segment).name())
        });
        let ending: BTreeSet<Option<&str>> = names_here.collect();
        if branch.names.keys().all(|name| ending.contains(&Some(*name))) {
            return;
        }
        let uses = branch.names.iter().map(|(name, route)| format!("`{name}` in `{route}`"));
        let above: String = branch
            .names
            .values()
            .next()
            .map(|route| {
                raw_segments(route.as_str()).take(depth).flat_map(|segment| ["/", segment]).collect()
            })
            .unwrap_or_default();
        let message = format!(
            "the param directly below `{}` has different names: {}. Next wants one name for one place in the URL, across groups and both routers",
            if above.is_empty() { "/" } else { &above },
            join(uses),
        );
        let routes: Vec<&Pattern> = branch.names.values().copied().collect();
        self.report(
            ProblemCode::DifferentParamNames,
            &routes,
            message,
            "rename the folders so that the param has the same name in all of them",
        );
    }

    fn report(&mut self, code: ProblemCode, routes: &[&Pattern], message: String, help: &str) {
        let files = routes.iter().filter_map(|route| self.files.get(route)).flatten().copied();
        self.problems.push(Problem::new(code, files, message, help));
    }
}
