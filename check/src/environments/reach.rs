//! Following the imports.
//!
//! A queue of two kinds of step. [`Step::Reach`] takes a module into an environment: it is compiled there, and so is
//! everything that it imports. [`Step::Use`] says that an export of a module is used there. The queue goes first in,
//! first out, from the entries in the order of the route tree, so the way on which a module is reached first is a
//! shortest one, and always the same.
//!
//! What a module of a package with `"sideEffects": false` only passes on is compiled if someone asks for it by name,
//! though `export *` always counts (observed on Next 16.4.6).

use std::collections::VecDeque;
use std::mem;

use rutter_syntax::facts::uses::TopName;
use rutter_syntax::facts::{
    BindingId, BindingKind, ExportKind, ExprKind, Facts, ImportId, Imported, Node, RequestId, RequestKind,
};
use rutter_syntax::graph::{Environment, ModuleGraph, ModuleOrigin, Target};

use super::dead_code::is_dead;
use super::places::Place;
use super::{Extent, Found, Way, behind};

/// What is asked of a module.
enum Step<'g> {
    /// It is compiled for an environment, because of an import.
    Reach { place: Place, way: Way },
    /// Something of it is used there.
    Use { place: Place, wanted: Wanted<'g> },
}

/// What is used of a module.
enum Wanted<'g> {
    /// One export.
    Export(&'g str),
    /// Every export.
    Everything,
}

/// Follows every import from the entries, as far as it is asked for.
pub(super) fn reach(graph: &ModuleGraph, entries: &[Place], extent: Extent) -> Found {
    let found = Found { extent, ..Found::default() };
    let mut reach = Reach { graph, found, queue: VecDeque::new() };
    for &place in entries {
        reach.queue.push_back(Step::Reach { place, way: Way::Entry });
        reach.queue.push_back(Step::Use { place, wanted: Wanted::Everything });
    }
    while let Some(step) = reach.queue.pop_front() {
        match step {
            Step::Reach { place, way } => reach.module(place, way),
            Step::Use { place, wanted: Wanted::Everything } => reach.everything(place),
            Step::Use { place, wanted: Wanted::Export(name) } => reach.export(place, name),
        }
    }
    reach.found
}

struct Reach<'g> {
    graph: &'g ModuleGraph,
    found: Found,
    queue: VecDeque<Step<'g>>,
}

impl<'g> Reach<'g> {
    fn module(&mut self, place: Place, way: Way) {
        let known = self.found.reached.entry(place);
        if known.is_some() {
            return;
        }
        *known = Some(way);
        let facts = self.facts(place);
        for &request in &self.graph[place.0].uses().requests {
            let it = &facts[request];
            if is_dead(facts, it) {
                continue;
            }
            let Some(target) = self.target(place, request) else { continue };
            if self.is_followed(facts, request, it.kind, target) {
                self.reach(target, place, request);
            }
            if it.kind.is_call() {
                self.use_everything(target);
            }
        }
        for &name in &self.graph[place.0].uses().evaluated {
            self.name(place, name);
        }
        // What starts a side of its own can be asked for by the other side at any time.
        if let Way::Import((_, environment), _) = way
            && environment != place.1
        {
            self.use_everything(place);
        }
    }

    /// Whether a request leads to its target by itself, or only if something is asked for by name.
    fn is_followed(&self, facts: &Facts, request: RequestId, kind: RequestKind, target: Place) -> bool {
        if !self.graph.is_free_of_side_effects(target.0) {
            return true;
        }
        match kind {
            RequestKind::SideEffect | RequestKind::ReExport => false,
            RequestKind::Import => facts
                .imports
                .iter()
                .filter(|import| import.request == request && !import.type_only)
                .any(|import| is_used_by_itself(facts, import.local)),
            _ => true,
        }
    }

    fn everything(&mut self, place: Place) {
        if !self.found.whole.insert(place) {
            return;
        }
        let facts = self.facts(place);
        for name in facts.exports.iter().filter_map(|export| export.name) {
            self.export(place, &facts[name]);
        }
        for export in &facts.exports {
            if let ExportKind::All { request } = export.kind
                && let Some(target) = self.target(place, request)
            {
                self.use_everything(target);
            }
        }
    }

    fn export(&mut self, place: Place, name: &'g str) {
        let used = self.found.exports.entry(place).get_or_insert_default();
        if used.contains(name) {
            return;
        }
        used.insert(name.into());
        let facts = self.facts(place);
        let Some(export) = facts.export(name) else {
            for export in &facts.exports {
                if let ExportKind::All { request } = export.kind
                    && name != "default"
                    && let Some(target) = self.target(place, request)
                    && may_export(self.facts(target), name)
                {
                    self.use_of(target, Wanted::Export(name));
                }
            }
            return;
        };
        if export.type_only {
            return;
        }
        match export.kind {
            ExportKind::Function(function) => self.named_or_default(place, facts[function].binding),
            ExportKind::Class(class) => self.named_or_default(place, facts[class].binding),
            ExportKind::Variable { binding, .. }
            | ExportKind::Enum(binding)
            | ExportKind::Namespace(binding)
            | ExportKind::Local { binding: Some(binding), .. } => self.binding(place, binding),
            ExportKind::Expression(_) => self.named_or_default(place, None),
            ExportKind::From { request, imported } => self.imported(place, request, facts, imported),
            ExportKind::Local { binding: None, .. } | ExportKind::All { .. } | ExportKind::Type(_) => {}
        }
        if name == "default" {
            self.named_or_default(place, None);
        }
    }

    fn named_or_default(&mut self, place: Place, binding: Option<BindingId>) {
        match binding {
            Some(binding) => self.binding(place, binding),
            None => {
                for &name in &self.graph[place.0].uses().default {
                    self.name(place, name);
                }
            }
        }
    }

    fn binding(&mut self, place: Place, binding: BindingId) {
        if let Some(name) = self.graph[place.0].uses().name(binding) {
            self.name(place, name);
        }
    }

    /// A name at the top of a module is used, and so is whatever it is made of.
    fn name(&mut self, place: Place, name: TopName) {
        let (facts, uses) = (self.facts(place), self.graph[place.0].uses());
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let used = self.found.names.entry(place);
            let used = used.get_or_insert_with(|| vec![false; uses.bindings().len()]);
            if mem::replace(&mut used[name.index()], true) {
                continue;
            }
            if let BindingKind::Import(import) = facts[uses.binding(name)].kind {
                self.import(place, facts, import);
            } else {
                open.extend(uses.inside(name));
            }
        }
    }

    fn import(&mut self, place: Place, facts: &'g Facts, import: ImportId) {
        let import = &facts[import];
        if import.type_only {
            return;
        }
        if import.imported != Imported::Namespace {
            return self.imported(place, import.request, facts, import.imported);
        }
        let members = members_of(facts, import.local);
        let Some(target) = self.target(place, import.request) else { return };
        self.reach(target, place, import.request);
        match members {
            Some(members) => {
                for member in members {
                    self.use_of(target, Wanted::Export(member));
                }
            }
            None => self.use_everything(target),
        }
    }

    fn imported(&mut self, place: Place, request: RequestId, facts: &'g Facts, imported: Imported) {
        let Some(target) = self.target(place, request) else { return };
        self.reach(target, place, request);
        match imported {
            Imported::Name(name) => self.use_of(target, Wanted::Export(&facts[name])),
            Imported::Namespace => self.use_everything(target),
        }
    }

    fn reach(&mut self, place: Place, from: Place, request: RequestId) {
        if !self.found.reached.contains(place) {
            self.queue.push_back(Step::Reach { place, way: Way::Import(from, request) });
        }
    }

    fn use_everything(&mut self, place: Place) {
        self.use_of(place, Wanted::Everything);
    }

    fn use_of(&mut self, place: Place, wanted: Wanted<'g>) {
        self.queue.push_back(Step::Use { place, wanted });
    }

    fn target(&self, place: Place, request: RequestId) -> Option<Place> {
        target(self.graph, place, request)
            .filter(|target| self.found.extent == Extent::All || target.1 == Environment::Server)
    }

    fn facts(&self, place: Place) -> &'g Facts {
        self.graph[place.0].facts()
    }
}

/// The module that a request leads to, with the environment it is in there. Packages are not followed.
pub(super) fn target(graph: &ModuleGraph, place: Place, request: RequestId) -> Option<Place> {
    let Target::Module(module) = graph.target(place.0, request, place.1) else { return None };
    if graph[module].origin == ModuleOrigin::Package {
        return None;
    }
    Some((module, behind(&graph[module], place.1)))
}

/// Whether a file may export a name: itself, or from another file that it passes on as a whole.
fn may_export(facts: &Facts, name: &str) -> bool {
    facts.export(name).is_some()
        || facts.exports.iter().any(|export| matches!(export.kind, ExportKind::All { .. }))
}

/// The members that are read of a name; none if the name is used in any other way.
pub(super) fn members_of(facts: &Facts, name: BindingId) -> Option<Vec<&str>> {
    facts.references(name).map(|reference| member_of(facts, reference)).collect()
}

/// Whether a name is used by more than `export default`.
pub(super) fn is_used_by_itself(facts: &Facts, name: BindingId) -> bool {
    facts.references(name).any(|reference| !is_export_default(facts, reference))
}

/// The member that is read of a name; none if the name is used in any other way.
fn member_of(facts: &Facts, reference: rutter_syntax::facts::ExprId) -> Option<&str> {
    match facts.parent(reference) {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Member { object, property, .. } if facts.without_types(object) == reference => {
                Some(&facts[property])
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a reference is the `a` of `export default a`.
fn is_export_default(facts: &Facts, reference: rutter_syntax::facts::ExprId) -> bool {
    use rutter_syntax::facts::StatementKind;
    matches!(facts.parent(reference), Node::Statement(statement)
        if matches!(facts[statement].kind, StatementKind::DefaultExport(_)))
}
