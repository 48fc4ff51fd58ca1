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
use super::super::thunk::Scope;
use super::guarded::is_nothing;

/// How much a question says about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// Which of its parts it is.
    Part,
    /// What it is at all.
    Kind,
}

impl<'a> Evaluator<'_, 'a> {
    /// The value of a name, or of a member of it, as far as it can be told in spite of the questions about it. `path`
    /// leads from the name to the member.
    pub(super) fn narrowed(&self, at: At<BindingId>, path: &[&str], value: Value<'a>) -> Value<'a> {
        if value.shape.is_plain()
            || matches!(value.shape, Shape::Client(_) | Shape::Module(_) | Shape::Package(_))
        {
            return value;
        }
        let facts = self.facts(at.source);
        let asked = facts.references(at.id).filter_map(|name| self.question(at, name, path)).max();
        match (asked, &value.shape) {
            (None, _) => value,
            (Some(Question::Kind), Shape::Union(_))
                if value.parts().iter().filter(|part| !part.shape.is_nullish()).count() < 2 =>
            {
                Value::unknown()
            }
            (Some(_), Shape::Union(_)) => value.undecided(),
            (Some(Question::Kind), _) => Value::unknown(),
            (Some(Question::Part), _) => value,
        }
    }

    /// What is asked about a name, or about a member of it, where it is read.
    fn question(&self, at: At<BindingId>, name: ExprId, path: &[&str]) -> Option<Question> {
        let facts = self.facts(at.source);
        let mut expr = name;
        for member in path {
            let Node::Expr(outer) = facts.parent(expr) else { return None };
            match facts[outer].kind {
                ExprKind::Member { property, .. } if &facts[property] == *member => expr = outer,
                _ => return None,
            }
        }
        let Node::Expr(outer) = facts.parent(expr) else { return compared(facts, expr, facts.parent(expr)) };
        match facts[outer].kind {
            ExprKind::Unary { operator: UnaryOperator::Typeof, .. } => Some(Question::Kind),
            ExprKind::Binary { operator: BinaryOperator::InstanceOf, left, .. } => {
                (facts.without_types(left) == expr).then_some(Question::Kind)
            }
            ExprKind::Binary { operator: BinaryOperator::In, right, .. } => {
                (facts.without_types(right) == expr).then_some(Question::Part)
            }
            ExprKind::Call { callee, .. } if facts.without_types(callee) != expr => (asks(facts, callee)
                || (!self.is_quick && self.is_guard(at, callee)))
            .then_some(Question::Kind),
            ExprKind::Member { property, .. } if &facts[property] == "constructor" => Some(Question::Kind),
            ExprKind::Member { .. } => is_asked(facts, outer).then_some(Question::Part),
            _ => compared(facts, expr, Node::Expr(outer)),
        }
    }

    /// Whether a function that is given a name says that it tells what its argument is: `x is T`, `asserts x`.
    fn is_guard(&self, given: At<BindingId>, callee: ExprId) -> bool {
        let facts = self.facts(given.source);
        let ExprKind::Name { binding: Some(binding), .. } = facts[facts.without_types(callee)].kind else {
            return false;
        };
        // What is asked about the function itself does not matter.
        binding != given.id
            && match self.binding(given.with(binding), &Scope::default()).shape {
                Shape::Function(function) => self.is_predicate(&function),
                _ => false,
            }
    }
}

/// Whether a member is compared or tested: which part of a union its object is may depend on that.
fn is_asked(facts: &Facts, member: ExprId) -> bool {
    match facts.parent(member) {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Unary { operator: UnaryOperator::Not | UnaryOperator::Typeof, .. } => true,
            ExprKind::Binary { operator: BinaryOperator::Equal | BinaryOperator::NotEqual, .. } => true,
            ExprKind::Conditional { test: tested, .. } | ExprKind::Logical { left: tested, .. } => {
                facts.without_types(tested) == member
            }
            _ => false,
        },
        Node::Statement(statement) => match facts[statement].kind {
            StatementKind::If { test: asked, .. } | StatementKind::Switch { discriminant: asked, .. } => {
                facts.without_types(asked) == member
            }
            _ => false,
        },
        _ => false,
    }
}

/// Whether something is compared with a value that is neither `null` nor `undefined`, or called to be asked.
fn compared(facts: &Facts, expr: ExprId, parent: Node) -> Option<Question> {
    match parent {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Binary { operator: BinaryOperator::Equal | BinaryOperator::NotEqual, left, right } => {
                let other = if facts.without_types(left) == expr { right } else { left };
                (!is_nothing(facts, other)).then_some(Question::Part)
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
