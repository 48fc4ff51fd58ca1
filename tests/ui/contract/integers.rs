//! JavaScript numbers do not hold every 64-bit integer, wherever it stands.

use std::collections::HashMap;
use std::num::NonZeroU64;

use rutter::Contract;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema, Contract)]
struct Plain {
    id: u64,
    next: Option<Vec<i64>>,
    count: NonZeroU64,
}

#[derive(Serialize, JsonSchema, Contract)]
struct Inside {
    by_id: HashMap<u64, (u32, usize)>,
    page: Page<i128>,
}

#[derive(Serialize, JsonSchema, Contract)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Serialize, JsonSchema, Contract)]
enum Event {
    Moved { at: u64 },
    Named(Box<u128>),
}

#[derive(Serialize, JsonSchema, Contract)]
struct Stated {
    #[rutter(integer = "string")]
    id: Option<u64>,
    #[rutter(integer = "text")]
    unknown: u64,
    #[rutter(integer = "number")]
    small: u32,
    #[rutter(integer = "string")]
    levels: HashMap<u64, i8>,
}

fn main() {}
