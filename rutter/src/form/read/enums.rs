//! Enums with data, and values that are of several types at once.

use rutter_contract::{Type, judge};
use serde_json::{Map, Value};

use super::{Asked, At, Part, Reader};
use crate::form::pairs::Sent;
use crate::form::scalar;

impl<'a> Reader<'a> {
    /// An enum whose variants a field tells apart.
    pub(super) fn tagged(
        &mut self,
        part: Part<'a>,
        variants: &'a [Type],
        tag: &'a str,
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        if self.has_own_value(part, at, "is a group of fields") {
            return Some(Value::Null);
        }
        let name = match self.child(part, tag) {
            Some(Part { values: [Sent::Text(name)], node }) if self.is_leaf(node) => &**name,
            // The judge says that the tag is missing.
            None => return Some(Value::Object(Map::new())),
            Some(_) => {
                let nothing = self.refuse(&at.key(tag), "type", "must be one text, sent once");
                return nothing.map(|nothing| Value::Object(Map::from_iter([(tag.to_owned(), nothing)])));
            }
        };
        match variants.iter().find(|variant| self.has_tag(variant, tag, name, 32)) {
            Some(variant) => self.read(part, variant, asked, at),
            // The judge says which names there are.
            None => Some(Value::Object(Map::from_iter([(tag.to_owned(), Value::from(name))]))),
        }
    }

    /// Whether a variant is the one that a tag names.
    pub(super) fn has_tag(&self, variant: &Type, tag: &str, name: &str, deepest: usize) -> bool {
        if deepest == 0 {
            return false;
        }
        let held = |ty: &Type| self.has_tag(ty, tag, name, deepest - 1);
        match variant {
            Type::Ruled { of, .. } => held(of),
            Type::Ref { to } => self.types.get(to).is_some_and(|definition| held(&definition.request)),
            Type::All { of } => of.iter().any(held),
            Type::Union { variants, .. } => variants.iter().any(held),
            Type::Object(object) => {
                let field = object.fields.iter().find(|field| field.name == tag);
                field.is_some_and(|field| match &field.ty {
                    Type::Literal { values, also } => {
                        also.other.is_some()
                            || also.names.contains_key(name)
                            || values.iter().any(|value| scalar::is_literal(name, value))
                    }
                    Type::String { .. } | Type::Any => true,
                    _ => false,
                })
            }
            _ => false,
        }
    }

    /// An enum whose variants differ by what they hold: the first that takes what was sent. Where a key names the variant
    /// (`keyed`), it is that one.
    pub(super) fn untagged(
        &mut self,
        part: Part<'a>,
        variants: &'a [Type],
        keyed: bool,
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        if part.is_nothing(self.tree) {
            return None;
        }
        let is_named = |variant: &&Type| match variant {
            Type::Object(object) => match object.fields.as_slice() {
                [only] => std::iter::once(&only.name)
                    .chain(&only.aliases)
                    .any(|key| self.child(part, key).is_some()),
                _ => false,
            },
            _ => false,
        };
        if keyed && let Some(variant) = variants.iter().find(is_named) {
            return self.read(part, variant, asked, at);
        }
        let place = part.node.map(|node| (node, variants.as_ptr()));
        let chosen = match place.and_then(|place| self.chosen.get(&place)) {
            Some(chosen) => *chosen,
            None => {
                let (issues, moved) = (self.issues.len(), self.moved.len());
                let chosen = variants.iter().position(|variant| {
                    let value = self.read(part, variant, asked, at);
                    let fits = self.issues.len() == issues
                        && value.is_some_and(|value| judge::fits_form(self.types, variant, &value));
                    self.issues.truncate(issues);
                    self.moved.truncate(moved);
                    fits
                });
                self.chosen.extend(place.map(|place| (place, chosen)));
                chosen
            }
        };
        match chosen {
            Some(chosen) => self.read(part, &variants[chosen], asked, at),
            // The judge says that no variant fits.
            None => self.untyped(part, at),
        }
    }

    /// A value that is of all these types at once.
    pub(super) fn all(
        &mut self,
        part: Part<'a>,
        of: &'a [Type],
        asked: Asked<'a>,
        at: &At<'_>,
    ) -> Option<Value> {
        let mut all = Map::new();
        for ty in of {
            match self.read(part, ty, asked, at)? {
                Value::Object(map) => all.extend(map),
                other => return Some(other),
            }
        }
        Some(Value::Object(all))
    }
}
