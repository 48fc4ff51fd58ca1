//! The rules, each as its [`Check`] says.

use std::cmp::Ordering;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use serde_json::Value;

use crate::rule::{Bound, Check, IpVersion};

use super::{card, email, number, uri};

/// Whether a value keeps a rule. Of a value that the rule is not about, and of rules that need more than the value
/// ([`MustMatch`](Check::MustMatch), [`Pattern`](Check::Pattern), [`Custom`](Check::Custom)), nothing is said: it passes.
pub fn check(check: &Check, value: &Value) -> bool {
    match check {
        Check::Length { min, max } => length(value)
            .is_none_or(|length| min.is_none_or(|min| length >= min) && max.is_none_or(|max| length <= max)),
        Check::Range { min, max, exclusive_min, exclusive_max } => {
            let keeps = |bound: &Option<Bound>, exclusive: bool, side: Ordering| {
                bound.is_none_or(|bound| {
                    number::compare(value, bound)
                        .is_some_and(|order| order == side || order == Ordering::Equal && !exclusive)
                })
            };
            !value.is_number()
                || keeps(min, *exclusive_min, Ordering::Greater) && keeps(max, *exclusive_max, Ordering::Less)
        }
        Check::Email => text(value, email::is_email),
        Check::Url { schemes } => text(value, |text| uri::is_url(text, schemes)),
        Check::Ip { version: None } => text(value, |text| text.parse::<IpAddr>().is_ok()),
        Check::Ip { version: Some(IpVersion::V4) } => text(value, |text| text.parse::<Ipv4Addr>().is_ok()),
        Check::Ip { version: Some(IpVersion::V6) } => text(value, |text| text.parse::<Ipv6Addr>().is_ok()),
        Check::Contains { text: part } => holds(value, part).unwrap_or(true),
        Check::DoesNotContain { text: part } => !holds(value, part).unwrap_or(false),
        Check::CreditCard => text(value, card::is_card_number),
        Check::NonControlCharacter => text(value, |text| !text.chars().any(char::is_control)),
        Check::Required => !value.is_null(),
        Check::MustMatch { .. } | Check::Pattern { .. } | Check::Custom { .. } => true,
    }
}

fn text(value: &Value, is: impl Fn(&str) -> bool) -> bool {
    value.as_str().is_none_or(is)
}

/// Of a text in Unicode scalar values.
fn length(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => Some(text.chars().count() as u64),
        Value::Array(items) => Some(items.len() as u64),
        Value::Object(map) => Some(map.len() as u64),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

fn holds(value: &Value, part: &str) -> Option<bool> {
    match value {
        Value::String(text) => Some(text.contains(part)),
        Value::Object(map) => Some(map.contains_key(part)),
        _ => None,
    }
}
