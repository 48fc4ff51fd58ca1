//! What is answered where no endpoint is.

use http::Method;

use crate::problem::Problem;

/// 404 with a [`Problem`] as its body, for [`Router::fallback`](axum::Router::fallback).
///
/// ```
/// use rutter::axum::{method_not_allowed, not_found, router};
///
/// let app: axum::Router = router![].fallback(not_found).method_not_allowed_fallback(method_not_allowed);
/// ```
///
/// A router of [`router!`](crate::axum::router!) has neither of the two itself: axum merges no routers that both have one.
pub async fn not_found() -> Problem {
    Problem::new(404).detail("nothing is at this path")
}

/// 405 with a [`Problem`] as its body, for [`Router::method_not_allowed_fallback`](axum::Router::method_not_allowed_fallback).
/// axum puts the methods that are answered into the header `Allow`.
pub async fn method_not_allowed(method: Method) -> Problem {
    Problem::new(405).detail(format!(
        "nothing answers {method} at this path; the header `Allow` has the methods that are answered"
    ))
}
