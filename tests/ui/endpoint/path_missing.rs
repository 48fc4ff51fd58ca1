use rutter::endpoint;

#[endpoint(GET)]
async fn list_posts() {}

fn main() {}
