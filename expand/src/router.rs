//! `router![get_post, posts::create]`: a router of axum with these endpoints.

use std::collections::BTreeMap;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Path, Result, Token};

use crate::errors::Errors;
use crate::expansion::Expansion;

/// A handler as it is named.
struct Handler {
    path: Path,
    /// The path as text.
    told: String,
    span: Span,
}

impl Parse for Handler {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let path = input.call(Path::parse_mod_style).map_err(|error| {
            let message = "a router is made of the names of endpoints: `router![get_post, posts::create]`";
            Error::new(error.span(), message)
        })?;
        let told = path.to_token_stream().to_string().replace(' ', "");
        let last = path.segments.last().map_or_else(Span::call_site, |last| last.ident.span());
        let span = last.resolved_at(Span::call_site());
        Ok(Self { path, told, span })
    }
}

/// Expands the macro.
pub(crate) fn expand(input: TokenStream) -> Expansion {
    let mut errors = Errors::default();
    let parser = Punctuated::<Handler, Token![,]>::parse_terminated;
    let handlers = errors.take(syn::parse::Parser::parse2(parser, input));
    let handlers = once(handlers, &mut errors);
    let names: Vec<_> = (0..handlers.len()).map(|at| format_ident!("__endpoint_{at}")).collect();
    let named = || handlers.iter().zip(&names);
    // What is no endpoint has no struct of its name, and gets the one of the block around.
    let stand_ins = names.iter().map(|name| quote!(use ::rutter::axum::router::NoEndpoint as #name;));
    let imports = named().map(|(Handler { path, span, .. }, name)| {
        let name = format_ident!("{name}", span = *span);
        quote_spanned!(*span=> #[allow(unused_imports)] use #path as #name;)
    });
    let checks = handlers.iter().enumerate().map(|(at, handler)| check(at, handler));
    let adds = named().map(|(Handler { span, .. }, name)| {
        let name = format_ident!("{name}", span = *span);
        quote_spanned!(*span=> .add(<#name>::ENDPOINT, #name))
    });
    let tokens = quote! {{
        #(#[allow(unused_imports)] #stand_ins)*
        {
            #(#imports)*
            const __ENDPOINTS: &[::rutter::Endpoint] = &[#(<#names>::ENDPOINT),*];
            const __CONFLICT: ::core::option::Option<::rutter::axum::router::Conflict> =
                ::rutter::axum::router::conflict(__ENDPOINTS);
            const __PARTS: &[&str] = &::rutter::axum::router::Conflict::parts(__CONFLICT, __ENDPOINTS);
            const __MESSAGE: [u8; ::rutter::__private::text::length(__PARTS)] =
                ::rutter::__private::text::concat(__PARTS);
            #(#checks)*
            ::rutter::axum::router::Routes::default() #(#adds)* .into_router()
        }
    }};
    Expansion::new(tokens, errors)
}

/// The handlers without those that were named before, which are an error.
fn once(handlers: Punctuated<Handler, Token![,]>, errors: &mut Errors) -> Vec<Handler> {
    let mut first: BTreeMap<String, ()> = BTreeMap::new();
    let is_new = |handler: &Handler| {
        let is_new = first.insert(handler.told.clone(), ()).is_none();
        if !is_new {
            let message = format!("`{}` is named twice; remove one of them", handler.told);
            errors.push(Error::new(handler.span, message));
        }
        is_new
    };
    handlers.into_iter().filter(is_new).collect()
}

/// What is wrong with the handler at this place, on its name.
fn check(at: usize, handler: &Handler) -> TokenStream {
    let Handler { told, span, .. } = handler;
    let no_endpoint = format!(
        "`{told}` is no endpoint, so that nothing says its method and path: write \
         `#[rutter::endpoint(GET, \"/api/posts/[id]\")]` above it, or give it to axum's own `Router::route`"
    );
    quote_spanned! {*span=>
        const _: () = if __ENDPOINTS[#at].is_missing() {
            ::core::panic!(#no_endpoint)
        } else if ::rutter::axum::router::Conflict::is_at(__CONFLICT, #at) {
            ::core::panic!("{}", ::rutter::__private::text::utf8(&__MESSAGE))
        };
    }
}
