//! The functions that Next calls for somebody else: actions and cached functions.

use rutter_syntax::facts::{ExportKind, Facts, FunctionId, Imported};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use crate::context::{ModuleContext, Project};
use crate::infer::functions::function_of_export;
use crate::infer::imported_calls::call_of;

/// A function that a directive makes something else of.
#[derive(Debug, Clone)]
pub(super) struct Directed {
    pub(super) function: FunctionId,
    /// The name under which its module exports it, where the directive is the module's.
    pub(super) export: Option<String>,
    /// What a message calls it.
    pub(super) name: Option<String>,
}

/// The actions of a module.
pub(super) fn actions(module: &ModuleContext<'_>) -> Vec<Directed> {
    directed(module.facts, |directive| directive == "use server")
}

/// The cached functions of a module.
pub(super) fn cached(module: &ModuleContext<'_>) -> Vec<Directed> {
    directed(module.facts, is_cache)
}

/// Whether a directive is `'use cache'`, of whatever kind.
pub(super) fn is_cache(directive: &str) -> bool {
    directive == "use cache" || directive.starts_with("use cache: ")
}

/// Whether a function is a cached one.
pub(super) fn is_cached(facts: &Facts, function: FunctionId) -> bool {
    let own = &facts[facts[function].directives];
    own.iter().chain(&facts.directives).any(|directive| is_cache(&facts[directive.text]))
}

fn directed(facts: &Facts, is_meant: impl Fn(&str) -> bool) -> Vec<Directed> {
    let mut found = Vec::new();
    if facts.directives.iter().any(|directive| is_meant(&facts[directive.text])) {
        for export in facts.exports.iter().filter(|export| !export.type_only) {
            let is_other = matches!(export.kind, ExportKind::From { .. });
            let function = function_of_export(facts, export.kind).filter(|_| !is_other);
            let (Some(function), Some(name)) = (function, export.name) else { continue };
            let name = facts[name].to_owned();
            found.push(Directed { function, export: Some(name.clone()), name: Some(name) });
        }
        return found;
    }
    for (function, it) in facts.functions.iter_ids() {
        if facts[it.directives].iter().any(|directive| is_meant(&facts[directive.text])) {
            let name = it.name.map(|name| facts[name].to_owned());
            found.push(Directed { function, export: None, name });
        }
    }
    found
}

impl Directed {
    /// What a message calls it: `` `save` ``, `the action`.
    pub(super) fn shown(&self, else_: &str) -> String {
        self.name.as_deref().map_or_else(|| else_.to_owned(), |name| format!("`{name}`"))
    }
}

/// Whether what an exported action returns goes to the browser: a client module has it, or a server module passes it on.
/// An action that other code of the server calls is a function like any other.
pub(super) fn is_for_client(project: &Project<'_>, module: ModuleId, export: &str) -> bool {
    let graph = project.graph;
    graph.modules().filter(|(other, _)| *other != module).any(|(other, it)| {
        let facts = it.facts();
        [Environment::Client, Environment::Server].into_iter().any(|environment| {
            project.environments.contains(other, environment)
                && facts.imports.iter().filter(|import| !import.type_only).any(|import| {
                    let Imported::Name(name) = import.imported else { return false };
                    let Target::Module(target) = graph.target(other, import.request, environment) else {
                        return false;
                    };
                    let is_it = matches!(
                        graph.follow(target, &facts[name], environment),
                        ExportOrigin::ServerActions { module: origin, export: it }
                            if origin == module && it == export
                    );
                    let is_passed = || {
                        let mut references = facts.references(import.local);
                        references.any(|reference| call_of(facts, reference).is_none())
                    };
                    is_it && (environment == Environment::Client || is_passed())
                })
        })
    })
}
