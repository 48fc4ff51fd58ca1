//! The judge on values that are made to be slow to judge, or to use up the stack.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rutter::contract::judge::{MAX_ISSUES, judge};
use rutter::contract::{Definition, Field, Format, Object, Presence, Rest, Type};
use serde_json::{Value, json};

fn definition(request: Type) -> Definition {
    Definition { name: String::new(), doc: None, request, response: None }
}

fn list(of: Type) -> Type {
    Type::List { of: Box::new(of), unique: false, count: None }
}

/// A list of lists of lists.
fn nested(depth: usize) -> Value {
    (0..depth).fold(Value::Null, |inner, _| Value::Array(vec![inner]))
}

/// Frees a value that nests deeper than the stack.
fn unnest(mut value: Value) {
    while let Value::Array(items) = &mut value {
        value = items.pop().unwrap_or_default();
    }
}

#[test]
fn depth_is_an_issue_and_no_overflow() {
    let types = BTreeMap::from([("Tree".to_owned(), definition(list(Type::to("Tree"))))]);
    let value = nested(10_000);
    let issues = judge(&types, &Type::to("Tree"), &value);
    assert_eq!(issues.len(), 1);
    assert_eq!((issues[0].code.as_str(), issues[0].path.0.len()), ("depth", 129));
    assert_eq!(issues[0].message, "must not be nested more than 128 deep");
    unnest(value);
}

#[test]
fn types_that_lead_to_themselves_have_an_end() {
    let types = BTreeMap::from([
        ("A".to_owned(), definition(Type::to("B"))),
        (
            "B".to_owned(),
            definition(Type::Union { variants: vec![Type::to("A"), Type::Null], tag: None, keyed: false }),
        ),
    ]);
    assert_eq!(judge(&types, &Type::to("A"), &json!(1)).len(), 1);
    assert_eq!(judge(&types, &Type::to("C"), &json!(1)).len(), 1);
}

/// `enum Tree { A(Vec<Tree>), B(Vec<Tree>), Leaf }`, untagged: each level could be tried twice.
#[test]
fn variants_are_not_tried_again_and_again() {
    let variants = vec![list(Type::to("Tree")), list(Type::to("Tree")), Type::Boolean];
    let types =
        BTreeMap::from([("Tree".to_owned(), definition(Type::Union { variants, tag: None, keyed: false }))]);
    let start = Instant::now();
    let issues = judge(&types, &Type::to("Tree"), &nested(100));
    assert!(!issues.is_empty());
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

/// The same, of an enum that is flattened into a struct.
#[test]
fn flattened_variants_are_not_tried_again_and_again() {
    let variant = || {
        Type::Object(Object::new(vec![
            Field::new("kids", list(Type::to("Tree"))),
            Field::new("no", Type::Never),
        ]))
    };
    let own = Type::Object(Object::new(vec![Field::new("id", Type::Any)]));
    let flattened = Type::Union { variants: vec![variant(), variant()], tag: None, keyed: false };
    let types = BTreeMap::from([("Tree".to_owned(), definition(Type::All { of: vec![own, flattened] }))]);
    let leaf = json!({ "id": 1, "no": 1 });
    let value = (0..30).fold(leaf, |kid, _| json!({ "id": 1, "kids": [kid], "no": 1 }));
    let start = Instant::now();
    assert!(!judge(&types, &Type::to("Tree"), &value).is_empty());
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn a_million_keys_are_judged_in_linear_time() {
    const KEYS: usize = 1_000_000;
    let fields = (0..50)
        .map(|index| Field { presence: Presence::Optional, ..Field::new(format!("{index}"), Type::Boolean) });
    let ty = Type::Object(Object { fields: fields.collect(), rest: Rest::Refused, positional: None });
    let value =
        |count: usize| Value::Object((0..count).map(|index| (format!("key{index}"), Value::Null)).collect());
    let (small, large) = (value(KEYS / 100), value(KEYS));
    let time = |value: &Value| {
        let start = Instant::now();
        let issues = judge(&BTreeMap::new(), &ty, value);
        assert_eq!(issues.len(), MAX_ISSUES);
        start.elapsed()
    };
    time(&small);
    assert!(time(&large) < Duration::from_secs(2));
    let map = Type::Map { key: rutter::contract::Key::Text, of: Box::new(Type::Null) };
    let start = Instant::now();
    assert!(judge(&BTreeMap::new(), &map, &large).is_empty());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

#[test]
fn a_long_text_is_judged_in_linear_time() {
    for text in ["@".repeat(100_000), "a.".repeat(100_000), "http://".to_owned() + &"a@".repeat(100_000)] {
        let start = Instant::now();
        for format in [Format::Url, Format::DateTime, Format::Uuid, Format::Ip] {
            rutter::contract::judge::is_format(format, &text);
        }
        rutter::contract::judge::check(&rutter::contract::Check::Email, &json!(text));
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    }
}
