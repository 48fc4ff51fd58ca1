async fn list_posts() {}

fn app() -> axum::Router {
    rutter::axum::router![list_posts]
}

fn main() {}
