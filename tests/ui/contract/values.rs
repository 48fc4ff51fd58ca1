//! Keys without their values, and values without their keys.

use rutter::{ApiError, RouteParams};

#[derive(RouteParams)]
#[rutter(route = blog)]
struct Unquoted {
    slug: String,
}

#[derive(RouteParams)]
#[rutter("/blog/[slug]")]
struct WithoutKey {
    slug: String,
}

#[rutter::form]
struct Upload {
    #[rutter(max_size = "1MB")]
    file: rutter::File,
    #[rutter(empty)]
    name: Option<String>,
    #[rutter(secret = true)]
    password: String,
    #[rutter(integer = string)]
    id: u64,
}

#[derive(ApiError)]
enum Refused {
    #[rutter(status = "404", message = "there is no such post")]
    Text,
    #[rutter(status = StatusCode::NOT_FOUND, message = "there is no such post")]
    Constant,
    #[rutter(404)]
    WithoutKey,
    #[rutter(status = 404, message = "there is no such post", field)]
    WithoutValue,
}

fn main() {}
