//! Operators on values that are known, or partly known.

use oxc_ast::ast::{
    BinaryExpression, BinaryOperator, LogicalExpression, LogicalOperator, UnaryExpression, UnaryOperator,
};
use oxc_span::{GetSpan, Span};

use super::Evaluator;
use super::expression::text_of;
use crate::static_value::{Static, Unknown, Value};

impl<'a> Evaluator<'a> {
    pub(super) fn logical(&mut self, logical: &'a LogicalExpression<'a>, scope: usize) -> Static<'a> {
        let left = self.expression(&logical.left, scope);
        let is_left = match logical.operator {
            LogicalOperator::And => left.truthiness().map(|truthy| !truthy),
            LogicalOperator::Or => left.truthiness(),
            LogicalOperator::Coalesce => match left.value {
                Value::Undefined | Value::Null => Some(false),
                Value::OneOf(..)
                | Value::Falsy(_)
                | Value::Unknown(_)
                | Value::Import { .. }
                | Value::Member { .. }
                | Value::Call { .. } => None,
                _ => Some(true),
            },
        };
        match is_left {
            Some(true) => left,
            Some(false) => self.expression(&logical.right, scope),
            None => {
                let decides = self.depends_on(logical.left.span());
                let right = self.perhaps_run(decides.clone(), |this| this.expression(&logical.right, scope));
                let left = match logical.operator {
                    LogicalOperator::And => Static::new(Value::Falsy(decides.clone()), left.span),
                    _ => left,
                };
                self.either(left, right, decides, logical.span)
            }
        }
    }

    pub(super) fn unary(&mut self, unary: &'a UnaryExpression<'a>, scope: usize) -> Static<'a> {
        let value = self.expression(&unary.argument, scope);
        let known = match (unary.operator, &value.value) {
            (UnaryOperator::Void, _) => Some(Value::Undefined),
            (UnaryOperator::LogicalNot, _) => value.truthiness().map(|truthy| Value::Bool(!truthy)),
            (UnaryOperator::UnaryNegation, Value::Number(number)) => Some(Value::Number(-number)),
            (UnaryOperator::UnaryPlus, Value::Number(number)) => Some(Value::Number(*number)),
            (UnaryOperator::Delete, _) => {
                if let Some((name, path)) = self.path(&unary.argument, scope) {
                    self.assign_path(name, &path, &Static::undefined(unary.span), scope);
                }
                Some(Value::Bool(true))
            }
            _ => None,
        };
        match known {
            Some(value) => Static::new(value, unary.span),
            None => Static::unknown(self.at_run_time(unary.span), unary.span),
        }
    }

    pub(super) fn binary(&mut self, binary: &'a BinaryExpression<'a>, scope: usize) -> Static<'a> {
        let left = self.expression(&binary.left, scope);
        let right = self.expression(&binary.right, scope);
        let known = match binary.operator {
            BinaryOperator::Addition => return self.add(&left, &right, binary.span),
            BinaryOperator::StrictEquality => self.strictly_equal(&left, &right).map(Value::Bool),
            BinaryOperator::StrictInequality => {
                self.strictly_equal(&left, &right).map(|equal| Value::Bool(!equal))
            }
            // Loose comparison of two strings or two numbers is the strict one.
            BinaryOperator::Equality if same_kind(&left, &right) => {
                self.strictly_equal(&left, &right).map(Value::Bool)
            }
            BinaryOperator::Inequality if same_kind(&left, &right) => {
                self.strictly_equal(&left, &right).map(|equal| Value::Bool(!equal))
            }
            operator => match (&left.value, &right.value) {
                (Value::Number(a), Value::Number(b)) => match operator {
                    BinaryOperator::Subtraction => Some(Value::Number(a - b)),
                    BinaryOperator::Multiplication => Some(Value::Number(a * b)),
                    BinaryOperator::Division => Some(Value::Number(a / b)),
                    _ => None,
                },
                _ => None,
            },
        };
        match known {
            Some(value) => Static::new(value, binary.span),
            None => Static::unknown(self.at_run_time(binary.span), binary.span),
        }
    }

    pub(super) fn add(&mut self, left: &Static<'a>, right: &Static<'a>, span: Span) -> Static<'a> {
        if let (Value::Number(a), Value::Number(b)) = (&left.value, &right.value) {
            return Static::new(Value::Number(a + b), span);
        }
        let has_string = matches!(left.value, Value::String(_)) || matches!(right.value, Value::String(_));
        match (text_of(left), text_of(right)) {
            (Some(left), Some(right)) if has_string => self.text(left + &right, span),
            _ => Static::unknown(self.at_run_time(span), span),
        }
    }

    /// `a === b`, where both are known.
    pub(super) fn strictly_equal(&self, a: &Static<'a>, b: &Static<'a>) -> Option<bool> {
        fn is_primitive(value: &Value<'_>) -> bool {
            matches!(
                value,
                Value::Undefined | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)
            )
        }
        (is_primitive(&a.value) && is_primitive(&b.value)).then(|| a.is_same(b))
    }

    pub(super) fn either(
        &mut self,
        a: Static<'a>,
        b: Static<'a>,
        decides: Unknown,
        span: Span,
    ) -> Static<'a> {
        if self.spend(a.size().saturating_add(b.size())) {
            Static::one_of(vec![a, b], decides, span)
        } else {
            self.too_much_work(span)
        }
    }
}

fn same_kind(a: &Static<'_>, b: &Static<'_>) -> bool {
    matches!(
        (&a.value, &b.value),
        (Value::String(_), Value::String(_))
            | (Value::Number(_), Value::Number(_))
            | (Value::Bool(_), Value::Bool(_))
    )
}
