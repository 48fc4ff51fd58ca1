//! The search params of a query.

use axum::extract::FromRequestParts;
use http::StatusCode;
use http::request::Parts;

use super::rejection::Rejection;
use crate::search::SearchParams;

/// The search params of the request's query. Every one that is missing or wrong is told at once, with status 400.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Search<T>(pub T);

impl<T: SearchParams, S: Send + Sync> FromRequestParts<S> for Search<T> {
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        T::strict(query).map(Self).map_err(|errors| {
            Rejection::invalid(StatusCode::BAD_REQUEST, "the search params have mistakes", errors)
        })
    }
}
