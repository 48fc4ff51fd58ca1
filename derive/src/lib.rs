//! The derive macros of `rutter`. Use them through that crate.
//!
//! Each goes the same way: the item is read into a [`Container`](attributes::container::Container), checked with every
//! mistake reported on its token, and expanded. After a mistake a stub implementation is written, so that one mistake is one message.

mod attributes;
mod contract;
mod errors;
mod form;
mod params;
mod search;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// The params of a route.
#[proc_macro_derive(RouteParams, attributes(rutter, serde, validate))]
pub fn route_params(item: TokenStream) -> TokenStream {
    params::derive(&parse_macro_input!(item as DeriveInput)).into()
}

/// The search params of a page or endpoint.
#[proc_macro_derive(SearchParams, attributes(rutter, serde, validate))]
pub fn search_params(item: TokenStream) -> TokenStream {
    search::derive(&parse_macro_input!(item as DeriveInput)).into()
}

/// What a form sends.
#[proc_macro_derive(Form, attributes(rutter, serde, validate))]
pub fn form(item: TokenStream) -> TokenStream {
    form::derive(&parse_macro_input!(item as DeriveInput)).into()
}

/// Anything else that crosses between the server and its callers.
#[proc_macro_derive(Contract, attributes(rutter, serde, validate))]
pub fn contract(item: TokenStream) -> TokenStream {
    contract::derive(&parse_macro_input!(item as DeriveInput)).into()
}
