//! Imports that a production build leaves out.
//!
//! Next's bundlers fold conditions on constants and on `process.env.NODE_ENV` before they follow an `import()` or a
//! `require()` (observed on Next 16.4.6). Imports at the top of a file are followed whatever surrounds their use.

use rutter_syntax::facts::{
    BinaryOperator, ExprId, ExprKind, Facts, LogicalOperator, Node, Request, StatementKind, UnaryOperator,
};

/// Whether a request stands where a production build never gets.
pub(super) fn is_dead(facts: &Facts, request: &Request) -> bool {
    let Some(place) = facts.loading_call(request) else { return false };
    let mut inner = Node::Expr(place);
    for outer in facts.ancestors(Node::Expr(place)).skip(1) {
        if is_cut_off(facts, outer, inner) {
            return true;
        }
        inner = outer;
    }
    false
}

/// Whether `outer` decides by a constant that `inner`, a part of it, never runs.
fn is_cut_off(facts: &Facts, outer: Node, inner: Node) -> bool {
    match (outer, inner) {
        (Node::Statement(outer), Node::Statement(inner)) => match facts[outer].kind {
            StatementKind::If { test, then, .. } if then == inner => constant(facts, test) == Some(false),
            StatementKind::If { test, otherwise: Some(otherwise), .. } if otherwise == inner => {
                constant(facts, test) == Some(true)
            }
            _ => false,
        },
        (Node::Expr(outer), Node::Expr(inner)) => match facts[outer].kind {
            ExprKind::Conditional { test, branches } if facts[branches].then == inner => {
                constant(facts, test) == Some(false)
            }
            ExprKind::Conditional { test, branches } if facts[branches].otherwise == inner => {
                constant(facts, test) == Some(true)
            }
            ExprKind::Logical { operator: LogicalOperator::And, left, right } if right == inner => {
                constant(facts, left) == Some(false)
            }
            ExprKind::Logical { operator: LogicalOperator::Or, left, right } if right == inner => {
                constant(facts, left) == Some(true)
            }
            _ => false,
        },
        _ => false,
    }
}

/// The value of a condition, if a production build knows it.
fn constant(facts: &Facts, expr: ExprId) -> Option<bool> {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Boolean(value) => Some(value),
        ExprKind::Unary { operator: UnaryOperator::Not, operand } => Some(!constant(facts, operand)?),
        ExprKind::Logical { operator: LogicalOperator::And, left, right } => {
            match (constant(facts, left), constant(facts, right)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), right) => right,
                (None, _) => None,
            }
        }
        ExprKind::Logical { operator: LogicalOperator::Or, left, right } => {
            match (constant(facts, left), constant(facts, right)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), right) => right,
                (None, _) => None,
            }
        }
        ExprKind::Binary { operator, left, right } => {
            let text = match (is_node_env(facts, left), is_node_env(facts, right)) {
                (true, false) => facts.string(right)?,
                (false, true) => facts.string(left)?,
                _ => return None,
            };
            match operator {
                BinaryOperator::Equal => Some(text == "production"),
                BinaryOperator::NotEqual => Some(text != "production"),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_node_env(facts: &Facts, expr: ExprId) -> bool {
    facts.member_path(expr).is_some_and(|path| path == ["process", "env", "NODE_ENV"])
}
