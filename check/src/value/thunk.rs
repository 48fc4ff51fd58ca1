//! Values that are evaluated when somebody asks, and what names stand for meanwhile.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rutter_syntax::facts::{BindingId, ExprId, FunctionId, TypeId};

use super::shape::{Shape, Value};
use super::source::At;

/// A value that need not have been evaluated yet.
#[derive(Debug, Clone)]
pub(crate) enum Thunk<'a> {
    /// It is evaluated.
    Ready(Arc<Value<'a>>),
    /// An expression.
    Expr(At<ExprId>, Scope<'a>),
    /// Something of a type.
    Type(At<TypeId>, Scope<'a>),
}

/// What type parameters stand for, and the parameters of a function whose call is being evaluated. Sharing it costs
/// nothing. A name that is not in it stands for whatever its declaration says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope<'a>(Option<Arc<Frame<'a>>>);

#[derive(Debug)]
struct Frame<'a> {
    key: Key,
    value: Thunk<'a>,
    outer: Scope<'a>,
}

/// What stands for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Binding(At<BindingId>),
    /// A parameter as a whole, whatever its pattern takes out of it.
    Parameter(At<FunctionId>, u32),
    This,
}

impl<'a> Thunk<'a> {
    /// Something of which nothing is known.
    pub(crate) fn unknown() -> Self {
        Shape::Unknown.into()
    }
}

impl<'a> From<Shape<'a>> for Thunk<'a> {
    fn from(shape: Shape<'a>) -> Self {
        Value::from(shape).into()
    }
}

impl<'a> From<Value<'a>> for Thunk<'a> {
    fn from(value: Value<'a>) -> Self {
        Self::Ready(Arc::new(value))
    }
}

/// Scopes are equal if they are one: to compare what stands in them would mean to compare values.
impl PartialEq for Scope<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_ref().map(Arc::as_ptr) == other.0.as_ref().map(Arc::as_ptr)
    }
}

impl Eq for Scope<'_> {}

impl Hash for Scope<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_ref().map(Arc::as_ptr).hash(state);
    }
}

impl<'a> Scope<'a> {
    /// The scope in which a binding stands for a value.
    #[must_use]
    pub(crate) fn with(&self, binding: At<BindingId>, value: Thunk<'a>) -> Self {
        self.and(Key::Binding(binding), value)
    }

    /// The scope of a call that gives a parameter a value.
    #[must_use]
    pub(crate) fn with_parameter(&self, function: At<FunctionId>, index: u32, value: Thunk<'a>) -> Self {
        self.and(Key::Parameter(function, index), value)
    }

    /// The scope in which `this` stands for a value.
    #[must_use]
    pub(crate) fn with_this(&self, value: Thunk<'a>) -> Self {
        self.and(Key::This, value)
    }

    /// What a binding stands for.
    pub(crate) fn get(&self, binding: At<BindingId>) -> Option<&Thunk<'a>> {
        self.find(Key::Binding(binding))
    }

    /// What a call gives for a parameter.
    pub(crate) fn parameter(&self, function: At<FunctionId>, index: u32) -> Option<&Thunk<'a>> {
        self.find(Key::Parameter(function, index))
    }

    /// What `this` stands for.
    pub(crate) fn this(&self) -> Option<&Thunk<'a>> {
        self.find(Key::This)
    }

    /// Whether nothing stands for anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    fn and(&self, key: Key, value: Thunk<'a>) -> Self {
        Self(Some(Arc::new(Frame { key, value, outer: self.clone() })))
    }

    fn find(&self, key: Key) -> Option<&Thunk<'a>> {
        let mut frames = std::iter::successors(self.0.as_deref(), |frame| frame.outer.0.as_deref());
        frames.find(|frame| frame.key == key).map(|frame| &frame.value)
    }
}
