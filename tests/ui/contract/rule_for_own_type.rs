//! A rule on a type of the user's that it is not for: the compiler knows.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Contract)]
struct Inner {
    text: String,
}

#[derive(Deserialize, JsonSchema, Contract)]
struct Email(#[validate(email)] Inner);

#[derive(Deserialize, JsonSchema, Contract)]
struct Length(#[validate(length(max = 1))] Option<Inner>);

fn main() {}
