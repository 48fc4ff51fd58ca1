use rutter::axum::Json;
use rutter::endpoint;

#[derive(serde::Deserialize, schemars::JsonSchema, rutter::Contract)]
struct NewPost {
    title: String,
}

#[endpoint(GET, "/api/posts")]
async fn list_posts(_: Json<NewPost>) {}

fn main() {}
