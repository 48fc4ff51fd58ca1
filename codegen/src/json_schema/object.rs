//! Objects, and values that are several of them at once.

use rutter_contract::{Check, Object, Presence, Rest, Type};

use super::names::Direction;
use super::shape::{Writer, apart};
use crate::json::{Json, Members};

/// What is said of the keys that nothing declares.
type Others = Option<Json>;

/// How deep the parts of [`Type::All`] are looked into.
const MAX_PARTS: usize = 16;

impl Writer<'_> {
    pub(super) fn object(&self, object: &Object) -> Members {
        self.open(object).with_some("additionalProperties", self.others(object))
    }

    /// An object, without what is said of other keys.
    fn open(&self, object: &Object) -> Members {
        let request = self.direction == Direction::Request;
        let mut properties = Members::default();
        let mut required = Vec::new();
        for field in &object.fields {
            let mut schema = self.field(field);
            if let (Presence::Default(value), true) = (&field.presence, request) {
                schema.set("default", value);
            }
            properties.set(&field.name, schema);
            let has_rule = || field.rules.iter().any(|rule| rule.check == Check::Required);
            let is_filled = self.direction == Direction::Parsed && field.presence != Presence::Optional;
            if field.presence.is_required() || is_filled || self.direction.is_sent() && has_rule() {
                required.push(field.name.as_str());
            }
        }
        let schema = Members::default().with("type", "object");
        let schema = if properties.is_empty() { schema } else { schema.with("properties", properties) };
        if required.is_empty() { schema } else { schema.with("required", required) }
    }

    fn others(&self, object: &Object) -> Others {
        match &object.rest {
            Rest::Ignored => None,
            Rest::Refused => Some(false.into()),
            Rest::Typed(of) => Some(self.schema(of).into()),
        }
    }

    /// A value that is all of some types. What one of them says of other keys is about those that none declares.
    pub(super) fn all(&self, of: &[Type]) -> Members {
        let mut others = None;
        let parts: Vec<Members> = of.iter().map(|part| self.part(part, &mut others, 0)).collect();
        Members::default().with("allOf", parts).with_some("unevaluatedProperties", others)
    }

    fn part(&self, ty: &Type, others: &mut Others, depth: usize) -> Members {
        match ty {
            Type::Object(object) => {
                *others = others.take().or_else(|| self.others(object));
                self.open(object)
            }
            Type::Map { of, .. } => {
                *others = others.take().or_else(|| Some(self.schema(of).into()));
                Members::default().with("type", "object")
            }
            Type::Union { variants, tag, .. } => {
                let variants = apart(variants, tag.as_deref());
                let variants: Vec<Members> =
                    variants.iter().map(|variant| self.part(variant, others, depth)).collect();
                Members::default().with("anyOf", variants)
            }
            Type::All { of } => {
                let parts: Vec<Members> = of.iter().map(|part| self.part(part, others, depth)).collect();
                Members::default().with("allOf", parts)
            }
            Type::Nullable { of } => {
                let part = self.part(of, others, depth);
                Members::default().with("anyOf", vec![part, Members::default().with("type", "null")])
            }
            Type::Ruled { of, rules } => {
                let part = self.part(of, others, depth);
                self.ruled(part, of, rules)
            }
            // A reference stays one where its type says nothing of other keys.
            Type::Ref { to } if depth < MAX_PARTS => {
                let Some(definition) = self.contract.types.get(to) else { return self.schema(ty) };
                if !self.open.borrow_mut().insert(to.clone()) {
                    return self.schema(ty);
                }
                let mut its = None;
                let part = self.part(super::names::target(definition, self.direction), &mut its, depth + 1);
                self.open.borrow_mut().remove(to);
                if its.is_none() {
                    return self.schema(ty);
                }
                *others = others.take().or(its);
                part
            }
            ty => self.schema(ty),
        }
    }
}
