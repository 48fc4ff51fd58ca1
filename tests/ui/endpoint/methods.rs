//! Functions of a type.

use rutter::axum::Json;
use rutter::endpoint;

#[rutter::contract]
struct Post {
    title: String,
}

impl Post {
    #[endpoint(GET, "/api/articles")]
    async fn get(&self) -> Json<Post> {
        loop {}
    }

    #[endpoint(PUT, "/api/articles")]
    async fn put(Json(post): Json<Self>) -> Json<Post> {
        Json(post)
    }

    #[endpoint(POST, "/api/articles")]
    async fn post(Json(post): Json<Post>) -> Json<Post> {
        Json(post)
    }
}

fn main() {}
