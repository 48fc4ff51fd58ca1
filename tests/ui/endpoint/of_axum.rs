//! axum's own extractors and responses, which are called like those of Rutter.

use axum::Json;
use axum::http::StatusCode;
use rutter::axum::Created;
use rutter::endpoint;

#[rutter::contract]
struct Post {
    title: String,
}

#[endpoint(POST, "/api/articles")]
async fn create(Json(post): Json<Post>) -> Created<Json<Post>> {
    Created(Json(post))
}

#[endpoint(PUT, "/api/articles")]
async fn put(rutter::axum::Json(post): rutter::axum::Json<Post>) -> (StatusCode, Json<Post>) {
    (StatusCode::CREATED, Json(post))
}

#[endpoint(GET, "/api/articles")]
async fn get() -> Result<Json<Post>, StatusCode> {
    Err(StatusCode::NOT_FOUND)
}

fn main() {}
