//! What an empty text means, said of types that cannot mean it.

use rutter::{Contract, Form};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Form)]
struct SignUp {
    #[rutter(empty = "drop")]
    name: String,
    #[rutter(empty = "null")]
    city: String,
    #[rutter(empty = "keep")]
    age: u32,
    #[rutter(empty = "keep")]
    agrees: bool,
    #[rutter(empty = "null")]
    tags: Vec<String>,
    #[rutter(empty = "null")]
    fax: Option<String>,
}

#[derive(Deserialize, JsonSchema, Contract)]
#[serde(tag = "kind")]
enum Way {
    Post {
        #[rutter(empty = "")]
        street: String,
    },
}

fn main() {}
