use rutter::axum::Json;
use rutter::endpoint;

#[endpoint(POST, "/api/posts")]
async fn create<T: serde::de::DeserializeOwned>(_: Json<T>) {}

fn main() {}
