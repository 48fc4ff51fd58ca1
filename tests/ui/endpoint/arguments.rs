//! Arguments that are no extractors, or whose type is for another one.

use rutter::axum::{Form, Json, router};
use rutter::endpoint;

#[rutter::contract]
struct Post {
    title: String,
}

#[endpoint(GET, "/api/articles")]
async fn list(_: Option<u32>) -> Json<Vec<Post>> {
    Json(Vec::new())
}

#[endpoint(POST, "/api/articles")]
async fn create(Form(post): Form<Post>) -> Json<Post> {
    Json(post)
}

fn app() -> axum::Router {
    router![list]
}

fn main() {}
