//! `#[derive(ApiError)]`: the status and body of each variant of an error.

mod check;
mod expand;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::derives;
use crate::errors::Errors;

/// Expands the derive.
pub(crate) fn derive(mut item: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let container = Container::read(&item, Macro::ApiError.derive(), &mut errors);
    container.refuse_unknown_cases(&mut errors);
    derives::write_integers(&container, &mut item);
    let variants = check::answers(&container, &item, &mut errors);
    if errors.is_empty() {
        return expand::error(&container, &variants);
    }
    let (errors, stub) = (errors.into_tokens(), expand::stub(&container));
    quote!(#errors #stub)
}
