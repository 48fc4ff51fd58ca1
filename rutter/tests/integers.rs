//! 64-bit integers in JSON: as text, or as numbers that JavaScript holds.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::num::{NonZeroI64, NonZeroU64};

use rutter::integer::{Integers, MAX_SAFE};
use rutter::{AsNumber, AsString};
use schemars::{JsonSchema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "T: Integers")]
struct Text<T>(#[serde(with = "AsString::<T>")] T);

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "T: Integers")]
struct Number<T>(#[serde(with = "AsNumber::<T>")] T);

fn text<T: Integers>(value: T) -> Value {
    serde_json::to_value(Text(value)).unwrap()
}

fn read_text<T: Integers>(value: Value) -> Option<T> {
    serde_json::from_value::<Text<T>>(value).ok().map(|text| text.0)
}

fn number<T: Integers>(value: T) -> Option<Value> {
    serde_json::to_value(Number(value)).ok()
}

fn read_number<T: Integers>(value: Value) -> Option<T> {
    serde_json::from_value::<Number<T>>(value).ok().map(|number| number.0)
}

fn schema<T: JsonSchema>() -> Value {
    T::json_schema(&mut SchemaGenerator::default()).into()
}

#[test]
fn text_holds_every_integer_in_one_way() {
    assert_eq!(text(u64::MAX), json!("18446744073709551615"));
    assert_eq!(text(i128::MIN), json!(i128::MIN.to_string()));
    assert_eq!(read_text(json!("18446744073709551615")), Some(u64::MAX));
    assert_eq!(read_text(json!("-9223372036854775808")), Some(i64::MIN));
    assert_eq!(read_text(json!("0")), Some(0u64));
    for wrong in
        ["", "-", "+5", "05", "-0", " 5", "5 ", "5.0", "1e3", "18446744073709551616", "-1", "\u{0665}"]
    {
        assert_eq!(read_text::<u64>(json!(wrong)), None, "{wrong}");
    }
    assert_eq!(read_text::<u64>(json!(5)), None);
    assert_eq!(read_text::<NonZeroU64>(json!("0")), None);
}

#[test]
fn numbers_end_where_those_of_javascript_do() {
    let past = MAX_SAFE + 1;
    assert_eq!(MAX_SAFE, 9_007_199_254_740_991);
    assert_eq!((number(MAX_SAFE), number(-MAX_SAFE)), (Some(json!(MAX_SAFE)), Some(json!(-MAX_SAFE))));
    assert_eq!((number(past), number(-past), number(u64::MAX), number(u128::MAX)), (None, None, None, None));
    assert_eq!(
        (read_number(json!(MAX_SAFE)), read_number(json!(-MAX_SAFE))),
        (Some(MAX_SAFE), Some(-MAX_SAFE))
    );
    assert_eq!((read_number::<i64>(json!(past)), read_number::<i64>(json!(-past))), (None, None));
    assert_eq!((read_number::<u64>(json!(-1)), read_number::<u64>(json!(u64::MAX))), (None, None));
    assert_eq!((read_number::<u64>(json!(1.0)), read_number::<u64>(json!("1"))), (None, None));
    assert_eq!(read_number::<NonZeroI64>(json!(0)), None);
    let error = serde_json::from_value::<Number<u64>>(json!(past)).unwrap_err().to_string();
    assert_eq!(
        error,
        "invalid value: integer `9007199254740992`, expected an integer from 0 to 9007199254740991"
    );
}

#[test]
fn what_holds_integers_is_written_through() {
    type Held = BTreeMap<String, Vec<Option<(u64, Box<i64>)>>>;
    let value: Held = [("a".to_owned(), vec![Some((u64::MAX, Box::new(-1))), None])].into();
    assert_eq!(text(value.clone()), json!({ "a": [["18446744073709551615", "-1"], null] }));
    assert_eq!(read_text(text(value.clone())), Some(value));
    let small: Held = [("a".to_owned(), vec![Some((7, Box::new(-1))), None])].into();
    assert_eq!(read_number(number(small.clone()).unwrap()), Some(small));
    let set = BTreeSet::from([3u64, 1]);
    assert_eq!((text(set.clone()), read_text(json!(["1", "3"]))), (json!(["1", "3"]), Some(set)));
    let map = HashMap::from([(5u32, 9u64)]);
    assert_eq!((text(map.clone()), read_text(json!({ "5": "9" }))), (json!({ "5": "9" }), Some(map)));
}

#[test]
fn the_schema_says_the_same() {
    assert_eq!(
        schema::<AsString<u64>>(),
        json!({ "type": "string", "format": "uint64", "pattern": "^(0|[1-9][0-9]*)$" })
    );
    assert_eq!(
        schema::<AsString<NonZeroI64>>(),
        json!({ "type": "string", "format": "int64", "pattern": "^-?[1-9][0-9]*$" })
    );
    let number = json!({ "type": "integer", "format": "double-int", "minimum": 0, "maximum": MAX_SAFE });
    assert_eq!(schema::<AsNumber<u64>>(), number);
    assert_eq!(schema::<AsNumber<Vec<u64>>>(), json!({ "type": "array", "items": number }));
    assert_eq!(schema::<AsNumber<Option<i64>>>()["type"], json!(["integer", "null"]));
}

/// serde asks for a field with `with` even if it is an `Option`, unless it has a default; the schema agrees.
#[test]
fn an_option_with_a_default_may_be_left_out() {
    #[derive(Debug, PartialEq, Deserialize, JsonSchema)]
    struct Left {
        #[serde(default, with = "AsString::<Option<u64>>")]
        may: Option<u64>,
        #[serde(with = "AsString::<Option<u64>>")]
        must: Option<u64>,
    }
    impl Serialize for Left {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            AsString::serialize(&self.may, serializer)
        }
    }
    assert_eq!(
        serde_json::from_value::<Left>(json!({ "must": null })).unwrap(),
        Left { may: None, must: None }
    );
    assert!(serde_json::from_value::<Left>(json!({ "may": null })).is_err());
    assert_eq!(schema::<Left>()["required"], json!(["must"]));
}
