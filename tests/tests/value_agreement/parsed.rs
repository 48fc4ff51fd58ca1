//! What a value is read as, by the definition: declared fields alone, defaults filled in, one name for each field.

use std::collections::BTreeSet;

use rutter_contract::judge::{Types, declared_keys, is_keyed_by, judge, judge_response, tag_of};
use rutter_contract::{Field, Object, Presence, Rest, Type};
use serde_json::{Map, Value};

/// The parsed value of one that the judge takes.
pub(crate) fn parsed(types: &Types, ty: &Type, value: &Value, request: bool) -> Value {
    let parsed = |ty: &Type, value: &Value| parsed(types, ty, value, request);
    match ty {
        Type::Nullable { .. } if value.is_null() => Value::Null,
        Type::Nullable { of } | Type::Ruled { of, .. } => parsed(of, value),
        Type::Ref { to } => types
            .get(to)
            .map_or(Value::Null, |to| parsed(if request { &to.request } else { to.response() }, value)),
        Type::List { of, .. } => match value {
            Value::Array(items) => items.iter().map(|item| parsed(of, item)).collect(),
            _ => value.clone(),
        },
        Type::Tuple { items: of } => match value {
            Value::Array(items) => of.iter().zip(items).map(|(of, item)| parsed(of, item)).collect(),
            _ => value.clone(),
        },
        Type::Map { of, .. } => match value {
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), parsed(of, value))).collect(),
            _ => value.clone(),
        },
        Type::Literal { values, also } if request && also.has_names() => {
            let name = value.as_str().and_then(|text| also.literal(values, text));
            name.map_or_else(|| value.clone(), Value::from)
        }
        Type::Object(of) => match value {
            Value::Object(map) => object(types, of, map, request),
            _ => value.clone(),
        },
        Type::Union { variants, tag, keyed } => {
            let named = match tag {
                Some(tag) => tagged(variants, tag, value, request),
                None => variants.iter().find(|variant| {
                    let map = value.as_object().filter(|_| *keyed);
                    map.is_some_and(|map| map.keys().any(|key| is_keyed_by(variant, key)))
                }),
            };
            // What a tag names is read as that, or as a variant that has no tag.
            let has_tag = |variant: &&Type| tag.as_ref().is_some_and(|tag| tag_of(variant, tag).is_some());
            let in_order = named.into_iter().chain(variants.iter().filter(|variant| !has_tag(variant)));
            let fits = |variant: &Type| match request {
                true => judge(types, variant, value).is_empty(),
                false => judge_response(types, variant, value).is_empty(),
            };
            let taken = in_order.into_iter().find(|variant| fits(variant));
            taken.map_or(Value::Null, |variant| parsed(variant, value))
        }
        Type::All { of } => {
            let Value::Object(map) = value else { return value.clone() };
            let mut all = Map::new();
            for (at, ty) in of.iter().enumerate() {
                let others = of.iter().enumerate().filter(|(other, _)| *other != at);
                let others: BTreeSet<&str> =
                    others.flat_map(|(_, ty)| declared_keys(ty, types, request)).collect();
                let own = declared_keys(ty, types, request);
                let is_of_part = |key: &str| own.contains(key) || !others.contains(key);
                let part: Map<String, Value> = map
                    .iter()
                    .filter(|(key, _)| is_of_part(key))
                    .map(|(key, value)| (key.clone(), value.clone()))
                    .collect();
                if let Value::Object(part) = parsed(ty, &Value::Object(part)) {
                    all.extend(part);
                }
            }
            Value::Object(all)
        }
        _ => value.clone(),
    }
}

/// The variant that a tag names: by its own name, by another, or by any text.
fn tagged<'t>(variants: &'t [Type], tag: &str, value: &Value, request: bool) -> Option<&'t Type> {
    let name = value.as_object()?.get(tag)?;
    let tags = || variants.iter().filter_map(|variant| Some((variant, tag_of(variant, tag)?)));
    let of_request = || tags().filter(|_| request && name.is_string());
    let own = tags().find(|(_, (values, _))| values.contains(name));
    let alias = || of_request().find(|(_, (_, also))| also.names.keys().any(|alias| name == alias));
    let other = || of_request().find(|(_, (_, also))| also.other.is_some());
    own.or_else(alias).or_else(other).map(|(variant, _)| variant)
}

fn object(types: &Types, object: &Object, map: &Map<String, Value>, request: bool) -> Value {
    let parsed = |ty: &Type, value: &Value| parsed(types, ty, value, request);
    let mut read = Map::new();
    if let Rest::Typed(of) = &object.rest {
        let declared = declared_keys(&Type::Object(object.clone()), types, request)
            .into_iter()
            .map(str::to_owned)
            .collect::<BTreeSet<_>>();
        let others = map.iter().filter(|(key, _)| !declared.contains(*key));
        read.extend(others.map(|(key, value)| (key.clone(), parsed(of, value))));
    }
    for field in &object.fields {
        let value = match (sent(field, map, request), &field.presence) {
            (Some(value), _) => parsed(&field.ty, value),
            (None, Presence::Default(value)) => value.clone(),
            (None, _) => continue,
        };
        read.insert(field.name.clone(), value);
    }
    Value::Object(read)
}

fn sent<'v>(field: &Field, map: &'v Map<String, Value>, request: bool) -> Option<&'v Value> {
    std::iter::once(&field.name)
        .chain(field.aliases.iter().filter(|_| request))
        .find_map(|name| map.get(name))
}
