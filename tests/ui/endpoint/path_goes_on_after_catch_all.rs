use rutter::endpoint;

#[endpoint(GET, "/files/[...path]/raw")]
async fn get_file() {}

fn main() {}
