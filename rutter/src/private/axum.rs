//! What generated code refers to for axum.

pub use axum::response::{IntoResponse, Response};

use http::{HeaderValue, StatusCode, header};

use crate::api_error::ApiError;

/// The response of an error.
pub fn error(error: impl ApiError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match error.into_body() {
        Ok(body) => {
            let json = HeaderValue::from_static("application/problem+json");
            (status, [(header::CONTENT_TYPE, json)], body.to_string()).into_response()
        }
        // A field of the error is nothing that JSON can say.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
