//! Forms read by types that are written by hand.

use rutter_contract::judge::{self, Types};
use rutter_contract::{Empty, Field, IntegerWidth, Key, Object, Presence, Type};
use serde_json::{Value, json};

use super::{Files, read};
use crate::form::tree::Tree;
use crate::form::{Limits, Pairs};

const U32: Type = Type::Integer { width: IntegerWidth::U32, non_zero: false };
const TEXT: Type = Type::String { format: None };

fn list(of: Type) -> Type {
    Type::List { of: Box::new(of), unique: false, count: None }
}

fn object<const N: usize>(fields: [(&str, Type); N]) -> Type {
    Type::Object(Object::new(fields.map(|(name, ty)| Field::new(name, ty)).into()))
}

fn optional(name: &str, ty: Type) -> Field {
    Field { presence: Presence::Optional, ..Field::new(name, ty.nullable()) }
}

/// The value, or what is wrong with it.
fn answer(ty: &Type, sent: &str) -> Result<Value, Vec<String>> {
    let limits = Limits::DEFAULT;
    let pairs = Pairs::urlencoded(sent.as_bytes(), &limits).unwrap();
    let tree = Tree::of(&pairs, &limits).unwrap();
    let types = Types::new();
    let read = read(&tree, ty, &types, Files { files: &[], multipart: false }, &limits);
    let judged = judge::judge_form(&types, ty, &read.value).issues;
    let value = read.value.clone();
    let issues = read.all_issues(judged);
    let issues: Vec<String> =
        issues.iter().map(|issue| format!("{}: {}", issue.path, issue.message)).collect();
    if issues.is_empty() { Ok(value) } else { Err(issues) }
}

#[test]
fn groups_and_lists_nest() {
    let row = object([("name", TEXT), ("n", U32)]);
    let ty = object([("a", row.clone()), ("rows", list(row)), ("grid", list(list(U32)))]);
    let sent = "a.name=x&a[n]=1&rows[1].name=z&rows[1].n=3&rows.0.name=y&rows[0][n]=2&grid[0]=1&grid[0]=2&grid[1][0]=3";
    let expected = json!({
        "a": { "name": "x", "n": 1 },
        "rows": [{ "name": "y", "n": 2 }, { "name": "z", "n": 3 }],
        "grid": [[1, 2], [3]],
    });
    assert_eq!(answer(&ty, sent), Ok(expected));
}

#[test]
fn a_union_takes_the_first_variant_that_fits() {
    let number = object([("n", U32)]);
    let text = object([("s", TEXT)]);
    let untagged = Type::Union { variants: vec![number, text, U32, TEXT], tag: None, keyed: false };
    let ty = object([("k", untagged)]);
    assert_eq!(answer(&ty, "k.n=5"), Ok(json!({ "k": { "n": 5 } })));
    assert_eq!(answer(&ty, "k.s=5"), Ok(json!({ "k": { "s": "5" } })));
    assert_eq!(answer(&ty, "k=5"), Ok(json!({ "k": 5 })));
    assert_eq!(answer(&ty, "k=x"), Ok(json!({ "k": "x" })));
    let wrong = "k: must be an object, a whole number from 0 to 4294967295 or a text";
    assert_eq!(answer(&ty, "k.n=x"), Err(vec![wrong.to_owned()]));
}

#[test]
fn a_key_names_the_variant() {
    let variants =
        vec![Type::literal(["Unit"]), object([("X", object([("n", U32)]))]), object([("Y", TEXT)])];
    let ty = object([("k", Type::Union { variants, tag: None, keyed: true })]);
    assert_eq!(answer(&ty, "k=Unit"), Ok(json!({ "k": "Unit" })));
    assert_eq!(answer(&ty, "k.X.n=5"), Ok(json!({ "k": { "X": { "n": 5 } } })));
    assert_eq!(answer(&ty, "k[Y]=5"), Ok(json!({ "k": { "Y": "5" } })));
    let wrong = "k.X.n: must be a whole number from 0 to 4294967295";
    assert_eq!(answer(&ty, "k.X.n=x"), Err(vec![wrong.to_owned()]));
}

#[test]
fn a_tag_names_the_variant() {
    let variant = |name: &str, field: (&str, Type)| object([("t", Type::literal([name])), field]);
    let variants = vec![variant("X", ("n", U32)), variant("Y", ("s", TEXT))];
    let ty = Type::Union { variants, tag: Some("t".to_owned()), keyed: false };
    assert_eq!(answer(&ty, "t=X&n=5"), Ok(json!({ "t": "X", "n": 5 })));
    assert_eq!(answer(&ty, "t=Y&s=5"), Ok(json!({ "t": "Y", "s": "5" })));
    assert_eq!(answer(&ty, "n=5"), Err(vec!["t: is required".to_owned()]));
    assert_eq!(answer(&ty, "t=Z"), Err(vec!["t: must be \"X\" or \"Y\"".to_owned()]));
}

#[test]
fn what_is_optional_is_absent_where_it_is_empty() {
    let group = optional("group", object([("a", TEXT), ("b", U32)]));
    let kept = Field { empty: Some(Empty::Keep), ..optional("kept", TEXT) };
    let null = Field { empty: Some(Empty::Null), ..optional("null", TEXT) };
    let ty = Type::Object(Object::new(vec![group, optional("n", U32), optional("s", TEXT), kept, null]));
    let sent = "group.a=&group.b=&n=&s=&kept=&null=";
    assert_eq!(answer(&ty, sent), Ok(json!({ "kept": "", "null": null })));
    assert_eq!(answer(&ty, ""), Ok(json!({})));
    assert_eq!(answer(&ty, "group.a=&group.b=1"), Ok(json!({ "group": { "a": "", "b": 1 } })));
}

#[test]
fn names_that_contradict_each_other_are_both_named() {
    let ty = object([("a", object([("b", TEXT)])), ("k", TEXT), ("l", list(TEXT))]);
    let wrong = answer(&ty, "a=1&a.b=2&k=1&k.x=2&l=1&l[0]=2").unwrap_err();
    assert_eq!(
        wrong,
        [
            "a: was sent as `a` and as `a.b`; send one of them",
            "k: was sent as `k` and as `k.x`; send one of them",
            "l: was sent as `l` and as `l[0]`; send one of them",
        ]
    );
}

#[test]
fn maps_take_any_name() {
    let ty = Type::Map { key: Key::Text, of: Box::new(U32) };
    let ty = object([("m", ty)]);
    assert_eq!(answer(&ty, "m[a.b]=1&m.5000=2"), Ok(json!({ "m": { "a.b": 1, "5000": 2 } })));
    assert_eq!(answer(&ty, ""), Ok(json!({ "m": {} })));
}

#[test]
fn indexes_may_have_gaps_which_errors_keep() {
    let ty = object([("rows", list(object([("n", list(U32))])))]);
    assert_eq!(answer(&ty, "rows[7].n=1&rows[3].n=2"), Ok(json!({ "rows": [{ "n": [2] }, { "n": [1] }] })));
    let wrong =
        answer(&ty, "rows[3].n=1&rows[7].n[2]=1&rows[7].n[4]=x&rows[x].n=1&rows[1000].n=1").unwrap_err();
    assert_eq!(
        wrong,
        [
            "rows.x: is no element: an index is a number from 0 to 999",
            "rows[1000]: is no element: an index is a number from 0 to 999",
            "rows[7].n[4]: must be a whole number from 0 to 4294967295",
        ]
    );
}

#[test]
fn a_type_that_must_hold_itself_ends() {
    let ty = object([("a", Type::to("A"))]);
    let definition =
        rutter_contract::Definition { name: "A".to_owned(), doc: None, request: ty.clone(), response: None };
    let types = Types::from([("A".to_owned(), definition)]);
    let (limits, pairs) = (Limits::DEFAULT, Pairs::default());
    let tree = Tree::of(&pairs, &limits).unwrap();
    let read = read(&tree, &ty, &types, Files { files: &[], multipart: false }, &limits);
    assert_eq!(read.issues.len(), 1);
}
