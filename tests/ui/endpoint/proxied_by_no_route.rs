use rutter::endpoint;

#[endpoint(GET, "/api/nowhere", proxied)]
async fn nowhere() {}

fn main() {}
