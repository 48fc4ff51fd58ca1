//! How many bytes of a bundle a schema takes.

use rutter_contract::{Check, Contract, Definition, Field, Object, Rule, Type};

use crate::node::Generated;

/// A text with a length, and a checkbox.
#[test]
fn a_small_schema_is_half_a_kilobyte() {
    const MOST: usize = 500;
    let mut name = Field::new("name", Type::String { format: None });
    name.rules.push(Rule::new(Check::Length { min: Some(1), max: Some(60) }));
    let request = Type::Object(Object::new(vec![name, Field::new("newsletter", Type::Boolean)]));
    let definition = Definition { name: "Subscriber".to_owned(), doc: None, request, response: None };
    let mut contract = Contract::default();
    contract.types.insert("size::Subscriber".to_owned(), definition);
    let printed = Generated::new(&contract).run("schema-size.mjs");
    let (ours, zod): (usize, usize) = serde_json::from_str(&printed).unwrap();
    assert!(ours <= MOST && zod > 40 * ours, "{ours} bytes, and {zod} with zod");
}
