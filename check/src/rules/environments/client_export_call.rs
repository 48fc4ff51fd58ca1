//! `client-export-call`: a function of a client module, called by server code.

use rutter_syntax::facts::{ExprKind, Facts, Node, Span};

use super::client_exports::{ClientUse, add_places, advice_to_share, client_uses, shown, shown_owner};
use super::client_sort::Sort;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::functions::{Role, role_of_name};
use crate::infer::on_server::is_meant_for_server;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "client-export-call",
    group: Group::Environments,
    summary: "a function, hook or class of a client module is called on the server",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/client-export-call.md"),
    check,
};

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// `f()`, `` f`..` ``, `f.call()`.
    Plain,
    /// `new F()`.
    New,
    /// `class A extends F`.
    Extends,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for it in client_uses(module) {
        if it.export.sort == Sort::Missing {
            continue;
        }
        let Some((call, node)) = call_of(facts, it) else { continue };
        if !is_meant_for_server(module, node) || !is_used(module, node) {
            continue;
        }
        let span: Span = facts[it.expr].span;
        let name = shown(facts, it.expr).unwrap_or_else(|| it.export.name.clone());
        let owner = shown_owner(module, it.export.module);
        let done = match call {
            Call::Plain => "called",
            Call::New => "constructed",
            Call::Extends => "extended",
        };
        let finding =
            findings.report(span, format!("`{name}` is {done} on the server, but it belongs to {owner}"));
        finding.why(reason(call, it)).help(advice(module, it, &name));
        add_places(module, finding, it.export.module);
    }
}

/// Whether a class that extends one of the client is certainly used on the server, by its own module. To declare it is no
/// mistake: packages of components declare their stores beside what a server component renders.
fn is_used(module: &ModuleContext<'_>, node: Node) -> bool {
    let Node::Class(class) = node else { return true };
    let facts = module.facts;
    facts[class].binding.filter(|name| facts[*name].top_level).is_none_or(|name| {
        let runs = |at| module.project.environments.runs_on_server(module.id, facts, Node::Expr(at));
        facts.references(name).any(runs)
    })
}

/// The call of an export, if it is called.
fn call_of(facts: &Facts, it: &ClientUse) -> Option<(Call, Node)> {
    match facts.parent(it.expr) {
        Node::Class(class) => Some((Call::Extends, Node::Class(class))),
        Node::Expr(parent) => {
            let is_it = |expr| facts.without_types(expr) == it.expr;
            match facts[parent].kind {
                ExprKind::Call { callee, .. } if is_it(callee) => Some((Call::Plain, Node::Expr(parent))),
                ExprKind::TaggedTemplate { tag, .. } if is_it(tag) => Some((Call::Plain, Node::Expr(parent))),
                ExprKind::New { callee, .. } if is_it(callee) => Some((Call::New, Node::Expr(parent))),
                ExprKind::Member { property, .. } if matches!(&facts[property], "call" | "apply") => {
                    let Node::Expr(call) = facts.parent(parent) else { return None };
                    let is_called = matches!(facts[call].kind, ExprKind::Call { callee, .. }
                        if facts.without_types(callee) == parent);
                    is_called.then_some((Call::Plain, Node::Expr(call)))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn reason(call: Call, it: &ClientUse) -> String {
    let thrown = if it.export.name == "default" {
        "`Attempted to call the default export .. from the server`".to_owned()
    } else {
        format!("`Attempted to call {}() from the server`", it.export.name)
    };
    match call {
        Call::Plain | Call::New => format!(
            "a server module gets only a reference to it, and calling that throws {thrown}; `next build` notices only \
             on pages that it prerenders; a handler, an action or a dynamic page fails for its visitors"
        ),
        Call::Extends => format!(
            "a server module gets only a reference to it: the class inherits nothing, and an instance of it throws \
             {thrown}"
        ),
    }
}

fn advice(module: &ModuleContext<'_>, it: &ClientUse, name: &str) -> String {
    let is_hook = it.export.sort == Sort::Hook || role_of_name(&it.export.name) == Some(Role::Hook);
    match it.export.sort {
        Sort::Component => format!("render it, `<{name} />`, instead of calling it"),
        _ if is_hook => "call the hook in a client component, and render that component here".to_owned(),
        _ => advice_to_share(module, it.export.module, "call"),
    }
}
