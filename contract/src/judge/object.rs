//! Objects whose keys are declared.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::rule::Check;
use crate::ty::{Field, Object, Rest, Type};

use super::path::At;
use super::walk::{Elsewhere, Walk};
use super::{Types, message};

impl Walk<'_> {
    pub(super) fn object(
        &mut self,
        ty: &Type,
        object: &Object,
        value: &Value,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        match value {
            Value::Object(map) => self.fields(object, map, at, elsewhere),
            Value::Array(values) if self.takes_positions(object, values.len()) => {
                let mut right = true;
                for (field, value) in object.fields.iter().zip(values) {
                    right &= self.field(field, &field.name, Some(value), at);
                }
                right
            }
            _ => {
                let types = self.types;
                self.wrong(at, "type", || message::shape_message(types, ty))
            }
        }
    }

    fn takes_positions(&self, object: &Object, count: usize) -> bool {
        let least = object.positional.filter(|_| self.is_request());
        least.is_some_and(|least| (least..=object.fields.len() as u64).contains(&(count as u64)))
    }

    fn fields(
        &mut self,
        object: &Object,
        map: &Map<String, Value>,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        let mut right = true;
        for field in &object.fields {
            right &= self.declared(field, map, at);
            if !right && !self.goes_on() {
                return false;
            }
        }
        right & self.matches(object, map, at) & self.rest(object, map, at, elsewhere)
    }

    /// A field, under whichever of its names it was sent.
    fn declared(&mut self, field: &Field, map: &Map<String, Value>, at: &At<'_>) -> bool {
        if !self.is_request() || field.aliases.is_empty() {
            return self.field(field, &field.name, map.get(&field.name), at);
        }
        let names = std::iter::once(&field.name).chain(&field.aliases);
        let mut sent = names.filter_map(|name| Some((name, map.get(name)?)));
        let Some((name, value)) = sent.next() else { return self.field(field, &field.name, None, at) };
        let mut right = self.field(field, name, Some(value), at);
        for (other, _) in sent {
            right = self.wrong(&at.key(other), "duplicate", || message::aliased_message(name, other));
        }
        right
    }

    /// Whether a field may have this value, or none.
    pub(super) fn field(&mut self, field: &Field, name: &str, value: Option<&Value>, at: &At<'_>) -> bool {
        let at = at.key(name);
        let asked =
            field.rules.iter().find(|rule| rule.check == Check::Required).filter(|_| self.is_request());
        match value {
            None | Some(Value::Null) if asked.is_some() => {
                asked.is_none_or(|rule| self.broken(rule, &Value::Null, &at))
            }
            None if field.presence.is_required() => {
                self.wrong(&at, "required", || message::required_message().to_owned())
            }
            None => true,
            Some(value) => {
                self.value(&field.ty, value, &at) && (value.is_null() || self.rules(&field.rules, value, &at))
            }
        }
    }

    /// The fields that must equal another. Absent and null are the same here, as they are in Rust.
    fn matches(&mut self, object: &Object, map: &Map<String, Value>, at: &At<'_>) -> bool {
        if !self.is_request() {
            return true;
        }
        let mut right = true;
        for field in &object.fields {
            for rule in &field.rules {
                let Check::MustMatch { other } = &rule.check else { continue };
                let other = object.fields.iter().find(|field| field.name == *other);
                let other = other.and_then(|other| sent(other, map)).unwrap_or(&Value::Null);
                let value = sent(field, map).unwrap_or(&Value::Null);
                if value != other {
                    right = self.broken(rule, value, &at.key(&field.name));
                }
            }
        }
        right
    }

    /// The keys that are not declared.
    fn rest(
        &mut self,
        object: &Object,
        map: &Map<String, Value>,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        let declared: BTreeSet<&str> = match object.rest {
            Rest::Ignored => return true,
            Rest::Refused | Rest::Typed(_) => names(object).collect(),
        };
        let mut right = true;
        for (name, value) in map {
            if declared.contains(name.as_str())
                || elsewhere.is_some_and(|names| names.contains(name.as_str()))
            {
                continue;
            }
            let place = at.key(name);
            right &= match &object.rest {
                Rest::Typed(ty) => self.value(ty, value, &place),
                Rest::Ignored | Rest::Refused => self.wrong(&place, "unknown", message::unknown_message),
            };
            if !right && !self.goes_on() {
                break;
            }
        }
        right
    }
}

/// The value of a field, under whichever name it was sent.
fn sent<'v>(field: &Field, map: &'v Map<String, Value>) -> Option<&'v Value> {
    std::iter::once(&field.name).chain(&field.aliases).find_map(|name| map.get(name))
}

/// Every name that an object declares.
pub fn names(object: &Object) -> impl Iterator<Item = &str> {
    object
        .fields
        .iter()
        .flat_map(|field| std::iter::once(&field.name).chain(&field.aliases).map(String::as_str))
}

/// Every key that an object of a type may have declared, whichever variant it is of.
pub fn declared_keys<'t>(ty: &'t Type, types: &'t Types, request: bool) -> BTreeSet<&'t str> {
    let mut keys = BTreeSet::new();
    declared(ty, types, request, 0, &mut keys);
    keys
}

/// How deep the parts of [`Type::All`] are looked into for the keys that they declare.
const MAX_PARTS: usize = 16;

/// Adds the keys that a type declares.
pub(crate) fn declared<'t>(
    ty: &'t Type,
    types: &'t Types,
    request: bool,
    depth: usize,
    to: &mut BTreeSet<&'t str>,
) {
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
