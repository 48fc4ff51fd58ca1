//! Rules without `Validate`.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Contract)]
struct Order {
    #[validate(length(max = 1))]
    name: String,
}

fn main() {}
