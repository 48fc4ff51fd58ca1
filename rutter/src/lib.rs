//! Rust contracts for apps whose routes are a Next.js tree.
//!
//! Derive [`RouteParams`] and [`SearchParams`] for what a URL carries, [`Form`] for what a form sends and [`Contract`] for
//! everything else that crosses between the Rust server and its callers. The macros check each against `rutter.routes`, the
//! list of the app's routes that `rutter generate` writes, so that a struct and its route cannot disagree. The same
//! definitions become the TypeScript side.
//!
//! With the feature `axum`, the module `axum` has extractors and a router for them.

// The macros write `::rutter::`, which must also be right in here.
extern crate self as rutter;

mod api_error;
#[cfg(feature = "axum")]
pub mod axum;
mod blame;
#[doc(hidden)]
pub mod const_text;
mod describe;
mod encoded;
pub mod endpoint;
mod errors;
pub mod export;
pub mod form;
mod impls;
pub mod integer;
mod json;
mod params;
mod problem;
pub mod registry;
mod request;
mod search;
mod text;

pub use api_error::ApiError;
pub use describe::{Contract, Describe, DescribeError};
pub use endpoint::{Endpoint, Responds, Responses};
pub use errors::FieldErrors;
pub use form::{File, Form};
pub use integer::{AsNumber, AsString};
pub use json::{JsonError, from_json};
pub use params::{HrefError, ParamsError, RouteParams};
pub use problem::Problem;
pub use request::RequestSchema;
pub use rutter_contract as contract;
pub use rutter_derive::{
    ApiError, Contract, Form, RouteParams, SearchParams, TextValue, contract, endpoint, form,
};
pub use search::{RawSearch, SafeSearch, SearchDefaults, SearchParams};
pub use text::TextValue;

#[doc(hidden)]
#[path = "private/mod.rs"]
pub mod __private;

/// The code of the guide is compiled and run.
#[cfg(all(doctest, feature = "axum"))]
#[doc = include_str!("../../docs/rust.md")]
mod guide {}
