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

/// Expands the attribute. The function itself stays as it is; after a mistake, under another name.
pub(crate) fn endpoint(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(_) => {
            let error =
                syn::Error::new_spanned(&item, "`#[endpoint(..)]` stands on a function").into_compile_error();
            return quote!(#item #error);
        }
    };
    if let Some(error) = handler::of_impl(&function) {
        let error = error.into_compile_error();
        return quote!(#function #error);
    }
    let mut errors = Errors::default();
    let expanded = match syn::parse2::<Attribute>(attribute) {
        Ok(attribute) => {
            let handler = Handler::read(&function, &attribute, &mut errors);
            let tracked = next::check(&attribute, &mut errors);
            errors.is_empty().then(|| expand::expand(&function, &attribute, &handler, &tracked))
        }
        Err(error) => {
            errors.push(error);
            None
        }
    };
    match expanded {
        Some(expanded) => {
            let function = function.into_token_stream();
            quote!(#function #expanded)
        }
        None => {
            let errors = errors.into_tokens();
            let stub = expand::stub(function);
            quote!(#stub #errors)
        }
    }
}
