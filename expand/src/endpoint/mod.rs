//! `#[endpoint(..)]`: a handler function with the contract that its arguments and its result are.

mod attribute;
mod expand;
mod handler;
mod next;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::ItemFn;

use attribute::Attribute;
use handler::Handler;

use crate::errors::Errors;
use crate::expansion::Expansion;
use crate::surroundings::Surroundings;

/// Expands the attribute. The function itself stays as it is; after a mistake, under another name.
pub(crate) fn expand(attribute: TokenStream, item: TokenStream, around: &dyn Surroundings) -> Expansion {
    let function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(_) => {
            let error = syn::Error::new_spanned(&item, "`#[endpoint(..)]` stands on a function");
            return Expansion::new(item, error.into());
        }
    };
    if let Some(error) = handler::of_impl(&function) {
        return Expansion::new(function.into_token_stream(), error.into());
    }
    let mut errors = Errors::default();
    let expanded = match syn::parse2::<Attribute>(attribute) {
        Ok(attribute) => {
            let handler = Handler::read(&function, &attribute, &mut errors);
            let tracked = next::check(&attribute, around, &mut errors);
            errors.is_empty().then(|| expand::expand(&function, &attribute, &handler, &tracked))
        }
        Err(error) => {
            errors.push(error);
            None
        }
    };
    let tokens = match expanded {
        Some(expanded) => quote!(#function #expanded),
        None => expand::stub(function),
    };
    Expansion::new(tokens, errors)
}
