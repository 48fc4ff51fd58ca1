//! Every mistake is told, and nothing else though the type is used.

use rutter::Contract;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Order {
    id: u64,
    #[serde(rename = "id")]
    name: String,
    #[serde(flatten)]
    address: Option<Address>,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Address {
    street: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Contract)]
struct Orders {
    all: Vec<Order>,
}

fn main() {
    rutter::Describe::default().request::<Orders>();
}
