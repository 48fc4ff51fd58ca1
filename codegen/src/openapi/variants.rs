//! Unions whose variants have a tag, with the `discriminator` that generators of clients look for. It is about schemas with a name
//! only, so that each variant gets one: `Event` with the tag `kind` is made of `EventCreated` and `EventMoved`.

use std::collections::{BTreeMap, BTreeSet};

use rutter_contract::{Presence, Type};

use super::FOLDER;
use crate::contract::pascal;
use crate::json::{Json, Members};
use crate::json_schema::{Schemas, component};

/// Gives the variants of tagged unions names among the components.
pub(super) fn named(schemas: &Schemas<'_>, mut components: Members) -> Members {
    let mut taken: BTreeSet<String> = components.iter().map(|(name, _)| name.to_owned()).collect();
    let mut variants: BTreeMap<String, Json> = BTreeMap::new();
    // Both forms of a type may be one schema.
    let types: BTreeMap<&str, &Type> = schemas.types().collect();
    for (name, ty) in types {
        let Some(Json::Object(schema)) = components.get_mut(name) else { continue };
        let Some((tag, values)) = tags(ty) else { continue };
        let Some(Json::List(members)) = schema.get_mut("anyOf") else { continue };
        if members.len() != values.len() {
            continue;
        }
        let mut mapping = Members::default();
        for (member, (value, others)) in members.iter_mut().zip(values) {
            let mut variant = component(&format!("{name}{}", pascal(value)));
            while !taken.insert(variant.clone()) {
                variant.push('_');
            }
            let reference = format!("{FOLDER}{variant}");
            std::iter::once(value).chain(others).for_each(|value| mapping.set(value, reference.as_str()));
            let to = Members::default().with("$ref", reference);
            variants.insert(variant, std::mem::replace(member, to.into()));
        }
        let discriminator = Members::default().with("propertyName", tag).with("mapping", mapping);
        schema.set("discriminator", discriminator);
    }
    let mut all: BTreeMap<String, Json> = components.into_iter().collect();
    all.extend(variants);
    all.into_iter().collect()
}

/// The value of a tag in a variant, and what a request may send in its place.
type Value<'c> = (&'c str, Vec<&'c str>);

/// The tag of a union, and its value in each variant, if every variant has one of its own and none has all others.
fn tags(ty: &Type) -> Option<(&str, Vec<Value<'_>>)> {
    let Type::Union { variants, tag: Some(tag), .. } = ty else { return None };
    let values: Vec<Value<'_>> = variants.iter().map(|variant| value(variant, tag)).collect::<Option<_>>()?;
    let distinct: BTreeSet<&str> = values.iter().map(|(value, _)| *value).collect();
    (distinct.len() == values.len()).then_some((tag.as_str(), values))
}

/// What the tag is in a variant.
fn value<'c>(ty: &'c Type, tag: &str) -> Option<Value<'c>> {
    match ty {
        Type::Object(object) => {
            let field = object.fields.iter().find(|field| field.name == tag)?;
            let Type::Literal { values, also } = &field.ty else { return None };
            let [value] = values.as_slice() else { return None };
            let value =
                value.as_str().filter(|_| field.presence == Presence::Required && also.other.is_none())?;
            Some((value, also.names.keys().map(String::as_str).collect()))
        }
        Type::All { of } => of.iter().find_map(|part| value(part, tag)),
        Type::Ruled { of, .. } => value(of, tag),
        _ => None,
    }
}
