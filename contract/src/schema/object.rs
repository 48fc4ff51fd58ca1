//! Schemas of objects: structs, the data of variants, and maps.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::rule::Check;
use crate::ty::{Field, IntegerWidth, Key, Object, Presence, Rest, Type};

use super::reader::{Place, Reader, doc};
use super::scope::Scope;

impl<'a> Reader<'a> {
    pub(super) fn object(&self, schema: &Map<String, Value>, place: Place<'_, 'a>) -> Type {
        let properties = schema.get("properties").and_then(Value::as_object);
        if !place.own
            && !place.part
            && let Some(map) = self.map(schema, properties, place)
        {
            return map;
        }
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        let mut fields: Vec<Field> = properties
            .into_iter()
            .flatten()
            .map(|(name, schema)| self.declared(name, schema, required.contains(&name.as_str()), place.scope))
            .collect();
        // Then by name: whether `serde_json` keeps the order of declaration depends on the features of the whole app.
        fields.sort_by_cached_key(|field| {
            (place.scope.position(&field.name, self.request), field.name.clone())
        });
        // A map of its own (a newtype of one) is read above; here it is flattened into the fields.
        Type::Object(Object { fields, rest: self.rest(schema, place), positional: None })
    }

    fn declared(&self, name: &str, schema: &Value, required: bool, scope: &Scope<'a>) -> Field {
        let notes = scope.field(name, self.request);
        let mut ty = self.field(schema, notes, scope);
        let asked = notes.is_some_and(|notes| notes.rules.iter().any(|rule| rule.check == Check::Required));
        let mut presence = match (required, schema.get("default")) {
            (true, _) => Presence::Required,
            (false, Some(default)) if self.request => Presence::Default(sorted(default)),
            (false, _) => Presence::Optional,
        };
        if asked && !self.request {
            // `schemars` takes the rule for the type: what serde writes may be null.
            ty = ty.nullable();
            presence = Presence::Optional;
        }
        if !self.request
            && notes.is_some_and(|notes| notes.never_null)
            && let Type::Nullable { of } = ty
        {
            ty = *of;
        }
        let mut field = Field { presence, doc: doc(schema), ..Field::new(name, ty) };
        if let Some(notes) = notes.filter(|_| self.request) {
            field.rules.clone_from(&notes.rules);
            field.aliases.clone_from(&notes.aliases);
            field.secret = notes.secret;
            field.empty = notes.empty;
            field.file.clone_from(&notes.file);
        }
        field
    }

    fn rest(&self, schema: &Map<String, Value>, place: Place<'_, 'a>) -> Rest {
        let inner = Place { part: false, own: false, ..place };
        let patterns = schema
            .get("patternProperties")
            .and_then(Value::as_object)
            .and_then(|patterns| patterns.values().next());
        match patterns
            .or_else(|| schema.get("additionalProperties"))
            .or_else(|| schema.get("unevaluatedProperties"))
        {
            None => Rest::Ignored,
            Some(Value::Bool(false)) => Rest::Refused,
            Some(of) => Rest::Typed(Box::new(self.ty(of, inner))),
        }
    }

    /// An object whose keys are data.
    fn map(
        &self,
        schema: &Map<String, Value>,
        properties: Option<&Map<String, Value>>,
        place: Place<'_, 'a>,
    ) -> Option<Type> {
        let inner = Place { part: false, own: false, ..place };
        let patterns = schema.get("patternProperties").and_then(Value::as_object);
        let rest = schema.get("additionalProperties");
        let (key, of) = match (properties, patterns.and_then(|patterns| patterns.iter().next()), rest) {
            (None, Some((pattern, of)), _) => (pattern_key(pattern), of),
            (None, None, Some(of)) => (Key::Text, of),
            // A map whose keys are the names of an enum: none is required, and all have one type.
            (Some(names), None, Some(Value::Bool(false))) if !schema.contains_key("required") => {
                let mut values = names.values();
                let first = values.next()?;
                if !values.all(|value| value == first) {
                    return None;
                }
                let mut names: Vec<String> = names.keys().cloned().collect();
                names.sort_unstable();
                (Key::Names(names), first)
            }
            _ => return None,
        };
        let known = place.keys.get().split_first();
        if let Some((_, rest)) = known {
            place.keys.set(rest);
        }
        let key = match known {
            Some((known, _)) if *known != Key::Text && !matches!(key, Key::Names(_)) => known.clone(),
            _ => key,
        };
        Some(Type::Map { key, of: Box::new(self.ty(of, inner)) })
    }
}

/// The keys that `schemars` describes by a pattern. The widths of integers are lost in it; notes know them.
fn pattern_key(pattern: &str) -> Key {
    match pattern {
        r"^\d+$" => Key::Integer(IntegerWidth::U64),
        r"^-?\d+$" => Key::Integer(IntegerWidth::I64),
        _ => Key::Text,
    }
}

/// The value with its keys in order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(sorted).collect(),
        Value::Object(map) => {
            let map: BTreeMap<&String, Value> = map.iter().map(|(key, value)| (key, sorted(value))).collect();
            Value::Object(map.into_iter().map(|(key, value)| (key.clone(), value)).collect())
        }
        value => value.clone(),
    }
}

/// What the content of an adjacently tagged variant without data may be.
pub(super) fn no_content(key: &str) -> Field {
    Field { presence: Presence::Optional, ..Field::new(key, Type::Null) }
}
