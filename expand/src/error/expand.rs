//! The implementation of `ApiError`, with a type for the body of each variant.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Attribute, Field, Ident};

use super::check::{Answer, Kind};
use crate::attributes::container::{Container, Shape, unraw};

/// The implementation for an error without mistakes.
pub(super) fn error(container: &Container, answers: &[Answer<'_>]) -> TokenStream {
    let ident = &container.ident;
    let bodies = answers.iter().filter_map(|answer| body(ident, answer));
    let responses = answers.iter().map(|answer| responses(ident, answer));
    let implementation = implement(
        container,
        &match_self(answers, &quote!(self), status),
        &match_self(answers, &quote!(self), code),
        &{
            let detail = match_self(answers, &quote!(&self), |answer| detail(ident, answer));
            let body = match_self(answers, &quote!(self), |answer| problem(ident, answer));
            quote!(let detail: ::core::option::Option<::std::string::String> = #detail; #body)
        },
        &quote!(#(#responses)*),
    );
    quote! {
        const _: () = {
            #(#bodies)*
            #implementation
        };
    }
}

/// An implementation that says nothing, after a mistake.
pub(super) fn stub(container: &Container) -> TokenStream {
    let nothing = quote!(::core::unreachable!());
    implement(container, &nothing, &nothing, &nothing, &quote!())
}

fn implement(
    container: &Container,
    status: &TokenStream,
    code: &TokenStream,
    body: &TokenStream,
    responses: &TokenStream,
) -> TokenStream {
    let ident = &container.ident;
    let (parameters, arguments, bounds) = container.generics.split_for_impl();
    let json = quote!(::rutter::__private::serde_json);
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::ApiError for #ident #arguments #bounds {
            fn status(&self) -> u16 {
                #status
            }

            fn code(&self) -> &'static str {
                #code
            }

            #[allow(unused_variables)]
            fn into_body(self) -> ::core::result::Result<#json::Value, #json::Error> {
                #body
            }
        }

        #[automatically_derived]
        impl #parameters ::rutter::Responds for #ident #arguments #bounds {
            fn responses(to: &mut ::rutter::Responses<'_>) {
                #responses
            }
        }

        ::rutter::__into_response!([#parameters] #ident #arguments [#bounds]);
    }
}

/// A `match` with an arm for each variant.
fn match_self<'a>(
    answers: &'a [Answer<'a>],
    value: &TokenStream,
    arm: impl FnMut(&'a Answer<'a>) -> TokenStream,
) -> TokenStream {
    let arms = answers.iter().map(arm);
    quote!(match #value { #(#arms)* })
}

/// The type of the body of a variant.
fn body(error: &Ident, answer: &Answer<'_>) -> Option<TokenStream> {
    let Kind::Problem { body, .. } = &answer.kind else { return None };
    let (name, code) = (body_name(error, answer), &answer.variant.names.response);
    let shown = name.to_string();
    let doc = answer.variant.doc.as_ref().map(|doc| quote!(#[doc = #doc]));
    let fields = body.iter().map(|(field, name)| {
        let (ident, ty) = (&field.ident, &field.ty);
        let attributes = field.attrs.iter().filter(|attribute| is_of_body(attribute));
        let rename = (!renames(field)).then(|| quote!(#[serde(rename = #name)]));
        quote!(#(#attributes)* #rename #ident: #ty,)
    });
    Some(quote! {
        #[derive(
            ::rutter::__private::serde::Serialize,
            ::rutter::__private::schemars::JsonSchema,
            ::rutter::Contract
        )]
        #[serde(crate = "::rutter::__private::serde", tag = "code", rename = #code)]
        #[schemars(crate = "::rutter::__private::schemars", rename = #shown)]
        #doc
        struct #name {
            #[serde(flatten)]
            problem: ::rutter::Problem,
            #(#fields)*
        }
    })
}

fn body_name(error: &Ident, answer: &Answer<'_>) -> Ident {
    format_ident!("{error}{}", answer.variant.ident)
}

/// Whether an attribute says something of the field of a body.
fn is_of_body(attribute: &Attribute) -> bool {
    ["doc", "serde", "schemars", "rutter"].iter().any(|name| attribute.path().is_ident(name))
}

/// Whether a field has a name by `#[serde(rename)]`.
fn renames(field: &Field) -> bool {
    field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")).any(|attribute| {
        let mut renames = false;
        // What else stands there was read before.
        let _ = attribute.parse_nested_meta(|meta| {
            renames |= meta.path.is_ident("rename");
            while !meta.input.is_empty() && !meta.input.peek(syn::Token![,]) {
                meta.input.parse::<proc_macro2::TokenTree>()?;
            }
            Ok(())
        });
        renames
    })
}

/// The pattern of a variant that binds what stands in its body.
fn pattern(answer: &Answer<'_>) -> TokenStream {
    let ident = &answer.variant.ident;
    match (&answer.kind, &answer.variant.fields) {
        (Kind::Transparent(field), _) => match &field.ident {
            Some(name) => quote!(Self::#ident { #name: error }),
            None => quote!(Self::#ident(error)),
        },
        (Kind::Problem { .. }, Shape::Unit) => quote!(Self::#ident),
        (Kind::Problem { .. }, Shape::Tuple(_)) => quote!(Self::#ident(..)),
        (Kind::Problem { body, .. }, _) => {
            let names = body.iter().map(|(field, _)| &field.ident);
            quote!(Self::#ident { #(#names,)* .. })
        }
    }
}

/// The pattern of a variant of which nothing is needed.
fn any(answer: &Answer<'_>) -> TokenStream {
    let ident = &answer.variant.ident;
    quote!(Self::#ident { .. })
}

fn status(answer: &Answer<'_>) -> TokenStream {
    match &answer.kind {
        Kind::Problem { status, .. } => {
            let any = any(answer);
            quote!(#any => #status,)
        }
        Kind::Transparent(field) => {
            let (pattern, held) = (pattern(answer), held(field));
            quote!(#pattern => #held::status(error),)
        }
    }
}

fn code(answer: &Answer<'_>) -> TokenStream {
    match &answer.kind {
        Kind::Problem { .. } => {
            let (any, code) = (any(answer), &answer.variant.names.response);
            quote!(#any => #code,)
        }
        Kind::Transparent(field) => {
            let (pattern, held) = (pattern(answer), held(field));
            quote!(#pattern => #held::code(error),)
        }
    }
}

/// What is said of the error this time. What the server's own faults say is for its log alone.
fn detail(error: &Ident, answer: &Answer<'_>) -> TokenStream {
    match &answer.kind {
        Kind::Problem { message: Some(message), .. } => {
            let pattern = pattern(answer);
            quote!(#pattern => ::core::option::Option::Some(::std::format!(#message)),)
        }
        Kind::Problem { status: ..500, message: None, .. } => {
            let any = any(answer);
            let told = quote_spanned!(error.span().resolved_at(Span::call_site())=> <Self as ::rutter::__private::Told>::told(&self));
            quote!(#any => ::core::option::Option::Some(#told),)
        }
        Kind::Problem { .. } | Kind::Transparent(_) => {
            let any = any(answer);
            quote!(#any => ::core::option::Option::None,)
        }
    }
}

fn problem(error: &Ident, answer: &Answer<'_>) -> TokenStream {
    let pattern = pattern(answer);
    let (status, field, body) = match &answer.kind {
        Kind::Problem { status, field, body, .. } => (status, field, body),
        Kind::Transparent(field) => {
            let held = held(field);
            return quote!(#pattern => #held::into_body(error),);
        }
    };
    let field = match field {
        Some(field) => quote!(::core::option::Option::Some(#field)),
        None => quote!(::core::option::Option::None),
    };
    let name = body_name(error, answer);
    let names = body.iter().map(|(field, _)| &field.ident);
    quote! {
        #pattern => ::rutter::__private::serde_json::to_value(#name {
            problem: ::rutter::__private::problem(#status, detail, #field),
            #(#names,)*
        }),
    }
}

fn responses(error: &Ident, answer: &Answer<'_>) -> TokenStream {
    match &answer.kind {
        Kind::Problem { status, field, .. } => {
            let (name, variant) = (body_name(error, answer), unraw(&answer.variant.ident));
            let blames = field.map(|field| quote!(to.blames::<Self>(#variant, #field);));
            quote!(to.json::<#name>(#status); #blames)
        }
        Kind::Transparent(field) => {
            let held = held(field);
            quote!(#held::describe(to);)
        }
    }
}

/// The error in a transparent variant.
fn held(field: &Field) -> TokenStream {
    let ty = &field.ty;
    quote_spanned!(ty.span()=> <#ty as ::rutter::ApiError>)
}
