//! Errors as responses.

use serde_json::Value;

use crate::endpoint::{Responds, Responses};

/// An error that a handler gives back. Derive it.
#[diagnostic::on_unimplemented(
    message = "nothing says how `{Self}` is answered",
    label = "does not derive `rutter::ApiError`",
    note = "derive `rutter::ApiError` for it; for an error of another crate write a variant with `status`"
)]
pub trait ApiError: Responds + Sized {
    /// The status of the response, from 400 to 599.
    fn status(&self) -> u16;

    /// The name by which callers know the error, however its message changes.
    fn code(&self) -> &'static str;

    /// The body of the response: a [`Problem`](crate::Problem), the code, and what the error holds.
    ///
    /// # Errors
    /// A field that serde cannot write as JSON.
    fn into_body(self) -> Result<Value, serde_json::Error>;

    #[doc(hidden)]
    fn describe(to: &mut Responses<'_>) {
        Self::responses(to);
    }
}

/// Lets an error be given back by a handler of axum.
#[doc(hidden)]
#[cfg(feature = "axum")]
#[macro_export]
macro_rules! __into_response {
    ([$($parameters:tt)*] $error:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl $($parameters)* $crate::__private::axum::IntoResponse for $error $($bounds)* {
            fn into_response(self) -> $crate::__private::axum::Response {
                $crate::__private::axum::error(self)
            }
        }
    };
}

/// Without axum there is nothing to do.
#[doc(hidden)]
#[cfg(not(feature = "axum"))]
#[macro_export]
macro_rules! __into_response {
    ($($error:tt)*) => {};
}
