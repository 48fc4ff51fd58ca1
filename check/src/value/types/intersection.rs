//! Intersections, `A & B`.

use std::sync::Arc;

use rutter_syntax::facts::TypeId;

use super::super::evaluator::Evaluator;
use super::super::shape::{Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::MOST_PARTS;
use super::members::Builder;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn intersection(&self, at: At<TypeId>, parts: &[TypeId], scope: &Scope<'a>) -> Value<'a> {
        let mut values = parts.iter().map(|part| self.ty(at.with(*part), scope));
        let first = values.next().unwrap_or_else(Value::unknown);
        values.fold(first, |both, value| self.both(at, &both, &value))
    }

    /// Something that is of two types at once.
    fn both(&self, at: At<TypeId>, left: &Value<'a>, right: &Value<'a>) -> Value<'a> {
        self.bounded(|| self.both_of(at, left, right)).unwrap_or_else(Value::unknown)
    }

    fn both_of(&self, at: At<TypeId>, left: &Value<'a>, right: &Value<'a>) -> Value<'a> {
        match (&left.shape, &right.shape) {
            (Shape::Union(union), _) => self
                .declared_union(union.parts.iter().take(MOST_PARTS).map(|part| self.both(at, part, right))),
            (_, Shape::Union(union)) => {
                self.declared_union(union.parts.iter().take(MOST_PARTS).map(|part| self.both(at, left, part)))
            }
            (Shape::Never, _) | (_, Shape::Never) => Shape::Never.into(),
            (Shape::Object(left), Shape::Object(right)) => self.merged(at, left, right),
            (Shape::Object(object), Shape::Unknown) | (Shape::Unknown, Shape::Object(object)) => {
                let mut open = Object::clone(object);
                open.rest = Some(Thunk::unknown());
                Shape::Object(Arc::new(open)).into()
            }
            (Shape::Unknown, _) | (_, Shape::Unknown) => Value::unknown(),
            (left_shape, right_shape) if left_shape.is_nullish() || right_shape.is_nullish() => {
                let is_same = std::mem::discriminant(left_shape) == std::mem::discriminant(right_shape);
                if is_same { left.clone() } else { Shape::Never.into() }
            }
            // A brand, such as `string & {__brand: 'id'}`, is no part of the value; nor can what is added to a
            // function or an instance make it less than that.
            (Shape::Object(_), _) => right.clone(),
            (_, Shape::Object(_)) => left.clone(),
            (Shape::String(own), Shape::String(other)) => narrower(own, other, left, right),
            (Shape::Number(own), Shape::Number(other)) => narrower(own, other, left, right),
            (Shape::Boolean(own), Shape::Boolean(other)) => narrower(own, other, left, right),
            (left_shape, right_shape)
                if is_primitive(left_shape)
                    && is_primitive(right_shape)
                    && std::mem::discriminant(left_shape) != std::mem::discriminant(right_shape) =>
            {
                Shape::Never.into()
            }
            _ => left.clone(),
        }
    }

    fn merged(&self, at: At<TypeId>, left: &Object<'a>, right: &Object<'a>) -> Value<'a> {
        self.spend(left.members.len() + right.members.len());
        let mut builder = Builder::default();
        left.members.iter().for_each(|member| builder.set(member.clone()));
        for member in &right.members {
            let both = builder.get(member.name).cloned().map(|own| {
                let value = self.both(at, &self.force(&own.value), &self.force(&member.value));
                Member { value: value.into(), optional: own.optional && member.optional, ..own }
            });
            builder.set(both.unwrap_or_else(|| member.clone()));
        }
        if let Some(rest) = left.rest.as_ref().or(right.rest.as_ref()) {
            builder.set_rest(rest.clone());
        }
        builder.finish(left.declared.or(right.declared).unwrap_or_else(|| self.place(at)))
    }
}

/// The literal of two, if they do not contradict each other.
fn narrower<'a, T: PartialEq>(
    own: &Option<T>,
    other: &Option<T>,
    left: &Value<'a>,
    right: &Value<'a>,
) -> Value<'a> {
    match (own, other) {
        (None, _) => right.clone(),
        (Some(own), Some(other)) if own != other => Shape::Never.into(),
        _ => left.clone(),
    }
}

fn is_primitive(shape: &Shape<'_>) -> bool {
    matches!(
        shape,
        Shape::String(_) | Shape::Number(_) | Shape::Boolean(_) | Shape::BigInt | Shape::Symbol { .. }
    )
}
