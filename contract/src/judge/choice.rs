//! Which variant a value names.

use serde_json::Value;

use crate::ty::{Also, Object, Type};

use super::Types;
use super::message::{choice_message, shape_message};
use super::object::names;

/// A [`Type::Union`].
#[derive(Clone, Copy)]
pub(super) struct Choice<'t> {
    pub(super) ty: &'t Type,
    pub(super) variants: &'t [Type],
    pub(super) tag: Option<&'t str>,
    pub(super) keyed: bool,
}

/// The variant that a value names.
pub(super) enum Named<'t> {
    Variant(&'t Type),
    /// The tag is not there.
    Missing,
    /// The tag is not that of any variant.
    Unknown,
    /// Nothing says which variant is meant.
    Nothing,
}

impl<'t> Choice<'t> {
    pub(super) fn named(&self, value: &Value, request: bool) -> Named<'t> {
        match (self.tag, value) {
            (Some(tag), Value::Object(map)) => {
                map.get(tag).map_or(Named::Missing, |name| self.by_tag(tag, name, request, false))
            }
            (Some(tag), Value::Array(values)) if request => {
                match values.first().map(|name| self.by_tag(tag, name, true, true)) {
                    Some(Named::Variant(variant)) if takes_positions(variant) => Named::Variant(variant),
                    _ => Named::Nothing,
                }
            }
            (None, Value::Object(map)) if self.keyed => {
                let is_there = |variant: &&Type| map.keys().any(|name| is_keyed_by(variant, name));
                self.variants.iter().find(is_there).map_or(Named::Nothing, Named::Variant)
            }
            _ => Named::Nothing,
        }
    }

    fn by_tag(&self, tag: &str, name: &Value, request: bool, list: bool) -> Named<'t> {
        let with_tag = || self.variants.iter().filter_map(|variant| Some((variant, tag_of(variant, tag)?)));
        let has = |values: &[Value], name: &str| values.iter().any(|value| value.as_str() == Some(name));
        let exact = with_tag().find(|(_, (values, _))| values.contains(name));
        let found = exact.or_else(|| {
            // serde reads the tag beside a content as an enum, in an object also as the key of one.
            let keyed = || name.as_object().filter(|_| !list)?.keys().next().map(String::as_str);
            let is_text = name.is_string();
            let name = name.as_str().or_else(keyed).filter(|_| request)?;
            let open = || with_tag().filter(|(_, (_, also))| is_text || also.keyed);
            let by_key = open().find(|(_, (values, _))| has(values, name));
            let by_alias = || open().find(|(_, (_, also))| also.names.contains_key(name));
            let any = || open().find(|(_, (_, also))| also.other.is_some());
            by_key.or_else(by_alias).or_else(any)
        });
        found.map_or(Named::Unknown, |(variant, _)| Named::Variant(variant))
    }

    /// The variants that nothing names: those of an untagged enum, and `#[serde(untagged)]` ones. A name without data is
    /// one too.
    pub(super) fn free(&self) -> impl Iterator<Item = &'t Type> {
        let Self { tag, keyed, .. } = *self;
        self.variants.iter().filter(move |variant| match tag {
            Some(tag) => tag_of(variant, tag).is_none(),
            None => !(keyed && matches!(variant, Type::Object(object) if is_single(object))),
        })
    }

    /// Whether no other variant is tried once one is named.
    pub(super) fn decides(&self) -> bool {
        self.free().all(|variant| self.keyed && matches!(variant, Type::Literal { .. }))
    }
}

/// Whether the values of a variant may also come as a list.
fn takes_positions(variant: &Type) -> bool {
    matches!(variant, Type::Object(object) if object.positional.is_some())
}

/// Of a tag that names no variant.
pub fn tag_message(variants: &[Type], tag: &str, request: bool) -> String {
    let tags = || variants.iter().filter_map(|variant| tag_of(variant, tag));
    if request && tags().any(|(_, also)| also.other.is_some()) {
        return shape_message(&Types::new(), &Type::String { format: None });
    }
    choice_message(&tags().flat_map(|(values, _)| values.iter().cloned()).collect::<Vec<_>>())
}

/// The literals that a variant's tag may be.
pub fn tag_of<'t>(variant: &'t Type, tag: &str) -> Option<(&'t [Value], &'t Also)> {
    match variant {
        Type::Object(object) => {
            let field = object.fields.iter().find(|field| field.name == tag)?;
            match &field.ty {
                Type::Literal { values, also } => Some((values, also)),
                _ => None,
            }
        }
        Type::All { of } => of.iter().find_map(|part| match part {
            Type::Object(_) => tag_of(part, tag),
            _ => None,
        }),
        _ => None,
    }
}

/// A variant with what its tag may be changed.
#[must_use]
pub fn retagged(variant: &Type, tag: &str, change: impl FnOnce(&mut Also)) -> Type {
    let mut variant = variant.clone();
    let parts = match &mut variant {
        Type::All { of } => of.as_mut_slice(),
        one => std::slice::from_mut(one),
    };
    let objects = parts.iter_mut().filter_map(|part| match part {
        Type::Object(object) => object.fields.iter_mut().find(|field| field.name == tag),
        _ => None,
    });
    if let Some(also) = objects.into_iter().find_map(|field| match &mut field.ty {
        Type::Literal { also, .. } => Some(also),
        _ => None,
    }) {
        change(also);
    }
    variant
}

/// Whether a variant is an object of one field, whose key is the variant's name.
pub fn is_single(object: &Object) -> bool {
    matches!(object.fields.as_slice(), [field] if field.presence.is_required())
}

/// Whether a key of a value names a variant that is an object of one field.
pub fn is_keyed_by(variant: &Type, name: &str) -> bool {
    matches!(variant, Type::Object(object) if is_single(object) && names(object).any(|known| known == name))
}
