//! Whether code that fails on the server is meant to run there.
//!
//! A mistake that shows only when the code runs is no mistake behind `typeof window !== 'undefined'`. In a module of
//! the server alone, only a condition that may ask where the code runs keeps a rule silent. A module that is in the
//! client too may be guarded in more ways: there only what certainly runs counts.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Facts, Node};
use rutter_syntax::graph::Environment;

use super::certain::runs_certainly;
use super::conditions::conditions_at;
use super::place_guards::may_stand_for_place;
use crate::context::ModuleContext;

/// Whether a node of a module is meant to run on the server.
pub(crate) fn is_meant_for_server(module: &ModuleContext<'_>, node: Node) -> bool {
    is_meant(module, node, &|test| may_ask_where(module.facts, test, &|_| true))
}

/// Whether a node of a module is meant to run on the server, where a condition that reads a name at the top of the file
/// counts only if what the name stands for asks where it runs, or is not known.
pub(crate) fn is_meant_for_server_alone(module: &ModuleContext<'_>, node: Node) -> bool {
    let may_ask = |name| may_stand_for_place(module, name);
    is_meant(module, node, &|test| may_ask_where(module.facts, test, &may_ask))
}

fn is_meant(module: &ModuleContext<'_>, node: Node, asks: &dyn Fn(ExprId) -> bool) -> bool {
    let facts = module.facts;
    if !module.project.environments.may_run(module.project.graph, module.id, Environment::Server, node) {
        return false;
    }
    let function = facts.function_of(node);
    if function.is_none() && !may_be_loaded(module, node) {
        return false;
    }
    let is_inner = function.is_some_and(|it| facts.function_of(Node::Function(it)).is_some());
    let is_if_shared = !is_inner && runs_certainly(facts, node);
    let is_if_alone = !is_attribute(facts, node) && !tests_at(facts, node).into_iter().any(asks);
    // Most code is meant to run there, or is not, wherever else the module is.
    match is_if_shared == is_if_alone {
        true => is_if_alone,
        false if module.project.environments.is_shared(module.id) => is_if_shared,
        false => is_if_alone,
    }
}

/// Whether a module may be loaded on the server, as far as one way there tells: it is not where an `import()` on that way stands
/// in a function that no one certainly calls. A registry of a thousand `lazy(() => import(..))` loads what is asked for.
fn may_be_loaded(module: &ModuleContext<'_>, node: Node) -> bool {
    let (graph, environments) = (module.project.graph, &module.project.environments);
    if environments.runs_on_server(module.id, module.facts, node) {
        return true;
    }
    module.chain(Environment::Server).iter().all(|step| {
        let facts = graph[step.module].facts();
        let call = step.request.and_then(|request| facts.loading_call(&facts[request]));
        call.is_none_or(|call| {
            let call = Node::Expr(call);
            facts.function_of(call).is_none() || environments.runs_on_server(step.module, facts, call)
        })
    })
}

/// Whether a node is in a function that is written as an attribute or child: an event handler, which no server calls,
/// unless it is an action.
fn is_attribute(facts: &Facts, node: Node) -> bool {
    let mut function = facts.function_of(node);
    while let Some(it) = function {
        if facts.function_has_directive(it, "use server") {
            return false;
        }
        if let Node::Expr(expr) = facts[it].parent()
            && matches!(facts.parent(expr), Node::Jsx(_))
        {
            return true;
        }
        function = facts.function_of(Node::Function(it));
    }
    false
}

/// The tests that have a say in whether a node is evaluated, each once.
fn tests_at(facts: &Facts, node: Node) -> Vec<ExprId> {
    let mut tests: Vec<ExprId> = conditions_at(facts, node).into_iter().map(|it| it.test).collect();
    tests.sort_unstable();
    tests.dedup();
    tests
}

/// Whether a condition may ask where the code runs: it reads a global of the browser, or something that the top of
/// the file imports or computes, such as `isServer`.
fn may_ask_where(facts: &Facts, test: ExprId, stands_for_place: &dyn Fn(ExprId) -> bool) -> bool {
    const GLOBALS: [&str; 7] =
        ["window", "document", "navigator", "self", "globalThis", "process", "EdgeRuntime"];
    facts.parts(test).any(|part| match facts[part].kind {
        ExprKind::Name { name, binding: None } => GLOBALS.contains(&&facts[name]),
        ExprKind::Name { binding: Some(binding), .. } => {
            facts[binding].top_level
                && matches!(facts[binding].kind, BindingKind::Import(_) | BindingKind::Variable { .. })
                && stands_for_place(part)
        }
        _ => false,
    })
}
