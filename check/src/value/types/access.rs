//! `keyof T` and `T[K]`.

use rutter_syntax::facts::{ClassMemberKind, PropertyKey};

use super::super::evaluator::Evaluator;
use super::super::shape::{Instance, Shape, Value};
use super::MOST_PARTS;

impl<'a> Evaluator<'_, 'a> {
    /// `keyof T`: the names of the members.
    pub(super) fn keys(&self, value: &Value<'a>) -> Value<'a> {
        match &value.shape {
            Shape::Object(object) if object.members.len() <= MOST_PARTS => {
                let names = object.members.iter().map(|member| Shape::String(Some(member.name)).into());
                let rest = object.rest.iter().map(|rest| match self.force(rest).shape {
                    Shape::Unknown if object.declared.is_none() => Value::unknown(),
                    _ => Shape::String(None).into(),
                });
                self.declared_union(names.chain(rest))
            }
            Shape::Instance(instance) => {
                let mut names = Vec::new();
                let mut class = Some((**instance).clone());
                while let Some(instance) = class {
                    names.extend(self.public_members(&instance));
                    let is_whole = self.facts(instance.class.source)[instance.class.id].extends.is_none();
                    class = self.bounded(|| self.base(&instance)).flatten();
                    if names.len() > MOST_PARTS || (class.is_none() && !is_whole) {
                        return Value::unknown();
                    }
                }
                if names.is_empty() {
                    return Value::unknown();
                }
                self.declared_union(names.into_iter().map(|name| Shape::String(Some(name)).into()))
            }
            Shape::Array(_) | Shape::Tuple(_) => Shape::Number(None).into(),
            Shape::Never => Shape::Never.into(),
            _ => Value::unknown(),
        }
    }

    /// The names of the public members that a class itself declares for its instances, as far as they have names.
    fn public_members(&self, instance: &Instance<'a>) -> Vec<&'a str> {
        let facts = self.facts(instance.class.source);
        let members = facts[facts[instance.class.id].members].iter();
        let public = members.filter(|member| {
            !member.is_static && !member.is_private && !matches!(member.kind, ClassMemberKind::Constructor(_))
        });
        let names = public.filter_map(|member| match member.key {
            PropertyKey::Name(name) => Some(&facts[name]),
            _ => None,
        });
        names.take(MOST_PARTS).collect()
    }

    /// `T[K]`.
    pub(super) fn indexed(&self, object: &Value<'a>, index: &Value<'a>) -> Value<'a> {
        self.bounded(|| self.indexed_of(object, index)).unwrap_or_else(Value::unknown)
    }

    fn indexed_of(&self, object: &Value<'a>, index: &Value<'a>) -> Value<'a> {
        match (&object.shape, &index.shape) {
            (_, Shape::Never) | (Shape::Never, _) => Shape::Never.into(),
            (_, Shape::Union(union)) => {
                self.declared_union(union.parts.iter().map(|part| self.indexed(object, part)))
            }
            (Shape::Union(union), _) => {
                self.declared_union(union.parts.iter().map(|part| self.indexed(part, index)))
            }
            (Shape::Object(object), Shape::String(name)) => {
                let member = name.and_then(|name| object.member(name));
                match (member, &object.rest) {
                    (Some(member), _) if member.optional => {
                        Value::one_of([self.force(&member.value), Shape::Undefined.into()], false)
                    }
                    (Some(member), _) => self.force(&member.value),
                    (None, Some(rest)) => self.force(rest),
                    (None, None) => Value::unknown(),
                }
            }
            (Shape::Object(object), Shape::Number(_)) => {
                object.rest.as_ref().map_or_else(Value::unknown, |rest| self.force(rest))
            }
            (Shape::Array(element), Shape::Number(_)) => self.force(element),
            (Shape::Tuple(elements), Shape::Number(index)) => {
                if let Some(index) = index.filter(|_| elements.iter().all(|element| !element.spread)) {
                    let mut elements = elements.iter().zip(0_u32..);
                    let element = elements.find(|(_, at)| f64::from(*at) == index);
                    return element.map_or_else(Value::unknown, |(element, _)| self.force(&element.value));
                }
                self.declared_union(elements.iter().map(|element| self.force(&element.value)))
            }
            (_, Shape::String(Some(name))) => self.member(object, name),
            _ => Value::unknown(),
        }
    }
}
