use rutter::endpoint;

#[endpoint(GET, "/api/posts/{id}")]
async fn get_post() {}

fn main() {}
