//! What certainly happens on the server.
//!
//! That a name is used somewhere says little about what fails only when it runs: a registry may hold a thousand hooks
//! and call none. So this follows calls: what an entry exports is called by Next, what a called function calls or
//! renders is called, and so is what a module calls when it is loaded. A function that is passed on as a value may be
//! called by anyone or no one; it does not count.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};
use rutter_syntax::facts::call_sites::Callee;
use rutter_syntax::facts::{FunctionId, ImportId, Imported, Node};
use rutter_syntax::graph::{Environment, ModuleGraph, ModuleId};

use super::Found;
use super::exported_functions::{ExportedFunctions, server_target};
use super::places::Place;

/// Which functions are called on the server, and which modules are loaded there.
#[derive(Debug, Default)]
pub(super) struct ServerCalls {
    /// The modules that are loaded whenever an entry is.
    pub(super) loaded: FxHashSet<ModuleId>,
    /// The functions that are called, with some of the elements that render them: each by its module and its number among
    /// the calls of that.
    pub(super) called: FxHashMap<(ModuleId, FunctionId), Vec<(ModuleId, usize)>>,
}

/// How many elements are kept for one component.
const MOST_TAGS: usize = 16;

/// Follows the calls from the entries on the server.
pub(super) fn server_calls(graph: &ModuleGraph, entries: &[Place], reached: &Found) -> ServerCalls {
    let mut calls = Calls {
        graph,
        reached,
        exported: ExportedFunctions::new(graph, reached),
        found: ServerCalls::default(),
        open: VecDeque::new(),
        element: None,
    };
    let server = |(module, environment): &Place| (*environment == Environment::Server).then_some(*module);
    for module in entries.iter().filter_map(server) {
        calls.load(module);
        calls.call_exports(module);
    }
    // The browser may call any export of such a file.
    for (module, it) in graph.modules() {
        if it.has_directive("use server") && reached.reached.contains((module, Environment::Server)) {
            calls.load(module);
            calls.call_exports(module);
        }
    }
    while let Some((module, function)) = calls.open.pop_front() {
        calls.follow(module, Some(function));
    }
    calls.found
}

struct Calls<'g> {
    graph: &'g ModuleGraph,
    reached: &'g Found,
    exported: ExportedFunctions<'g>,
    found: ServerCalls,
    /// The functions whose calls are still to be followed.
    open: VecDeque<(ModuleId, FunctionId)>,
    /// The element that is followed.
    element: Option<(ModuleId, usize)>,
}

impl<'g> Calls<'g> {
    fn load(&mut self, module: ModuleId) {
        let mut modules = vec![module];
        while let Some(module) = modules.pop() {
            if !self.found.loaded.insert(module) {
                continue;
            }
            let facts = self.graph[module].facts();
            for &request in &self.graph[module].uses().requests {
                if !facts[request].kind.is_call() {
                    modules.extend(server_target(self.graph, self.reached, module, request));
                }
            }
            self.follow(module, None);
        }
    }

    fn call_exports(&mut self, module: ModuleId) {
        let facts = self.graph[module].facts();
        for export in facts.exports.iter().filter(|export| !export.type_only) {
            if let Some(name) = export.name {
                self.call_export(module, &facts[name]);
            }
        }
    }

    /// Follows what a function calls, or a module when it is loaded.
    fn follow(&mut self, module: ModuleId, function: Option<FunctionId>) {
        let facts = self.graph[module].facts();
        for (number, site) in self.graph[module].call_sites().in_function(function) {
            let is_tag = matches!(facts.parent(site.at), Node::Jsx(_));
            self.element = is_tag.then_some((module, number));
            self.call(module, site.callee);
        }
        self.element = None;
    }

    fn call(&mut self, module: ModuleId, callee: Callee) {
        let facts = self.graph[module].facts();
        match callee {
            Callee::Function(function) => self.call_function(module, function),
            Callee::Import(import) => {
                if let Imported::Name(name) = facts[import].imported {
                    self.call_import(module, import, &facts[name]);
                }
            }
            Callee::Member(import, name) => self.call_import(module, import, &facts[name]),
        }
    }

    fn call_import(&mut self, module: ModuleId, import: ImportId, name: &'g str) {
        let request = self.graph[module].facts()[import].request;
        if let Some(target) = server_target(self.graph, self.reached, module, request) {
            self.call_export(target, name);
        }
    }

    fn call_export(&mut self, module: ModuleId, name: &'g str) {
        for (module, function) in &*self.exported.of(module, name) {
            self.call_function(*module, *function);
        }
    }

    fn call_function(&mut self, module: ModuleId, function: FunctionId) {
        let tags = self.found.called.entry((module, function)).or_insert_with(|| {
            self.open.push_back((module, function));
            Vec::new()
        });
        if tags.len() < MOST_TAGS {
            tags.extend(self.element);
        }
    }
}
