//! The implementation of `SearchParams`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Visibility};

use super::model::{Kind, Param};
use crate::attributes::container::{Container, Field};
use crate::contract::check::rule_assertions;
use crate::url::{Asked, Route, check, optional_text, register, url_field};

pub(super) fn expand(
    visibility: &Visibility,
    container: &Container,
    route: Option<&Route>,
    params: &[Param<'_>],
) -> TokenStream {
    let ident = &container.ident;
    let names: Vec<_> = params.iter().map(|param| &param.field.ident).collect();
    let reads = params.iter().map(read);
    let writes = params.iter().map(write);
    let others = container.shape.fields();
    let fields = params.iter().map(|param| describe(param, others));
    let pattern = optional_text(route.map(|route| route.pattern.as_str()));
    let app = optional_text(route.and_then(|route| route.app.as_deref()));
    let tracked = route.map(|route| &route.tracked);
    let (input, input_struct) = match &container.rutter.input {
        Some(input) => (quote!(#input), Some(self::input(visibility, input, container, params))),
        None => (quote!(Self), None),
    };
    let defaults = defaults(ident, params);
    let assertions = params.iter().filter_map(|param| param.codec.assertion.as_ref());
    let asked = params.iter().map(|param| Asked {
        field: param.field,
        codec: &param.codec.value,
        method: match param.kind {
            Kind::Required | Kind::Default(_) => "one",
            Kind::Optional => "optional",
            Kind::Repeated | Kind::Comma => "list",
        },
    });
    let check = check(container, &quote!(::rutter::SearchParams), asked);
    let ruled = rule_assertions(container);
    let register = register(container, "search");
    quote! {
        #[automatically_derived]
        impl ::rutter::SearchParams for #ident {
            type Input = #input;

            fn read(search: &mut ::rutter::__private::SearchReader<'_>) -> ::core::option::Option<Self> {
                #(#reads)*
                ::core::option::Option::Some(Self { #(#names: #names?),* })
            }

            fn write<'v>(&'v self, search: &mut ::rutter::__private::SearchWriter<'v>) {
                #(#writes)*
            }

            #check

            fn describe() -> ::rutter::contract::SearchParams {
                ::rutter::contract::SearchParams {
                    pattern: #pattern,
                    app: #app,
                    fields: ::std::vec![#(#fields),*],
                }
            }
        }
        #defaults
        #input_struct
        #(#assertions)*
        #ruled
        #register
        #tracked
    }
}

/// An implementation for a struct with a mistake, so that the mistake is all that is reported.
pub(super) fn stub(container: &Container) -> TokenStream {
    let ident = &container.ident;
    let (impl_generics, ty_generics, where_clause) = container.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #impl_generics ::rutter::SearchParams for #ident #ty_generics #where_clause {
            type Input = Self;
            fn read(_: &mut ::rutter::__private::SearchReader<'_>) -> ::core::option::Option<Self> {
                ::core::unreachable!()
            }
            fn write<'v>(&'v self, _: &mut ::rutter::__private::SearchWriter<'v>) {}
            fn describe() -> ::rutter::contract::SearchParams {
                ::core::unreachable!()
            }
        }
        #[automatically_derived]
        impl #impl_generics ::rutter::SearchDefaults for #ident #ty_generics #where_clause {
            fn all_defaults() -> Self {
                ::core::unreachable!()
            }
        }
    }
}

fn read(param: &Param<'_>) -> TokenStream {
    let Param { field, codec, kind } = param;
    let (name, key, codec) = (&field.ident, &field.names.request, &codec.value);
    match kind {
        Kind::Required => quote!(let #name = search.required(#key, #codec);),
        Kind::Optional => quote!(let #name = search.optional(#key, #codec);),
        Kind::Default(default) => quote!(let #name = search.or(#key, #codec, || #default);),
        Kind::Repeated => quote!(let #name = search.repeated(#key, #codec);),
        Kind::Comma => quote!(let #name = search.comma(#key, #codec);),
    }
}

fn write(param: &Param<'_>) -> TokenStream {
    let Param { field, codec, kind } = param;
    let (name, key, codec) = (&field.ident, &field.names.request, &codec.value);
    match kind {
        Kind::Required => quote!(search.required(#key, #codec, &self.#name);),
        Kind::Optional => quote!(search.optional(#key, #codec, &self.#name);),
        Kind::Default(default) => quote!(search.or(#key, #codec, &self.#name, || #default);),
        Kind::Repeated => quote!(search.repeated(#key, #codec, &self.#name);),
        Kind::Comma => quote!(search.comma(#key, #codec, &self.#name);),
    }
}

fn describe(param: &Param<'_>, others: &[Field]) -> TokenStream {
    let Param { field, codec, kind } = param;
    let (key, codec) = (&field.names.request, &codec.value);
    let described = quote!(::rutter::__private::url_field(#key, #codec));
    let optional = quote!(.presence(::rutter::contract::Presence::Optional));
    let described = match kind {
        Kind::Required => described,
        Kind::Optional => quote!(#described #optional),
        Kind::Default(default) => quote!(::rutter::__private::default_field(#key, #codec, || #default)),
        Kind::Repeated => quote!(#described #optional.list(::rutter::contract::UrlList::Repeated)),
        Kind::Comma => quote!(#described #optional.list(::rutter::contract::UrlList::Comma)),
    };
    url_field(field, described, others)
}

/// What an empty query means, if it means something.
fn defaults(ident: &Ident, params: &[Param<'_>]) -> Option<TokenStream> {
    let inits: Option<Vec<TokenStream>> = params
        .iter()
        .map(|param| {
            let name = &param.field.ident;
            Some(match &param.kind {
                Kind::Required => return None,
                Kind::Optional => quote!(#name: ::core::option::Option::None),
                Kind::Default(default) => quote!(#name: #default),
                Kind::Repeated | Kind::Comma => quote!(#name: ::std::vec::Vec::new()),
            })
        })
        .collect();
    let inits = inits?;
    Some(quote! {
        #[automatically_derived]
        impl ::rutter::SearchDefaults for #ident {
            fn all_defaults() -> Self {
                Self { #(#inits),* }
            }
        }
    })
}

/// The struct that the maker of a link fills in: a field with a default may be left out.
fn input(visibility: &Visibility, input: &Ident, container: &Container, params: &[Param<'_>]) -> TokenStream {
    let ident = &container.ident;
    let fields = params.iter().map(|param| {
        let (name, ty, docs) = (&param.field.ident, &param.field.ty, param.field.doc.iter());
        let visibility = &param.field.visibility;
        let ty = match param.kind {
            Kind::Default(_) => quote!(::core::option::Option<#ty>),
            _ => quote!(#ty),
        };
        quote!(#(#[doc = #docs])* #visibility #name: #ty)
    });
    let inits = params.iter().map(|param| {
        let name = &param.field.ident;
        match &param.kind {
            Kind::Default(default) => quote!(#name: input.#name.unwrap_or_else(|| #default)),
            _ => quote!(#name: input.#name),
        }
    });
    let default = params.iter().all(|param| !matches!(param.kind, Kind::Required));
    let default = default.then(|| quote!(#[derive(::core::default::Default)]));
    let doc = format!("What a link to [`{ident}`] passes.");
    quote! {
        #[doc = #doc]
        #default
        #visibility struct #input { #(#fields),* }

        #[automatically_derived]
        impl ::core::convert::From<#input> for #ident {
            fn from(input: #input) -> Self {
                Self { #(#inits),* }
            }
        }
    }
}
