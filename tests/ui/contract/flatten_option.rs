//! serde does not tell why a flattened `Option` is `None`.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Contract)]
struct Order {
    #[serde(flatten)]
    address: Option<Address>,
}

#[derive(Deserialize, JsonSchema, Contract)]
struct Address {
    street: String,
}

fn main() {}
