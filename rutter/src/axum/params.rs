//! The params of a path.

use axum::extract::{FromRequestParts, OriginalUri};
use http::StatusCode;
use http::request::Parts;

use super::rejection::Rejection;
use crate::params::{ParamsError, RouteParams};

/// The params of the request's path, read from the path as it was sent: a catch-all keeps a `%2F` inside a segment.
///
/// Inside `Router::nest`, the path may be that of the nested router or the whole one.
///
/// A path whose params are no values of their types names nothing that is there: status 404.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Params<T>(pub T);

impl<T: RouteParams, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Rejection> {
        match T::parse(parts.uri.path()) {
            Ok(params) => Ok(Self(params)),
            Err(ParamsError::OtherRoute) => whole_path(parts).map(Self),
            Err(error) => Err(refuse(error)),
        }
    }
}

/// The router may have taken off the beginning of the path that the pattern has.
fn whole_path<T: RouteParams>(parts: &Parts) -> Result<T, Rejection> {
    let OriginalUri(uri) = parts.extensions.get().ok_or_else(|| refuse(ParamsError::OtherRoute))?;
    T::parse(uri.path()).map_err(refuse)
}

fn refuse(error: ParamsError) -> Rejection {
    match error {
        ParamsError::Malformed(errors) => {
            Rejection::invalid(StatusCode::BAD_REQUEST, "the path is not percent-encoded UTF-8", errors)
        }
        ParamsError::OtherRoute => Rejection::new(StatusCode::NOT_FOUND, "the path is of another route"),
        ParamsError::Invalid(errors) => Rejection::invalid(
            StatusCode::NOT_FOUND,
            "nothing is at this path: its params have mistakes",
            errors,
        ),
    }
}
