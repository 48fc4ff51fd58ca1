//! Callers tell the errors apart by their codes.

use rutter::ApiError;

#[derive(ApiError)]
#[serde(rename_all = "snake_case")]
enum PostError {
    #[rutter(status = 404, message = "gone")]
    Gone,
    #[rutter(status = 410, message = "long gone")]
    #[serde(rename = "gone")]
    LongGone,
}

fn main() {}
