//! Conditions by which code asks whether it runs in a browser or on a server.

use rutter_syntax::facts::{
    BindingKind, ExportKind, ExprId, ExprKind, Facts, Imported, Node, Span, StatementKind,
};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId, Target};

use crate::context::ModuleContext;

/// How many names are followed from a condition to what it asks.
const LONGEST_WAY: u32 = 3;

/// Whether a node runs only for some answers to the question where it runs: it stands in a branch of such a condition,
/// or behind an `if` with one in the same function, which may have returned. What the answer is does not matter.
pub(crate) fn is_behind_place_guard(module: &ModuleContext<'_>, node: Node, span: Span) -> bool {
    let facts = module.facts;
    let asks = |test: ExprId| asks_for_place(module, module.id, facts[test].span, LONGEST_WAY);
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
pub(super) fn may_stand_for_place(module: &ModuleContext<'_>, name: ExprId) -> bool {
    value_of(module, module.id, name).is_none_or(|(file, span)| asks_for_place(module, file, span, 1))
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
fn asks_for_place(module: &ModuleContext<'_>, file: ModuleId, span: Span, left: u32) -> bool {
    const PLACES: [&str; 8] =
        ["Deno", "EdgeRuntime", "document", "global", "globalThis", "navigator", "self", "window"];
    let facts = module.project.graph[file].facts();
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
                && value_of(module, file, id)
                    .is_some_and(|(file, span)| asks_for_place(module, file, span, left - 1))
        }
        _ => false,
    })
}

/// Where the value of a name is written.
fn value_of(module: &ModuleContext<'_>, file: ModuleId, name: ExprId) -> Option<(ModuleId, Span)> {
    let graph = module.project.graph;
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
