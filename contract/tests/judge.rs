//! What the judge says of values, and where.

use std::collections::BTreeMap;

use rutter_contract::judge::{Types, judge, judge_field, judge_response};
use rutter_contract::{
    Bound, Check, Definition, Field, Format, IntegerWidth, Key, Object, Presence, Rest, Rule, Type,
};
use serde_json::{Value, json};

fn text() -> Type {
    Type::String { format: None }
}

fn byte() -> Type {
    Type::Integer { width: IntegerWidth::U8, non_zero: false }
}

fn list(of: Type) -> Type {
    Type::List { of: Box::new(of), unique: false, count: None }
}

fn field(name: &str, ty: Type, checks: impl IntoIterator<Item = Check>) -> Field {
    Field { rules: checks.into_iter().map(Rule::new).collect(), ..Field::new(name, ty) }
}

fn variant(tag: &str, fields: impl IntoIterator<Item = Field>) -> Type {
    let tag = Field::new("kind", Type::literal([tag]));
    Type::Object(Object::new(std::iter::once(tag).chain(fields).collect()))
}

fn signup() -> Type {
    let mut mail = field("mail", text(), [Check::Email]);
    mail.aliases = vec!["e-mail".to_owned()];
    let mut age = field(
        "age",
        byte().nullable(),
        [Check::Range {
            min: Some(Bound::Integer(18)),
            max: None,
            exclusive_min: false,
            exclusive_max: false,
        }],
    );
    age.presence = Presence::Optional;
    let items = Object {
        fields: vec![Field::new("price", Type::Number), Field::new("name", text())],
        rest: Rest::Refused,
        positional: None,
    };
    Type::Object(Object::new(vec![
        mail,
        age,
        field("password", text(), [Check::Length { min: Some(8), max: None }, Check::NonControlCharacter]),
        field("again", text(), [Check::MustMatch { other: "password".to_owned() }]),
        Field::new("items", list(Type::Object(items))),
    ]))
}

/// Path, code and message of each issue, one a line.
fn said(types: &Types, ty: &Type, value: &Value) -> Vec<String> {
    let issues = judge(types, ty, value);
    issues.iter().map(|issue| format!("{} [{}] {}", issue.path, issue.code, issue.message)).collect()
}

#[test]
fn every_issue_is_found_at_once() {
    let value = json!({
        "mail": "nobody",
        "e-mail": "a@b.co",
        "age": 7,
        "password": "short\u{7}",
        "again": "shirt",
        "items": [{ "price": 1, "name": "a" }, { "price": "1", "colour": "red" }],
    });
    assert_eq!(
        said(&Types::new(), &signup(), &value),
        [
            "mail [email] must be an e-mail address",
            "e-mail [duplicate] was sent more than once: `mail` and `e-mail` are names of one field",
            "age [range] must be at least 18",
            "password [length] must be at least 8 characters",
            "password [non_control_character] must not contain control characters",
            "items[1].price [type] must be a number",
            "items[1].name [required] is required",
            "items[1].colour [unknown] is not a known field",
            "again [must_match] must be the same as password",
        ]
    );
    assert_eq!(said(&Types::new(), &signup(), &json!([])), [" [type] must be an object"]);
}

#[test]
fn rules_are_asked_of_requests_alone() {
    let value = json!({ "mail": "nobody", "age": null, "password": "", "again": "x", "items": [] });
    assert_eq!(judge_response(&Types::new(), &signup(), &value), []);
    let aliased = json!({ "e-mail": "a@b.co", "password": "12345678", "again": "12345678", "items": [] });
    assert_eq!(judge(&Types::new(), &signup(), &aliased), []);
    let issues = judge_response(&Types::new(), &signup(), &aliased);
    assert_eq!(issues.len(), 1, "{issues:?}");
}

#[test]
fn a_tag_decides_which_variant_is_meant() {
    let ty = Type::Union {
        variants: vec![variant("now", []), variant("later", [Field::new("days", byte())])],
        tag: Some("kind".to_owned()),
        keyed: false,
    };
    let types = Types::new();
    assert_eq!(said(&types, &ty, &json!({ "kind": "now" })), [""; 0]);
    assert_eq!(said(&types, &ty, &json!({ "kind": "later" })), ["days [required] is required"]);
    assert_eq!(said(&types, &ty, &json!({ "days": 1 })), ["kind [required] is required"]);
    assert_eq!(
        said(&types, &ty, &json!({ "kind": "never" })),
        ["kind [choice] must be \"now\" or \"later\""]
    );
    assert_eq!(said(&types, &ty, &json!(1)), [" [type] must be an object"]);
}

#[test]
fn without_a_tag_the_only_variant_of_the_kind_is_meant() {
    let object = Type::Object(Object::new(vec![Field::new("a", byte())]));
    let ty = Type::Union { variants: vec![byte(), text(), object], tag: None, keyed: false };
    let types = Types::new();
    assert_eq!(said(&types, &ty, &json!({ "a": "x" })), ["a [type] must be a whole number from 0 to 255"]);
    assert_eq!(said(&types, &ty, &json!(300)), [" [type] must be a whole number from 0 to 255"]);
    assert_eq!(
        said(&types, &ty, &json!(true)),
        [" [type] must be a whole number from 0 to 255, a text or an object"]
    );
}

#[test]
fn integers_are_written_without_a_fraction() {
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let types = Types::new();
    for (value, right) in
        [("1", true), ("1.0", false), ("1e2", false), ("-0", false), ("256", false), ("255", true)]
    {
        assert_eq!(judge(&types, &byte(), &number(value)).is_empty(), right, "{value}");
    }
    let wide = Type::Integer { width: IntegerWidth::U64, non_zero: true };
    for (value, right) in [("18446744073709551615", true), ("18446744073709551616", false), ("0", false)] {
        assert_eq!(judge(&types, &wide, &number(value)).is_empty(), right, "{value}");
    }
    let safe = Type::Integer { width: IntegerWidth::SafeSigned, non_zero: false };
    for (value, right) in
        [("9007199254740991", true), ("9007199254740992", false), ("-9007199254740992", false)]
    {
        assert_eq!(judge(&types, &safe, &number(value)).is_empty(), right, "{value}");
    }
}

#[test]
fn keys_of_maps_are_judged_too() {
    let map = |key: Key| Type::Map { key, of: Box::new(Type::Any) };
    let types = Types::new();
    let value = json!({ "1": 0, "-1": 0, "01": 0, "1.0": 0, "256": 0 });
    assert_eq!(said(&types, &map(Key::Integer(IntegerWidth::U8)), &value).len(), 4);
    assert_eq!(
        said(&types, &map(Key::Names(vec!["a".to_owned()])), &json!({ "a": 0, "b": 0 })),
        ["b [key] must have a key that is \"a\""]
    );
    assert_eq!(said(&types, &map(Key::Formatted(Format::Char)), &json!({ "a": 0, "ab": 0 })).len(), 1);
}

#[test]
fn what_is_asked_for_is_asked_of_null_too() {
    let mut asked = field("name", text(), [Check::Required]);
    asked.rules[0].message = Some("tell us your name".to_owned());
    for value in [None, Some(json!(null))] {
        let issues = judge_field(&Types::new(), &asked, value.as_ref());
        let issue = &issues[0];
        assert_eq!((issue.path.to_string().as_str(), issue.code.as_str()), ("name", "required"));
        assert_eq!(issue.message, "tell us your name");
    }
}

#[test]
fn parts_of_one_object_do_not_take_each_other_for_unknown() {
    let closed = Object { fields: vec![Field::new("x", byte())], rest: Rest::Refused, positional: None };
    let types = BTreeMap::from([(
        "Inner".to_owned(),
        Definition { name: "Inner".to_owned(), doc: None, request: Type::Object(closed), response: None },
    )]);
    let tag = Type::Object(Object::new(vec![Field::new("t", Type::literal(["new"]))]));
    let ty = Type::All { of: vec![tag, Type::to("Inner")] };
    assert_eq!(said(&types, &ty, &json!({ "t": "new", "x": 1 })), [""; 0]);
    assert_eq!(
        said(&types, &ty, &json!({ "t": "new", "x": 1, "y": 1 })),
        ["y [unknown] is not a known field"]
    );
}
