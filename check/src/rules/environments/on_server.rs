//! Whether code that fails on the server is meant to run there.
//!
//! A mistake that shows only when the code runs is no mistake behind `typeof window !== 'undefined'`. In a module of
//! the server alone, only a condition that may ask where the code runs keeps a rule silent. A module that is in the
//! client too may be guarded in more ways: there only what certainly runs counts.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Facts, FunctionId, Node, Span, StatementKind};
use rutter_syntax::graph::Environment;

use super::certain::runs_certainly;
use crate::context::ModuleContext;

/// Whether a node of a module is meant to run on the server.
pub(crate) fn is_meant_for_server(module: &ModuleContext<'_>, node: Node) -> bool {
    let facts = module.facts;
    if !module.project.environments.may_run(module.id, Environment::Server, facts, node) {
        return false;
    }
    let is_shared = [Environment::Client, Environment::Pages]
        .into_iter()
        .any(|environment| module.in_environment(environment));
    if is_shared {
        let function = facts.function_of(node);
        let is_inner = function.is_some_and(|it| facts.function_of(Node::Function(it)).is_some());
        return !is_inner && runs_certainly(facts, node);
    }
    !is_attribute(facts, node)
        && !tests_before(facts, node).into_iter().any(|test| may_ask_where(facts, test))
}

/// Whether a node is in a function that is written as an attribute or child: an event handler, which no server calls,
/// unless it is an action.
fn is_attribute(facts: &Facts, node: Node) -> bool {
    let mut function = facts.function_of(node);
    while let Some(it) = function {
        if facts.function_has_directive(it, "use server") {
            return false;
        }
        if let Node::Expr(expr) = facts[it].parent
            && matches!(facts.parent(expr), Node::Jsx(_))
        {
            return true;
        }
        function = facts.function_of(Node::Function(it));
    }
    false
}

/// The conditions that decide whether a node is evaluated: those around it, and those of what may leave the
/// functions around it before.
fn tests_before(facts: &Facts, node: Node) -> Vec<ExprId> {
    let mut tests = tests_around(facts, node, None);
    let mut inner = node;
    loop {
        let function = facts.function_of(inner);
        let start = start_of(facts, inner);
        for (id, statement) in facts.statements.iter_ids() {
            let leaves = matches!(
                statement.kind,
                StatementKind::Return(_) | StatementKind::Throw(_) | StatementKind::Jump
            );
            if leaves && statement.span.end <= start && facts.function_of(Node::Statement(id)) == function {
                tests.extend(tests_around(facts, Node::Statement(id), function));
            }
        }
        let Some(function) = function else { return tests };
        inner = Node::Function(function);
    }
}

/// The conditions around a node, up to a function.
fn tests_around(facts: &Facts, node: Node, end: Option<FunctionId>) -> Vec<ExprId> {
    let mut tests = Vec::new();
    let mut inner = node;
    for outer in facts.ancestors(facts.parent_of(node)) {
        if end.map(Node::Function) == Some(outer) {
            break;
        }
        let test = match outer {
            Node::Expr(outer) => match facts[outer].kind {
                ExprKind::Logical { left, .. } => Some(left),
                ExprKind::Conditional { test, .. } => Some(test),
                _ => None,
            },
            Node::Statement(outer) => match facts[outer].kind {
                StatementKind::If { test, .. } => Some(test),
                StatementKind::Switch { discriminant, .. } => Some(discriminant),
                _ => None,
            },
            _ => None,
        };
        tests.extend(test.filter(|test| Node::Expr(*test) != inner));
        inner = outer;
    }
    tests
}

/// Whether a condition may ask where the code runs: it reads a global of the browser, or something that the top of
/// the file imports or computes, such as `isServer`.
fn may_ask_where(facts: &Facts, test: ExprId) -> bool {
    const GLOBALS: [&str; 7] =
        ["window", "document", "navigator", "self", "globalThis", "process", "EdgeRuntime"];
    let span = facts[test].span;
    facts.exprs.iter().filter(|expr| span.contains(expr.span)).any(|expr| match expr.kind {
        ExprKind::Name { name, binding: None } => GLOBALS.contains(&&facts[name]),
        ExprKind::Name { binding: Some(binding), .. } => {
            facts[binding].top_level
                && matches!(facts[binding].kind, BindingKind::Import(_) | BindingKind::Variable { .. })
        }
        _ => false,
    })
}

fn start_of(facts: &Facts, node: Node) -> u32 {
    let span = match node {
        Node::Expr(expr) => facts[expr].span,
        Node::Function(function) => facts[function].span,
        Node::Class(class) => facts[class].span,
        Node::Statement(statement) => facts[statement].span,
        Node::Declarator(declarator) => facts[declarator].span,
        Node::Pattern(pattern) => facts[pattern].span,
        Node::Jsx(jsx) => facts[facts[jsx].expr].span,
        Node::File => Span::default(),
    };
    span.start
}
