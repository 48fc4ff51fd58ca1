//! What the contract says of a field.

use rutter_contract::{Presence, UrlField};

use super::codec::Codec;

/// A field that must be there.
pub fn url_field<T>(name: &str, codec: Codec<T>) -> UrlField {
    UrlField::new(name, (codec.shape)())
}

/// A field that may be absent, which means this value.
pub fn default_field<T>(name: &str, codec: Codec<T>, default: fn() -> T) -> UrlField {
    let value = codec.json(&default());
    url_field(name, codec).presence(Presence::Default(value))
}
