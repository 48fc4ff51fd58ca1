//! Schemas of enums, and of values that may be null.

use serde_json::Value;

use crate::judge::{is_single, names};
use crate::notes::VariantNotes;
use crate::ty::{Also, Field, Object, Presence, Rest, Type};

use super::object::no_content;
use super::reader::{Place, Reader, own_object};

impl<'a> Reader<'a> {
    /// `exclusive`: the variants are told apart by a tag or a key (`oneOf`), and not by trying one after the other.
    pub(super) fn union(&self, schemas: &[Value], exclusive: bool, place: Place<'_, 'a>) -> Type {
        let is_null = |schema: &Value| schema.get("type") == Some(&Value::from("null"));
        if let ([first, last], false) = (schemas, exclusive)
            && is_null(first) != is_null(last)
        {
            return self.ty(if is_null(first) { last } else { first }, place).nullable();
        }
        let tag = place
            .scope
            .tag()
            .map(str::to_owned)
            .filter(|tag| schemas.iter().any(|schema| tag_name(schema, tag).is_some()));
        let tag = tag.or_else(|| common_tag(schemas).filter(|_| exclusive));
        let keyed = exclusive && tag.is_none();
        let mut variants: Vec<Type> =
            schemas.iter().map(|schema| self.variant(schema, tag.as_deref(), keyed, place)).collect();
        if keyed {
            except_data(&mut variants);
        }
        Type::Union { variants, tag, keyed }
    }

    fn variant(&self, schema: &Value, tag: Option<&str>, keyed: bool, place: Place<'_, 'a>) -> Type {
        let name = match tag {
            Some(tag) => tag_name(schema, tag),
            None => only_key(schema),
        };
        let notes = name.and_then(|name| place.scope.variant_notes(name));
        let scope = notes.map(|notes| place.scope.variant(notes));
        let place = Place { scope: scope.as_ref().unwrap_or(place.scope), own: true, ..place };
        let mut ty = match (tag, only_key(schema)) {
            // `{"Name": ..}`: the notes of the variant are about what is inside.
            (None, Some(key)) => self.keyed_variant(schema, key, place),
            _ => self.ty(schema, Place { own: tag.is_some(), ..place }),
        };
        if let Some(object) = own_object(&mut ty) {
            if keyed && !place.part {
                object.rest = Rest::Refused;
            }
            if let Some(tag) = tag {
                // The tag comes first, as serde writes it.
                object.fields.sort_by_key(|field| field.name != tag);
            }
            if self.request {
                self.add_liberties(object, notes.unwrap_or(&VariantNotes::default()), tag, place);
            }
        }
        ty
    }

    fn keyed_variant(&self, schema: &Value, key: &str, place: Place<'_, 'a>) -> Type {
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        let data = schema.get("properties").and_then(|properties| properties.get(key));
        let ty = data.map_or(Type::Any, |schema| self.data(schema, place, place.part));
        let rest = if closed { Rest::Refused } else { Rest::Ignored };
        Type::Object(Object { fields: vec![Field::new(key, ty)], rest, positional: None })
    }

    /// The data of a variant under a key; `listed`: serde also takes a list of the values of its fields.
    fn data(&self, schema: &Value, place: Place<'_, 'a>, listed: bool) -> Type {
        let is_struct = schema.get("properties").is_some() || is_empty_struct(schema);
        let mut ty = self.ty(schema, Place { part: false, own: is_struct, ..place });
        if let Type::Object(object) = &mut ty
            && listed
            && self.request
        {
            object.positional = Some(positions(object));
        }
        ty
    }

    /// What a request may send of a variant besides.
    fn add_liberties(
        &self,
        object: &mut Object,
        notes: &VariantNotes,
        tag: Option<&str>,
        place: Place<'_, 'a>,
    ) {
        let Some(tag) = tag else {
            if let [field] = object.fields.as_mut_slice() {
                field.aliases.clone_from(&notes.aliases);
            }
            return;
        };
        for field in &mut object.fields {
            if field.name == tag
                && let Type::Literal { values, also } = &mut field.ty
            {
                // A tag beside its content is read as an enum.
                let keyed = place.scope.content().is_some();
                let Some(name) = values.first().and_then(Value::as_str) else { continue };
                *also = also_of(name, notes);
                also.keyed = keyed;
            }
        }
        let Some(content) = place.scope.content() else {
            object.positional =
                (object.rest == Rest::Ignored || object.rest == Rest::Refused).then(|| positions(object));
            return;
        };
        match object.fields.iter_mut().find(|field| field.name == content) {
            Some(field) if matches!(field.ty, Type::Nullable { .. }) => field.presence = Presence::Optional,
            Some(_) => {}
            None => object.fields.push(no_content(content)),
        }
        object.positional = Some(2);
    }

    /// The names of variants without data, or a tag.
    pub(super) fn literal(&self, values: &[Value], place: Place<'_, 'a>) -> Type {
        let nullable = values.contains(&Value::Null);
        let values: Vec<Value> = values.iter().filter(|value| !value.is_null()).cloned().collect();
        if values.is_empty() {
            return if nullable { Type::Null } else { Type::Never };
        }
        let mut also = Also::default();
        let tagged = place.scope.tag().is_some();
        if self.request && !tagged {
            for name in values.iter().filter_map(Value::as_str) {
                let Some(notes) = place.scope.variant_notes(name) else { continue };
                let own = also_of(name, notes);
                also.names.extend(own.names);
                also.other = also.other.or(own.other);
                also.keyed |= notes.unit;
            }
        }
        let ty = Type::Literal { values, also };
        if nullable { ty.nullable() } else { ty }
    }
}

/// What a request may send in place of a variant's name.
fn also_of(name: &str, notes: &VariantNotes) -> Also {
    let names = notes.aliases.iter().map(|alias| (alias.clone(), name.to_owned())).collect();
    Also { names, other: notes.other.then(|| name.to_owned()), ..Also::default() }
}

/// The name of a variant with data is no other name of one without.
fn except_data(variants: &mut [Type]) {
    let with_data: Vec<String> = variants
        .iter()
        .filter_map(|variant| match variant {
            Type::Object(object) if is_single(object) => Some(names(object).map(str::to_owned)),
            _ => None,
        })
        .flatten()
        .collect();
    for variant in variants {
        if let Type::Literal { also, .. } = variant
            && also.other.is_some()
        {
            also.except.clone_from(&with_data);
        }
    }
}

/// The least number of values with which serde reads a variant from a list: without those at the end that have a default.
fn positions(object: &Object) -> u64 {
    let needed = |field: &Field| match field.presence {
        Presence::Required => true,
        Presence::Default(_) => false,
        // Of an option, absent means null, which a list must say.
        Presence::Optional => matches!(field.ty, Type::Nullable { .. }),
    };
    object.fields.iter().rposition(needed).map_or(0, |last| last as u64 + 1)
}

/// What a schema says that a key must be.
fn tag_name<'s>(schema: &'s Value, tag: &str) -> Option<&'s str> {
    schema.get("properties")?.get(tag)?.get("const")?.as_str()
}

/// The key that each of some schemas fixes to another name.
fn common_tag(schemas: &[Value]) -> Option<String> {
    let mut candidates = schemas.first()?.get("properties")?.as_object()?.keys();
    let is_tag = |key: &&String| {
        let mut names: Vec<&str> = schemas.iter().filter_map(|schema| tag_name(schema, key)).collect();
        names.sort_unstable();
        names.dedup();
        names.len() == schemas.len()
    };
    candidates.find(is_tag).cloned()
}

/// The key of an object that has one, which must be there: how a variant with data is told without a tag.
fn only_key(schema: &Value) -> Option<&str> {
    let properties = schema.get("properties")?.as_object()?;
    let (key, _) = properties.iter().next().filter(|_| properties.len() == 1)?;
    let required = schema.get("required")?.as_array()?;
    (required.len() == 1 && required[0].as_str() == Some(key)).then_some(key)
}

fn is_empty_struct(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("object")
        && schema.get("additionalProperties").is_none()
        && schema.get("patternProperties").is_none()
}
