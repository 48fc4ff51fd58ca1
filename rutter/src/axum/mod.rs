//! Extractors, responses and a router for axum 0.8.
//!
//! ```
//! # mod app {
//! use rutter::axum::{Json, NoContent, Params, Search};
//! # }
//! ```
//!
//! An extractor that refuses a request answers with a [`Problem`](crate::Problem): one JSON body for every kind of mistake, with all
//! of them at once under the names that the caller knows. A handler that wants to answer itself takes
//! `Result<Json<T>, Rejection>`.
//!
//! | status | when |
//! |---|---|
//! | 400 | the request is no text that could be read: broken percent-encoding, UTF-8 or JSON; wrong search params |
//! | 404 | a param of the path is no value of its type, so that nothing is there |
//! | 405 | nothing answers the method, with [`method_not_allowed`]; 404 likewise where nothing is at a path, with [`not_found`] |
//! | 413 | the body is larger than [`DefaultBodyLimit`](axum::extract::DefaultBodyLimit) allows, 2 MB where nothing is said |
//! | 415 | the body is of another content type |
//! | 422 | the body could be read, and what it says is wrong |

mod body;
mod form;
mod json;
mod params;
mod rejection;
mod respond;
pub mod router;
mod search;

use crate::endpoint::OfRutter;

pub use form::Form;
pub use json::Json;
pub use params::Params;
pub use rejection::Rejection;
pub use respond::{Accepted, Created, NoContent, SeeOther};
pub use router::{method_not_allowed, not_found};
pub use search::Search;

pub use rutter_derive::router;

impl<T> OfRutter for Form<T> {}
impl<T> OfRutter for Json<T> {}
impl<T> OfRutter for Params<T> {}
impl<T> OfRutter for Search<T> {}
