//! What `...value` adds to an object literal: own members only, so nothing of a class but its data.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use rutter_syntax::facts::{ClassMemberKind, PropertyKey};

use super::super::evaluator::Evaluator;
use super::super::shape::{Instance, Member, Object, Shape, Union, Value};
use super::super::source::At;
use super::super::thunk::Thunk;

/// How many classes are looked at that extend one another.
const MOST_CLASSES: usize = 20;

impl<'a> Evaluator<'_, 'a> {
    /// What `{ ...a, ...b }` is.
    pub(crate) fn own(&self, values: &[Thunk<'a>]) -> Value<'a> {
        let mut own = Object::default();
        values.iter().for_each(|value| self.spread(&mut own, &self.force(value)));
        Shape::Object(Arc::new(own)).into()
    }

    /// What `Object.assign(target, a, b)` gives: an instance of a class stays what it is.
    pub(crate) fn assigned_to(&self, values: &[Thunk<'a>]) -> Value<'a> {
        let target = values.first().map_or_else(Value::unknown, |target| self.force(target));
        match &target.shape {
            Shape::Instance(instance) if !self.is_plain_data(instance) => target,
            _ => self.own(values),
        }
    }

    /// Adds what `...value` adds to an object literal.
    pub(crate) fn spread(&self, object: &mut Object<'a>, value: &Value<'a>) {
        match &value.shape {
            Shape::Object(other) if object.members.is_empty() && object.rest.is_none() => {
                object.members.clone_from(&other.members);
                object.rest.clone_from(&other.rest);
            }
            Shape::Object(other) => {
                if let Some(rest) = &other.rest {
                    self.replace_any(object, rest);
                }
                for member in &other.members {
                    self.spread_member(object, member.clone());
                }
            }
            Shape::Instance(instance) if self.is_plain_data(instance) => {
                self.replace_any(object, &value.clone().into());
            }
            Shape::Instance(instance) => self.spread_instance(object, instance),
            Shape::Array(element) => self.replace_any(object, &element.clone()),
            Shape::Tuple(_) => self.replace_any(object, &self.iterated(value).into()),
            Shape::Union(union) => self.spread_union(object, union),
            // None of these has members of its own that are seen.
            Shape::Undefined
            | Shape::Null
            | Shape::Never
            | Shape::Boolean(_)
            | Shape::Number(_)
            | Shape::BigInt
            | Shape::Symbol { .. }
            | Shape::String(_)
            | Shape::Function(_)
            | Shape::Action(_) => {}
            _ => {
                for member in &mut object.members {
                    member.value = Thunk::unknown();
                }
                object.rest = Some(Thunk::unknown());
            }
        }
    }

    /// Adds a member. One that may be missing leaves what was there before, which of both is not known.
    fn spread_member(&self, object: &mut Object<'a>, mut member: Member<'a>) {
        if let Some(replaced) = object.member(member.name).filter(|_| member.optional) {
            let either = [self.force(&replaced.value), self.force(&member.value)];
            member.value = Value::one_of(either, false).into();
            member.optional = replaced.optional;
        }
        object.set(member);
    }

    /// Adds members of any name, which may be those that are there.
    fn replace_any(&self, object: &mut Object<'a>, value: &Thunk<'a>) {
        let added = self.force(value);
        for member in &mut object.members {
            member.value = Value::one_of([self.force(&member.value), added.clone()], false).into();
        }
        object.rest = Some(match &object.rest {
            None => value.clone(),
            Some(rest) => Value::one_of([self.force(rest), added], false).into(),
        });
    }

    /// Adds the members of either part: `...(flag ? { a } : { b })`, `...(flag && { a })`.
    fn spread_union(&self, object: &mut Object<'a>, union: &Union<'a>) {
        let mut parts: Vec<Object<'a>> = Vec::new();
        // A type that allows for nothing is asked about before, or the spread would be in vain.
        for part in union.parts.iter().filter(|part| union.written || !part.shape.is_nullish()) {
            let mut added = Object::default();
            self.spread(&mut added, part);
            parts.push(added);
        }
        let mut names = FxHashSet::default();
        let all = parts.iter().flat_map(|part| &part.members);
        let members: Vec<Member<'a>> = all.filter(|member| names.insert(member.name)).cloned().collect();
        for member in members {
            let holds = |part: &&Object<'a>| part.member(member.name).is_some_and(|own| !own.optional);
            let is_certain = parts.iter().filter(holds).count() == parts.len();
            let values: Vec<Value<'a>> = parts
                .iter()
                .filter_map(|part| part.member(member.name))
                .map(|own| self.force(&own.value))
                .chain(object.member(member.name).filter(|_| !is_certain).map(|own| self.force(&own.value)))
                .collect();
            let replaces = object.member(member.name).is_some_and(|own| !own.optional);
            let value = Value::one_of(values, union.written);
            // A function is taken to be there on the branch that gives it, unlike an optional one of a type.
            let holds_function = value.parts().iter().any(|part| matches!(part.shape, Shape::Function(_)));
            let (value, optional) = match (is_certain || replaces, union.written && holds_function) {
                (true, _) => (value, false),
                (false, true) => (Value::one_of([value, Shape::Undefined.into()], true), false),
                (false, false) => (value, true),
            };
            object.set(Member { value: value.into(), optional, ..member });
        }
        for rest in parts.iter().filter_map(|part| part.rest.clone()) {
            self.replace_any(object, &rest);
        }
    }

    /// Adds the fields of an instance. A class whose constructor may add more leaves the rest open.
    fn spread_instance(&self, object: &mut Object<'a>, instance: &Instance<'a>) {
        let mut current = instance.clone();
        let value = Shape::Instance(Arc::new(instance.clone())).into();
        let mut own = Object::default();
        let mut is_open = true;
        for _ in 0..MOST_CLASSES {
            let facts = self.facts(current.class.source);
            let class = &facts[current.class.id];
            for member in facts[class.members].iter().filter(|member| !member.is_static) {
                let (ClassMemberKind::Field { .. }, PropertyKey::Name(name)) = (member.kind, member.key)
                else {
                    continue;
                };
                let name = &facts[name];
                if own.member(name).is_none() {
                    let place = At::new(current.class.source, member.span);
                    let field = self.instance_member(instance, &value, name);
                    own.set(Member { name, value: field.into(), optional: member.optional, place });
                }
            }
            match self.base(&current) {
                Some(base) => current = base,
                None => {
                    is_open = class.extends.is_some() || !facts.kind.typescript;
                    break;
                }
            }
        }
        if is_open {
            self.replace_any(object, &Thunk::unknown());
        }
        own.members.into_iter().for_each(|member| self.spread_member(object, member));
    }
}
