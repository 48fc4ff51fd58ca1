//! Which functions are called when an export is.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};
use rutter_syntax::facts::call_sites::{Callee, callee_of_binding, function_in};
use rutter_syntax::facts::{ExportKind, FunctionId, ImportId, Imported, RequestId};
use rutter_syntax::graph::{Environment, ModuleGraph, ModuleId};

use super::Found;
use super::places::Place;
use super::reach::target;

/// The functions behind exports, each found once: most components of a package are rendered in many places, and asked of a
/// barrel that passes on a hundred modules.
pub(super) struct ExportedFunctions<'g> {
    graph: &'g ModuleGraph,
    reached: &'g Found,
    known: FxHashMap<(ModuleId, &'g str), Functions>,
}

/// Functions, each with its module.
type Functions = Rc<[(ModuleId, FunctionId)]>;

impl<'g> ExportedFunctions<'g> {
    pub(super) fn new(graph: &'g ModuleGraph, reached: &'g Found) -> Self {
        Self { graph, reached, known: FxHashMap::default() }
    }

    /// The functions of the server that an export may stand for.
    pub(super) fn of(&mut self, module: ModuleId, name: &'g str) -> Functions {
        let Self { graph, reached, known } = self;
        let known = known.entry((module, name)).or_insert_with(|| {
            let mut search = Search { graph, reached, seen: FxHashSet::default(), found: Vec::new() };
            search.export(module, name);
            search.found.into()
        });
        Rc::clone(known)
    }
}

/// The module of the server that a request leads to, if it is one of those that are reached.
pub(super) fn server_target(
    graph: &ModuleGraph,
    reached: &Found,
    module: ModuleId,
    request: RequestId,
) -> Option<ModuleId> {
    let place: Place = target(graph, (module, Environment::Server), request)?;
    (place.1 == Environment::Server && reached.reached.contains(place)).then_some(place.0)
}

struct Search<'g> {
    graph: &'g ModuleGraph,
    reached: &'g Found,
    /// What was asked for: modules may pass on what they have of each other.
    seen: FxHashSet<(ModuleId, &'g str)>,
    found: Vec<(ModuleId, FunctionId)>,
}

impl<'g> Search<'g> {
    fn export(&mut self, module: ModuleId, name: &'g str) {
        if !self.seen.insert((module, name)) {
            return;
        }
        let facts = self.graph[module].facts();
        let Some(export) = facts.export(name) else {
            for export in &facts.exports {
                if let ExportKind::All { request } = export.kind {
                    self.requested(module, request, name);
                }
            }
            return;
        };
        match export.kind {
            ExportKind::Function(function) => self.found.push((module, function)),
            ExportKind::Variable { binding, .. } | ExportKind::Local { binding: Some(binding), .. } => {
                match callee_of_binding(facts, binding) {
                    Some(Callee::Function(function)) => self.found.push((module, function)),
                    Some(Callee::Import(import)) => self.imported(module, import),
                    Some(Callee::Member(..)) | None => {}
                }
            }
            ExportKind::Expression(value) => {
                self.found.extend(function_in(facts, value).map(|function| (module, function)));
            }
            ExportKind::From { request, imported: Imported::Name(name) } => {
                self.requested(module, request, &facts[name]);
            }
            _ => {}
        }
    }

    fn imported(&mut self, module: ModuleId, import: ImportId) {
        let facts = self.graph[module].facts();
        if let Imported::Name(name) = facts[import].imported {
            self.requested(module, facts[import].request, &facts[name]);
        }
    }

    fn requested(&mut self, module: ModuleId, request: RequestId, name: &'g str) {
        if let Some(target) = server_target(self.graph, self.reached, module, request) {
            self.export(target, name);
        }
    }
}
