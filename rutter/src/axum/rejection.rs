//! Why a request was refused, as a response.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::errors::FieldErrors;
use crate::problem::Problem;

/// Why an extractor refused a request.
#[derive(Clone, Debug)]
pub struct Rejection(Box<Problem>);

impl Rejection {
    /// What is answered.
    pub fn problem(&self) -> &Problem {
        &self.0
    }

    /// What is answered, to be changed.
    pub fn into_problem(self) -> Problem {
        *self.0
    }

    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self(Box::new(Problem::new(status.as_u16()).detail(detail)))
    }

    pub(super) fn invalid(status: StatusCode, detail: &str, errors: FieldErrors) -> Self {
        Self(Box::new(Problem::new(status.as_u16()).detail(detail).errors(errors)))
    }
}

impl From<Problem> for Rejection {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl std::fmt::Display for Rejection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let problem = self.problem();
        f.write_str(problem.detail.as_deref().unwrap_or(&problem.title))
    }
}

impl std::error::Error for Rejection {}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match serde_json::to_vec(&self) {
            Ok(body) => {
                let json = HeaderValue::from_static("application/problem+json");
                (status, [(header::CONTENT_TYPE, json)], body).into_response()
            }
            // Texts, numbers and a `Value` can always be written as JSON.
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
