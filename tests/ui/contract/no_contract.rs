//! A type in a field that has no contract.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct Foreign {
    text: String,
}

#[derive(Serialize, JsonSchema, Contract)]
struct Order {
    foreign: Option<Foreign>,
    #[rutter(foreign)]
    told: Foreign,
}

fn main() {}
