//! Limits that nothing keeps.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;
use validator::Validate;

#[derive(Deserialize, JsonSchema, Validate, Contract)]
struct Limits {
    #[validate(length(min = 5, max = 1))]
    length: String,
    #[validate(range(min = 5.5, max = -1.0))]
    range: f64,
    #[validate(range(exclusive_min = 5, max = 5))]
    excluded: u32,
}

#[derive(Deserialize, JsonSchema, Contract)]
struct Code(#[validate(length(equal = 5, max = 10))] String);

fn main() {}
