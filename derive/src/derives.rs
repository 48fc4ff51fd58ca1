//! `#[rutter::contract]` and `#[rutter::form]`: every derive of a type at once.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Path, Token, parse_quote};

use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::rutter::Integers;
use crate::attributes::validate::RuleKind;
use crate::contract::{self, Role, integers};
use crate::errors::Errors;
use crate::form;

/// Expands the attribute.
pub(crate) fn expand(role: Role, arguments: &TokenStream, mut item: DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    if !arguments.is_empty() {
        let message = "this attribute takes nothing; what it should know stands in `#[rutter(..)]` on the type or its fields";
        errors.push(Error::new_spanned(arguments, message));
    }
    let container = Container::read(&item, &mut errors);
    write_integers(&container, &mut item);
    // The attributes that were just written are part of what is checked.
    let container = Container::read(&item, &mut Errors::default());
    match role {
        Role::Contract => contract::check(&container, &mut errors),
        Role::Form => form::check(&container, &mut errors),
    }
    if errors.is_empty() { derived(role, &container, item) } else { stubbed(role, &container, item, errors) }
}

/// The item with its derives.
fn derived(role: Role, container: &Container, item: DeriveInput) -> TokenStream {
    let present = present(&item.attrs);
    let wanted = |name: &str| {
        !present.iter().any(|derive| derive.segments.last().is_some_and(|last| last.ident == name))
    };
    let mut derives: Vec<TokenStream> = Vec::new();
    for (name, path) in [
        ("Serialize", quote!(::rutter::__private::serde::Serialize)),
        ("Deserialize", quote!(::rutter::__private::serde::Deserialize)),
        ("JsonSchema", quote!(::rutter::__private::schemars::JsonSchema)),
    ] {
        derives.extend(wanted(name).then_some(path));
    }
    let validates = container.runs_validator() && wanted("Validate");
    derives.extend(validates.then(|| quote!(::rutter::__private::validator::Validate)));
    derives.push(match role {
        Role::Contract => quote!(::rutter::Contract),
        Role::Form => quote!(::rutter::Form),
    });
    let validator = validates.then(|| quote!(#[validate(crate = "::rutter::__private::validator")]));
    let import = nests(container).then(|| {
        quote! {
            #[allow(unused_imports)]
            use ::rutter::__private::validator::Validate as _;
        }
    });
    quote! {
        #import
        #[derive(#(#derives),*)]
        #[serde(crate = "::rutter::__private::serde")]
        #[schemars(crate = "::rutter::__private::schemars")]
        #validator
        #item
    }
}

/// The item with stubs, so that its mistakes are the only messages.
fn stubbed(role: Role, container: &Container, mut item: DeriveInput, errors: Errors) -> TokenStream {
    each_attributes(&mut item, &mut |attributes| {
        attributes.retain(|attribute| {
            !attribute.path().is_ident("rutter") && !attribute.path().is_ident("validate")
        });
    });
    let stub = match role {
        Role::Contract => contract::implementation(container, role, errors),
        Role::Form => form::implementation(container, errors),
    };
    let ident = &container.ident;
    let (parameters, arguments, bounds) = container.generics.split_for_impl();
    quote! {
        #[derive(
            ::rutter::__private::serde::Serialize,
            ::rutter::__private::serde::Deserialize,
            ::rutter::__private::schemars::JsonSchema
        )]
        #[serde(crate = "::rutter::__private::serde")]
        #[schemars(crate = "::rutter::__private::schemars")]
        #item
        #[automatically_derived]
        impl #parameters ::rutter::__private::validator::Validate for #ident #arguments #bounds {
            fn validate(&self) -> ::core::result::Result<(), ::rutter::__private::validator::ValidationErrors> {
                ::core::result::Result::Ok(())
            }
        }
        #stub
    }
}

/// The traits that are derived below the attribute.
fn present(attributes: &[Attribute]) -> Vec<Path> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
        .filter_map(|attribute| {
            attribute.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated).ok()
        })
        .flatten()
        .collect()
}

/// Whether `validator` looks into a field, for which it needs its trait in scope.
fn nests(container: &Container) -> bool {
    let nested = |field: &Field| field.rules.iter().any(|rule| matches!(rule.kind, RuleKind::Nested));
    container.runs_validator()
        && (container.validate.nest_all_fields || container.shape.fields().iter().any(nested))
}

/// Writes the attribute of serde on each field whose policy for 64-bit integers is stated.
pub(crate) fn write_integers(container: &Container, item: &mut DeriveInput) {
    let own = container.rutter.integers.as_ref().and_then(Integers::of);
    let policies: Vec<Option<Attribute>> = match &container.shape {
        Shape::Enum(variants) => variants.iter().flat_map(|variant| variant.fields.fields()).collect(),
        shape => shape.fields().iter().collect::<Vec<_>>(),
    }
    .into_iter()
    .map(|field| written(field, own))
    .collect();
    let mut policies = policies.into_iter();
    each_fields(item, &mut |fields| {
        for (field, policy) in fields.iter_mut().zip(policies.by_ref()) {
            field.attrs.extend(policy);
        }
    });
}

/// The attribute of a field, if it has a policy and does not say yet how it is written.
fn written(field: &Field, own: Option<Integers>) -> Option<Attribute> {
    let stated = field.rutter.integer.as_ref().and_then(Integers::of);
    if field.serde.is_written_otherwise() || field.schemars.is_given() || !field.serde.crosses() {
        return None;
    }
    let policy = match stated {
        // Another name of an integer type is not seen through, so that what is stated counts.
        Some(policy) => policy,
        None => own.filter(|_| integers::wide(&field.ty).is_some() && integers::is_written(&field.ty))?,
    };
    let with = format!("::{}", policy.with(&field.ty));
    let default = integers::wants_default(field).then(|| quote!(default,));
    Some(parse_quote!(#[serde(#default with = #with)]))
}

fn each_fields(item: &mut DeriveInput, change: &mut impl FnMut(&mut Fields)) {
    match &mut item.data {
        Data::Struct(data) => change(&mut data.fields),
        Data::Enum(data) => data.variants.iter_mut().for_each(|variant| change(&mut variant.fields)),
        Data::Union(_) => {}
    }
}

fn each_attributes(item: &mut DeriveInput, change: &mut impl FnMut(&mut Vec<Attribute>)) {
    change(&mut item.attrs);
    if let Data::Enum(data) = &mut item.data {
        data.variants.iter_mut().for_each(|variant| change(&mut variant.attrs));
    }
    each_fields(item, &mut |fields| fields.iter_mut().for_each(|field| change(&mut field.attrs)));
}
