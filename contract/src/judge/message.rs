//! Every message of the judge, for the one who filled the form in. TypeScript gives the same, to the letter.

use serde_json::Value;

use crate::rule::{Bound, Check, IpVersion, Rule};
use crate::ty::{Format, IntegerWidth, Key, Type};

use super::{MAX_DEPTH, Types, number};

/// How many choices a message lists.
const LISTED: usize = 12;

/// The key under which a translation of a rule's message is looked up.
pub fn rule_code(rule: &Rule) -> &str {
    rule.code.as_deref().unwrap_or(match rule.check {
        Check::Length { .. } => "length",
        Check::Range { .. } => "range",
        Check::Email => "email",
        Check::Url { .. } => "url",
        Check::Ip { .. } => "ip",
        Check::Pattern { .. } => "regex",
        Check::Contains { .. } => "contains",
        Check::DoesNotContain { .. } => "does_not_contain",
        Check::MustMatch { .. } => "must_match",
        Check::CreditCard => "credit_card",
        Check::NonControlCharacter => "non_control_character",
        Check::Required => "required",
        Check::Custom { .. } => "custom",
    })
}

/// What is wrong with a value that breaks a rule: the rule's own message, if it has one.
pub fn rule_message(rule: &Rule, value: &Value) -> String {
    if let Some(message) = &rule.message {
        return message.clone();
    }
    match &rule.check {
        Check::Length { min, max } => length(*min, *max, value),
        Check::Range { min, max, exclusive_min, exclusive_max } => {
            let least = min.map(|min| {
                format!("{} {}", if *exclusive_min { "more than" } else { "at least" }, bound(min))
            });
            let most = max.map(|max| {
                format!("{} {}", if *exclusive_max { "less than" } else { "at most" }, bound(max))
            });
            format!("must be {}", least.into_iter().chain(most).collect::<Vec<_>>().join(" and "))
        }
        Check::Email => "must be an e-mail address".to_owned(),
        Check::Url { schemes } if schemes.is_empty() => "must be a URL".to_owned(),
        Check::Url { schemes } => {
            let starts: Vec<String> = schemes.iter().map(|scheme| format!("{scheme}:")).collect();
            format!("must be a URL that starts with {}", either(&starts))
        }
        Check::Ip { version } => shape_of(match version {
            None => Format::Ip,
            Some(IpVersion::V4) => Format::Ipv4,
            Some(IpVersion::V6) => Format::Ipv6,
        }),
        Check::Pattern { .. } => "has the wrong form".to_owned(),
        Check::Contains { text } => format!("must contain {}", quoted(text)),
        Check::DoesNotContain { text } => format!("must not contain {}", quoted(text)),
        Check::MustMatch { other } => format!("must be the same as {other}"),
        Check::CreditCard => "must be a card number".to_owned(),
        Check::NonControlCharacter => "must not contain control characters".to_owned(),
        Check::Required => required_message().to_owned(),
        Check::Custom { .. } => custom_message(rule_code(rule)),
    }
}

/// Of a rule that the server alone knows, with the code that says which, because it has no message.
pub fn custom_message(code: &str) -> String {
    match code {
        "" | "custom" => "is not valid".to_owned(),
        code => format!("is not valid ({code})"),
    }
}

/// Of a field that is not there.
pub fn required_message() -> &'static str {
    "is required"
}

/// Of a text that is none of the names of an enum.
pub fn choice_message(values: &[Value]) -> String {
    let texts: Vec<String> =
        values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), quoted)).collect();
    match texts.len() {
        0 => "must be left out".to_owned(),
        1..=LISTED => format!("must be {}", either(&texts)),
        count => format!("must be one of {count} choices: {}, ...", texts[..LISTED].join(", ")),
    }
}

/// Of a text that is no other name of an enum, because a variant with data has it.
pub fn except_message(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("must be a text other than {}", either(&names))
}

/// What a value of a type is, for one that is something else.
pub fn shape_message(types: &Types, ty: &Type) -> String {
    let words = shape(types, ty, 0);
    format!("must be {}", either(&words))
}

/// Of a value that nests too deep.
pub fn depth_message() -> String {
    format!("must not be nested more than {MAX_DEPTH} deep")
}

/// Of an element of a set that is there already.
pub fn repeated_message() -> String {
    "must not be repeated".to_owned()
}

/// Of a value that is one, and came several times.
pub fn duplicate_message() -> &'static str {
    "was sent more than once"
}

/// Of a field that was sent under two of its names.
pub fn aliased_message(first: &str, second: &str) -> String {
    format!("{}: `{first}` and `{second}` are names of one field", duplicate_message())
}

/// Of a field that is not declared, where no other is taken.
pub fn unknown_message() -> String {
    "is not a known field".to_owned()
}

/// Of a key that a map does not take.
pub fn key_message(key: &Key) -> String {
    let what = match key {
        Key::Text => "a text".to_owned(),
        Key::Integer(width) => integer(*width),
        Key::Boolean => "true or false".to_owned(),
        Key::Names(names) => either(&names.iter().map(|name| quoted(name)).collect::<Vec<_>>()),
        Key::Formatted(format) => format_words(*format),
    };
    format!("must have a key that is {what}")
}

fn length(min: Option<u64>, max: Option<u64>, value: &Value) -> String {
    let (verb, one, many) = match value {
        Value::Array(_) => ("have", "item", "items"),
        Value::Object(_) => ("have", "entry", "entries"),
        _ => ("be", "character", "characters"),
    };
    let unit = |count: u64| if count == 1 { one } else { many };
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("must {verb} exactly {min} {}", unit(min)),
        (Some(min), Some(max)) => format!("must {verb} {min} to {max} {}", unit(max)),
        (Some(min), None) => format!("must {verb} at least {min} {}", unit(min)),
        (None, Some(max)) => format!("must {verb} at most {max} {}", unit(max)),
        (None, None) => "is not valid".to_owned(),
    }
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Integer(number) => number.to_string(),
        Bound::Unsigned(number) => number.to_string(),
        Bound::Number(number) => number.to_string(),
    }
}

/// What values of a type may be, in words.
fn shape(types: &Types, ty: &Type, depth: usize) -> Vec<String> {
    /// References and unions in each other: words for what lies deeper help nobody, and unions multiply.
    const MAX_LOOKUPS: usize = 3;
    let words = match ty {
        Type::Any => "a value".to_owned(),
        Type::Never => "left out".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "true or false".to_owned(),
        Type::Integer { width, non_zero: false } => integer(*width),
        Type::Integer { width, non_zero: true } => format!("{} other than 0", integer(*width)),
        Type::Number => "a number".to_owned(),
        Type::String { format: None } => "a text".to_owned(),
        Type::String { format: Some(format) } => format_words(*format),
        Type::Literal { also, .. } if also.other.is_some() => "a text".to_owned(),
        Type::Literal { values, .. } if values.len() <= LISTED => {
            return values
                .iter()
                .map(|value| value.as_str().map_or_else(|| value.to_string(), quoted))
                .collect();
        }
        Type::Literal { values, .. } => format!("one of {} choices", values.len()),
        Type::Nullable { of } => return shape(types, of, depth),
        Type::List { count: Some(count), .. } => items(*count as usize),
        Type::List { count: None, .. } => "a list".to_owned(),
        Type::Tuple { items: types } => items(types.len()),
        Type::Map { .. } | Type::Object(_) | Type::All { .. } => "an object".to_owned(),
        Type::Union { .. } if depth >= MAX_LOOKUPS => "a value".to_owned(),
        Type::Union { variants, .. } => {
            let mut words: Vec<String> = Vec::new();
            for word in variants.iter().flat_map(|variant| shape(types, variant, depth + 1)) {
                if !words.contains(&word) {
                    words.push(word);
                }
            }
            return words;
        }
        Type::File => "a file".to_owned(),
        Type::Ruled { of, .. } => return shape(types, of, depth),
        Type::Ref { to } => match types.get(to) {
            Some(definition) if depth < MAX_LOOKUPS => return shape(types, &definition.request, depth + 1),
            _ => "a value".to_owned(),
        },
    };
    vec![words]
}

fn items(count: usize) -> String {
    match count {
        1 => "a list of 1 item".to_owned(),
        count => format!("a list of {count} items"),
    }
}

fn integer(width: IntegerWidth) -> String {
    let (least, greatest) = number::range(width);
    format!("a whole number from {least} to {greatest}")
}

fn shape_of(format: Format) -> String {
    format!("must be {}", format_words(format))
}

fn format_words(format: Format) -> String {
    match format {
        Format::Char => "one character",
        Format::DateTime => "a date and time with an offset, such as 2026-11-22T21:00:00Z",
        Format::LocalDateTime => "a date and time, such as 2026-11-22T21:00:00",
        Format::Date => "a date, such as 2026-11-22",
        Format::Time => "a time, such as 21:00:00",
        Format::Uuid => "a UUID",
        Format::Url => "a URL",
        Format::Ip => "an IP address",
        Format::Ipv4 => "an IPv4 address",
        Format::Ipv6 => "an IPv6 address",
        Format::Integer(width) => return format!("{} in digits", integer(width)),
    }
    .to_owned()
}

/// `a`, `a or b`, `a, b or c`.
fn either(words: &[String]) -> String {
    match words {
        [] => "left out".to_owned(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
