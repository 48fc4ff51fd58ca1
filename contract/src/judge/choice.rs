//! Which variant a value names.

use serde_json::Value;

use crate::ty::{Also, Object, Type};

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
                values.first().map_or(Named::Nothing, |name| self.by_tag(tag, name, true, true))
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
            let by_alias = || open().find(|(_, (_, also))| also.names.iter().any(|other| other == name));
            let any = || open().find(|(_, (_, also))| also.any);
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

    /// Every name of a variant.
    pub(super) fn tags(&self) -> Vec<Value> {
        let tags = self.variants.iter().filter_map(|variant| tag_of(variant, self.tag?));
        tags.flat_map(|(values, _)| values.iter().cloned()).collect()
    }
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

/// Whether a variant is an object of one field, whose key is the variant's name.
pub fn is_single(object: &Object) -> bool {
    matches!(object.fields.as_slice(), [field] if field.presence.is_required())
}

/// Whether a key of a value names a variant that is an object of one field.
pub fn is_keyed_by(variant: &Type, name: &str) -> bool {
    matches!(variant, Type::Object(object) if is_single(object) && names(object).any(|known| known == name))
}
