//! A 64-bit integer behind another name.

use rutter::Contract;
use schemars::JsonSchema;
use serde::Serialize;

type OrderId = u64;

#[derive(Serialize, JsonSchema, Contract)]
struct Order {
    id: OrderId,
    others: Vec<Option<OrderId>>,
    page: Page<OrderId>,
}

#[derive(Serialize, JsonSchema, Contract)]
struct Page<T> {
    items: Vec<T>,
}

fn main() {}
