//! What patterns take out of values: `const { a: [b], ...c } = value`.

use std::sync::Arc;

use rutter_syntax::facts::{Node, PatternId, PatternKind, PatternProperty, PropertyKey};

use super::super::evaluator::Evaluator;
use super::super::shape::{Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;

impl<'a> Evaluator<'_, 'a> {
    /// What a part of a pattern takes out of a value; `whole` is the pattern that binds it.
    pub(super) fn taken(
        &self,
        whole: At<PatternId>,
        value: Value<'a>,
        part: PatternId,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(whole.source);
        let mut way = vec![part];
        while let Some(last) = way.last().copied()
            && last != whole.id
        {
            match facts[last].parent() {
                Node::Pattern(parent) => way.push(parent),
                _ => return Value::unknown(),
            }
        }
        let mut value = value;
        for (pattern, part) in way.iter().rev().zip(way.iter().rev().skip(1)) {
            value = self.step(whole.with(*pattern), &value, *part, scope);
        }
        match facts[part].kind {
            PatternKind::Default { value: default, .. } => self.or_default(value, whole.with(default), scope),
            _ => value,
        }
    }

    /// What a pattern gives to one of the patterns that it is made of.
    fn step(
        &self,
        pattern: At<PatternId>,
        value: &Value<'a>,
        part: PatternId,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(pattern.source);
        match facts[pattern.id].kind {
            PatternKind::Default { value: default, .. } => {
                self.or_default(value.clone(), pattern.with(default), scope)
            }
            PatternKind::Object { properties, rest } => {
                let properties = &facts[properties];
                if rest == Some(part) {
                    return self.rest_of_object(pattern, value, properties);
                }
                match properties.iter().find(|property| property.value == part).map(|property| property.key) {
                    // Of `const { data, error } = load()` one says which branch the other is of.
                    Some(PropertyKey::Name(name)) if properties.len() > 1 => {
                        self.member(&value.clone().undecided(), &facts[name])
                    }
                    Some(PropertyKey::Name(name)) => self.member(value, &facts[name]),
                    Some(PropertyKey::Computed(key)) => {
                        self.index(value, &self.expr(pattern.with(key), scope))
                    }
                    _ => Value::unknown(),
                }
            }
            PatternKind::Array { elements, rest } => {
                let elements = &facts[elements];
                match elements.iter().find(|(_, element)| *element == part) {
                    Some((position, _)) => self.element(value, *position as usize),
                    None if rest == Some(part) => {
                        let first = elements.iter().map(|(position, _)| *position as usize + 1).max();
                        self.elements_from(value, first.unwrap_or(0))
                    }
                    None => Value::unknown(),
                }
            }
            _ => Value::unknown(),
        }
    }

    /// `value`, or the default where it is `undefined`. Whether it ever is, only code says that gives nothing; so the
    /// default counts as a part of a declared type does.
    fn or_default(
        &self,
        value: Value<'a>,
        default: At<rutter_syntax::facts::ExprId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        match &value.shape {
            Shape::Undefined => self.expr(default, scope),
            Shape::Union(union) if union.parts.iter().any(|part| matches!(part.shape, Shape::Undefined)) => {
                let present = value.without_undefined();
                Value::one_of([present, self.expr(default, scope)], false)
            }
            _ => value,
        }
    }

    fn rest_of_object(
        &self,
        pattern: At<PatternId>,
        value: &Value<'a>,
        properties: &[PatternProperty],
    ) -> Value<'a> {
        let facts = self.facts(pattern.source);
        let mut rest = Object::default();
        self.spread(&mut rest, value);
        for property in properties {
            match property.key {
                PropertyKey::Name(name) => rest.members.retain(|member| member.name != &facts[name]),
                _ => return Value::unknown(),
            }
        }
        if let Shape::Object(object) = &value.shape {
            rest.declared = object.declared;
        }
        Shape::Object(Arc::new(rest)).into()
    }
}
