//! What a form sends.

use std::sync::atomic::{AtomicBool, Ordering};

use axum::RequestExt as _;
use axum::extract::{FromRequest, Request};
use futures_util::TryStreamExt as _;
use http::header;

use super::body;
use super::rejection::Rejection;
use crate::form::{self, FormKind, FormRejection, Limits};
use crate::problem::Problem;

/// A form, as `application/x-www-form-urlencoded` or `multipart/form-data`. It is the last argument of a handler, because it takes
/// the body.
///
/// What is wrong is told all at once, by the names of the form, with what was sent beside it, secrets and files left out: all that a
/// page needs to show the form again.
///
/// No more is read than axum's limit allows, 2 MB where nothing is said. A form with larger files needs
/// [`DefaultBodyLimit::max`](axum::extract::DefaultBodyLimit::max), and past 32 MiB a handler that takes the whole `Request` and reads
/// it [`within`](Self::within) its own [`Limits`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Form<T>(pub T);

impl<T: form::Form, S: Send + Sync> FromRequest<S> for Form<T> {
    type Rejection = Rejection;

    async fn from_request(request: Request, _: &S) -> Result<Self, Rejection> {
        Self::within(request, &Limits::DEFAULT).await
    }
}

impl<T: form::Form> Form<T> {
    /// Reads a form with limits of its own. axum's limit holds besides.
    ///
    /// # Errors
    /// What the extractor answers.
    pub async fn within(request: Request, limits: &Limits) -> Result<Self, Rejection> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default());
        let form = match FormKind::of(kind)? {
            FormKind::Urlencoded => {
                let bytes = body::bytes(request).await?;
                T::parse_urlencoded(&bytes, limits)?
            }
            FormKind::Multipart { boundary } => {
                let is_cut = AtomicBool::new(false);
                let stream = request.into_limited_body().into_data_stream().inspect_err(|error| {
                    is_cut.fetch_or(body::is_too_large(error), Ordering::Relaxed);
                });
                match T::parse_multipart(stream, &boundary, limits).await {
                    // To the reader of the form it looks like a connection that broke.
                    Err(_) if is_cut.load(Ordering::Relaxed) => return Err(body::too_large()),
                    form => form?,
                }
            }
        };
        Ok(Self(form))
    }
}

impl From<FormRejection> for Rejection {
    fn from(rejection: FormRejection) -> Self {
        let detail = match rejection {
            FormRejection::Malformed(_) => "the form cannot be read",
            FormRejection::TooLarge(_) => "the form is larger than the server takes",
            FormRejection::UnsupportedMediaType(_) => "the body is no form",
            FormRejection::Invalid(_) => "the form has mistakes",
        };
        let problem = Problem::new(rejection.status()).detail(detail);
        Self::from(match rejection {
            FormRejection::Malformed(errors)
            | FormRejection::TooLarge(errors)
            | FormRejection::UnsupportedMediaType(errors) => problem.errors(errors),
            FormRejection::Invalid(invalid) => problem.errors(invalid.errors).values(invalid.values),
        })
    }
}
