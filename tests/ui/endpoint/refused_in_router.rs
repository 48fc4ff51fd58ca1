//! What is wrong with a handler is said once, where it is written, and not again where a router has it.

use rutter::axum::{Form, Json};
use rutter::{Contract, endpoint};

#[derive(serde::Deserialize, schemars::JsonSchema, Contract)]
struct Article {
    title: String,
}

#[endpoint(PUT, "/api/articles")]
async fn two_bodies(_: Json<Article>, _: Form<Article>) {}

#[endpoint(POST, "/api/articles")]
fn not_async() {}

#[endpoint(GET, "/api/articles")]
async fn of_axum(_: axum::extract::Query<u32>) {}

fn main() {
    let _: axum::Router = rutter::axum::router![two_bodies, not_async, of_axum];
}
