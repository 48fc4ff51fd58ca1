use rutter::axum::Json;
use rutter::endpoint;

#[endpoint(GET, "/api/articles")]
fn not_async() {}

#[endpoint(POST, "/api/articles")]
async fn generic<T: serde::de::DeserializeOwned>(_: Json<T>) {}

#[endpoint(POST, "/api/articles")]
async fn generic_without_a_name(_: impl axum::extract::FromRequestParts<()>) {}

#[endpoint(GET, "/api/articles")]
async fn hidden_response() -> impl axum::response::IntoResponse {}

#[endpoint(GET, "/api/articles/[id]")]
async fn path_of_axum(_: axum::extract::Path<u32>) {}

#[endpoint(GET, "/api/articles")]
async fn query_of_axum(_: axum::extract::Query<Vec<String>>) {}

#[endpoint(POST, "/api/articles")]
async fn form_of_axum(_: axum::extract::RawForm) {}

#[endpoint(GET, "/api/articles")]
fn all_at_once<T>(_: axum::extract::Query<T>) -> impl Sized {}

fn main() {}
