//! What the contract says of a field.

use rutter_contract::{Presence, Type, UrlField};

use super::codec::Codec;

/// A field that must be there.
pub fn url_field<T>(name: &str, codec: Codec<T>) -> UrlField {
    let mut field = UrlField::new(name, Type::Null);
    let mut shape = (codec.shape)();
    // Whose rules they are makes no difference to those who write the URL.
    while let Type::Ruled { of, rules } = shape {
        field.rules.extend(rules);
        shape = *of;
    }
    field.ty = shape;
    field
}

/// A field that may be absent, which means this value.
pub fn default_field<T>(name: &str, codec: Codec<T>, default: fn() -> T) -> UrlField {
    let value = codec.json(&default());
    url_field(name, codec).presence(Presence::Default(value))
}
