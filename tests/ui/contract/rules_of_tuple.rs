//! `validator` does not look into tuples; what the contract judges by itself may stand there.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Contract)]
struct Slug(#[validate(length(min = 1), custom(function = "is_free"))] String);

#[derive(Deserialize, JsonSchema, Contract)]
#[rutter(text)]
struct Pair(String, #[validate(nested)] Slug);

#[rutter::contract]
struct Code(#[validate(regex(path = *CODE))] String);

fn main() {}
