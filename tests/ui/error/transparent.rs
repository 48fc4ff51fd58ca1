//! A transparent variant is answered as the error in it.

use rutter::ApiError;

#[derive(ApiError)]
enum PostError {
    #[rutter(transparent, status = 404)]
    Stated(LoginError),
    #[rutter(transparent)]
    Two(LoginError, LoginError),
    #[rutter(transparent)]
    Unit,
}

#[derive(ApiError)]
enum LoginError {
    #[rutter(status = 401, message = "log in")]
    LoggedOut,
}

fn main() {}
