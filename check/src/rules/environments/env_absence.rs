//! Variables of the server's environment that code reads and means to be absent in browsers.

use rutter_syntax::facts::{
    ExprId, ExprKind, Facts, FunctionBody, LogicalOperator, Node, PropertyKey, PropertyKind, Span,
    StatementId, StatementKind,
};
use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;

/// Packages whose `createEnv` takes all variables, and asks for those of the server on the server alone
/// (@t3-oss/env-core 0.13: `server` is not looked at where `isServer` is false).
const CHECKERS: &str = "@t3-oss/env-";

/// Whether it is meant that browsers do not get the variable that a node reads.
pub(super) fn is_meant_to_be_absent(module: &ModuleContext<'_>, variable: &str, node: Node) -> bool {
    let facts = module.facts;
    is_collected(module, variable, node)
        || has_public_twin(facts, variable)
        || is_given_to_checker(facts, node)
        || has_public_stand_in(facts, node)
        || gives_public_at_last(facts, node)
        || only_stops_the_server(facts, node)
}

/// Whether a file names the variable of the same name that browsers do get.
fn has_public_twin(facts: &Facts, variable: &str) -> bool {
    facts.names.find(&format!("NEXT_PUBLIC_{variable}")).is_some()
}

/// Whether a node is a part of what a checker of environments is given.
fn is_given_to_checker(facts: &Facts, node: Node) -> bool {
    facts.ancestors(node).any(|outer| {
        let Node::Expr(outer) = outer else { return false };
        let ExprKind::Call { callee, .. } = facts[outer].kind else { return false };
        facts.origin(callee).is_some_and(|origin| origin.specifier.starts_with(CHECKERS))
    })
}

/// Whether a variable is put into an object that collects such values, so that who reads it from there, and where, is
/// not known: under its own name, as checkers of environments ask for it, or in an object that the server has too.
fn is_collected(module: &ModuleContext<'_>, variable: &str, node: Node) -> bool {
    let facts = module.facts;
    let is_shared = module.in_environment(Environment::Server)
        || module.in_environment(Environment::Pages)
        || module.in_environment(Environment::Api);
    let mut inner = node;
    for outer in facts.ancestors(facts.parent_of(node)) {
        match outer {
            Node::Function(_) | Node::Statement(_) => return false,
            Node::Expr(object) => {
                if let ExprKind::Object(properties) = facts[object].kind {
                    return facts[properties].iter().any(|property| {
                        Node::Expr(property.value) == inner
                            && property.kind() == PropertyKind::Value
                            && (is_shared
                                || matches!(property.key(), PropertyKey::Name(name) if &facts[name] == variable))
                    });
                }
            }
            _ => {}
        }
        inner = outer;
    }
    false
}

/// Whether browsers get another variable in place of this one: `process.env.X ?? process.env.NEXT_PUBLIC_X`.
fn has_public_stand_in(facts: &Facts, node: Node) -> bool {
    let operands = facts.ancestors(node).find_map(|outer| {
        let Node::Expr(outer) = outer else { return None };
        match facts[outer].kind {
            ExprKind::Logical { operator: LogicalOperator::Or | LogicalOperator::Coalesce, .. } => {
                Some(facts[outer].span)
            }
            _ => None,
        }
    });
    operands.is_some_and(|operands| names_public(facts, operands))
}

/// Whether the function that reads a variable ends by giving a public one, as it does in browsers:
/// `if (process.env.X) return process.env.X; return process.env.NEXT_PUBLIC_X`.
fn gives_public_at_last(facts: &Facts, node: Node) -> bool {
    let Some(function) = facts.function_of(node) else { return false };
    let FunctionBody::Block(statements) = facts[function].body else { return false };
    let Some(StatementKind::Return(Some(given))) = facts[statements].last().map(|last| facts[*last].kind)
    else {
        return false;
    };
    let is_text = |expr: ExprId| {
        matches!(
            facts[expr].kind,
            ExprKind::Member { .. } | ExprKind::Logical { .. } | ExprKind::Template { .. }
        )
    };
    is_text(facts.without_types(given)) && names_public(facts, facts[given].span)
}

/// Whether a node is in the condition of an `if` that does no more than throw, and that cannot hold where the first
/// variable that it asks for is absent: `if (process.env.X && !process.env.Y) throw ..`.
fn only_stops_the_server(facts: &Facts, node: Node) -> bool {
    facts.ancestors(node).any(|outer| {
        let Node::Statement(outer) = outer else { return false };
        let StatementKind::If { test, then, otherwise: None } = facts[outer].kind else { return false };
        only_throws(facts, then) && is_variable(facts, first_asked(facts, test))
    })
}

fn only_throws(facts: &Facts, statement: StatementId) -> bool {
    match facts[statement].kind {
        StatementKind::Throw(_) => true,
        StatementKind::Block(statements) => {
            matches!(facts[statements], [only] if only_throws(facts, only))
        }
        _ => false,
    }
}

/// `a` of `a && b && c`.
fn first_asked(facts: &Facts, mut test: ExprId) -> ExprId {
    loop {
        test = facts.without_types(test);
        match facts[test].kind {
            ExprKind::Logical { operator: LogicalOperator::And, left, .. } => test = left,
            _ => return test,
        }
    }
}

/// Whether an expression is a variable that browsers do not get.
fn is_variable(facts: &Facts, expr: ExprId) -> bool {
    facts.member_path(expr).is_some_and(|path| {
        matches!(path[..], ["process", "env", name] if !name.starts_with("NEXT_PUBLIC_") && name != "NODE_ENV")
    })
}

/// Whether a public variable is named in a part of a file.
fn names_public(facts: &Facts, part: Span) -> bool {
    facts.exprs.iter().filter(|expr| part.contains(expr.span)).any(|expr| {
        matches!(expr.kind, ExprKind::Member { property, .. } if facts[property].starts_with("NEXT_PUBLIC_"))
    })
}
