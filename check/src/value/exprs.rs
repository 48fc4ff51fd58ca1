//! What an expression is.

mod assigned;
mod call;
mod changed;
mod decided;
mod entry;
mod expected;
mod filled;
mod guarded;
mod import;
mod kept;
mod literal;
mod name;
mod narrow;
mod path;
mod pattern;
mod spread;

use std::sync::Arc;

use rutter_syntax::facts::{BinaryOperator, Branches, ExprId, ExprKind, LogicalOperator, UnaryOperator};

use super::evaluator::Evaluator;
use super::operations::is_truthy;
use super::shape::{ClassValue, Known, Shape, Value};
use super::source::At;
use super::thunk::{Scope, Thunk};
pub(crate) use decided::derived_of_parameters;
pub(super) use filled::Changes;
pub(super) use path::Step;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn expr_of(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let value_of = |expr| self.expr(at.with(expr), scope);
        match facts[at.id].kind {
            ExprKind::Null => Shape::Null.into(),
            ExprKind::Boolean(value) => Shape::Boolean(Some(value)).into(),
            ExprKind::Number(number) => Shape::Number(Some(number.value())).into(),
            ExprKind::BigInt => Shape::BigInt.into(),
            ExprKind::String(text) | ExprKind::Text(text) => Shape::String(Some(&facts[text])).into(),
            ExprKind::Template { .. } => Shape::String(None).into(),
            ExprKind::RegExp => self.made(Shape::Known(Known::RegExp), at),
            ExprKind::Meta => self.made(Shape::Known(Known::Meta), at),
            ExprKind::Jsx(_) => Shape::Jsx.into(),
            ExprKind::Name { name, binding } => self.name(at, &facts[name], binding, scope),
            ExprKind::Array(elements) => self.array(at, &facts[elements], scope),
            ExprKind::Object(properties) => self.object(at, &facts[properties], scope),
            ExprKind::Function(function) => self.function(at.with(function), scope),
            ExprKind::Class(class) => {
                let class = ClassValue { at: at.with(class), scope: scope.clone() };
                Shape::Class(Arc::new(class)).into()
            }
            ExprKind::Member { object, property, .. } => {
                self.member_expr(at, object, &facts[property], scope)
            }
            ExprKind::This => self.this(at, scope),
            ExprKind::Import { .. } => self.dynamic_import(at),
            ExprKind::Index { object, index, .. } => self.index(&value_of(object), &value_of(index)),
            ExprKind::Call { callee, arguments, .. } => self.call_expr(at, callee, &facts[arguments], scope),
            ExprKind::TaggedTemplate { tag, .. } => self.tagged(at, tag, scope),
            ExprKind::New { callee, arguments } => self.new_expr(at, callee, &facts[arguments], scope),
            ExprKind::Unary { operator: UnaryOperator::Typeof, operand }
                if self.is_missing_here(at.with(operand)) =>
            {
                Shape::String(Some("undefined")).into()
            }
            ExprKind::Unary { operator: UnaryOperator::Not, .. } => {
                Shape::Boolean(self.holds(at, scope)).into()
            }
            ExprKind::Unary { operator, .. } => unary(operator).into(),
            ExprKind::Binary { operator, left, right } => match operator {
                BinaryOperator::Add => self.sum(&value_of(left), &value_of(right)),
                BinaryOperator::Arithmetic => self.arithmetic(&value_of(left), &value_of(right)),
                BinaryOperator::Equal | BinaryOperator::NotEqual => {
                    Shape::Boolean(self.holds(at, scope)).into()
                }
                _ => Shape::Boolean(None).into(),
            },
            ExprKind::Logical { operator, left, right } => self.logical(at, operator, left, right, scope),
            ExprKind::Conditional { test, branches } => {
                let (test, Branches { then, otherwise }) = (at.with(test), facts[branches]);
                match self.holds(test, scope) {
                    Some(true) => value_of(then),
                    Some(false) => value_of(otherwise),
                    None => {
                        let written = !self.is_up_to_caller(test, scope);
                        Value::one_of([value_of(then), value_of(otherwise)], written)
                    }
                }
            }
            ExprKind::Assign { value, plain: true, .. } => value_of(value),
            ExprKind::Update(_) => Shape::Number(None).into(),
            ExprKind::Sequence(exprs) => {
                facts[exprs].last().map_or_else(Value::unknown, |last| value_of(*last))
            }
            ExprKind::Await(value) => self.awaited(&value_of(value)),
            ExprKind::As { value, ty: None } | ExprKind::Satisfies { value, .. } => value_of(value),
            ExprKind::As { value, ty: Some(ty) } => {
                // The value decides. What is written says more only where nothing is known of it.
                // The global object is what it is said to be: nothing else declares what is kept there.
                let is_global = matches!(facts[facts.without_types(value)].kind,
                    ExprKind::Name { name, binding: None } if matches!(&facts[name], "global" | "globalThis"));
                let value = value_of(value);
                match value.shape {
                    Shape::Unknown if is_global => self.ty(at.with(ty), scope),
                    Shape::Unknown => self.claimed(self.ty(at.with(ty), scope)),
                    Shape::Union(ref union) if value.is_vague() => {
                        let known = union.parts.iter().filter(|part| !part.is_vague()).cloned();
                        let claimed = self.claimed(self.ty(at.with(ty), scope));
                        Value::one_of(known.chain([claimed]), false)
                    }
                    _ => value,
                }
            }
            ExprKind::NonNull(value) => value_of(value).without_nullish(),
            ExprKind::Instantiation(value) => value_of(value),
            _ => Value::unknown(),
        }
    }

    fn member_expr(&self, at: At<ExprId>, object: ExprId, property: &str, scope: &Scope<'a>) -> Value<'a> {
        if let Some(value) = self.member_of_package(at) {
            return value;
        }
        let facts = self.facts(at.source);
        let owner = self.expr(at.with(object), scope);
        if owner.shape.is_nullish() && matches!(facts[at.id].kind, ExprKind::Member { optional: true, .. }) {
            return Shape::Undefined.into();
        }
        let value = self.member(&owner, property);
        let mut path = vec![property];
        let mut object = facts.without_types(object);
        while let ExprKind::Member { object: outer, property, .. } = facts[object].kind {
            path.push(&facts[property]);
            object = facts.without_types(outer);
        }
        let ExprKind::Name { binding: Some(binding), .. } = facts[object].kind else { return value };
        path.reverse();
        self.guarded(at, self.narrowed(at.with(binding), &path, value))
    }

    /// What only a cast says of a value: it may as well be plain data, which casts often give a type that it has lost.
    fn claimed(&self, value: Value<'a>) -> Value<'a> {
        if value.shape.is_plain() { value } else { Value::one_of([value, self.plain_data()], false) }
    }

    fn logical(
        &self,
        at: At<ExprId>,
        operator: LogicalOperator,
        left: ExprId,
        right: ExprId,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let (left, right) = (at.with(left), at.with(right));
        let value = self.expr(left, scope);
        match (operator, is_truthy(&value.shape)) {
            (LogicalOperator::And, Some(true)) | (LogicalOperator::Or, Some(false)) => {
                return self.expr(right, scope);
            }
            (LogicalOperator::And, Some(false)) | (LogicalOperator::Or, Some(true)) => return value,
            _ => {}
        }
        let kept = match operator {
            LogicalOperator::And => value.when_falsy(),
            LogicalOperator::Or => value.when_truthy(),
            LogicalOperator::Coalesce => value.without_nullish(),
        };
        match kept.shape {
            Shape::Unknown if self.is_kept_globally(left) => self.expr(right, scope),
            _ => {
                // `{}` stands in for a value that is missing: what it does not hold says nothing of the value.
                let facts = self.facts(right.source);
                let is_stand_in = matches!(facts[facts.without_types(right.id)].kind,
                    ExprKind::Object(properties) if properties.is_empty());
                let written = !is_stand_in && !self.is_up_to_caller(left, scope);
                Value::one_of([kept, self.expr(right, scope)], written)
            }
        }
    }

    /// A value that is made by an expression.
    fn made(&self, shape: Shape<'a>, at: At<ExprId>) -> Value<'a> {
        let place = at.with(self.facts(at.source)[at.id].span);
        Value::from(shape).through(place, || "it is made here".to_owned())
    }

    fn sum(&self, left: &Value<'a>, right: &Value<'a>) -> Value<'a> {
        let is = |value: &Value<'a>, kind: fn(&Shape<'a>) -> bool| match &value.shape {
            Shape::Union(union) => union.parts.iter().all(|part| kind(&part.shape)),
            shape => kind(shape),
        };
        let both = |kind| is(left, kind) && is(right, kind);
        let is_text: fn(&Shape<'a>) -> bool = |shape| matches!(shape, Shape::String(_));
        if is(left, is_text) || is(right, is_text) {
            Shape::String(None).into()
        } else if both(|shape| matches!(shape, Shape::Number(_))) {
            Shape::Number(None).into()
        } else if both(|shape| matches!(shape, Shape::BigInt)) {
            Shape::BigInt.into()
        } else {
            // Whatever is added, the sum is a string, a number or a bigint, all of which cross.
            Value::one_of([Shape::String(None).into(), Shape::Number(None).into()], false)
        }
    }

    fn arithmetic(&self, left: &Value<'a>, right: &Value<'a>) -> Value<'a> {
        match (&left.shape, &right.shape) {
            (Shape::BigInt, _) | (_, Shape::BigInt) => Shape::BigInt.into(),
            _ => Shape::Number(None).into(),
        }
    }

    /// An argument or an entry, to be evaluated when somebody asks.
    fn thunk(&self, at: At<ExprId>, scope: &Scope<'a>) -> Thunk<'a> {
        Thunk::Expr(at, scope.clone())
    }
}

fn unary<'a>(operator: UnaryOperator) -> Shape<'a> {
    match operator {
        UnaryOperator::Not | UnaryOperator::Delete => Shape::Boolean(None),
        UnaryOperator::Typeof => Shape::String(None),
        UnaryOperator::Void => Shape::Undefined,
        UnaryOperator::Minus | UnaryOperator::Plus | UnaryOperator::BitwiseNot => Shape::Number(None),
    }
}
