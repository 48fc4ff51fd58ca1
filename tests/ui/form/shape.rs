//! Types that no form can send.

use rutter::Form;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Form)]
struct Pair(u32, u32);

#[derive(Deserialize, JsonSchema, Form)]
enum Choice {
    A,
    B,
}

#[derive(Deserialize, JsonSchema, Form)]
struct Page<T> {
    of: T,
}

#[rutter::form]
struct Borrowed<'a> {
    name: &'a str,
}

fn main() {}
