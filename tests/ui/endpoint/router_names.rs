//! What `router!` does not take.

use rutter::axum::router;
use rutter::endpoint;

mod posts {
    #[rutter::endpoint(POST, "/api/articles")]
    pub async fn create() {}

    pub async fn remove() {}
}

#[endpoint(GET, "/api/articles")]
async fn list() {}

fn twice() -> axum::Router {
    router![list, posts::create, list]
}

fn no_endpoint() -> axum::Router {
    #[endpoint(GET, "/api/pages")]
    async fn pages() {}

    router![pages, posts::remove]
}

fn misspelt() -> axum::Router {
    router![list, posts::craete]
}

fn no_name() -> axum::Router {
    router![|| async {}]
}

fn main() {}
