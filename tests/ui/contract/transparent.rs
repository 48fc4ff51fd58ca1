//! A transparent type has the schema of its field, without the rules that schemars does not read.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;
use validator::Validate;

#[derive(Deserialize, JsonSchema, Validate, Contract)]
#[serde(transparent)]
struct Name {
    #[validate(does_not_contain(pattern = "/"))]
    name: String,
}

fn main() {}
