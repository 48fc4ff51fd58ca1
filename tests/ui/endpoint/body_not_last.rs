use rutter::axum::Json;
use rutter::endpoint;

#[derive(serde::Deserialize, schemars::JsonSchema, rutter::Contract)]
struct NewPost {
    title: String,
}

#[endpoint(POST, "/api/posts")]
async fn create_post(_: Json<NewPost>, _: axum::http::HeaderMap) {}

fn main() {}
