//! Enums.

use rutter_syntax::facts::{BindingId, Declaration, EnumId, EnumMember, Span};

use super::super::evaluator::Evaluator;
use super::super::shape::{Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};

impl<'a> Evaluator<'_, 'a> {
    /// What the name of an enum stands for: an object with its members.
    pub(crate) fn enum_object(&self, at: At<BindingId>) -> Value<'a> {
        let facts = self.facts(at.source);
        let mut object = Object::default();
        for declaration in facts.declarations(at.id) {
            let Declaration::Enum(id) = declaration else { continue };
            for member in &facts[facts[id].members] {
                let value = self.enum_member(at, member);
                let place: At<Span> = at.with(facts[at.id].span);
                object.set(Member { name: &facts[member.name], value, optional: false, place });
            }
        }
        Shape::Object(std::sync::Arc::new(object)).into()
    }

    /// Something of the type of an enum.
    pub(super) fn enum_type(&self, at: At<EnumId>) -> Value<'a> {
        let facts = self.facts(at.source);
        let members = &facts[facts[at.id].members];
        if members.len() > super::MOST_PARTS {
            return Value::unknown();
        }
        self.declared_union(members.iter().map(|member| self.force(&self.enum_member(at, member))))
    }

    /// A member of an enum, by its position.
    pub(super) fn enum_member_at(&self, at: At<EnumId>, index: usize) -> Value<'a> {
        let facts = self.facts(at.source);
        let member = facts[facts[at.id].members].get(index);
        member.map_or_else(Value::unknown, |member| self.force(&self.enum_member(at, member)))
    }

    fn enum_member<I>(&self, at: At<I>, member: &EnumMember) -> Thunk<'a> {
        match member.value {
            Some(value) => {
                let value = self.expr(at.with(value), &Scope::default());
                match value.shape {
                    Shape::String(_) | Shape::Number(_) => value.into(),
                    // A computed member is a number.
                    _ => Shape::Number(None).into(),
                }
            }
            None => Shape::Number(None).into(),
        }
    }
}
