//! Rules of a field's type that nothing would run.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;
use validator::Validate;

#[derive(Deserialize, JsonSchema, Validate, Contract)]
struct Address {
    #[validate(length(max = 1))]
    street: String,
}

#[derive(Deserialize, JsonSchema, Validate, Contract)]
struct Order {
    #[validate(length(max = 1))]
    name: String,
    to: Option<Address>,
    from: Vec<Address>,
    #[validate(nested)]
    told: Address,
}

/// It has no rules itself: it may be a response, of which nobody asks any.
#[derive(Deserialize, JsonSchema, Contract)]
struct Sent {
    to: Address,
}

fn main() {}
