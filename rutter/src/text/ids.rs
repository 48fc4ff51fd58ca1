//! Addresses and identifiers.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

#[cfg(feature = "url")]
use rutter_contract::judge::is_format;
use rutter_contract::{Format, Type};

use super::TextValue;

macro_rules! by_display {
    ($($ty:ty: $format:ident),+ $(,)?) => {$(
        impl TextValue for $ty {
            fn from_text(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn to_text(&self) -> Option<Cow<'_, str>> {
                Some(Cow::Owned(self.to_string()))
            }

            fn shape() -> Type {
                Type::String { format: Some(Format::$format) }
            }
        }
    )+};
}

by_display!(IpAddr: Ip, Ipv4Addr: Ipv4, Ipv6Addr: Ipv6);

#[cfg(feature = "url")]
impl TextValue for url::Url {
    /// URLs that need no repair, which the URL Standard would give the others.
    fn from_text(text: &str) -> Option<Self> {
        is_format(Format::Url, text).then(|| Self::parse(text).ok()).flatten()
    }

    fn to_text(&self) -> Option<Cow<'_, str>> {
        is_format(Format::Url, self.as_str()).then_some(Cow::Borrowed(self.as_str()))
    }

    fn shape() -> Type {
        Type::String { format: Some(Format::Url) }
    }
}

#[cfg(feature = "uuid")]
impl TextValue for uuid::Uuid {
    /// The hyphenated form alone: the same id is one URL, and `uuid` would also take braces, `urn:uuid:` and no hyphens.
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok().map(uuid::fmt::Hyphenated::into_uuid)
    }

    fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Owned(self.hyphenated().to_string()))
    }

    fn shape() -> Type {
        Type::String { format: Some(Format::Uuid) }
    }
}
