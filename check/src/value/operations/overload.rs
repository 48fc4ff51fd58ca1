//! Which of several overloads a call means.

use rutter_syntax::facts::TypeId;

use super::super::evaluator::Evaluator;
use super::super::shape::{Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::call::Arguments;
use super::signature::CallSignature;

impl<'a> Evaluator<'_, 'a> {
    /// Whether a call means a signature, as far as can be told.
    pub(super) fn fits(&self, signature: &CallSignature<'a>, arguments: &Arguments<'a>) -> Option<bool> {
        if arguments.spread.is_some() {
            return None;
        }
        if !signature.takes(arguments.values.len()) {
            return Some(false);
        }
        let mut all = Some(true);
        for (index, argument) in arguments.values.iter().enumerate() {
            let Some((ty, false)) = signature.type_at(index) else { continue };
            match self.accepts(ty, &signature.scope, argument) {
                Some(false) => return Some(false),
                None => all = None,
                Some(true) => {}
            }
        }
        all
    }

    /// Whether a parameter takes a value: told apart are the kinds of values, and literals.
    fn accepts(&self, ty: At<TypeId>, scope: &Scope<'a>, argument: &Thunk<'a>) -> Option<bool> {
        let parameter = self.ty(ty, scope);
        if matches!(parameter.shape, Shape::Unknown) {
            return Some(true);
        }
        let argument = self.force(argument);
        let parts: &[Value<'a>] = match &parameter.shape {
            Shape::Union(union) => &union.parts,
            _ => std::slice::from_ref(&parameter),
        };
        let given: &[Value<'a>] = match &argument.shape {
            Shape::Union(union) => &union.parts,
            _ => std::slice::from_ref(&argument),
        };
        let mut any = Some(false);
        for (part, given) in parts.iter().flat_map(|part| given.iter().map(move |given| (part, given))) {
            match may_be(&given.shape, &part.shape) {
                Some(true) => return Some(true),
                None => any = None,
                Some(false) => {}
            }
        }
        any
    }
}

/// Whether a value can be one of a type.
fn may_be(value: &Shape<'_>, ty: &Shape<'_>) -> Option<bool> {
    match (value, ty) {
        (Shape::Unknown, _) | (_, Shape::Unknown) => None,
        (Shape::String(Some(value)), Shape::String(Some(ty))) => Some(value == ty),
        (Shape::Boolean(Some(value)), Shape::Boolean(Some(ty))) => Some(value == ty),
        _ => match (kind(value)?, kind(ty)?) {
            (value, ty) if value != ty => Some(false),
            (Kind::Object, _) => None,
            _ => Some(true),
        },
    }
}

/// What is told apart by overloads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nothing,
    Boolean,
    Number,
    String,
    BigInt,
    Symbol,
    Function,
    List,
    Object,
}

fn kind(shape: &Shape<'_>) -> Option<Kind> {
    Some(match shape {
        Shape::Undefined | Shape::Null => Kind::Nothing,
        Shape::Boolean(_) => Kind::Boolean,
        Shape::Number(_) => Kind::Number,
        Shape::String(_) => Kind::String,
        Shape::BigInt => Kind::BigInt,
        Shape::Symbol { .. } => Kind::Symbol,
        Shape::Function(_) | Shape::Action(_) | Shape::Class(_) => Kind::Function,
        Shape::Array(_) | Shape::Tuple(_) => Kind::List,
        Shape::Object(_) => Kind::Object,
        _ => return None,
    })
}
