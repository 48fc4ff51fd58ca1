use rutter::axum::Json;
use rutter::endpoint;

#[derive(serde::Deserialize)]
struct NewPost {
    title: String,
}

#[endpoint(POST, "/api/posts")]
async fn create_post(_: Json<NewPost>) {}

fn main() {}
