//! Literals with parts, and functions.

use std::sync::Arc;

use rutter_syntax::facts::{ExprId, ExprKind, FunctionId, Property, PropertyKey, PropertyKind};

use super::super::evaluator::Evaluator;
use super::super::shape::{Action, Element, Function, Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn array(&self, at: At<ExprId>, elements: &[ExprId], scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let elements = elements.iter().map(|element| match facts[*element].kind {
            ExprKind::Spread(spread) => {
                let spread = self.expr(at.with(spread), scope);
                Element { value: self.iterated(&spread).into(), spread: true }
            }
            _ => Element { value: self.thunk(at.with(*element), scope), spread: false },
        });
        Shape::Tuple(elements.collect()).into()
    }

    pub(super) fn object(&self, at: At<ExprId>, properties: &[Property], scope: &Scope<'a>) -> Value<'a> {
        let mut object = Object::default();
        for property in properties {
            match property.kind {
                PropertyKind::Spread => {
                    let spread = self.expr(at.with(property.value), scope);
                    self.spread(&mut object, &spread);
                }
                PropertyKind::Setter => {}
                _ => self.add_property(&mut object, at, property, scope),
            }
        }
        Shape::Object(Arc::new(object)).into()
    }

    fn add_property(&self, object: &mut Object<'a>, at: At<ExprId>, property: &Property, scope: &Scope<'a>) {
        let value = match property.kind {
            PropertyKind::Getter => Thunk::unknown(),
            _ => self.thunk(at.with(property.value), scope),
        };
        let name = match property.key {
            PropertyKey::Name(name) => Some(&self.facts(at.source)[name]),
            PropertyKey::Computed(key) => match self.expr(at.with(key), scope).shape {
                Shape::String(name) => name,
                _ => None,
            },
            PropertyKey::Private(_) | PropertyKey::None => None,
        };
        match name {
            Some(name) => {
                object.set(Member { name, value, optional: false, place: at.with(property.span) });
            }
            None => object.rest = Some(Thunk::unknown()),
        }
    }

    /// Adds what `...value` adds to an object literal: own members only, so nothing of a class but its data.
    pub(crate) fn spread(&self, object: &mut Object<'a>, value: &Value<'a>) {
        match &value.shape {
            Shape::Object(other) => {
                for member in &other.members {
                    let replaced = object.member(member.name).filter(|_| member.optional).cloned();
                    let mut member = member.clone();
                    if let Some(replaced) = replaced {
                        let either = [self.force(&replaced.value), self.force(&member.value)];
                        member.value = Value::one_of(either, true).into();
                        member.optional = replaced.optional;
                    }
                    object.set(member);
                }
                if other.rest.is_some() {
                    object.rest.clone_from(&other.rest);
                }
            }
            Shape::Null | Shape::Undefined | Shape::Boolean(_) | Shape::Number(_) | Shape::Never => {}
            _ => {
                // It may have, and replace, any member.
                for member in &mut object.members {
                    member.value = Thunk::unknown();
                }
                object.rest = Some(Thunk::unknown());
            }
        }
    }

    /// A function that is written down: an action if it says so.
    pub(in super::super) fn function(&self, at: At<FunctionId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let directives = facts[facts[at.id].directives].iter().map(|directive| &facts[directive.text]);
        if directives.into_iter().any(|text| text == "use server" || text.starts_with("use cache")) {
            return Shape::Action(Arc::new(Action { function: Some(at), bound: Vec::new() })).into();
        }
        let place = at.with(facts[at.id].head);
        let function = Function::Written { at, scope: scope.clone() };
        Value::from(Shape::Function(Arc::new(function)))
            .through(place, || "the function is written here".to_owned())
    }
}
