//! Conditions by which code asks whether it runs in a browser or on a server.

use rutter_syntax::facts::{
    BindingKind, ExportKind, ExprId, ExprKind, Facts, Imported, Node, Span, StatementKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use super::uses::{any_use_elsewhere, uses_here};
use crate::context::{ModuleContext, Project};

/// How many names are followed from a condition to what it asks.
const LONGEST_WAY: u32 = 3;

/// Whether a node runs only for some answers to the question where it runs: it stands in a branch of such a condition,
/// or behind an `if` with one in the same function, which may have returned. What the answer is does not matter.
///
/// Or the function that it stands in is used in such places alone, by the modules of the client.
pub(crate) fn is_behind_place_guard(project: &Project<'_>, module: ModuleId, node: Node, span: Span) -> bool {
    is_guarded(project, module, node, span) || is_called_behind_guards(project, module, node)
}

fn is_called_behind_guards(project: &Project<'_>, module: ModuleId, node: Node) -> bool {
    let facts = project.graph[module].facts();
    let functions = facts.ancestors(node).filter_map(|outer| match outer {
        Node::Function(function) => Some(function),
        _ => None,
    });
    let Some(outermost) = functions.last() else { return false };
    let mut is_used = false;
    let mut is_unguarded = |module: ModuleId, used: ExprId| {
        is_used = true;
        let span = project.graph[module].facts()[used].span;
        !is_guarded(project, module, Node::Expr(used), span)
    };
    let found = uses_here(facts, outermost).any(|used| is_unguarded(module, used))
        || any_use_elsewhere(project, (module, outermost), Environment::Client, is_unguarded);
    is_used && !found
}

fn is_guarded(project: &Project<'_>, module: ModuleId, node: Node, span: Span) -> bool {
    let facts = project.graph[module].facts();
    let asks = |test: ExprId| asks_for_place(project, module, facts[test].span, LONGEST_WAY);
    let mut inner = node;
    for outer in facts.ancestors(facts.parent_of(node)) {
        if decision(facts, outer, inner).is_some_and(asks) {
            return true;
        }
        inner = outer;
    }
    facts.statements.iter_ids().any(|(id, statement)| {
        let StatementKind::If { test, .. } = statement.kind else { return false };
        let is_before = statement.span.end <= span.start;
        is_before && is_around(facts, Node::Statement(id), node) && asks(test)
    })
}

/// Whether what a name at the top of a file stands for asks where it runs, or is not known.
pub(crate) fn may_stand_for_place(module: &ModuleContext<'_>, name: ExprId) -> bool {
    value_of(module.project, module.id, name)
        .is_none_or(|(file, span)| asks_for_place(module.project, file, span, 1))
}

/// What decides in `outer` whether `inner`, a part of it, is evaluated.
fn decision(facts: &Facts, outer: Node, inner: Node) -> Option<ExprId> {
    let test = match outer {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Logical { left, .. } => left,
            ExprKind::Conditional { test, .. } => test,
            _ => return None,
        },
        Node::Statement(outer) => match facts[outer].kind {
            StatementKind::If { test, .. } => test,
            StatementKind::Switch { discriminant, .. } => discriminant,
            _ => return None,
        },
        _ => return None,
    };
    (Node::Expr(test) != inner).then_some(test)
}

/// Whether the function in which a statement stands is one in which a node stands too, or the file.
fn is_around(facts: &Facts, statement: Node, node: Node) -> bool {
    match facts.function_of(statement) {
        None => true,
        Some(function) => facts.ancestors(node).any(|outer| outer == Node::Function(function)),
    }
}

/// Whether any expression in a part of a file is about the place where it runs: `window`, `process.env.NEXT_RUNTIME`, or
/// a name that stands for something that is.
fn asks_for_place(project: &Project<'_>, file: ModuleId, span: Span, left: u32) -> bool {
    const PLACES: [&str; 8] =
        ["Deno", "EdgeRuntime", "document", "global", "globalThis", "navigator", "self", "window"];
    let facts = project.graph[file].facts();
    facts.exprs.iter_ids().filter(|(_, expr)| span.contains(expr.span)).any(|(id, expr)| match expr.kind {
        ExprKind::Name { name, binding: None } => PLACES.contains(&&facts[name]),
        ExprKind::Member { property, .. } if &facts[property] == "NEXT_RUNTIME" => true,
        ExprKind::Member { .. }
            if facts.member_path(id).is_some_and(|path| path == ["process", "versions"]) =>
        {
            true
        }
        ExprKind::Name { binding: Some(_), .. } => {
            left > 0
                && value_of(project, file, id)
                    .is_some_and(|(file, span)| asks_for_place(project, file, span, left - 1))
        }
        _ => false,
    })
}

/// Where the value of a name is written.
fn value_of(project: &Project<'_>, file: ModuleId, name: ExprId) -> Option<(ModuleId, Span)> {
    let graph = project.graph;
    let facts = graph[file].facts();
    let ExprKind::Name { binding: Some(binding), .. } = facts[name].kind else { return None };
    match facts[binding].kind {
        BindingKind::Variable { declarator, .. } => Some((file, facts[facts[declarator].value?].span)),
        BindingKind::Function(function) => Some((file, facts[function].span)),
        BindingKind::Import(import) => {
            let Imported::Name(name) = facts[import].imported else { return None };
            let Target::Module(target) = graph.target(file, facts[import].request, Environment::Client)
            else {
                return None;
            };
            let ExportOrigin::Declared { module: declaring, export } =
                graph.follow(target, &facts[name], Environment::Client)
            else {
                return None;
            };
            let facts = graph[declaring].facts();
            let span = match facts[export].kind {
                ExportKind::Function(function) => facts[function].span,
                ExportKind::Variable { value: Some(value), .. } | ExportKind::Expression(value) => {
                    facts[value].span
                }
                ExportKind::Local { binding: Some(binding), .. } => match facts[binding].kind {
                    BindingKind::Variable { declarator, .. } => facts[facts[declarator].value?].span,
                    BindingKind::Function(function) => facts[function].span,
                    _ => return None,
                },
                _ => return None,
            };
            Some((declaring, span))
        }
        _ => None,
    }
}
