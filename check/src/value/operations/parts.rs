//! What is left of a value where something is known about it.

use super::super::shape::{Function, Shape, Value};

impl<'a> Value<'a> {
    /// The values that it may be.
    pub(crate) fn parts(&self) -> &[Self] {
        match &self.shape {
            Shape::Union(union) => &union.parts,
            _ => std::slice::from_ref(self),
        }
    }

    /// What of the value is left where it is truthy.
    #[must_use]
    pub(crate) fn when_truthy(&self) -> Self {
        self.only(&|shape| is_truthy(shape) != Some(false))
    }

    /// What of the value is left where it is falsy: objects and functions never are, and what is falsy is nothing but a
    /// primitive.
    #[must_use]
    pub(crate) fn when_falsy(&self) -> Self {
        match &self.shape {
            Shape::Union(union) => Self::one_of(union.parts.iter().map(Self::when_falsy), union.written),
            Shape::Unknown | Shape::Boolean(None) => Shape::Boolean(Some(false)).into(),
            Shape::String(None) => Shape::String(Some("")).into(),
            shape if is_truthy(shape) == Some(true) => Shape::Never.into(),
            Shape::Undefined
            | Shape::Null
            | Shape::Boolean(_)
            | Shape::String(_)
            | Shape::Number(_)
            | Shape::BigInt => self.clone(),
            _ => Shape::Never.into(),
        }
    }

    /// What of the value is left where it equals a literal, or where it does not.
    #[must_use]
    pub(crate) fn where_equal(&self, literal: &Shape<'a>, equal: bool) -> Self {
        match equal {
            true => self.only(&|shape| may_equal(shape, literal)),
            false => self.only(&|shape| are_equal(shape, literal) != Some(true)),
        }
    }

    /// What of the value is left where it is neither `null` nor `undefined`.
    #[must_use]
    pub(crate) fn without_nullish(&self) -> Self {
        self.only(&|shape| !shape.is_nullish())
    }

    /// What of the value is left where it is `null` or `undefined`.
    #[must_use]
    pub(crate) fn only_nullish(&self) -> Self {
        self.only(&Shape::is_nullish)
    }

    /// What of the value is left where it is not `undefined`.
    #[must_use]
    pub(crate) fn without_undefined(&self) -> Self {
        self.only(&|shape| !matches!(shape, Shape::Undefined))
    }

    /// The value, or nothing where there is no value of it.
    #[must_use]
    pub(crate) fn or_undefined(self) -> Self {
        Self::one_of([self, Shape::Undefined.into()], false)
    }

    /// The value when it cannot be told which of its parts it is where it is used.
    #[must_use]
    pub(crate) fn undecided(self) -> Self {
        match &self.shape {
            Shape::Union(union) if union.written => {
                Self { shape: Self::one_of(union.parts.iter().cloned(), false).shape, trail: self.trail }
            }
            _ => self,
        }
    }

    /// Whether nothing is known of it on some branch of the code that makes it.
    pub(crate) fn is_vague(&self) -> bool {
        match &self.shape {
            Shape::Unknown => true,
            Shape::Union(union) => union.parts.iter().any(Self::is_vague),
            _ => false,
        }
    }

    fn only(&self, keep: &dyn Fn(&Shape<'a>) -> bool) -> Self {
        match &self.shape {
            Shape::Union(union) => {
                let kept = Self::one_of(union.parts.iter().map(|part| part.only(keep)), union.written);
                Self { trail: if union.written { kept.trail } else { self.trail.clone() }, ..kept }
            }
            shape if keep(shape) => self.clone(),
            _ => Shape::Never.into(),
        }
    }
}

/// Whether a value is truthy, where that is written down. What only a type says may be missing all the same.
pub(in super::super) fn is_truthy(shape: &Shape<'_>) -> Option<bool> {
    match shape {
        Shape::Boolean(Some(value)) => Some(*value),
        Shape::String(Some(text)) => Some(!text.is_empty()),
        Shape::Number(Some(number)) => Some(*number != 0.0),
        Shape::Undefined | Shape::Null => Some(false),
        Shape::Function(function) => matches!(**function, Function::Written { .. }).then_some(true),
        Shape::Object(object) => object.declared.is_none().then_some(true),
        Shape::Tuple(_) | Shape::Jsx | Shape::Class(_) | Shape::Action(_) => Some(true),
        _ => None,
    }
}

/// Whether two values are equal, where both are written down.
pub(in super::super) fn are_equal(one: &Shape<'_>, other: &Shape<'_>) -> Option<bool> {
    match (one, other) {
        (Shape::Boolean(Some(one)), Shape::Boolean(Some(other))) => Some(one == other),
        (Shape::String(Some(one)), Shape::String(Some(other))) => Some(one == other),
        (Shape::Number(Some(one)), Shape::Number(Some(other))) => Some(one == other),
        (
            Shape::Undefined | Shape::Null,
            Shape::String(Some(_)) | Shape::Boolean(Some(_)) | Shape::Number(Some(_)),
        )
        | (
            Shape::String(Some(_)) | Shape::Boolean(Some(_)) | Shape::Number(Some(_)),
            Shape::Undefined | Shape::Null,
        ) => Some(false),
        _ => None,
    }
}

/// Whether a value may equal a literal.
fn may_equal(shape: &Shape<'_>, literal: &Shape<'_>) -> bool {
    match (shape, literal) {
        // What came out of JSON is an instance as well.
        (Shape::Unknown | Shape::Instance(_), _)
        | (Shape::Boolean(None), Shape::Boolean(_))
        | (Shape::Number(None), Shape::Number(_))
        | (Shape::String(None), Shape::String(_)) => true,
        _ => are_equal(shape, literal) == Some(true),
    }
}
