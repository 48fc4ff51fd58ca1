//! Mapped types, `{[K in C as N]?: V}`.

use std::sync::Arc;

use rutter_syntax::facts::{BindingId, Mapped, MappedId, Modifier, Span, TypeId, TypeKind};

use super::super::evaluator::Evaluator;
use super::super::shape::{Element, Member, Object, Shape, Value};
use super::super::source::{At, Place};
use super::super::thunk::{Scope, Thunk};
use super::MOST_PARTS;
use super::members::Builder;

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn mapped(&self, at: At<MappedId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let Some(constraint) = facts[at.id].constraint else { return Value::unknown() };
        if let TypeKind::Keyof(of) = facts[constraint].kind {
            let value = self.ty(at.with(of), scope);
            return self.homomorphic(at, of, &value, scope);
        }
        self.of_keys(at, &self.ty(at.with(constraint), scope), scope)
    }

    /// What a mapped type makes of one key after the other.
    fn of_keys(&self, at: At<MappedId>, keys: &Value<'a>, scope: &Scope<'a>) -> Value<'a> {
        let mut object = Builder::default();
        match &keys.shape {
            Shape::Union(union) => union.parts.iter().for_each(|key| self.add(at, &mut object, key, scope)),
            _ => self.add(at, &mut object, keys, scope),
        }
        object.finish(self.place_of_mapped(at))
    }

    /// `{[K in keyof T]: V}`, which keeps what `T` is: an array, a tuple, a union, and what of it is optional.
    fn homomorphic(&self, at: At<MappedId>, of: TypeId, value: &Value<'a>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let mapped = &facts[at.id];
        // `T` stands for one part of it at a time.
        let with_part = |part: &Value<'a>| match facts[of].kind {
            TypeKind::Reference { binding: Some(binding), .. } if scope.get(at.with(binding)).is_some() => {
                scope.with(at.with(binding), part.clone().into())
            }
            _ => scope.clone(),
        };
        match &value.shape {
            Shape::Union(union) => self.declared_union(union.parts.iter().take(MOST_PARTS).map(|part| {
                let scope = with_part(part);
                self.bounded(|| self.homomorphic(at, of, part, &scope)).unwrap_or_else(Value::unknown)
            })),
            Shape::Object(members) => {
                let keys_of = match facts[of].kind {
                    TypeKind::Reference { binding, .. } => binding,
                    _ => None,
                };
                self.mapped_members(at, members, keys_of, &with_part(value))
            }
            Shape::Array(_) => {
                Shape::Array(self.value_at(at, mapped, &Shape::Number(None).into(), &with_part(value))).into()
            }
            Shape::Tuple(elements) => {
                let scope = with_part(value);
                let elements = elements.iter().zip(0_u32..).map(|(element, index)| {
                    let key = Shape::Number((!element.spread).then(|| f64::from(index))).into();
                    Element { value: self.value_at(at, mapped, &key, &scope), spread: element.spread }
                });
                Shape::Tuple(elements.collect()).into()
            }
            Shape::Instance(_) => match self.keys(value) {
                Value { shape: Shape::Unknown, .. } => Value::unknown(),
                keys => self.of_keys(at, &keys, &with_part(value)),
            },
            shape if shape.is_plain() => value.clone(),
            _ => Value::unknown(),
        }
    }

    /// `keys_of` is the `T` of `[K in keyof T]`.
    fn mapped_members(
        &self,
        at: At<MappedId>,
        of: &Object<'a>,
        keys_of: Option<BindingId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        let mapped = &facts[at.id];
        self.spend(of.members.len());
        let reads_key = self.read_of_key(at, mapped).is_some_and(|object| match facts[object].kind {
            TypeKind::Reference { binding, .. } => binding.is_some() && binding == keys_of,
            _ => false,
        });
        let mut object = Builder::default();
        for member in &of.members {
            let key: Value<'a> = Shape::String(Some(member.name)).into();
            // `T[K]` is what `T` has there.
            let value = match reads_key {
                true => member.value.clone(),
                false => self.value_at(at, mapped, &key, scope),
            };
            let optional = with_modifier(member.optional, mapped.optional);
            self.add_named(at, &mut object, &key, Member { value, optional, ..*member }, scope);
        }
        if of.rest.is_some() {
            object.set_rest(self.value_at(at, mapped, &Shape::String(None).into(), scope));
        }
        let place = of.declared.unwrap_or_else(|| self.place_of_mapped(at));
        object.finish(place)
    }

    fn place_of_mapped(&self, at: At<MappedId>) -> Place {
        let facts = self.facts(at.source);
        at.with(facts[at.id].constraint.map_or(Span::default(), |constraint| facts[constraint].span))
    }

    /// Adds what a mapped type says of one key.
    fn add(&self, at: At<MappedId>, object: &mut Builder<'a>, key: &Value<'a>, scope: &Scope<'a>) {
        let facts = self.facts(at.source);
        let mapped = &facts[at.id];
        let value = self.value_at(at, mapped, key, scope);
        match &key.shape {
            Shape::String(Some(name)) => {
                // `Pick` and its like take what is optional over from the type that they read.
                let read = self.read_of_key(at, mapped).map(|object| self.ty(at.with(object), scope));
                let member = read.as_ref().and_then(|read| match &read.shape {
                    Shape::Object(object) => object.member(name),
                    _ => None,
                });
                let optional = with_modifier(member.is_some_and(|member| member.optional), mapped.optional);
                let place = member.map_or_else(|| self.place_of_mapped(at), |it| it.place);
                let value = member.map_or(value, |member| member.value.clone());
                self.add_named(at, object, key, Member { name, value, optional, place }, scope);
            }
            Shape::Never => {}
            _ => object.set_rest(value),
        }
    }

    /// The `T` of a mapped type whose values are `T[K]`.
    fn read_of_key(&self, at: At<MappedId>, mapped: &Mapped) -> Option<TypeId> {
        let facts = self.facts(at.source);
        let TypeKind::Indexed { object, index } = facts[mapped.value?].kind else { return None };
        match facts[index].kind {
            TypeKind::Reference { binding, .. } if binding.is_some() && binding == mapped.binding => {
                Some(object)
            }
            _ => None,
        }
    }

    /// Adds a member under the name that `as` gives it.
    fn add_named(
        &self,
        at: At<MappedId>,
        object: &mut Builder<'a>,
        key: &Value<'a>,
        member: Member<'a>,
        scope: &Scope<'a>,
    ) {
        let mapped = &self.facts(at.source)[at.id];
        let Some(rename) = mapped.rename else { return object.set(member) };
        let scope = with_key(at, mapped, key, scope);
        match self.ty(at.with(rename), &scope).shape {
            Shape::String(Some(name)) => object.set(Member { name, ..member }),
            Shape::Never => {}
            Shape::Union(names) => {
                for name in &names.parts {
                    if let Shape::String(Some(name)) = name.shape {
                        object.set(Member { name, ..member.clone() });
                    }
                }
            }
            _ => object.set_rest(Thunk::unknown()),
        }
    }

    /// `V` for one key.
    fn value_at(&self, at: At<MappedId>, mapped: &Mapped, key: &Value<'a>, scope: &Scope<'a>) -> Thunk<'a> {
        match mapped.value {
            Some(value) => Thunk::Type(at.with(value), with_key(at, mapped, key, scope)),
            None => Thunk::unknown(),
        }
    }
}

fn with_key<'a>(at: At<MappedId>, mapped: &Mapped, key: &Value<'a>, scope: &Scope<'a>) -> Scope<'a> {
    match mapped.binding {
        Some(binding) => scope.with(at.with(binding), Thunk::Ready(Arc::new(key.clone()))),
        None => scope.clone(),
    }
}

fn with_modifier(optional: bool, modifier: Modifier) -> bool {
    match modifier {
        Modifier::Keep => optional,
        Modifier::Add => true,
        Modifier::Remove => false,
    }
}
