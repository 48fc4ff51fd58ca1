//! What something of a written type is.

mod access;
mod ambient;
mod conditional;
mod entity;
mod enums;
mod intersection;
mod mapped;
mod matching;
mod members;
mod package;
mod reference;

use std::sync::Arc;

pub(crate) use ambient::Ambient;
use rutter_syntax::facts::{TupleElement, TypeId, TypeKeyword, TypeKind};

use super::evaluator::Evaluator;
use super::shape::{Element, Function, Shape, Value};
use super::source::At;
use super::thunk::{Scope, Thunk};

/// How many parts a union has at most. What has more, such as the names of all icons, is unknown.
const MOST_PARTS: usize = 400;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn type_of(&self, at: At<TypeId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        match facts[at.id].kind {
            TypeKind::Keyword(keyword) => of_keyword(keyword).into(),
            TypeKind::String(text) => Shape::String(Some(&facts[text])).into(),
            TypeKind::Number(number) => Shape::Number(Some(number.value())).into(),
            TypeKind::Boolean(value) => Shape::Boolean(Some(value)).into(),
            TypeKind::BigInt => Shape::BigInt.into(),
            TypeKind::Template(_) => Shape::String(None).into(),
            TypeKind::Array(element) => Shape::Array(Thunk::Type(at.with(element), scope.clone())).into(),
            TypeKind::Readonly(inner) => self.ty(at.with(inner), scope),
            TypeKind::Unique => Shape::Symbol { registered: false }.into(),
            TypeKind::Union(parts) => self.union(at, &facts[parts], scope),
            TypeKind::Intersection(parts) => self.intersection(at, &facts[parts], scope),
            TypeKind::Reference { path, binding, arguments } => {
                self.reference(at, &facts[path], binding, &facts[arguments], scope)
            }
            TypeKind::Import { request, is_typeof, path, arguments } => {
                self.import_type(at.with(request), is_typeof, &facts[path], &facts[arguments], scope)
            }
            TypeKind::Typeof { path, binding } => self.type_of_value(at, &facts[path], binding, scope),
            TypeKind::Object(members) => self.object_type(at, &facts[members], scope),
            TypeKind::Function(signature) => {
                let function = Function::Declared { at: at.with(signature), scope: scope.clone() };
                Shape::Function(Arc::new(function)).into()
            }
            TypeKind::Tuple(elements) => self.tuple(at, &facts[elements], scope),
            TypeKind::Keyof(inner) => self.keys(&self.ty(at.with(inner), scope)),
            TypeKind::Indexed { object, index } => {
                self.indexed(&self.ty(at.with(object), scope), &self.ty(at.with(index), scope))
            }
            TypeKind::Mapped(mapped) => self.mapped(at.with(mapped), scope),
            TypeKind::Conditional(conditional) => self.conditional(at.with(conditional), scope),
            TypeKind::Predicate => Shape::Boolean(None).into(),
            TypeKind::This => scope.this().map_or_else(Value::unknown, |this| self.force(this)),
            TypeKind::Intrinsic => self.intrinsic(at, scope),
            TypeKind::Infer { .. } | TypeKind::Other => Value::unknown(),
        }
    }

    fn union(&self, at: At<TypeId>, parts: &[TypeId], scope: &Scope<'a>) -> Value<'a> {
        if parts.len() > MOST_PARTS {
            return Value::unknown();
        }
        self.declared_union(parts.iter().map(|part| self.ty(at.with(*part), scope)))
    }

    /// One of the parts of a declared type.
    pub(super) fn declared_union(&self, parts: impl Iterator<Item = Value<'a>>) -> Value<'a> {
        let union = Value::one_of(parts, false);
        let Shape::Union(many) = &union.shape else { return union };
        // What may be anything has no parts.
        if many.parts.iter().any(|part| matches!(part.shape, Shape::Unknown)) {
            return Value::unknown();
        }
        let mut parts: Vec<Value<'a>> = Vec::with_capacity(many.parts.len());
        for part in &many.parts {
            if !parts.iter().any(|other| is_same_primitive(&part.shape, &other.shape)) {
                parts.push(part.clone());
            }
        }
        if parts.len() > MOST_PARTS { Value::unknown() } else { Value::one_of(parts, false) }
    }

    fn tuple(&self, at: At<TypeId>, elements: &[TupleElement], scope: &Scope<'a>) -> Value<'a> {
        let mut tuple = Vec::with_capacity(elements.len());
        for element in elements {
            let value = Thunk::Type(at.with(element.ty), scope.clone());
            if !element.rest {
                tuple.push(Element { value, spread: false });
                continue;
            }
            let rest = self.force(&value);
            match &rest.shape {
                Shape::Tuple(inner) => tuple.extend(inner.iter().cloned()),
                Shape::Array(inner) => tuple.push(Element { value: inner.clone(), spread: true }),
                _ => tuple.push(Element { value: Thunk::unknown(), spread: true }),
            }
            if tuple.len() > MOST_PARTS {
                return Shape::Array(Thunk::unknown()).into();
            }
        }
        Shape::Tuple(tuple.into()).into()
    }
}

fn is_same_primitive(left: &Shape<'_>, right: &Shape<'_>) -> bool {
    match (left, right) {
        (Shape::Undefined, Shape::Undefined)
        | (Shape::Null, Shape::Null)
        | (Shape::BigInt, Shape::BigInt)
        | (Shape::Jsx, Shape::Jsx) => true,
        (Shape::Boolean(left), Shape::Boolean(right)) => left == right,
        (Shape::Number(left), Shape::Number(right)) => left == right,
        (Shape::String(left), Shape::String(right)) => left == right,
        _ => false,
    }
}

fn of_keyword<'a>(keyword: TypeKeyword) -> Shape<'a> {
    match keyword {
        TypeKeyword::Any | TypeKeyword::Unknown | TypeKeyword::Object => Shape::Unknown,
        TypeKeyword::Never => Shape::Never,
        TypeKeyword::Void | TypeKeyword::Undefined => Shape::Undefined,
        TypeKeyword::Null => Shape::Null,
        TypeKeyword::String => Shape::String(None),
        TypeKeyword::Number => Shape::Number(None),
        TypeKeyword::Boolean => Shape::Boolean(None),
        TypeKeyword::BigInt => Shape::BigInt,
        TypeKeyword::Symbol => Shape::Symbol { registered: false },
    }
}
