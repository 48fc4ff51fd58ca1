//! Forms that hold everything that forms can hold.

use std::collections::BTreeMap;

use rutter::{Contract, File, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// A form with every kind of field.
#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Validate, Form)]
#[serde(rename_all = "camelCase")]
pub struct Everything {
    #[validate(length(min = 1, max = 5), email)]
    text: Option<String>,
    #[rutter(secret)]
    #[validate(length(max = 3))]
    secret: Option<String>,
    #[validate(range(min = -3, max = 300))]
    number: Option<i32>,
    float: Option<f64>,
    flag: bool,
    choice: Option<Choice>,
    date: Option<chrono::NaiveDate>,
    id: Option<uuid::Uuid>,
    #[validate(nested)]
    rows: Vec<Row>,
    grid: Vec<Vec<Option<u8>>>,
    keyed: Option<Keyed>,
    loose: Option<Loose>,
    map: BTreeMap<u8, Vec<String>>,
    pair: Option<(u8, char)>,
    tree: Option<Tree>,
    file: Option<File>,
    #[rutter(max_size = 10, accept = ".a, image/*")]
    #[serde(default)]
    files: Vec<File>,
    #[serde(flatten)]
    way: Way,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
enum Choice {
    A,
    B,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Validate, Contract)]
struct Row {
    #[validate(url)]
    a: String,
    #[serde(default, alias = "c")]
    b: u8,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
enum Keyed {
    X { n: u32 },
    Y(String),
    Z,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(untagged)]
enum Loose {
    Number(u32),
    Row(Row),
    Text(String),
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
struct Tree {
    nodes: Vec<Tree>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, JsonSchema, Contract)]
#[serde(tag = "way")]
enum Way {
    By {
        foot: Option<bool>,
    },
    #[serde(other)]
    Else,
}

/// What is taken goes there and back, and what is refused has a status.
pub fn check(answer: Result<Everything, rutter::form::FormRejection>) {
    let limits = rutter::form::Limits::DEFAULT;
    match answer {
        Ok(value) => {
            // Neither an empty text in an option nor a text that no name can hold goes back.
            if let Ok(pairs) = value.to_pairs()
                && let Ok(again) = Everything::parse_pairs(pairs, &limits)
            {
                let pairs = again.to_pairs().expect("it was written before");
                assert_eq!(Everything::parse_pairs(pairs, &limits).as_ref(), Ok(&again));
            }
        }
        Err(rejection) => assert!([400, 413, 415, 422].contains(&rejection.status())),
    }
}
