//! What is written beside the function.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Ident, ItemFn, Type};

use super::attribute::Attribute;
use super::handler::{Body, Handler, written};
use crate::attributes::{container::unraw, doc};

/// The struct of the function's name, its endpoint and its registration.
pub(super) fn expand(
    function: &ItemFn,
    attribute: &Attribute,
    handler: &Handler,
    tracked: &TokenStream,
) -> TokenStream {
    let name = &function.sig.ident;
    let text = unraw(name);
    let method = &attribute.method.variant;
    let path = attribute.pattern.as_str();
    let doc = match doc(&function.attrs) {
        Some(doc) => quote!(::core::option::Option::Some(#doc)),
        None => quote!(::core::option::Option::None),
    };
    let arguments = arguments(handler);
    let response = response(handler);
    let params = handler.params.as_ref().map(|params| self::params(name, params, path));
    let fields = quote! {
        method: ::rutter::contract::Method::#method,
        pattern: #path,
        name: #text,
        doc: #doc,
        describe: |endpoint, to| {
            #arguments
            #response
        },
    };
    let others = quote! {
        #params
        ::rutter::__private::inventory::submit! {
            ::rutter::registry::Registration {
                module: ::core::module_path!(),
                add: |to| <#name>::ENDPOINT.register(to),
            }
        }
        #tracked
    };
    item(function, &fields, &others)
}

/// What stands in for an endpoint after a mistake, so that a router with it makes no second message: a handler that takes nothing
/// and gives nothing. The function is compiled beside it, for what else is wrong with it.
pub(super) fn stub(mut function: ItemFn) -> TokenStream {
    let fields = quote! {
        method: ::rutter::contract::Method::Get,
        pattern: "/",
        name: "",
        doc: ::core::option::Option::None,
        describe: |_, _| {},
    };
    let item = item(&function, &fields, &TokenStream::new());
    let (name, visibility) = (function.sig.ident.clone(), function.vis.clone());
    function.sig.ident = format_ident!("__{}", unraw(&name), span = name.span());
    quote! {
        #[allow(dead_code)]
        #function
        #[allow(dead_code)]
        #visibility async fn #name() {}
        #item
    }
}

/// A struct with braces lives among the types alone, so that it can share the name of the function. In an `impl`, where no struct
/// may stand, the compiler says that, and nothing of the others.
fn item(function: &ItemFn, fields: &TokenStream, others: &TokenStream) -> TokenStream {
    let (name, visibility) = (&function.sig.ident, &function.vis);
    quote! {
        #[::rutter::__private::beside(
            #[allow(dead_code)]
            impl #name {
                #[doc(hidden)]
                #visibility const ENDPOINT: ::rutter::Endpoint = ::rutter::Endpoint { #fields };
            }
            #others
        )]
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code)]
        #visibility struct #name {}
    }
}

fn arguments(handler: &Handler) -> TokenStream {
    let params = handler.params.as_ref().map(|_| quote!((Self::PARAMS.add)(endpoint, to);));
    let search = handler.search.as_ref().map(|ty| argument("search", ty));
    let body = handler.body.as_ref().map(|(body, ty)| match body {
        Body::Json => argument("json", ty),
        Body::Form => argument("form", ty),
    });
    let extractors = handler.extractors.iter().map(|ty| {
        let span = ty.span().resolved_at(Span::call_site());
        quote_spanned!(span=> ::rutter::endpoint::arguments::of_rutter::<#ty>();)
    });
    quote!(#params #search #body #(#extractors)*)
}

/// What a type lacks is reported where the type is written. The names `endpoint` and `to` are those of this macro, also where the
/// type comes out of a `macro_rules!`.
fn argument(part: &str, ty: &Type) -> TokenStream {
    let span = ty.span().resolved_at(Span::call_site());
    let part = Ident::new(part, span);
    quote_spanned!(span=> ::rutter::endpoint::arguments::#part::<#ty>(endpoint, to);)
}

fn response(handler: &Handler) -> TokenStream {
    match &handler.response {
        Some(ty) => quote_spanned! {ty.span().resolved_at(Span::call_site())=>
            <#ty as ::rutter::Responds>::responses(&mut ::rutter::Responses::of(endpoint, to));
        },
        None => quote!(<() as ::rutter::Responds>::responses(&mut ::rutter::Responses::of(endpoint, to));),
    }
}

/// What the path carries, once, so that what its type lacks is told once. The params of another path are an error on their type. No
/// path is that of params whose own mistake is told already.
fn params(name: &Ident, params: &Type, path: &str) -> TokenStream {
    let before = format!("`{}` are the params of `", written(params));
    let after = format!("`, and the path of this endpoint is `{path}`; give both the same path");
    quote_spanned! {params.span().resolved_at(Span::call_site())=>
        impl #name {
            const PARAMS: ::rutter::endpoint::arguments::Params =
                ::rutter::endpoint::arguments::Params::of::<#params>();
        }
        const _: () = {
            const THEIRS: &str = <#name>::PARAMS.pattern;
            const PARTS: &[&str] = &[#before, THEIRS, #after];
            const MESSAGE: [u8; ::rutter::__private::text::length(PARTS)] = ::rutter::__private::text::concat(PARTS);
            if !THEIRS.is_empty() && !::rutter::__private::text::equal(THEIRS, #path) {
                ::core::panic!("{}", ::rutter::__private::text::utf8(&MESSAGE));
            }
        };
    }
}
