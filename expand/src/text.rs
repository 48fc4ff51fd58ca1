//! `#[derive(TextValue)]`, for types that cross in URLs alone. `Contract` gives the same to enums, and to types with one field
//! that say `#[rutter(text)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::attributes::container::{Container, Shape};
use crate::attributes::keys::Macro;
use crate::contract::text::{is_text, of_enum, of_newtype};
use crate::errors::Errors;
use crate::expansion::Expansion;
use crate::mistake::Mistake;

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> Expansion {
    let mut errors = Errors::default();
    let container = Container::read(item, Macro::TextValue.derive(), &mut errors);
    container.refuse_unknown_cases(&mut errors);
    let value = match &container.shape {
        Shape::Enum(variants) if is_text(&container, variants) => Some(of_enum(&container, variants)),
        Shape::Struct(fields) | Shape::Tuple(fields) => match fields.as_slice() {
            [only] => Some(of_newtype(&container, only, false)),
            _ => None,
        },
        _ => None,
    };
    if value.is_none() {
        errors.push(Mistake::absence(
            container.ident.span(),
            "one piece of text is an enum whose variants are names, or a type with one field; implement `TextValue` by \
             hand for anything else",
        ));
    }
    let tokens = value.filter(|_| errors.is_empty()).unwrap_or_else(|| stub(&container));
    Expansion::new(tokens, errors)
}

fn stub(container: &Container) -> TokenStream {
    let ident = &container.ident;
    let (parameters, arguments, bounds) = container.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::TextValue for #ident #arguments #bounds {
            fn from_text(_: &str) -> ::core::option::Option<Self> {
                ::core::unreachable!()
            }
            fn to_text(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::unreachable!()
            }
            fn shape() -> ::rutter::__private::Type {
                ::core::unreachable!()
            }
        }
    }
}
