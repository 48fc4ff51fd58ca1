use rutter::endpoint;

#[endpoint]
async fn list_posts() {}

fn main() {}
