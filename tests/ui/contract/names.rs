//! Names that stand on the wire twice, in requests, responses or both.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema, Contract)]
#[serde(tag = "kind")]
struct Fields {
    kind: String,
    #[serde(rename = "other")]
    first: String,
    other: String,
    #[serde(alias = "other")]
    third: String,
    #[serde(rename(serialize = "third"))]
    fourth: String,
    #[serde(alias = "fifth")]
    fifth: String,
}

#[derive(Serialize, JsonSchema, Contract)]
enum Variants {
    #[serde(alias = "Third")]
    First,
    #[serde(rename = "First")]
    Second,
    Third,
    Struct {
        #[serde(rename = "y")]
        x: u8,
        y: u8,
    },
}

fn main() {}
