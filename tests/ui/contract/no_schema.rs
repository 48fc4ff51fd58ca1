//! A contract is made of a JSON Schema.

use rutter::{Contract, Form};
use serde::Deserialize;

#[derive(Contract)]
struct Order {
    name: String,
}

#[derive(Deserialize, Form)]
struct SignUp {
    name: String,
}

fn main() {}
