//! The error in a transparent variant must be answerable.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    #[rutter(transparent)]
    Other(std::fmt::Error),
}

fn main() {}
