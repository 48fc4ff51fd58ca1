use rutter::axum::{Json, Params, Search};
use rutter::endpoint;

struct ArticlePath;

struct ArticleSearch;

#[derive(serde::Deserialize)]
struct Article {
    title: String,
}

#[endpoint(GET, "/api/articles/[id]")]
async fn params(_: Params<ArticlePath>) {}

#[endpoint(GET, "/api/articles")]
async fn search(_: Search<ArticleSearch>) {}

#[endpoint(POST, "/api/articles")]
async fn body(_: Json<Article>) {}

#[endpoint(GET, "/api/articles")]
async fn response() -> String {
    String::new()
}

fn main() {}
