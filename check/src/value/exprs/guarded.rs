//! What is left of a value behind a condition that tests it: `if (row) return row`, `row && { row }`.

use rutter_syntax::facts::{
    BinaryOperator, ExprId, ExprKind, Facts, LogicalOperator, Node, StatementId, StatementKind, UnaryOperator,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Shape, Value};
use super::super::source::At;

/// The most statements before a place that are looked at for those that leave a function.
const MOST_STATEMENTS: usize = 100;

impl<'a> Evaluator<'_, 'a> {
    /// What the conditions around a name, or a member of it, leave of its value.
    pub(super) fn guarded(&self, at: At<ExprId>, value: Value<'a>) -> Value<'a> {
        if !matches!(value.shape, Shape::Union(_) | Shape::Undefined | Shape::Null) {
            return value;
        }
        let facts = self.facts(at.source);
        let conditions = conditions(facts, at.id);
        conditions.into_iter().fold(value, |value, (test, holds)| left_by(facts, value, at.id, test, holds))
    }
}

/// What of a value is left where a test holds, or where it does not.
fn left_by<'a>(facts: &Facts, value: Value<'a>, tested: ExprId, test: ExprId, holds: bool) -> Value<'a> {
    let test = facts.without_types(test);
    match facts[test].kind {
        ExprKind::Unary { operator: UnaryOperator::Not, operand } => {
            left_by(facts, value, tested, operand, !holds)
        }
        ExprKind::Logical { operator, left, right } if (operator == LogicalOperator::And) == holds => {
            let value = left_by(facts, value, tested, left, holds);
            left_by(facts, value, tested, right, holds)
        }
        ExprKind::Binary { operator, left, right }
            if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) =>
        {
            let is_tested = is_nothing(facts, right) && is_same(facts, left, tested);
            match (is_tested, (operator == BinaryOperator::Equal) == holds) {
                (false, _) => value,
                (true, true) => value.only_nullish(),
                (true, false) => value.without_nullish(),
            }
        }
        _ if !is_same(facts, test, tested) => value,
        _ if holds => value.when_truthy(),
        _ => value.when_falsy(),
    }
}

/// The conditions that hold, or do not hold, where an expression stands, from the inside out.
fn conditions(facts: &Facts, expr: ExprId) -> Vec<(ExprId, bool)> {
    let mut conditions = Vec::new();
    let mut inner = Node::Expr(expr);
    for outer in facts.ancestors(facts.parent_of(inner)) {
        match outer {
            Node::Expr(outer) => match facts[outer].kind {
                ExprKind::Conditional { test, then, otherwise } => {
                    let is_branch = inner == Node::Expr(then) || inner == Node::Expr(otherwise);
                    conditions.extend(is_branch.then_some((test, inner == Node::Expr(then))));
                }
                ExprKind::Logical { operator, left, right } if inner == Node::Expr(right) => match operator {
                    LogicalOperator::And => conditions.push((left, true)),
                    LogicalOperator::Or => conditions.push((left, false)),
                    LogicalOperator::Coalesce => {}
                },
                _ => {}
            },
            Node::Statement(outer) => match facts[outer].kind {
                StatementKind::If { test, then, .. } if inner != Node::Expr(test) => {
                    conditions.push((test, inner == Node::Statement(then)));
                }
                StatementKind::Block(body) => left_before(facts, &facts[body], inner, &mut conditions),
                _ => {}
            },
            Node::Function(function) => {
                if let rutter_syntax::facts::FunctionBody::Block(body) = facts[function].body {
                    left_before(facts, &facts[body], inner, &mut conditions);
                }
            }
            _ => {}
        }
        inner = outer;
    }
    conditions
}

/// Adds the conditions under which the statements before one of a block leave the block.
fn left_before(facts: &Facts, body: &[StatementId], last: Node, conditions: &mut Vec<(ExprId, bool)>) {
    let before =
        body.iter().take(MOST_STATEMENTS).take_while(|statement| Node::Statement(**statement) != last);
    for statement in before {
        if let StatementKind::If { test, then, otherwise: None } = facts[*statement].kind
            && leaves(facts, then)
        {
            conditions.push((test, false));
        }
    }
}

/// Whether what stands behind a statement does not run.
fn leaves(facts: &Facts, statement: StatementId) -> bool {
    match facts[statement].kind {
        StatementKind::Return(_) | StatementKind::Throw(_) | StatementKind::Jump => true,
        StatementKind::Block(body) => facts[body].last().is_some_and(|last| leaves(facts, *last)),
        _ => false,
    }
}

/// Whether two expressions are the same variable, or the same member of it. That it is written to in between does not
/// matter: what is tested is rarely replaced by something of another kind.
fn is_same(facts: &Facts, one: ExprId, other: ExprId) -> bool {
    let (mut one, mut other) = (facts.without_types(one), facts.without_types(other));
    loop {
        match (facts[one].kind, facts[other].kind) {
            (
                ExprKind::Member { object: of_one, property: name, .. },
                ExprKind::Member { object: of_other, property, .. },
            ) if name == property => {
                (one, other) = (facts.without_types(of_one), facts.without_types(of_other));
            }
            (ExprKind::Name { binding: Some(one), .. }, ExprKind::Name { binding: Some(other), .. }) => {
                return one == other;
            }
            _ => return false,
        }
    }
}

/// Whether an expression is `null` or `undefined`.
pub(super) fn is_nothing(facts: &Facts, expr: ExprId) -> bool {
    match facts[facts.without_types(expr)].kind {
        ExprKind::Null => true,
        ExprKind::Name { name, binding: None } => &facts[name] == "undefined",
        _ => false,
    }
}
