//! Where code asks what a value is: `typeof x === 'string' ? x : ...`.
//!
//! What is left of a value behind such a question is not worked out. It is enough to know that there is one: then a part
//! of the value counts only if all of them are alike, and a value that a caller gave is not known at all, because the
//! function that asks is made to treat each kind in its own way.

use rutter_syntax::facts::{
    BinaryOperator, BindingId, ExprId, ExprKind, Facts, Node, StatementKind, UnaryOperator,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Shape, Value};
use super::super::source::At;

/// How much a question says about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// Which of its parts it is.
    Part,
    /// What it is at all.
    Kind,
}

impl<'a> Evaluator<'_, 'a> {
    /// The value of a name, or of a member of it, as far as it can be told in spite of the questions about it.
    pub(super) fn narrowed(&self, at: At<BindingId>, member: Option<&str>, value: Value<'a>) -> Value<'a> {
        if value.shape.is_plain() || matches!(value.shape, Shape::Client(_) | Shape::Module(_)) {
            return value;
        }
        let facts = self.facts(at.source);
        let asked = facts.references(at.id).filter_map(|expr| question(facts, expr, member)).max();
        match (asked, &value.shape) {
            (None, _) => value,
            (Some(_), Shape::Union(_)) => value.undecided(),
            (Some(Question::Kind), _) => Value::unknown(),
            (Some(Question::Part), _) => value,
        }
    }
}

/// What is asked about a name, or about a member of it, where it is read.
fn question(facts: &Facts, name: ExprId, member: Option<&str>) -> Option<Question> {
    let mut expr = name;
    if let Some(member) = member {
        let Node::Expr(outer) = facts.parent(expr) else { return None };
        match facts[outer].kind {
            ExprKind::Member { property, .. } if &facts[property] == member => expr = outer,
            _ => return None,
        }
    }
    match facts.parent(expr) {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Unary { operator: UnaryOperator::Typeof, .. } => Some(Question::Kind),
            ExprKind::Binary { operator: BinaryOperator::InstanceOf, left, .. } => {
                (facts.without_types(left) == expr).then_some(Question::Kind)
            }
            ExprKind::Binary { operator: BinaryOperator::In, right, .. } => {
                (facts.without_types(right) == expr).then_some(Question::Part)
            }
            ExprKind::Call { callee, .. } if facts.without_types(callee) != expr => {
                asks(facts, callee).then_some(Question::Kind)
            }
            ExprKind::Member { property, .. } => match (&facts[property], facts.parent(outer)) {
                ("constructor", _) => Some(Question::Kind),
                (_, parent) => compared(facts, outer, parent),
            },
            _ => compared(facts, expr, Node::Expr(outer)),
        },
        parent => compared(facts, expr, parent),
    }
}

/// Whether something is compared with a value that is neither `null` nor `undefined`, or called to be asked.
fn compared(facts: &Facts, expr: ExprId, parent: Node) -> Option<Question> {
    match parent {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Binary { operator: BinaryOperator::Equal | BinaryOperator::NotEqual, left, right } => {
                let other = if facts.without_types(left) == expr { right } else { left };
                let is_nothing = match facts[facts.without_types(other)].kind {
                    ExprKind::Null => true,
                    ExprKind::Name { name, binding: None } => &facts[name] == "undefined",
                    _ => false,
                };
                (!is_nothing).then_some(Question::Part)
            }
            _ => None,
        },
        Node::Statement(statement) => match facts[statement].kind {
            StatementKind::Switch { discriminant, .. } if facts.without_types(discriminant) == expr => {
                Some(Question::Part)
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a function's name says that it tells what its argument is: `isDate`, `Array.isArray`, `Buffer.isBuffer`.
fn asks(facts: &Facts, callee: ExprId) -> bool {
    let name = match facts[facts.without_types(callee)].kind {
        ExprKind::Name { name, .. } => &facts[name],
        ExprKind::Member { property, .. } => &facts[property],
        _ => return false,
    };
    name.strip_prefix("is").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()))
}
