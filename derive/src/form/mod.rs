//! `#[derive(Form)]`: a contract that is read from what a form sends.

mod check;
pub(crate) mod notes;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attributes::container::Container;
use crate::contract;
use crate::errors::Errors;

pub(crate) use check::field as check_field;

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let container = Container::read(item, &mut errors);
    contract::check(&container, &mut errors);
    check::item(&container, &mut errors);
    let contract = if errors.is_empty() { contract::expand(&container) } else { contract::stub(&container) };
    let registration = errors.is_empty().then(|| registration(&container));
    let (errors, ident) = (errors.into_tokens(), &container.ident);
    let (parameters, arguments, bounds) = container.generics.split_for_impl();
    quote! {
        #errors
        #contract
        #[automatically_derived]
        impl #parameters ::rutter::Form for #ident #arguments #bounds {}
        #registration
    }
}

/// Says that the type is a form, beside the registration of its contract.
fn registration(container: &Container) -> TokenStream {
    let ident = &container.ident;
    quote! {
        #[cfg(not(test))]
        ::rutter::__private::inventory::submit! {
            ::rutter::registry::Registration { add: ::rutter::Describe::form::<#ident> }
        }
    }
}
