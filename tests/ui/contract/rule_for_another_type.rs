//! A rule on a type that it is not for, by the name of the type.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Contract)]
struct Email(#[validate(email)] u32);

#[derive(Deserialize, JsonSchema, Contract)]
struct Length(#[validate(length(max = 1))] Option<bool>);

#[derive(Deserialize, JsonSchema, Contract)]
struct Range(#[validate(range(max = 1))] String);

#[derive(Deserialize, JsonSchema, Contract)]
struct Required(#[validate(required)] String);

#[derive(Deserialize, JsonSchema, Contract)]
struct Contains(#[validate(contains(pattern = "a"))] Vec<String>);

fn main() {}
