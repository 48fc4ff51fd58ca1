//! `#[derive(Form)]`: a contract that is read from what a form sends.

mod check;
pub(crate) mod notes;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::contract::{self, Role};
use crate::errors::Errors;
use crate::expansion::Expansion;

pub(crate) use check::field as check_field;

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> Expansion {
    let mut errors = Errors::default();
    let container = Container::read(item, Macro::Form.derive(), &mut errors);
    check(&container, &mut errors);
    Expansion::new(implementation(&container, &errors), errors)
}

/// Checks what the macro can see.
pub(crate) fn check(container: &Container, errors: &mut Errors) {
    contract::check(container, errors);
    check::item(container, errors);
}

/// The implementation of `Form`, and that of `Contract` with it; stubs after mistakes.
pub(crate) fn implementation(container: &Container, errors: &Errors) -> TokenStream {
    let contract = contract::implementation(container, Role::Form, errors);
    let ident = &container.ident;
    // One with parameters is refused, and would not have the bounds that a form needs.
    let form = container.generics.params.is_empty().then(|| {
        let bound = contract::has_schema(container);
        quote! {
            #[automatically_derived]
            impl ::rutter::Form for #ident where #bound {}
        }
    });
    quote!(#contract #form)
}
