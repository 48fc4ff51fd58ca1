//! What stands in the body of an error.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    #[rutter(status = 409, message = "taken")]
    Taken(String),
    #[rutter(status = 409, message = "moved")]
    Moved { status: String, title: String },
    #[rutter(status = 409, message = "counted")]
    Counted { count: u64 },
    #[rutter(status = 500)]
    Cause(#[serde(skip)] std::fmt::Error),
}

fn main() {}
