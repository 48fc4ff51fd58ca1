//! Names that forms would read as several steps, defaults that serde does not know, and attributes that do not exist.

use rutter::Form;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Form)]
struct Order {
    #[serde(rename = "ship.to")]
    ship_to: String,
    #[serde(rename = "tags[]")]
    tags: Vec<String>,
    #[rutter(default = 3)]
    count: u32,
    #[rutter(secrets)]
    password: String,
}

fn main() {}
