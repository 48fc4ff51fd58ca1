//! Types and rules in few words, for what was there and what is there now.

use serde_json::Value;

use crate::rule::{Bound, Check, IpVersion};
use crate::ty::{Empty, Format, IntegerWidth, Key, Presence, Type};
use crate::url::UrlList;

use super::Types;

/// How many alternatives are listed.
const LISTED: usize = 6;

/// How deep a type is described.
const MAX_DEPTH: usize = 4;

/// A type, as someone would name it who reads the other side's code: `integer (u8)`, `list of Post`.
pub(super) fn ty(types: &Types, ty: &Type) -> String {
    describe(types, ty, 0)
}

fn describe(types: &Types, ty: &Type, depth: usize) -> String {
    let inner = |of: &Type| describe(types, of, depth + 1);
    match ty {
        Type::Any => "any value".to_owned(),
        Type::Never => "nothing".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer { width, non_zero } => {
            format!("integer ({}{})", integer(*width), if *non_zero { ", not 0" } else { "" })
        }
        Type::Number => "number".to_owned(),
        Type::String { format } => format.map_or_else(|| "text".to_owned(), format_words),
        Type::Literal { values, .. } => either(values.iter().map(Value::to_string)),
        Type::File => "file".to_owned(),
        Type::Ref { to } => types.get(to).map_or_else(|| to.clone(), |definition| definition.name.clone()),
        Type::Ruled { of, .. } => describe(types, of, depth),
        Type::Object(_) | Type::All { .. } => "object".to_owned(),
        _ if depth >= MAX_DEPTH => "...".to_owned(),
        Type::Nullable { of } => format!("{} or null", inner(of)),
        Type::List { of, unique, count } => {
            let what = if *unique { "set" } else { "list" };
            match count {
                Some(count) => format!("{what} of {count} {}", inner(of)),
                None => format!("{what} of {}", inner(of)),
            }
        }
        Type::Tuple { items } => {
            let items: Vec<String> = items.iter().take(LISTED).map(inner).collect();
            format!("[{}]", items.join(", "))
        }
        Type::Map { key: Key::Text, of } => format!("map of {}", inner(of)),
        Type::Map { key, of } => format!("map from {} to {}", key_words(key), inner(of)),
        Type::Union { variants, .. } => either(variants.iter().map(inner)),
    }
}

pub(super) fn key_words(key: &Key) -> String {
    match key {
        Key::Text => "text".to_owned(),
        Key::Integer(width) => format!("integer ({})", integer(*width)),
        Key::Boolean => "boolean".to_owned(),
        Key::Names(names) => either(names.iter().map(|name| quoted(name))),
        Key::Formatted(format) => format_words(*format),
    }
}

fn format_words(format: Format) -> String {
    let name = match format {
        Format::Char => "one character",
        Format::DateTime => "date and time with offset",
        Format::LocalDateTime => "date and time",
        Format::Date => "date",
        Format::Time => "time",
        Format::Uuid => "UUID",
        Format::Url => "URL",
        Format::Ip => "IP address",
        Format::Ipv4 => "IPv4 address",
        Format::Ipv6 => "IPv6 address",
        Format::Integer(width) => return format!("text of digits ({})", integer(width)),
    };
    format!("text ({name})")
}

fn integer(width: IntegerWidth) -> &'static str {
    match width {
        IntegerWidth::I8 => "i8",
        IntegerWidth::I16 => "i16",
        IntegerWidth::I32 => "i32",
        IntegerWidth::I64 => "i64",
        IntegerWidth::I128 => "i128",
        IntegerWidth::U8 => "u8",
        IntegerWidth::U16 => "u16",
        IntegerWidth::U32 => "u32",
        IntegerWidth::U64 => "u64",
        IntegerWidth::U128 => "u128",
        IntegerWidth::SafeSigned => "i64 up to 2^53-1",
        IntegerWidth::SafeUnsigned => "u64 up to 2^53-1",
    }
}

/// What a check asks for: `length 1 to 80`.
pub(super) fn check(check: &Check) -> String {
    match check {
        Check::Length { min, max } => match (min, max) {
            (Some(min), Some(max)) if min == max => format!("length {min}"),
            (Some(min), Some(max)) => format!("length {min} to {max}"),
            (Some(min), None) => format!("length at least {min}"),
            (None, Some(max)) => format!("length at most {max}"),
            (None, None) => "any length".to_owned(),
        },
        Check::Range { min: Some(min), max: Some(max), exclusive_min: false, exclusive_max: false } => {
            format!("value {} to {}", bound(*min), bound(*max))
        }
        Check::Range { min, max, exclusive_min, exclusive_max } => {
            let least = min.map(|min| {
                format!("{} {}", if *exclusive_min { "more than" } else { "at least" }, bound(min))
            });
            let most = max.map(|max| {
                format!("{} {}", if *exclusive_max { "less than" } else { "at most" }, bound(max))
            });
            let limits: Vec<String> = least.into_iter().chain(most).collect();
            if limits.is_empty() {
                "any number".to_owned()
            } else {
                format!("value {}", limits.join(" and "))
            }
        }
        Check::Email => "e-mail address".to_owned(),
        Check::Url { schemes } if schemes.is_empty() => "URL".to_owned(),
        Check::Url { schemes } => format!("URL with {}", either(schemes.iter().map(|s| format!("{s}:")))),
        Check::Ip { version: None } => "IP address".to_owned(),
        Check::Ip { version: Some(IpVersion::V4) } => "IPv4 address".to_owned(),
        Check::Ip { version: Some(IpVersion::V6) } => "IPv6 address".to_owned(),
        Check::Pattern { regex } => format!("pattern {regex}"),
        Check::Contains { text } => format!("contains {}", quoted(text)),
        Check::DoesNotContain { text } => format!("does not contain {}", quoted(text)),
        Check::MustMatch { other } => format!("the same as `{other}`"),
        Check::CreditCard => "card number".to_owned(),
        Check::NonControlCharacter => "no control characters".to_owned(),
        Check::Required => "not null".to_owned(),
        Check::Custom { function } => format!("the server's `{function}`"),
    }
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Integer(number) => number.to_string(),
        Bound::Unsigned(number) => number.to_string(),
        Bound::Number(number) => number.to_string(),
    }
}

pub(super) fn presence(presence: &Presence) -> String {
    match presence {
        Presence::Required => "required".to_owned(),
        Presence::Optional => "optional".to_owned(),
        Presence::Default(value) => format!("default {}", short(value)),
    }
}

/// A JSON value, cut off where it gets long.
pub(super) fn short(value: &Value) -> String {
    const MAX: usize = 60;
    let text = value.to_string();
    match text.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

pub(super) fn empty(empty: Option<Empty>) -> String {
    match empty {
        None => "as its type says",
        Some(Empty::Absent) => "not sent",
        Some(Empty::Null) => "null",
        Some(Empty::Keep) => "the empty text",
    }
    .to_owned()
}

pub(super) fn list(list: Option<UrlList>) -> String {
    match list {
        None => "one value",
        Some(UrlList::Segments) => "segments",
        Some(UrlList::Repeated) => "repeated: name=a&name=b",
        Some(UrlList::Comma) => "with commas: name=a,b",
    }
    .to_owned()
}

/// `a | b | c`, cut off where it gets long.
pub(super) fn either(words: impl IntoIterator<Item = String>) -> String {
    let mut words: Vec<String> = words.into_iter().collect();
    words.dedup();
    let more = words.len().saturating_sub(LISTED);
    words.truncate(LISTED);
    if more > 0 {
        words.push(format!("{more} more"));
    }
    words.join(" | ")
}

/// `a`, `b` and `c`, in backticks.
pub(super) fn names<T: AsRef<str>>(names: &[T]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        all => all.concat(),
    }
}

pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
