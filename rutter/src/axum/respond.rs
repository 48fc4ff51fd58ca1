//! Responses whose type says their status.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::json::Json;
use crate::describe::Contract;
use crate::endpoint::{Responds, Responses};

impl<T: Contract> Responds for Json<T> {
    fn responses(to: &mut Responses<'_>) {
        to.json::<T>(200);
    }
}

/// axum writes it as Rutter does. Of requests it reads more than Rutter, which is why it is no argument of an endpoint.
impl<T: Contract> Responds for axum::Json<T> {
    fn responses(to: &mut Responses<'_>) {
        to.json::<T>(200);
    }
}

/// Headers beside a response are no part of the contract.
impl<T: Responds> Responds for (HeaderMap, T) {
    fn responses(to: &mut Responses<'_>) {
        T::responses(to);
    }
}

macro_rules! with_status {
    ($($(#[doc = $doc:literal])+ $name:ident = $constant:ident, $status:literal;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Default)]
        #[must_use]
        pub struct $name<T>(pub T);

        impl<T: Contract> Responds for $name<Json<T>> {
            fn responses(to: &mut Responses<'_>) {
                to.json::<T>($status);
            }
        }

        impl<T: Contract> Responds for $name<axum::Json<T>> {
            fn responses(to: &mut Responses<'_>) {
                to.json::<T>($status);
            }
        }

        impl Responds for $name<()> {
            fn responses(to: &mut Responses<'_>) {
                to.empty($status);
            }
        }

        impl<T: IntoResponse> IntoResponse for $name<T> {
            fn into_response(self) -> Response {
                (StatusCode::$constant, self.0).into_response()
            }
        }
    )+};
}

with_status! {
    /// 201: something new is there. `Created(Json(post))`, or `Created(())` without a body.
    Created = CREATED, 201;
    /// 202: it will be done later. `Accepted(Json(job))`, or `Accepted(())` without a body.
    Accepted = ACCEPTED, 202;
}

/// 204: it is done, and there is nothing to say.
#[derive(Clone, Copy, Debug, Default)]
#[must_use]
pub struct NoContent;

impl Responds for NoContent {
    fn responses(to: &mut Responses<'_>) {
        to.empty(204);
    }
}

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        StatusCode::NO_CONTENT.into_response()
    }
}

/// 303: the answer is at another URL, to be asked for with `GET`: what follows a form that was sent.
#[derive(Clone, Debug)]
#[must_use]
pub struct SeeOther(
    /// A URL or an absolute path, as `href()` of [`RouteParams`](crate::RouteParams) gives it.
    pub String,
);

impl Responds for SeeOther {
    fn responses(to: &mut Responses<'_>) {
        to.empty(303);
    }
}

impl IntoResponse for SeeOther {
    /// A URL that no header can hold is a fault of the server, status 500.
    fn into_response(self) -> Response {
        match HeaderValue::try_from(self.0) {
            Ok(location) => (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response(),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
