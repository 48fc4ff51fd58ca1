//! Rules as keywords. Each keyword is about values of one kind and lets others pass, as rules do.

use rutter_contract::{Bound, Check, Format, IpVersion, Rule};

use super::texts;
use crate::json::{Json, Members};
use crate::regex;

/// The schema of a value that also keeps rules, with the keywords that are wanted.
pub(super) fn ruled<'r>(
    mut schema: Members,
    rules: impl Iterator<Item = &'r Rule>,
    is_wanted: impl Fn(&str) -> bool,
) -> Members {
    for rule in rules {
        merge(&mut schema, keywords(&rule.check).into_iter().filter(|(key, _)| is_wanted(key)).collect());
    }
    schema
}

/// Adds keywords. Of two bounds the narrower one stays; other keywords that are there with another value go into `allOf`.
fn merge(schema: &mut Members, more: Members) {
    let mut beside = Members::default();
    for (key, value) in more {
        match schema.get(&key) {
            None => schema.set(&key, value),
            Some(known) if *known == value => {}
            Some(known) => match narrower(&key, known, &value) {
                Some(bound) => schema.set(&key, bound),
                None => beside.set(&key, value),
            },
        }
    }
    if !beside.is_empty() {
        match schema.get_mut("allOf") {
            Some(Json::List(all)) => all.push(beside.into()),
            _ => schema.set("allOf", vec![beside]),
        }
    }
}

/// The narrower of two bounds, if the keyword is one.
fn narrower(key: &str, known: &Json, value: &Json) -> Option<Json> {
    let is_least = match key {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => true,
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => false,
        _ => return None,
    };
    let number = |json: &Json| match json {
        Json::Plain(value) => value.as_f64(),
        _ => None,
    };
    let is_new = if is_least { number(value)? > number(known)? } else { number(value)? < number(known)? };
    Some(if is_new { value } else { known }.clone())
}

/// What no keyword says, for whoever reads the schema.
fn words(check: &Check) -> Option<String> {
    Some(match check {
        Check::MustMatch { other } => format!("Must be the same as `{other}`."),
        Check::Custom { function } => format!("The server also checks it with `{function}`."),
        Check::CreditCard => "A number of a payment card, with Luhn's check digit.".to_owned(),
        Check::Email => "An e-mail address.".to_owned(),
        Check::Url { .. } => "An absolute URL.".to_owned(),
        Check::Pattern { regex } if regex::javascript(regex).is_err() => {
            format!("Must match `{regex}`, a regular expression of Rust.")
        }
        _ => return None,
    })
}

/// A schema with its description: the doc comment, and the rules that have no keyword.
pub(crate) fn described(schema: Members, doc: Option<&str>, rules: &[Rule]) -> Members {
    let parts: Vec<String> = doc
        .map(str::to_owned)
        .into_iter()
        .chain(rules.iter().filter_map(|rule| words(&rule.check)))
        .collect();
    if parts.is_empty() { schema } else { schema.with("description", parts.join("\n\n")) }
}

fn keywords(check: &Check) -> Members {
    let none = Members::default();
    let pattern = |pattern: String| Members::default().with("pattern", pattern);
    match check {
        Check::Length { min, max } => {
            let mut all = none;
            for (least, most) in
                [("minLength", "maxLength"), ("minItems", "maxItems"), ("minProperties", "maxProperties")]
            {
                all = all.with_some(least, *min).with_some(most, *max);
            }
            all
        }
        Check::Range { min, max, exclusive_min, exclusive_max } => none
            .with_some(if *exclusive_min { "exclusiveMinimum" } else { "minimum" }, min.map(number))
            .with_some(if *exclusive_max { "exclusiveMaximum" } else { "maximum" }, max.map(number)),
        Check::Email => texts::email(),
        Check::Url { schemes } => pattern(texts::url(schemes)),
        Check::Ip { version: None } => texts::format(Format::Ip),
        Check::Ip { version: Some(IpVersion::V4) } => texts::format(Format::Ipv4),
        Check::Ip { version: Some(IpVersion::V6) } => texts::format(Format::Ipv6),
        Check::Pattern { regex } => match regex::javascript(regex) {
            Ok(found) => pattern(found),
            Err(_) => none,
        },
        Check::Contains { text } => pattern(regex::literal(text)).with("required", vec![text.as_str()]),
        Check::DoesNotContain { text } => none.with(
            "not",
            Members::default().with(
                "anyOf",
                vec![
                    pattern(regex::literal(text)).with("type", "string"),
                    Members::default().with("type", "object").with("required", vec![text.as_str()]),
                ],
            ),
        ),
        Check::CreditCard => pattern(r"^\d{12,19}$".to_owned()),
        Check::NonControlCharacter => pattern(r"^[^\x00-\x1f\x7f-\x9f]*$".to_owned()),
        Check::Required => none.with("not", Members::default().with("type", "null")),
        Check::MustMatch { .. } | Check::Custom { .. } => none,
    }
}

fn number(bound: Bound) -> Json {
    match bound {
        Bound::Integer(number) => number.into(),
        Bound::Unsigned(number) => number.into(),
        Bound::Number(number) => number.into(),
    }
}
