//! In a form the rules of a group are always meant.

use rutter::{Contract, Form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Serialize, Deserialize, JsonSchema, Validate, Contract)]
struct Address {
    #[validate(length(max = 1))]
    street: String,
}

#[derive(Serialize, Deserialize, JsonSchema, Form)]
struct Order {
    to: Address,
}

fn main() {}
