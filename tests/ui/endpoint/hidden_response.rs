use rutter::endpoint;

#[endpoint(GET, "/api/posts")]
async fn list_posts() -> impl axum::response::IntoResponse {}

fn main() {}
