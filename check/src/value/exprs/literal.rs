//! Literals with parts, and functions.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use rutter_syntax::facts::{ExprId, ExprKind, FunctionId, Property, PropertyKey, PropertyKind};

use super::super::evaluator::Evaluator;
use super::super::shape::{Action, Element, Function, Known, Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn array(&self, at: At<ExprId>, elements: &[ExprId], scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let mut list = Vec::with_capacity(elements.len());
        for element in elements {
            let ExprKind::Spread(spread) = facts[*element].kind else {
                list.push(Element { value: self.thunk(at.with(*element), scope), spread: false });
                continue;
            };
            let spread = self.expr(at.with(spread), scope);
            match &spread.shape {
                Shape::Tuple(elements) => list.extend(elements.iter().cloned()),
                _ => list.push(Element { value: self.iterated(&spread).into(), spread: true }),
            }
        }
        Shape::Tuple(list.into()).into()
    }

    pub(super) fn object(&self, at: At<ExprId>, properties: &[Property], scope: &Scope<'a>) -> Value<'a> {
        let mut object = Object::default();
        let mut names = FxHashSet::default();
        for property in properties {
            match property.kind() {
                PropertyKind::Spread => {
                    let spread = self.expr(at.with(property.value), scope);
                    self.spread(&mut object, &spread);
                    names = object.members.iter().map(|member| member.name).collect();
                }
                PropertyKind::Setter => {}
                PropertyKind::Value if self.is_prototype(at, property) => {
                    return match self.expr(at.with(property.value), scope).shape {
                        Shape::Null => self
                            .made(Shape::Known(Known::NullPrototype("a literal with `__proto__: null`")), at),
                        _ => Value::unknown(),
                    };
                }
                _ => self.add_property(&mut object, &mut names, at, property, scope),
            }
        }
        // React waits for what can be waited for, and sends what it comes to.
        if let Some(then) = object.member("then")
            && matches!(self.force(&then.value).shape, Shape::Function(_))
        {
            return Value::unknown();
        }
        Shape::Object(Arc::new(object)).into()
    }

    /// Whether a property of a literal is none, but sets the prototype: `__proto__: x`.
    fn is_prototype(&self, at: At<ExprId>, property: &Property) -> bool {
        let facts = self.facts(at.source);
        matches!(property.key(), PropertyKey::Name(name) if &facts[name] == "__proto__")
    }

    /// Adds a property to a literal; `names` are those of the members that it has so far.
    fn add_property(
        &self,
        object: &mut Object<'a>,
        names: &mut FxHashSet<&'a str>,
        at: At<ExprId>,
        property: &Property,
        scope: &Scope<'a>,
    ) {
        let value = match property.kind() {
            PropertyKind::Getter => self.call(&self.expr(at.with(property.value), scope), &[]).into(),
            _ => self.thunk(at.with(property.value), scope),
        };
        let name = match property.key() {
            PropertyKey::Name(name) => Some(&self.facts(at.source)[name]),
            PropertyKey::Computed(key) => match self.expr(at.with(key), scope).shape {
                Shape::String(name) => name,
                // What stands under a symbol never crosses.
                Shape::Symbol { .. } => return,
                _ => None,
            },
            PropertyKey::Private(_) | PropertyKey::None => None,
        };
        match name {
            Some(name) => {
                let member = Member { name, value, optional: false, place: at.with(property.span) };
                match names.insert(name) {
                    true => object.members.push(member),
                    false => object.set(member),
                }
            }
            None if object.rest.is_none() => object.rest = Some(value),
            None => object.rest = Some(Thunk::unknown()),
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
