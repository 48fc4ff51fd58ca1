//! Keys that `#[rutter(..)]` does not have, or not here. What they would have said is not missed besides.

use rutter::{ApiError, Contract, SearchParams};
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema, Contract)]
#[rutter(integer = "string")]
struct Order {
    #[rutter(secrets)]
    password: String,
    id: u64,
}

#[rutter::contract]
struct Line {
    #[rutter(integr = "string")]
    id: u64,
    #[rutter(default = 1)]
    count: u32,
    #[rutter(comma)]
    tags: Vec<String>,
    #[rutter(status = 404)]
    state: String,
    #[rutter(required)]
    article: String,
    #[rutter(skip)]
    seen: bool,
}

#[derive(SearchParams)]
#[rutter(rout = "/")]
struct Listing {
    #[rutter(defualt = 1)]
    page: u32,
    #[rutter(integers = "string")]
    id: u64,
    #[rutter(rename = "search")]
    q: Option<String>,
}

#[derive(ApiError)]
enum OrderError {
    #[rutter(stauts = 404, message = "there is no such order")]
    Unknown,
    #[rutter(comma, status = 409, message = "another order has this number")]
    Taken,
}

fn main() {}
