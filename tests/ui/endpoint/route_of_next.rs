use rutter::endpoint;

// rutter.routes has a route handler at this path, of the app `web`.
#[endpoint(GET, "/api/orders/[number]")]
async fn get_order() {}

fn main() {}
