//! What the macros of `rutter` do, outside the compiler.
//!
//! Each goes the same way: the item is read into a [`Container`](attributes::container::Container), checked with every
//! mistake reported on its token, and expanded. After a mistake a stub implementation is written, so that one mistake is one message.
//! `rutter-derive` hands this to the compiler, and the language server to its editor.

mod attributes;
mod contract;
mod derives;
mod endpoint;
mod error;
mod errors;
mod expansion;
mod form;
mod listing;
mod mistake;
mod near;
mod params;
mod pattern;
mod router;
mod search;
mod stubs;
mod surroundings;
mod text;
mod url;

use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::contract::Role;

pub use crate::attributes::keys::Macro;
pub use crate::expansion::Expansion;
pub use crate::mistake::Mistake;
pub use crate::surroundings::Surroundings;

/// Expands a derive of an item.
pub fn derive(by: Macro, item: TokenStream, around: &dyn Surroundings) -> Expansion {
    let item: DeriveInput = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.into(),
    };
    match by {
        Macro::RouteParams => params::derive(&item, around),
        Macro::SearchParams => search::derive(&item, around),
        Macro::TextValue => text::derive(&item),
        Macro::Contract => contract::derive(&item),
        Macro::Form => form::derive(&item),
        Macro::ApiError => error::derive(item),
    }
}

/// Expands `#[rutter::contract]`, with what stands in its parentheses.
pub fn contract(arguments: &TokenStream, item: TokenStream) -> Expansion {
    derives::expand(Role::Contract, arguments, item)
}

/// Expands `#[rutter::form]`, with what stands in its parentheses.
pub fn form(arguments: &TokenStream, item: TokenStream) -> Expansion {
    derives::expand(Role::Form, arguments, item)
}

/// Expands `#[endpoint(..)]`, with what stands in its parentheses.
pub fn endpoint(arguments: TokenStream, item: TokenStream, around: &dyn Surroundings) -> Expansion {
    endpoint::expand(arguments, item, around)
}

/// Expands `router![..]`, with what stands in its brackets.
pub fn router(handlers: TokenStream) -> Expansion {
    router::expand(handlers)
}
