//! Where a function is used: the expressions that stand for it, in its own module and in those that import it.

use rutter_syntax::facts::{
    BindingId, BindingKind, ExprId, ExprKind, Facts, FunctionId, Import, Imported, Node,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use super::functions::{function_of_binding, function_of_export};
use super::imported_calls::member_of;
use crate::context::Project;

/// The expressions of its own file that stand for a function.
pub(crate) fn uses_here(facts: &Facts, function: FunctionId) -> impl Iterator<Item = ExprId> {
    names(facts, function).flat_map(|name| facts.references(name))
}

/// Whether one of the expressions that stand for a function at the top of a module's file is what is asked for: in the other
/// modules of an environment that import it, under whatever name and through whatever other modules.
pub(crate) fn any_use_elsewhere(
    project: &Project<'_>,
    (module, function): (ModuleId, FunctionId),
    environment: Environment,
    mut is_it: impl FnMut(ModuleId, ExprId) -> bool,
) -> bool {
    let facts = project.graph[module].facts();
    if facts.function_of(Node::Function(function)).is_some() {
        return false;
    }
    let exports: Vec<&str> = exports_of(facts, function).collect();
    if exports.is_empty() {
        return false;
    }
    let wanted = Exports { project, module, names: exports, environment };
    project
        .graph
        .modules()
        .filter(|(other, _)| *other != module && project.environments.contains(*other, environment))
        .any(|(other, it)| {
            let imports = it.facts().imports.iter().filter(|import| !import.type_only);
            imports.flat_map(|import| wanted.imported_by(other, import)).any(|used| is_it(other, used))
        })
}

/// Exports of a module.
struct Exports<'a> {
    project: &'a Project<'a>,
    module: ModuleId,
    names: Vec<&'a str>,
    environment: Environment,
}

impl Exports<'_> {
    /// The expressions of another module that are one of them, by one import.
    fn imported_by<'s>(&'s self, other: ModuleId, import: &'s Import) -> impl Iterator<Item = ExprId> + 's {
        let graph = self.project.graph;
        let facts = graph[other].facts();
        let target = match graph.target(other, import.request, self.environment) {
            Target::Module(target) => Some(target),
            _ => None,
        };
        let by_name = match (target, import.imported) {
            (Some(target), Imported::Name(name)) => self.has(target, &facts[name]),
            _ => false,
        };
        facts.references(import.local).filter_map(move |reference| match import.imported {
            Imported::Name(_) => by_name.then_some(reference),
            Imported::Namespace => {
                let member = member_of(facts, reference)?;
                let ExprKind::Member { property, .. } = facts[member].kind else { return None };
                self.has(target?, &facts[property]).then_some(member)
            }
        })
    }

    /// Whether a name that a module exports is one of them.
    fn has(&self, target: ModuleId, name: &str) -> bool {
        let graph = self.project.graph;
        match graph.follow(target, name, self.environment) {
            ExportOrigin::Declared { module, export } if module == self.module => {
                let facts = graph[module].facts();
                facts[export].name.is_some_and(|name| self.names.contains(&&facts[name]))
            }
            ExportOrigin::ServerActions { module, export } => {
                module == self.module && self.names.contains(&export.as_str())
            }
            _ => false,
        }
    }
}

/// The names under which a function is exported.
pub(crate) fn exports_of(facts: &Facts, function: FunctionId) -> impl Iterator<Item = &str> {
    facts
        .exports
        .iter()
        .filter(move |export| !export.type_only && function_of_export(facts, export.kind) == Some(function))
        .filter_map(|export| export.name.map(|name| &facts[name]))
}

/// What stands for a function in its file: its own name, or the variable that holds it.
fn names(facts: &Facts, function: FunctionId) -> impl Iterator<Item = BindingId> + '_ {
    let own = facts[function].binding;
    let held = facts.bindings.iter_ids().filter(move |(id, binding)| {
        matches!(binding.kind, BindingKind::Variable { .. })
            && function_of_binding(facts, *id) == Some(function)
    });
    own.into_iter().chain(held.map(|(id, _)| id))
}
