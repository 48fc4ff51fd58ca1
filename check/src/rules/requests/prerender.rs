//! Which pages are certainly prerendered by `next build`.

use std::collections::BTreeSet;

use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::Facts;
use rutter_syntax::graph::{Environment, ModuleId, Target};

use crate::context::Project;

/// A page that reaches more modules on the server is not looked through.
const MAX_MODULES: usize = 3000;

/// What a module of the server has in its text if it may make a page dynamic, or keep it from being prerendered: the
/// request, caches that are off, and the segment config.
const SIGNS: [&str; 14] = [
    "next/headers",
    "next/server",
    "next/cache",
    "searchParams",
    "no-store",
    "no-cache",
    "revalidate",
    "dynamic",
    "fetchCache",
    "runtime",
    "force-dynamic",
    "unstable_noStore",
    "next/root-params",
    "node:async_hooks",
];

/// The parts of Next that change nothing about when a page is rendered.
const INERT: [&str; 9] = [
    "next",
    "next/link",
    "next/image",
    "next/script",
    "next/navigation",
    "next/form",
    "next/font/google",
    "next/font/local",
    "next/dynamic",
];

/// Whether `next build` certainly prerenders a page: its route has no params and no slots, `cacheComponents` is off,
/// and nothing that the page and its layouts reach on the server shows a sign of the request. Code that cannot be read
/// may do anything.
pub(super) fn is_prerendered(project: &Project<'_>, entry: &Entry) -> bool {
    let config = &project.loaded.config;
    if config.cache_components != Some(false)
        || config.next_version.major < 14
        || entry.pattern.is_dynamic()
        || entry.place.contains('@')
        || entry.is_interception()
        || project.loaded.tree.dropped.contains(&entry.pattern)
    {
        return false;
    }
    let is_above = |other: &&Entry| {
        other.place.is_empty()
            || entry.place == other.place
            || entry.place.starts_with(&format!("{}/", other.place))
    };
    let Some(page) = project.graph.find(&project.app.dir.join(&entry.file)) else { return false };
    let mut starts = vec![page];
    for other in project.loaded.tree.entries.iter().filter(is_above) {
        if !matches!(other.kind, EntryKind::Layout | EntryKind::Template) {
            continue;
        }
        let has_slots = project
            .loaded
            .tree
            .slots
            .iter()
            .any(|slots| slots.layout == other.pattern && !slots.slots.is_empty());
        match project.graph.find(&project.app.dir.join(&other.file)) {
            Some(module) if !has_slots => starts.push(module),
            _ => return false,
        }
    }
    starts.retain(|module| !project.graph[*module].facts().has_directive("use client"));
    is_inert(project, starts)
}

/// Whether nothing that some modules reach on the server may look at the request.
fn is_inert(project: &Project<'_>, starts: Vec<ModuleId>) -> bool {
    let graph = project.graph;
    let mut seen: BTreeSet<ModuleId> = starts.iter().copied().collect();
    let mut open = starts;
    while let Some(module) = open.pop() {
        let facts = graph[module].facts();
        if !graph[module].is_whole() || has_sign(facts) || seen.len() > MAX_MODULES {
            return false;
        }
        for (request, _) in facts.requests.iter_ids().filter(|(request, _)| !facts.is_erased(*request)) {
            match graph.target(module, request, Environment::Server) {
                Target::Module(other) if !graph[other].facts().has_directive("use client") => {
                    if seen.insert(other) {
                        open.push(other);
                    }
                }
                Target::Module(_) | Target::Asset | Target::Builtin(_) => {}
                Target::External { package: "react" | "react-dom" | "server-only" | "client-only" } => {}
                Target::External { .. } if INERT.contains(&facts.specifier(request)) => {}
                Target::External { .. } | Target::Missing | Target::Ignored => return false,
            }
        }
    }
    true
}

fn has_sign(facts: &Facts) -> bool {
    SIGNS.iter().any(|sign| facts.names.find(sign).is_some())
}
