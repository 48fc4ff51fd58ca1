use rutter::endpoint;

#[endpoint(GET, "/api/posts")]
fn list_posts<T>(_: axum::extract::Query<T>) -> impl Sized {}

fn main() {}
