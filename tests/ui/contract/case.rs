//! A case that serde does not have, told once, whoever derives.

use rutter::Contract;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[rutter::contract]
#[serde(rename_all = "camel")]
struct Order {
    #[serde(rename = "n")]
    name: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
#[serde(rename_all = "snake-case")]
struct Line {
    article: String,
}

#[rutter::contract]
enum State {
    #[serde(rename_all = "title")]
    Paid { at: u32 },
}

#[rutter::contract]
struct Orders {
    all: Vec<(Order, Line, State)>,
}

fn main() {}
