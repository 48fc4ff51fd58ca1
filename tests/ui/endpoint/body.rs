use rutter::axum::{Form, Json};
use rutter::{Contract, endpoint};

#[derive(serde::Deserialize, schemars::JsonSchema, Contract)]
struct Article {
    title: String,
}

#[endpoint(GET, "/api/articles")]
async fn of_get(_: Json<Article>) {}

#[endpoint(HEAD, "/api/articles")]
async fn form_of_head(_: Form<Article>) {}

#[endpoint(POST, "/api/articles")]
async fn not_last(_: Json<Article>, _: axum::http::HeaderMap) {}

#[endpoint(PUT, "/api/articles")]
async fn two(_: Json<Article>, _: Form<Article>) {}

#[endpoint(PATCH, "/api/articles")]
async fn of_no_type(_: Json) {}

fn main() {}
