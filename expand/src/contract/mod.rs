//! `#[derive(Contract)]`: what a type is on the wire, as far as `schemars` does not say it.

pub(crate) mod check;
mod held;
mod notes;
mod nulls;
pub(crate) mod rules;
pub(crate) mod text;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{DeriveInput, GenericParam, Generics, WherePredicate, parse_quote};

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::errors::Errors;
use crate::expansion::Expansion;
use crate::stubs;

pub(crate) use check::{integers, item as check};
pub(crate) use held::holds_nothing;

/// What a type is a contract for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Bodies, responses and what they hold.
    Contract,
    /// What a form sends.
    Form,
}

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> Expansion {
    let mut errors = Errors::default();
    let container = Container::read(item, Macro::Contract.derive(), &mut errors);
    check(&container, &mut errors);
    Expansion::new(implementation(&container, Role::Contract, &errors), errors)
}

/// The implementation of `Contract` and what goes with it; a stub after mistakes.
pub(crate) fn implementation(container: &Container, role: Role, errors: &Errors) -> TokenStream {
    // A case that serde and schemars refuse themselves, and then do not implement their traits.
    let refused_elsewhere = !container.reader.writes && container.unknown_cases().next().is_some();
    if errors.is_empty() && !refused_elsewhere {
        return expand(container, role);
    }
    let others = refused_elsewhere
        .then(|| ["Serialize", "Deserialize", "JsonSchema"].map(|name| stubs::of(container, name)));
    let others = others.into_iter().flatten();
    let stub = stub(container);
    quote!(#stub #(#others)*)
}

fn expand(container: &Container, role: Role) -> TokenStream {
    let notes = notes::function(container);
    let (held, describe) = held::described(container, role);
    let rules = container.runs_validator().then(|| run_rules(container));
    let by_hand = quote!(
        const BY_HAND: ::rutter::__private::by_hand::ByHand<Self> = ::rutter::__by_hand!();
    );
    let wide = is_wide(container);
    let implementation = implement(container, &quote!(#rules #by_hand #wide #notes #describe));
    let text = text::implementation(container);
    let assertions = check::rule_assertions(container);
    let registration = registration(container, role);
    quote! {
        const _: () = {
            #held
            #implementation
            #registration
        };
        #text
        #assertions
    }
}

/// An implementation that says nothing, so that a mistake is not followed by a missing trait wherever the type is used.
fn stub(container: &Container) -> TokenStream {
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
    let mut generics = bounded(&container.generics, &quote!(::rutter::Contract));
    generics.make_where_clause().predicates.push(has_schema(container));
    let (parameters, arguments, bounds) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::Contract for #ident #arguments #bounds {
            #body
        }
    }
}

/// A bound that need not hold, because it is one for every lifetime: that a type has no JSON Schema is then told once, where it is
/// registered, and not at each place that asks for the schema.
pub(crate) fn has_schema(container: &Container) -> WherePredicate {
    let (ident, (_, arguments, _)) = (&container.ident, container.generics.split_for_impl());
    parse_quote!(for<'__any> #ident #arguments: ::rutter::__private::schemars::JsonSchema)
}

/// Whether the derives are those of the attribute, so that one which is missing has said why. What depends on parameters is not
/// known to be missing.
fn is_written(container: &Container) -> bool {
    container.reader.writes && container.generics.params.is_empty()
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

/// `validator` is called through a trait of Rutter's, which says what to write where `Validate` is not derived.
fn run_rules(container: &Container) -> TokenStream {
    let assertions = check::late_assertions(container);
    let span = container.ident.span().resolved_at(Span::call_site());
    let run = match is_written(container) {
        true => quote!({
            use ::rutter::__private::{NotWritten as _, WrittenRules as _};
            (&&::rutter::__private::Written::<Self>::NEW).run(value)
        }),
        false => quote_spanned!(span=> <Self as ::rutter::__private::RunsRules>::run(value)),
    };
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

/// The fields are asked themselves, except for what only a concrete type shows.
fn is_wide(container: &Container) -> Option<TokenStream> {
    let parameters = container.generics.type_params().map(|parameter| &parameter.ident);
    let wide: Vec<TokenStream> =
        parameters.map(|ident| quote!(<#ident as ::rutter::Contract>::IS_WIDE)).collect();
    (!wide.is_empty()).then(|| quote!(const IS_WIDE: bool = #(#wide)||*;))
}

/// A type without parameters registers itself; the others come with what holds them. Unit tests register nothing: their
/// types are nobody's contract.
fn registration(container: &Container, role: Role) -> Option<TokenStream> {
    let ident = &container.ident;
    let span = ident.span().resolved_at(Span::call_site());
    let add = match role {
        Role::Contract if is_written(container) => quote!(|to| {
            use ::rutter::__private::{NotWritten as _, WrittenContract as _};
            (&&::rutter::__private::Written::<#ident>::NEW).add(to);
        }),
        Role::Form if is_written(container) => quote!(|to| {
            use ::rutter::__private::{NotWritten as _, WrittenForm as _};
            (&&::rutter::__private::Written::<#ident>::NEW).add_form(to);
        }),
        Role::Contract => quote_spanned!(span=> <#ident as ::rutter::__private::HasSchema>::add),
        Role::Form => quote_spanned!(span=> <#ident as ::rutter::__private::FormHasSchema>::add),
    };
    container.generics.params.is_empty().then(|| {
        quote! {
            #[cfg(not(test))]
            ::rutter::__private::inventory::submit! {
                ::rutter::registry::Registration { module: ::core::module_path!(), add: #add }
            }
        }
    })
}
