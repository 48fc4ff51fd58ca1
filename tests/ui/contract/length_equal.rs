//! Of a struct with named fields, `validator` says so.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;
use validator::Validate;

#[derive(Deserialize, JsonSchema, Validate, Contract)]
struct Code {
    #[validate(length(equal = 5, max = 10))]
    code: String,
}

fn main() {}
