//! Values of one of several types, and of several types at once.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ty::{Also, Object, Type};

use super::object::names;
use super::path::At;
use super::walk::{Elsewhere, Walk};
use super::{Types, message};

impl Walk<'_> {
    #[expect(clippy::too_many_arguments, reason = "the parts of one enum variant and the place")]
    pub(super) fn union(
        &mut self,
        ty: &Type,
        variants: &[Type],
        tag: Option<&str>,
        keyed: bool,
        value: &Value,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        let place = (std::ptr::from_ref(ty), std::ptr::from_ref(value));
        let known = if elsewhere.is_none() { self.tried.get(&place).copied() } else { None };
        if self.silent
            && let Some(right) = known
        {
            return right;
        }
        let named = match (tag, value) {
            (Some(tag), Value::Object(map)) => match map.get(tag) {
                Some(name) => Named::by_tag(variants, tag, name, self.is_request(), false),
                None => Named::Missing,
            },
            (Some(tag), Value::Array(values)) if self.is_request() => match values.first() {
                Some(name) => Named::by_tag(variants, tag, name, true, true),
                None => Named::Nothing,
            },
            (None, Value::Object(map)) if keyed => {
                let by_key = |name: &String| variants.iter().find(|variant| is_keyed_by(variant, name));
                map.keys().find_map(by_key).map_or(Named::Nothing, Named::Variant)
            }
            _ => Named::Nothing,
        };
        // Variants without a tag (`#[serde(untagged)]` on a variant) are tried after the one that was named.
        let free: Vec<&Type> = variants
            .iter()
            .filter(|variant| match tag {
                Some(tag) => tag_of(variant, tag).is_none(),
                None => !(keyed && matches!(variant, Type::Object(object) if is_single(object))),
            })
            .collect();
        let right = match &named {
            Named::Variant(variant)
                if free.is_empty()
                    || keyed && free.iter().all(|free| matches!(free, Type::Literal { .. })) =>
            {
                self.part(variant, value, at, elsewhere)
            }
            Named::Variant(variant) => {
                let right = known.unwrap_or_else(|| {
                    self.fits(variant, value, at, elsewhere)
                        || free.iter().any(|free| self.fits(free, value, at, elsewhere))
                });
                right || self.part(variant, value, at, elsewhere)
            }
            Named::Missing | Named::Unknown | Named::Nothing => {
                let right =
                    known.unwrap_or_else(|| free.iter().any(|free| self.fits(free, value, at, elsewhere)));
                right || self.unnamed(ty, variants, &free, tag, &named, value, at, elsewhere)
            }
        };
        if elsewhere.is_none() {
            self.tried.insert(place, right);
        }
        right
    }

    /// Reports of a value that no variant takes: in the only one that it could have been meant for, or of the whole.
    #[expect(clippy::too_many_arguments, reason = "the parts of one enum variant and the place")]
    fn unnamed(
        &mut self,
        ty: &Type,
        variants: &[Type],
        free: &[&Type],
        tag: Option<&str>,
        named: &Named<'_>,
        value: &Value,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        if self.silent {
            return false;
        }
        let types = self.types;
        if let (Some(tag), true) = (tag, free.is_empty()) {
            match named {
                Named::Missing => {
                    return self.wrong(&at.key(tag), "required", || message::required_message().to_owned());
                }
                Named::Unknown => {
                    let values = variants.iter().filter_map(|variant| tag_of(variant, tag));
                    let values: Vec<Value> = values.flat_map(|(values, _)| values.iter().cloned()).collect();
                    return self.wrong(&at.key(tag), "choice", || message::choice_message(&values));
                }
                Named::Nothing | Named::Variant(_) => {}
            }
        }
        let mut meant = free.iter().filter(|variant| kind(variant, types) == Some(kind_of(value)));
        match (meant.next(), meant.next()) {
            (Some(variant), None) => self.part(variant, value, at, elsewhere),
            _ => self.wrong(at, "type", || message::shape_message(types, ty)),
        }
    }

    /// Whether a value is of a type; nothing is reported.
    fn fits(&mut self, ty: &Type, value: &Value, at: &At<'_>, elsewhere: Elsewhere<'_>) -> bool {
        let silent = std::mem::replace(&mut self.silent, true);
        let right = self.part(ty, value, at, elsewhere);
        self.silent = silent;
        right
    }

    pub(super) fn all(&mut self, of: &[Type], value: &Value, at: &At<'_>, elsewhere: Elsewhere<'_>) -> bool {
        let mut right = true;
        for (index, ty) in of.iter().enumerate() {
            let mut others: BTreeSet<&str> = elsewhere.cloned().unwrap_or_default();
            for (other, ty) in of.iter().enumerate() {
                if other != index {
                    declared(ty, self.types, self.is_request(), 0, &mut others);
                }
            }
            right &= self.part(ty, value, at, Some(&others));
            if !right && !self.goes_on() {
                break;
            }
        }
        right
    }
}

/// The variant that a value names.
enum Named<'t> {
    Variant(&'t Type),
    /// The tag is not there.
    Missing,
    /// The tag is not that of any variant.
    Unknown,
    /// Nothing says which variant is meant.
    Nothing,
}

impl<'t> Named<'t> {
    fn by_tag(variants: &'t [Type], tag: &str, name: &Value, request: bool, list: bool) -> Self {
        let with_tag = || variants.iter().filter_map(|variant| Some((variant, tag_of(variant, tag)?)));
        let exact = with_tag().find(|(_, (values, _))| values.contains(name));
        let found = exact.or_else(|| {
            let keyed = || name.as_object().filter(|_| !list)?.keys().next().map(String::as_str);
            let name = name.as_str().or_else(keyed).filter(|_| request)?;
            let by_key =
                with_tag().find(|(_, (values, _))| values.iter().any(|value| value.as_str() == Some(name)));
            if by_key.is_some() {
                return by_key;
            }
            let by_name = with_tag().find(|(_, (_, also))| also.names.iter().any(|other| other == name));
            by_name.or_else(|| with_tag().find(|(_, (_, also))| also.any))
        });
        found.map_or(Self::Unknown, |(variant, _)| Self::Variant(variant))
    }
}

/// The literals that a variant's tag may be.
fn tag_of<'t>(variant: &'t Type, tag: &str) -> Option<(&'t [Value], &'t Also)> {
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
fn is_single(object: &Object) -> bool {
    matches!(object.fields.as_slice(), [field] if field.presence.is_required())
}

fn is_keyed_by(variant: &Type, name: &str) -> bool {
    matches!(variant, Type::Object(object) if is_single(object) && names(object).any(|known| known == name))
}

/// How deep the parts of [`Type::All`] are looked into for the keys that they declare.
const MAX_PARTS: usize = 16;

/// Adds the keys that a type declares.
fn declared<'t>(ty: &'t Type, types: &'t Types, request: bool, depth: usize, to: &mut BTreeSet<&'t str>) {
    if depth > MAX_PARTS {
        return;
    }
    match ty {
        Type::Object(object) => to.extend(names(object)),
        Type::All { of } | Type::Union { variants: of, .. } => {
            for ty in of {
                declared(ty, types, request, depth + 1, to);
            }
        }
        Type::Nullable { of } | Type::Ruled { of, .. } => declared(of, types, request, depth + 1, to),
        Type::Ref { to: path } => {
            if let Some(definition) = types.get(path) {
                let target = if request { &definition.request } else { definition.response() };
                declared(target, types, request, depth + 1, to);
            }
        }
        _ => {}
    }
}

/// The kinds of JSON values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Null,
    Boolean,
    Number,
    String,
    List,
    Object,
}

fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::List,
        Value::Object(_) => Kind::Object,
    }
}

/// The kind of the values of a type, if they are all of one.
fn kind(ty: &Type, types: &Types) -> Option<Kind> {
    let mut ty = ty;
    for _ in 0..MAX_PARTS {
        return Some(match ty {
            Type::Null => Kind::Null,
            Type::Boolean => Kind::Boolean,
            Type::Integer { .. } | Type::Number => Kind::Number,
            Type::String { .. } | Type::Literal { .. } => Kind::String,
            Type::List { .. } | Type::Tuple { .. } => Kind::List,
            Type::Map { .. } | Type::Object(_) | Type::All { .. } => Kind::Object,
            Type::Ruled { of, .. } | Type::Nullable { of } => {
                ty = of;
                continue;
            }
            Type::Ref { to } => {
                ty = &types.get(to)?.request;
                continue;
            }
            Type::Any | Type::Never | Type::Union { .. } | Type::File => return None,
        });
    }
    None
}
