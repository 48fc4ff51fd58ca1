//! What is left of a value where something is known about it, or about a part of it.

use std::sync::Arc;

use super::super::evaluator::Evaluator;
use super::super::exprs::Step;
use super::super::shape::{Element, Member, Object, Shape, Value};

/// What is known about a value.
#[derive(Debug, Clone)]
pub(in super::super) enum Answer<'a> {
    /// Whether it is truthy.
    Truthy(bool),
    /// Whether it equals a literal. `null` and `undefined` count as the same.
    Equal(Shape<'a>, bool),
}

impl<'a> Evaluator<'_, 'a> {
    /// What is left of a value if the answer for a part of it is the given one.
    pub(in super::super) fn part_where(
        &self,
        value: &Value<'a>,
        steps: &[Step<'a>],
        answer: &Answer<'a>,
    ) -> Value<'a> {
        let Some((step, rest)) = steps.split_first() else { return answer.left_of(value) };
        match &value.shape {
            Shape::Union(union) => {
                let parts = union.parts.iter().map(|part| self.part_where(part, steps, answer));
                let left = Value::one_of(parts, union.written);
                Value { trail: if union.written { left.trail } else { value.trail.clone() }, ..left }
            }
            Shape::Undefined | Shape::Null if answer.is_possible(&Shape::Undefined.into()) => value.clone(),
            Shape::Undefined | Shape::Null => Shape::Never.into(),
            Shape::Array(_) | Shape::Tuple(_) if *step == Step::Name("length") => list_where(value, answer),
            _ => {
                let part = match step {
                    Step::Name(name) => self.member(value, name),
                    Step::Index(index) => self.element(value, *index),
                };
                let left = self.part_where(&part, rest, answer);
                match (&left.shape, &part.shape, &value.shape) {
                    (Shape::Never, Shape::Never, _) => value.clone(),
                    (Shape::Never, ..) => Shape::Never.into(),
                    (_, Shape::Union(_) | Shape::Object(_) | Shape::Array(_), Shape::Object(object)) => {
                        with_member(value, object, *step, left)
                    }
                    _ => value.clone(),
                }
            }
        }
    }
}

/// An object with one of its members known better.
fn with_member<'a>(value: &Value<'a>, object: &Object<'a>, step: Step<'a>, left: Value<'a>) -> Value<'a> {
    let Step::Name(name) = step else { return value.clone() };
    let Some(member) = object.member(name) else { return value.clone() };
    let is_missing = matches!(left.shape, Shape::Undefined);
    let may_be_missing = left.parts().iter().any(|part| matches!(part.shape, Shape::Undefined));
    let optional = member.optional && may_be_missing && !is_missing;
    let mut object = object.clone();
    object.set(Member { name, value: left.into(), optional, place: member.place });
    Value { shape: Shape::Object(Arc::new(object)), trail: value.trail.clone() }
}

/// A list of which something is known about its length.
fn list_where<'a>(value: &Value<'a>, answer: &Answer<'a>) -> Value<'a> {
    let is_possible = |length: f64| answer.is_possible(&Shape::Number(Some(length)).into());
    let is_open = |element: &Element<'_>| element.spread;
    let least = match &value.shape {
        Shape::Tuple(elements) => elements.iter().filter(|element| !is_open(element)).count(),
        _ => 0,
    };
    // An answer that no length but zero fits, or that zero does not fit, tells empty lists from others.
    match (is_possible(0.0), is_possible(1.0) || is_possible(2.0)) {
        (true, false) if least > 0 => Shape::Never.into(),
        (true, false) => Value { shape: Shape::Tuple(Arc::new([])), trail: value.trail.clone() },
        (false, _) if matches!(&value.shape, Shape::Tuple(elements) if elements.is_empty()) => {
            Shape::Never.into()
        }
        _ => value.clone(),
    }
}

impl<'a> Answer<'a> {
    /// What of a value it leaves.
    fn left_of(&self, value: &Value<'a>) -> Value<'a> {
        match self {
            Self::Truthy(true) => value.when_truthy(),
            Self::Truthy(false) => value.when_falsy(),
            Self::Equal(literal, true) if literal.is_nullish() => value.only_nullish(),
            Self::Equal(literal, false) if literal.is_nullish() => value.without_nullish(),
            Self::Equal(literal, equal) => value.where_equal(literal, *equal),
        }
    }

    fn is_possible(&self, value: &Value<'a>) -> bool {
        !matches!(self.left_of(value).shape, Shape::Never)
    }
}
