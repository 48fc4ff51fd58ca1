//! What the proxy of an app does with requests, as far as its code shows.

use std::collections::BTreeSet;

use rutter_routes::EntryKind;
use rutter_syntax::facts::{ExprId, ExprKind, Facts, Node, RequestId};
use rutter_syntax::graph::{Environment, ModuleId, Target};

use crate::context::Project;

/// A proxy that reaches more modules is taken to rewrite.
const MAX_MODULES: usize = 400;

/// What a proxy may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proxy {
    /// There is none.
    None,
    /// It may answer or redirect requests itself, with what is in these modules.
    Answers(BTreeSet<ModuleId>),
    /// It may rewrite requests, so that a path is answered by another route.
    Rewrites,
}

/// What the proxy of an app may do. One that mentions a rewrite anywhere in what it reaches, or that reaches a package
/// which is not installed, is taken to rewrite.
pub(crate) fn proxy<'p>(project: &'p Project<'_>) -> &'p Proxy {
    project.learned.proxy.get_or_init(|| find(project))
}

impl Proxy {
    /// Whether the proxy has a path in its code to compare it with, as in `pathname === '/old'`, and so may answer it. Where it
    /// sends requests to, `new URL('/login', request.url)`, does not count.
    pub(crate) fn asks_for(&self, project: &Project<'_>, path: &str) -> bool {
        let Self::Answers(modules) = self else { return false };
        modules.iter().any(|module| {
            let facts = project.graph[*module].facts();
            facts.names.find(path).is_some()
                && facts.exprs.iter_ids().any(|(id, expr)| {
                    matches!(expr.kind, ExprKind::String(text) if &facts[text] == path)
                        && !is_destination(facts, id)
                })
        })
    }
}

fn is_destination(facts: &Facts, path: ExprId) -> bool {
    let Node::Expr(outer) = facts.parent(path) else { return false };
    matches!(facts[outer].kind, ExprKind::New { .. })
}

fn find(project: &Project<'_>) -> Proxy {
    let tree = &project.loaded.tree;
    let is_proxy = |kind| matches!(kind, EntryKind::Proxy | EntryKind::Middleware);
    let files = tree.entries.iter().filter(|entry| is_proxy(entry.kind)).map(|entry| &entry.file);
    let mut reached = BTreeSet::new();
    for file in files {
        let module = project.graph.find(&project.app.dir.join(file));
        match module.and_then(|module| modules_without_rewrite(project, module)) {
            Some(modules) => reached.extend(modules),
            None => return Proxy::Rewrites,
        }
    }
    if reached.is_empty() { Proxy::None } else { Proxy::Answers(reached) }
}

/// The modules that a proxy reaches, unless one of them may rewrite.
fn modules_without_rewrite(project: &Project<'_>, proxy: ModuleId) -> Option<BTreeSet<ModuleId>> {
    let graph = project.graph;
    let mut seen = BTreeSet::from([proxy]);
    let mut open = vec![proxy];
    while let Some(module) = open.pop() {
        let facts = graph[module].facts();
        if ["rewrite", "x-middleware-rewrite"].iter().any(|name| facts.names.find(name).is_some()) {
            return None;
        }
        for (request, _) in facts.requests.iter_ids().filter(|(request, _)| !facts.is_erased(*request)) {
            match graph.target(module, request, Environment::Pages) {
                Target::Module(other) if seen.insert(other) => open.push(other),
                Target::External { package } if !is_plain(package, facts, request) => return None,
                _ => {}
            }
        }
        if seen.len() > MAX_MODULES {
            return None;
        }
    }
    Some(seen)
}

/// Packages that are never read, and rewrite nothing by themselves.
fn is_plain(package: &str, facts: &Facts, request: RequestId) -> bool {
    matches!(package, "next" | "react" | "react-dom" | "server-only" | "client-only")
        || facts.specifier(request).starts_with("next/")
}
