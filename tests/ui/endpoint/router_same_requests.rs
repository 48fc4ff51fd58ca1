use rutter::endpoint;

#[endpoint(GET, "/api/posts")]
async fn list_posts() {}

#[endpoint(GET, "/api/posts")]
async fn all_posts() {}

fn app() -> axum::Router {
    rutter::axum::router![list_posts, all_posts]
}

fn main() {}
