//! `validator` does not look into enums.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema, Contract)]
enum Payment {
    Cash,
    Card {
        #[validate(credit_card)]
        number: String,
    },
}

fn main() {}
