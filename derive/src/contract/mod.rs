//! `#[derive(Contract)]`: what a type is on the wire, as far as `schemars` does not say it.

mod check;
mod held;
mod notes;
mod rules;
pub(crate) mod text;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, GenericParam, Generics, parse_quote};

use crate::attributes::container::Container;
use crate::errors::Errors;

pub(crate) use check::item as check;

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let container = Container::read(item, &mut errors);
    check(&container, &mut errors);
    let implementation = if errors.is_empty() { expand(&container) } else { stub(&container) };
    let errors = errors.into_tokens();
    quote!(#errors #implementation)
}

/// The implementation of `Contract` and what goes with it, of an item without mistakes.
pub(crate) fn expand(container: &Container) -> TokenStream {
    let notes = notes::function(container);
    let describe = held::function(container);
    let rules = container.runs_validator().then(|| run_rules(container));
    let implementation = implement(container, &quote!(#rules #notes #describe));
    let text = text::implementation(container);
    let assertions = check::assertions(container);
    let registration = registration(container);
    quote!(#implementation #text #assertions #registration)
}

/// An implementation that says nothing, so that a mistake is not followed by a missing trait wherever the type is used.
pub(crate) fn stub(container: &Container) -> TokenStream {
    let implementation = implement(
        container,
        &quote!(
            fn describe(_: &mut ::rutter::Describe) {}
        ),
    );
    let text = text::implementation(container);
    quote!(#implementation #text)
}

fn implement(container: &Container, body: &TokenStream) -> TokenStream {
    let ident = &container.ident;
    let generics = bounded(&container.generics, &quote!(::rutter::Contract));
    let (parameters, arguments, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::Contract for #ident #arguments #bounds {
            #body
        }
    }
}

/// The generics with a bound on each type parameter.
fn bounded(generics: &Generics, bound: &TokenStream) -> Generics {
    let mut generics = generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(parse_quote!(#bound));
        }
    }
    generics
}

/// `validator` is called through a function of Rutter's, which says what to write where `Validate` is not derived.
fn run_rules(container: &Container) -> TokenStream {
    let assertions = check::late_assertions(container);
    let run = quote_spanned!(container.ident.span().resolved_at(Span::call_site())=> ::rutter::__private::check_rules(value));
    quote! {
        const HAS_RULES: bool = true;

        fn check_rules(
            value: &Self,
        ) -> ::core::result::Result<(), ::rutter::__private::validator::ValidationErrors> {
            #assertions
            #run
        }
    }
}

/// A type without parameters registers itself; the others come with what holds them. Unit tests register nothing: their
/// types are nobody's contract.
fn registration(container: &Container) -> Option<TokenStream> {
    let ident = &container.ident;
    container.generics.params.is_empty().then(|| {
        quote! {
            #[cfg(not(test))]
            ::rutter::__private::inventory::submit! {
                ::rutter::registry::Registration { add: <#ident as ::rutter::Contract>::describe }
            }
        }
    })
}
