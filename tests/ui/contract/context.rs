//! Nothing gives a context to the rules of a body.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

struct Names;

#[derive(Deserialize, JsonSchema, Contract)]
#[validate(context = Names)]
struct Order {
    #[validate(length(max = 1))]
    name: String,
}

fn main() {}
