//! Bodies in JSON, of requests and responses.

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::body::{self, ContentType};
use super::rejection::Rejection;
use crate::describe::Contract;
use crate::json::{JsonError, from_json};

/// A body in JSON.
///
/// Of a request: what serde reads and `validator` and the contract let pass. What is wrong is told all at once, by the names that
/// the caller knows. It is the last argument of a handler, because it takes the body.
///
/// Of a response: status 200.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Json<T>(pub T);

impl<T: Contract + DeserializeOwned + 'static, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Rejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, Rejection> {
        if !ContentType::of(request.headers()).is_some_and(|content_type| content_type.is_json()) {
            let detail = "the body must be JSON in UTF-8, with the content type `application/json`";
            return Err(Rejection::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let bytes = body::bytes(request).await?;
        from_json(&bytes).map(Self).map_err(Rejection::from)
    }
}

impl From<JsonError> for Rejection {
    fn from(error: JsonError) -> Self {
        match error {
            JsonError::Empty => Self::new(StatusCode::BAD_REQUEST, "the body is empty, and must be JSON"),
            JsonError::Syntax(error) => {
                Self::new(StatusCode::BAD_REQUEST, format!("the body is not JSON in UTF-8: {error}"))
            }
            JsonError::Invalid(errors) => {
                Self::invalid(StatusCode::UNPROCESSABLE_ENTITY, "the body has mistakes", errors)
            }
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}
