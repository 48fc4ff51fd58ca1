//! `#[rutter::contract]` and `#[rutter::form]`: all derives at once, without serde, schemars or validator in scope.

use rutter::contract::{Check, IntegerWidth, Type};
use rutter::{Contract, Describe};
use serde_json::json;

#[rutter::contract]
#[derive(Clone, Debug, PartialEq)]
#[rutter(integers = "string")]
#[serde(rename_all = "camelCase")]
struct Order {
    id: u64,
    #[rutter(integer = "number")]
    shipped_at: Option<i64>,
    parts: Vec<usize>,
    lines: Vec<Line>,
}

#[rutter::contract]
#[derive(Clone, Debug, PartialEq)]
struct Line {
    #[validate(length(min = 1))]
    article: String,
    #[validate(nested)]
    price: Price,
}

mod money {
    #[rutter::contract]
    #[derive(Clone, Debug, PartialEq)]
    pub(super) struct Price {
        #[validate(range(min = 0, message = "too cheap"))]
        pub(super) cents: i32,
    }
}

use money::Price;

#[rutter::contract]
#[derive(Debug, PartialEq, serde::Serialize)]
enum State {
    Open,
    Paid { at: u32 },
}

#[rutter::contract]
#[derive(Debug, PartialEq)]
struct Page<T> {
    items: Vec<T>,
    state: State,
}

#[rutter::form]
struct Search {
    #[validate(length(max = 5))]
    text: String,
}

#[test]
fn integers_are_written_as_the_type_says() {
    let line = Line { article: "a".into(), price: Price { cents: 3 } };
    let order = Order { id: u64::MAX, shipped_at: Some(7), parts: vec![1], lines: vec![line] };
    let json = json!({
        "id": "18446744073709551615",
        "shippedAt": 7,
        "parts": ["1"],
        "lines": [{ "article": "a", "price": { "cents": 3 } }],
    });
    assert_eq!(serde_json::to_value(&order).unwrap(), json);
    assert_eq!(serde_json::from_value::<Order>(json).unwrap(), order);
    let without = serde_json::from_value::<Order>(json!({ "id": "1", "parts": [], "lines": [] })).unwrap();
    assert_eq!(without.shipped_at, None);
}

#[test]
fn every_trait_is_there() {
    let mut describe = Describe::default();
    Page::<Order>::describe(&mut describe);
    let contract = describe.finish().unwrap();
    let names: Vec<&str> = contract.types.values().map(|definition| definition.name.as_str()).collect();
    assert_eq!(names, ["Line", "Order", "PageOrder", "State", "Price"]);
    let Type::Object(order) = &contract.types["attributes::Order"].request else { panic!("an object") };
    let format = Some(rutter::contract::Format::Integer(IntegerWidth::U64));
    assert_eq!(order.fields[0].ty, Type::String { format });
    let Type::Object(price) = &contract.types["attributes::money::Price"].request else {
        panic!("an object")
    };
    assert_eq!(price.fields[0].rules[0].message.as_deref(), Some("too cheap"));
    assert!(matches!(price.fields[0].rules[0].check, Check::Range { .. }));
    assert_eq!((Search::HAS_RULES, Line::HAS_RULES, Order::HAS_RULES), (true, true, false));
}

#[test]
fn rules_are_run() {
    let line = |cents| Line { article: String::new(), price: Price { cents } };
    let errors = Line::check_rules(&line(-1)).unwrap_err();
    let mut fields: Vec<&str> = errors.errors().keys().map(|name| &**name).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["article", "price"]);
}
