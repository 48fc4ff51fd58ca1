//! What the proxy of an app does with requests, as far as its code shows.

use std::collections::BTreeSet;

use rutter_routes::EntryKind;
use rutter_syntax::facts::RequestId;
use rutter_syntax::graph::{Environment, ModuleId, Target};

use crate::context::Project;

/// A proxy that reaches more modules is taken to rewrite.
const MAX_MODULES: usize = 400;

/// What a proxy may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proxy {
    /// There is none.
    None,
    /// It may answer or redirect requests itself.
    Answers,
    /// It may rewrite requests, so that a path is answered by another route.
    Rewrites,
}

/// What the proxy of an app may do. One that mentions a rewrite anywhere in what it reaches, or that reaches a package
/// which is not installed, is taken to rewrite.
pub(super) fn proxy(project: &Project<'_>) -> Proxy {
    *project.learned.proxy.get_or_init(|| find(project))
}

fn find(project: &Project<'_>) -> Proxy {
    let tree = &project.loaded.tree;
    let is_proxy = |kind| matches!(kind, EntryKind::Proxy | EntryKind::Middleware);
    let files = tree.entries.iter().filter(|entry| is_proxy(entry.kind)).map(|entry| &entry.file);
    let mut is_there = false;
    for file in files {
        is_there = true;
        let module = project.graph.find(&project.app.dir.join(file));
        if module.is_none_or(|module| may_rewrite(project, module)) {
            return Proxy::Rewrites;
        }
    }
    if is_there { Proxy::Answers } else { Proxy::None }
}

fn may_rewrite(project: &Project<'_>, proxy: ModuleId) -> bool {
    let graph = project.graph;
    let mut seen = BTreeSet::from([proxy]);
    let mut open = vec![proxy];
    while let Some(module) = open.pop() {
        let facts = graph[module].facts();
        if ["rewrite", "x-middleware-rewrite"].iter().any(|name| facts.names.find(name).is_some()) {
            return true;
        }
        for (request, _) in facts.requests.iter_ids().filter(|(request, _)| !facts.is_erased(*request)) {
            match graph.target(module, request, Environment::Pages) {
                Target::Module(other) if seen.insert(other) => open.push(other),
                Target::External { package } if !is_plain(package, facts, request) => return true,
                _ => {}
            }
        }
        if seen.len() > MAX_MODULES {
            return true;
        }
    }
    false
}

/// Packages that are never read, and rewrite nothing by themselves.
fn is_plain(package: &str, facts: &rutter_syntax::facts::Facts, request: RequestId) -> bool {
    matches!(package, "next" | "react" | "react-dom" | "server-only" | "client-only")
        || facts.specifier(request).starts_with("next/")
}
