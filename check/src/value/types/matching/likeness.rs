//! Whether a value is like another one.

use super::super::super::evaluator::Evaluator;
use super::super::super::shape::{Shape, Value};
use super::all;

impl<'a> Evaluator<'_, 'a> {
    /// Whether a value is like another one, which stands for a type.
    pub(super) fn is_like(&self, value: &Value<'a>, other: &Value<'a>) -> Option<bool> {
        self.bounded(|| self.is_like_of(value, other))?
    }

    fn is_like_of(&self, value: &Value<'a>, other: &Value<'a>) -> Option<bool> {
        match (&value.shape, &other.shape) {
            (Shape::Never, _) => Some(true),
            (Shape::Unknown, _) | (_, Shape::Unknown) => None,
            (Shape::Union(union), _) => all(union.parts.iter().map(|part| self.is_like(part, other))),
            (_, Shape::Union(union)) => {
                let mut answers = union.parts.iter().map(|part| self.is_like(value, part));
                let mut any = Some(false);
                answers
                    .find_map(|answer| match answer {
                        Some(true) => Some(true),
                        Some(false) => None,
                        None => {
                            any = None;
                            None
                        }
                    })
                    .or(any)
            }
            (Shape::String(own), Shape::String(other)) => is_one(own.as_ref(), other.as_ref()),
            (Shape::Number(own), Shape::Number(other)) => {
                is_one(own.map(f64::to_bits).as_ref(), other.map(f64::to_bits).as_ref())
            }
            (Shape::Boolean(own), Shape::Boolean(other)) => is_one(own.as_ref(), other.as_ref()),
            (Shape::Object(own), Shape::Object(other)) => {
                all(other.members.iter().map(|member| match own.member(member.name) {
                    Some(found) if found.optional && !member.optional => Some(false),
                    Some(found) => self.is_like(&self.force(&found.value), &self.force(&member.value)),
                    None if own.rest.is_some() => None,
                    None => Some(member.optional),
                }))
            }
            (Shape::Array(own), Shape::Array(other)) => self.is_like(&self.force(own), &self.force(other)),
            (Shape::Tuple(elements), Shape::Array(other)) => {
                let other = self.force(other);
                all(elements.iter().map(|element| self.is_like(&self.force(&element.value), &other)))
            }
            (Shape::Instance(own), Shape::Instance(other)) => {
                (own.class == other.class && own.scope.is_empty()).then_some(true)
            }
            (Shape::Object(_), Shape::Instance(_)) => None,
            (shape, Shape::Object(other)) if shape.is_plain() && other.rest.is_some() => {
                (!matches!(shape, Shape::Jsx)).then_some(false)
            }
            (shape, Shape::Object(other)) if !shape.is_nullish() => {
                (other.members.is_empty() && other.rest.is_none()).then_some(true)
            }
            (
                Shape::Function(_)
                | Shape::Action(_)
                | Shape::Class(_)
                | Shape::Client(_)
                | Shape::Module(_)
                | Shape::Known(_)
                | Shape::Jsx
                | Shape::Instance(_)
                | Shape::Tuple(_),
                other,
            ) if !other.is_plain() => None,
            (own, other) => {
                let is_same = std::mem::discriminant(own) == std::mem::discriminant(other);
                Some(is_same)
            }
        }
    }
}

/// Whether something is the literal that is wanted, or of its kind.
fn is_one<T: PartialEq>(own: Option<&T>, wanted: Option<&T>) -> Option<bool> {
    match (own, wanted) {
        (_, None) => Some(true),
        (None, Some(_)) => None,
        (Some(own), Some(wanted)) => Some(own == wanted),
    }
}
