//! Keys that `#[rutter(..)]` does not have.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema, Contract)]
#[rutter(integer = "string")]
struct Order {
    #[rutter(secrets)]
    password: String,
}

fn main() {}
