//! Reading a form undoes writing it.

use std::collections::BTreeMap;

use proptest::option;
use proptest::prelude::*;
use rutter::form::{Limits, Pairs};
use rutter::{Contract, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "kebab-case")]
enum Size {
    Small,
    VeryLarge,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Shape {
    Circle { radius_of: f64 },
    Rows { all_rows: Vec<Row>, is_open: bool },
    Nothing,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
enum Keyed {
    Text(String),
    Pair(u8, i16),
    Row(Row),
    Unit,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
enum Loose {
    Number { n: u32 },
    Text { t: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
struct Row {
    #[serde(rename = "the-name")]
    name: String,
    checked: bool,
    sizes: Vec<Size>,
    note: Option<char>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
struct Flat {
    flat_text: String,
    flat_number: Option<i16>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, Form)]
#[serde(rename_all = "camelCase")]
struct Everything {
    some_text: String,
    a_number: i32,
    a_float: f64,
    is_on: bool,
    maybe: Option<u8>,
    #[rutter(empty = "keep")]
    maybe_text: Option<String>,
    size: Size,
    texts: Vec<String>,
    numbers: Vec<u16>,
    maybes: Vec<Option<u8>>,
    rows: Vec<Row>,
    grid: Vec<Vec<String>>,
    shape: Shape,
    shapes: Vec<Shape>,
    keyed: Vec<Keyed>,
    loose: Vec<Loose>,
    pair: (u8, String),
    map: BTreeMap<String, u8>,
    rows_by_key: BTreeMap<String, Row>,
    maybe_row: Option<Row>,
    #[serde(flatten)]
    flat: Flat,
}

/// Letters, signs that names and forms use, and what is not ASCII.
const TEXT: &str = "[a-z =&%+;.\\[\\]\\n\u{0}é😀]{0,6}";
/// Any key that a name can hold.
const KEY: &str = "[a-z0-9.\\[ é&=%]{1,4}";

fn size() -> impl Strategy<Value = Size> {
    prop_oneof![Just(Size::Small), Just(Size::VeryLarge)]
}

fn row() -> impl Strategy<Value = Row> {
    let note = option::of(any::<char>());
    (TEXT, any::<bool>(), prop::collection::vec(size(), 0..3), note)
        .prop_map(|(name, checked, sizes, note)| Row { name, checked, sizes, note })
}

fn shape() -> impl Strategy<Value = Shape> {
    let rows = (prop::collection::vec(row(), 0..3), any::<bool>());
    prop_oneof![
        (-1e300..1e300).prop_map(|radius_of| Shape::Circle { radius_of }),
        rows.prop_map(|(all_rows, is_open)| Shape::Rows { all_rows, is_open }),
        Just(Shape::Nothing),
    ]
}

fn keyed() -> impl Strategy<Value = Keyed> {
    prop_oneof![
        TEXT.prop_map(Keyed::Text),
        any::<(u8, i16)>().prop_map(|(a, b)| Keyed::Pair(a, b)),
        row().prop_map(Keyed::Row),
        Just(Keyed::Unit),
    ]
}

fn loose() -> impl Strategy<Value = Loose> {
    prop_oneof![any::<u32>().prop_map(|n| Loose::Number { n }), TEXT.prop_map(|t| Loose::Text { t })]
}

fn list<T: std::fmt::Debug>(of: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop::collection::vec(of, 0..4)
}

fn everything() -> impl Strategy<Value = Everything> {
    let float = prop::num::f64::NORMAL | prop::num::f64::ZERO | prop::num::f64::SUBNORMAL;
    let scalars = (TEXT, any::<i32>(), float, any::<bool>(), any::<Option<u8>>(), option::of(TEXT), size());
    let lists = (list(TEXT), list(any::<u16>()), list(any::<Option<u8>>()), list(row()), list(list(TEXT)));
    let enums = (shape(), list(shape()), list(keyed()), list(loose()));
    let maps =
        (prop::collection::btree_map(KEY, any::<u8>(), 0..4), prop::collection::btree_map(KEY, row(), 0..3));
    let others = ((any::<u8>(), TEXT), option::of(row()), TEXT, any::<Option<i16>>());
    (scalars, lists, enums, maps, others).prop_map(|(scalars, lists, enums, maps, others)| {
        let (some_text, a_number, a_float, is_on, maybe, maybe_text, size) = scalars;
        let (texts, numbers, maybes, rows, grid) = lists;
        let (shape, shapes, keyed, loose) = enums;
        let (map, rows_by_key) = maps;
        let (pair, maybe_row, flat_text, flat_number) = others;
        let flat = Flat { flat_text, flat_number };
        Everything {
            some_text,
            a_number,
            a_float,
            is_on,
            maybe,
            maybe_text,
            size,
            texts,
            numbers,
            maybes,
            rows,
            grid,
            shape,
            shapes,
            keyed,
            loose,
            pair,
            map,
            rows_by_key,
            maybe_row,
            flat,
        }
    })
}

proptest! {
    #[test]
    fn a_form_goes_there_and_back(value in everything()) {
        let body = value.to_pairs().unwrap().to_urlencoded().unwrap();
        let read = Everything::parse_urlencoded(body.as_bytes(), &Limits::DEFAULT);
        prop_assert_eq!(read.map_err(|error| format!("{error}\n{body}")), Ok(value));
    }

    /// In any order of names: only those of one name have an order.
    #[test]
    fn the_order_of_names_means_nothing(value in everything(), seed in any::<u64>()) {
        let body = value.to_pairs().unwrap().to_urlencoded().unwrap();
        let mut parts: Vec<&str> = body.split('&').collect();
        let turn = usize::try_from(seed % parts.len() as u64).unwrap();
        parts.rotate_left(turn);
        parts.reverse();
        let read = Everything::parse_urlencoded(parts.join("&").as_bytes(), &Limits::DEFAULT);
        prop_assert_eq!(read.map_err(|error| error.to_string()), Ok(value));
    }

    /// Whatever is sent, it is taken or refused; a value that is taken goes there and back.
    #[test]
    fn any_body_is_answered(body in "((someText|aNumber|isOn|rows|shape|kind|keyed|map|pair|grid|maybeRow|[a-z])(\\.[a-z]{1,3}|\\[[0-9a-z]{0,2}\\]){0,3}=[a-z0-9%+]{0,4}&){0,12}") {
        if let Ok(value) = Everything::parse_urlencoded(body.as_bytes(), &Limits::DEFAULT) {
            let pairs: Pairs<'_> = value.to_pairs().unwrap();
            prop_assert_eq!(Everything::parse_pairs(pairs, &Limits::DEFAULT).unwrap(), value);
        }
    }
}

#[test]
fn a_key_that_reads_as_steps_is_refused() {
    #[derive(Serialize, Deserialize, JsonSchema, Form)]
    struct Sent {
        map: BTreeMap<String, u8>,
    }
    for key in ["", "a]b", "]"] {
        let sent = Sent { map: [(key.to_owned(), 1)].into() };
        let Err(error) = sent.to_pairs() else { panic!("{key} was written") };
        assert_eq!(error.name, format!("map[{key}]"));
    }
}
