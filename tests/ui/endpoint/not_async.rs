use rutter::endpoint;

#[endpoint(GET, "/api/posts")]
fn list_posts() {}

fn main() {}
