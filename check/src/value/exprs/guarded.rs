//! What is left of a value where a condition holds that tests it, a part of it, or what it was taken out of:
//! `if (row) return row`, `if (!result.ok) return result`, `const { data, error } = result; if (error) return data`.

use rutter_syntax::facts::{
    BinaryOperator, BindingKind, DeclaratorId, ExprId, ExprKind, Facts, LogicalOperator, Node, PatternId,
    UnaryOperator,
};

use super::super::evaluator::Evaluator;
use super::super::operations::Answer;
use super::super::shape::{Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;
use super::path::Path;
use crate::infer::conditions::{Condition, conditions_at};

/// How many variables are followed from a condition to the test that they hold: `const has = !!row`.
const LONGEST_WAY: u32 = 4;

impl<'a> Evaluator<'_, 'a> {
    /// What the conditions around a name, or a member of one, leave of its value.
    pub(super) fn guarded(&self, at: At<ExprId>, value: Value<'a>) -> Value<'a> {
        let may_be_less = match value.shape {
            Shape::Union(_) | Shape::Undefined | Shape::Null => true,
            // Of an object or a list only what is in it can become less.
            Shape::Object(_) | Shape::Array(_) | Shape::Tuple(_) => !self.is_quick,
            _ => false,
        };
        if !may_be_less {
            return value;
        }
        let facts = self.facts(at.source);
        let conditions = conditions_at(facts, Node::Expr(at.id));
        if conditions.is_empty() {
            return value;
        }
        match Path::of(facts, at.id) {
            Some(path) => self.left_by_all(facts, value, &path, &conditions),
            None => value,
        }
    }

    /// What is left of a value, of which a pattern takes a part, where that part is used. None where the conditions there
    /// say nothing of the value.
    pub(super) fn left_of_whole(
        &self,
        declarator: At<DeclaratorId>,
        whole: &Value<'a>,
        used: ExprId,
    ) -> Option<Value<'a>> {
        let facts = self.facts(declarator.source);
        let conditions = conditions_at(facts, Node::Expr(used));
        if !matches!(whole.shape, Shape::Union(_)) || conditions.is_empty() {
            return None;
        }
        let path = Path::of_declared(facts, declarator.id);
        let left = self.left_by_all(facts, whole.clone(), &path, &conditions);
        (left.parts().len() < whole.parts().len()).then_some(left)
    }

    /// Whether a condition of the place where a part of a value is used asks for another part, which may be missing:
    /// whether the one is there may depend on the other.
    pub(super) fn depends_on_sibling(
        &self,
        declarator: At<DeclaratorId>,
        part: PatternId,
        whole: &Value<'a>,
        used: ExprId,
        scope: &Scope<'a>,
    ) -> bool {
        let facts = self.facts(declarator.source);
        let pattern = facts[declarator.id].pattern;
        let siblings = facts.bound_by(pattern).into_iter().filter_map(|binding| match facts[binding].kind {
            BindingKind::Variable { pattern, .. } if pattern != part => Some((binding, pattern)),
            _ => None,
        });
        let conditions = conditions_at(facts, Node::Expr(used));
        siblings.into_iter().any(|(sibling, taken)| {
            let is_asked = conditions.iter().any(|condition| {
                let test = facts[condition.test].span;
                facts.references(sibling).any(|name| test.contains(facts[name].span))
            });
            is_asked && {
                let sibling = self.taken(declarator.with(pattern), whole.clone(), taken, scope);
                sibling.parts().iter().any(|part| part.shape.is_nullish())
            }
        })
    }

    fn left_by_all(
        &self,
        facts: &'a Facts,
        value: Value<'a>,
        path: &Path<'a>,
        conditions: &[Condition],
    ) -> Value<'a> {
        conditions.iter().fold(value, |value, condition| match condition.holds {
            Some(holds) => self.left_by(facts, value, path, condition.test, holds, 0),
            None => value,
        })
    }

    /// What is left of a value, which is found at a path, where a test holds, or where it does not.
    fn left_by(
        &self,
        facts: &'a Facts,
        value: Value<'a>,
        path: &Path<'a>,
        test: ExprId,
        holds: bool,
        way: u32,
    ) -> Value<'a> {
        let left_by = |value, test, holds| self.left_by(facts, value, path, test, holds, way);
        let test = facts.without_types(test);
        match facts[test].kind {
            ExprKind::Unary { operator: UnaryOperator::Not, operand } => left_by(value, operand, !holds),
            ExprKind::Logical { operator, left, right } if (operator == LogicalOperator::And) == holds => {
                left_by(left_by(value, left, holds), right, holds)
            }
            ExprKind::Binary { operator, left, right }
                if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) =>
            {
                let is_equal = (operator == BinaryOperator::Equal) == holds;
                let compared = |value, one, other| match literal(facts, other) {
                    Some(literal) => {
                        self.left_where(facts, value, path, one, &Answer::Equal(literal, is_equal))
                    }
                    None => value,
                };
                compared(compared(value, left, right), right, left)
            }
            ExprKind::Call { callee, arguments, .. } if is_boolean(facts, callee) => match facts[arguments] {
                [tested] => left_by(value, tested, holds),
                _ => value,
            },
            ExprKind::Name { binding: Some(binding), .. } if way < LONGEST_WAY => {
                let value = self.left_where(facts, value, path, test, &Answer::Truthy(holds));
                match facts[binding].kind {
                    BindingKind::Variable { declarator, pattern }
                        if !facts[binding].reassigned && facts[declarator].pattern == pattern =>
                    {
                        match facts[declarator].value.filter(|value| Path::of(facts, *value).is_none()) {
                            Some(test) => self.left_by(facts, value, path, test, holds, way + 1),
                            None => value,
                        }
                    }
                    _ => value,
                }
            }
            _ => self.left_where(facts, value, path, test, &Answer::Truthy(holds)),
        }
    }

    /// What is left of a value if the answer for what is tested, which may be the value or lie in it, is the given one.
    fn left_where(
        &self,
        facts: &'a Facts,
        value: Value<'a>,
        path: &Path<'a>,
        tested: ExprId,
        answer: &Answer<'a>,
    ) -> Value<'a> {
        let tested = Path::of(facts, tested);
        match tested.as_ref().and_then(|tested| tested.within(path)) {
            Some(steps) => self.part_where(&value, steps, answer),
            None => value,
        }
    }
}

/// What an expression is that is written down: `null`, `'ok'`, `0`.
fn literal<'a>(facts: &'a Facts, expr: ExprId) -> Option<Shape<'a>> {
    Some(match facts[facts.without_types(expr)].kind {
        ExprKind::Null => Shape::Null,
        ExprKind::Name { name, binding: None } if &facts[name] == "undefined" => Shape::Undefined,
        ExprKind::String(text) => Shape::String(Some(&facts[text])),
        ExprKind::Number(number) => Shape::Number(Some(number.value())),
        ExprKind::Boolean(value) => Shape::Boolean(Some(value)),
        _ => return None,
    })
}

/// Whether an expression is the function `Boolean`.
pub(super) fn is_boolean(facts: &Facts, callee: ExprId) -> bool {
    matches!(facts[facts.without_types(callee)].kind,
        ExprKind::Name { name, binding: None } if &facts[name] == "Boolean")
}

/// Whether an expression is `null` or `undefined`.
pub(super) fn is_nothing(facts: &Facts, expr: ExprId) -> bool {
    literal(facts, expr).is_some_and(|literal| literal.is_nullish())
}
