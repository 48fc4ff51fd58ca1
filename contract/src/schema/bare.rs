//! A type as responses have it: without the rules of requests, and without what requests may send besides.

use crate::ty::{Also, Field, Object, Presence, Rest, Type};

/// The type without what only requests have.
pub(super) fn bare(ty: &Type) -> Type {
    let boxed = |ty: &Type| Box::new(bare(ty));
    match ty {
        Type::Literal { values, .. } => Type::Literal { values: values.clone(), also: Also::default() },
        Type::Nullable { of } => Type::Nullable { of: boxed(of) },
        Type::List { of, unique, count } => Type::List { of: boxed(of), unique: *unique, count: *count },
        Type::Tuple { items } => Type::Tuple { items: items.iter().map(bare).collect() },
        Type::Map { key, of } => Type::Map { key: key.clone(), of: boxed(of) },
        Type::Object(object) => Type::Object(self::object(object)),
        Type::Union { variants, tag, keyed } => {
            Type::Union { variants: variants.iter().map(bare).collect(), tag: tag.clone(), keyed: *keyed }
        }
        Type::All { of } => Type::All { of: of.iter().map(bare).collect() },
        Type::Ruled { of, .. } => bare(of),
        Type::Any
        | Type::Never
        | Type::Null
        | Type::Boolean
        | Type::Integer { .. }
        | Type::Number
        | Type::String { .. }
        | Type::File
        | Type::Ref { .. } => ty.clone(),
    }
}

fn object(object: &Object) -> Object {
    let fields = object.fields.iter().map(field).collect();
    let rest = match &object.rest {
        Rest::Typed(ty) => Rest::Typed(Box::new(bare(ty))),
        rest @ (Rest::Ignored | Rest::Refused) => rest.clone(),
    };
    Object { fields, rest, positional: None }
}

fn field(field: &Field) -> Field {
    let presence = match &field.presence {
        Presence::Default(_) => Presence::Optional,
        presence @ (Presence::Required | Presence::Optional) => presence.clone(),
    };
    Field { presence, doc: field.doc.clone(), ..Field::new(field.name.as_str(), bare(&field.ty)) }
}
