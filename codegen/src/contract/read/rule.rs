//! The rules of a value.

use rutter_contract::judge::{Kind, Types, kind, rule_code, rule_message};
use rutter_contract::{Bound, Check as Asked, IpVersion, Rule, Type};
use serde_json::{Value, json};

use super::plain::{Check, Refusal};
use super::readers::Readers;
use crate::regex;
use crate::writer::quote;

/// What rules ask of a value of a type. `must_match` asks for two values, and `required` for one that may not be there: both
/// are the object's.
pub(super) fn checks(readers: &mut Readers<'_>, rules: &[Rule], ty: &Type, value: &str) -> Vec<Check> {
    if !readers.is_request() {
        return Vec::new();
    }
    let Some(kind) = kind_of(readers, ty) else {
        return guarded_checks(readers, rules, ty, value);
    };
    rules.iter().filter_map(|rule| check(readers, rule, kind, value)).collect()
}

/// The same, of a value whose kind is not known to the compiler: it may be missing, too.
pub(super) fn guarded_checks(
    readers: &mut Readers<'_>,
    rules: &[Rule],
    ty: &Type,
    value: &str,
) -> Vec<Check> {
    if !readers.is_request() {
        return Vec::new();
    }
    // Where values are of several kinds, each is asked for its own.
    let kinds = match kind_of(readers, ty) {
        Some(kind) => vec![kind],
        None => vec![Kind::String, Kind::Number, Kind::List, Kind::Object],
    };
    let mut found = Vec::new();
    for rule in rules {
        for kind in kinds.iter().copied() {
            if let Some(Check { broken, refusal }) = check(readers, rule, kind, value) {
                let broken = if broken.contains(" || ") { format!("({broken})") } else { broken };
                let broken = format!("{} && {broken}", is_kind(readers, kind, value));
                found.push(Check { broken, refusal });
            }
            if matches!(rule.check, Asked::Custom { .. }) {
                break;
            }
        }
    }
    found
}

/// The kind of all values of a type.
fn kind_of(readers: &Readers<'_>, ty: &Type) -> Option<Kind> {
    let types = readers.contract_types();
    kind(ty, types).filter(|_| !is_mixed(ty, types, 0))
}

fn check(readers: &mut Readers<'_>, rule: &Rule, kind: Kind, value: &str) -> Option<Check> {
    Some(Check { broken: broken(readers, rule, kind, value)?, refusal: refusal(rule, kind) })
}

/// Whether a value is of a kind, in JavaScript.
pub(super) fn is_kind(readers: &mut Readers<'_>, kind: Kind, value: &str) -> String {
    match kind {
        Kind::Null => format!("{value} === null"),
        Kind::Boolean => format!("typeof {value} === \"boolean\""),
        Kind::Number => format!("typeof {value} === \"number\""),
        Kind::String => format!("typeof {value} === \"string\""),
        Kind::List => format!("Array.isArray({value})"),
        Kind::Object => format!("{}({value})", readers.helper("isObject")),
    }
}

/// What is said of a value of a kind that breaks a rule.
pub(super) fn refusal(rule: &Rule, kind: Kind) -> Refusal {
    let like = match kind {
        Kind::List => json!([]),
        Kind::Object => json!({}),
        _ => Value::Null,
    };
    let (code, message) = (rule_code(rule).to_owned(), rule_message(rule, &like));
    Refusal::Issue { code, message, params: params(&rule.check) }
}

/// The values in the message, for one in another language.
fn params(check: &Asked) -> Option<String> {
    let limits = |min: Option<String>, max: Option<String>| {
        let min = min.map(|min| format!("min: {min}"));
        let max = max.map(|max| format!("max: {max}"));
        let limits: Vec<String> = min.into_iter().chain(max).collect();
        (!limits.is_empty()).then(|| format!("{{ {} }}", limits.join(", ")))
    };
    match check {
        Asked::Length { min, max } => limits(min.map(|min| min.to_string()), max.map(|max| max.to_string())),
        Asked::Range { min, max, .. } => limits(min.map(bound), max.map(bound)),
        Asked::Url { schemes } if !schemes.is_empty() => Some(format!("{{ schemes: {} }}", texts(schemes))),
        Asked::Contains { text } | Asked::DoesNotContain { text } => {
            Some(format!("{{ text: {} }}", quote(text)))
        }
        Asked::MustMatch { other } => Some(format!("{{ other: {} }}", quote(other))),
        _ => None,
    }
}

/// Where a value of a kind breaks a rule, in JavaScript; nothing, if no such value does.
fn broken(readers: &mut Readers<'_>, rule: &Rule, kind: Kind, value: &str) -> Option<String> {
    let text = kind == Kind::String;
    Some(match &rule.check {
        Asked::Length { min, max } => length(readers, *min, *max, kind, value)?,
        Asked::Range { min, max, exclusive_min, exclusive_max } if kind == Kind::Number => {
            let below = if *exclusive_min { "<=" } else { "<" };
            let above = if *exclusive_max { ">=" } else { ">" };
            let min = min.map(|min| format!("{value} {below} {}", bound(min)));
            let max = max.map(|max| format!("{value} {above} {}", bound(max)));
            let limits: Vec<String> = min.into_iter().chain(max).collect();
            if limits.is_empty() {
                return None;
            }
            limits.join(" || ")
        }
        Asked::Email if text => format!("!{}({value})", readers.format("isEmail")),
        Asked::Url { schemes } if text => {
            let schemes = if schemes.is_empty() { String::new() } else { format!(", {}", texts(schemes)) };
            format!("!{}({value}{schemes})", readers.format("isUrl"))
        }
        Asked::Ip { version } if text => {
            let function = match version {
                None => "isIp",
                Some(IpVersion::V4) => "isIpv4",
                Some(IpVersion::V6) => "isIpv6",
            };
            format!("!{}({value})", readers.format(function))
        }
        Asked::Pattern { regex: expression } if text => match regex::javascript(expression) {
            Ok(pattern) => format!("!/{pattern}/{}.test({value})", regex::FLAGS),
            Err(reason) => {
                readers.leave_to_server(format!("the pattern {expression:?} ({reason})"));
                return None;
            }
        },
        Asked::Contains { text: part } => match kind {
            Kind::String => format!("!{value}.includes({})", quote(part)),
            Kind::Object => format!("!{}({value}, {})", readers.helper("has"), quote(part)),
            _ => return None,
        },
        Asked::DoesNotContain { text: part } => match kind {
            Kind::String => format!("{value}.includes({})", quote(part)),
            Kind::Object => format!("{}({value}, {})", readers.helper("has"), quote(part)),
            _ => return None,
        },
        Asked::Custom { function } => {
            readers.leave_to_server(format!("`{function}`"));
            return None;
        }
        Asked::CreditCard if text => format!("!{}({value})", readers.format("isCardNumber")),
        Asked::NonControlCharacter if text => format!("/[\\0-\\x1f\\x7f-\\x9f]/.test({value})"),
        _ => return None,
    })
}

fn length(
    readers: &mut Readers<'_>,
    min: Option<u64>,
    max: Option<u64>,
    kind: Kind,
    value: &str,
) -> Option<String> {
    let min = min.filter(|min| *min > 0);
    if min.is_none() && max.is_none() {
        return None;
    }
    let counted = match kind {
        Kind::String => {
            let max = max.map_or_else(|| "Infinity".to_owned(), |max| max.to_string());
            let min = min.unwrap_or_default();
            return Some(format!("!{}({value}, {min}, {max})", readers.helper("hasLength")));
        }
        Kind::List => format!("{value}.length"),
        Kind::Object => format!("Object.keys({value}).length"),
        Kind::Null | Kind::Boolean | Kind::Number => return None,
    };
    Some(match (min, max) {
        (Some(min), Some(max)) if min == max => format!("{counted} !== {min}"),
        (min, max) => {
            let min = min.map(|min| format!("{counted} < {min}"));
            let max = max.map(|max| format!("{counted} > {max}"));
            min.into_iter().chain(max).collect::<Vec<_>>().join(" || ")
        }
    })
}

fn bound(bound: Bound) -> String {
    match bound {
        Bound::Integer(number) => number.to_string(),
        Bound::Unsigned(number) => number.to_string(),
        Bound::Number(number) => {
            let text = json!(number).to_string();
            text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
        }
    }
}

fn texts(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quote(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// Whether a type is of literals that are not all texts, though the judge counts it among texts.
pub(in crate::contract) fn is_mixed(ty: &Type, types: &Types, depth: usize) -> bool {
    match ty {
        Type::Literal { values, .. } => !values.iter().all(Value::is_string),
        Type::Nullable { of } | Type::Ruled { of, .. } => is_mixed(of, types, depth),
        Type::Ref { to } if depth < 16 => {
            types.get(to).is_some_and(|definition| is_mixed(&definition.request, types, depth + 1))
        }
        _ => false,
    }
}
