//! `#[endpoint(GET, "/api/posts/[id]")]`: what stands in the attribute.

use proc_macro2::Span;
use rutter_routes::Pattern;
use syn::parse::{Parse, ParseStream};
use syn::{Error, Ident, LitStr, Result, Token};

use crate::pattern;

/// The methods that Next's route handlers know, with their names in `rutter::contract::Method`.
pub(super) const METHODS: [(&str, &str); 7] = [
    ("GET", "Get"),
    ("HEAD", "Head"),
    ("OPTIONS", "Options"),
    ("POST", "Post"),
    ("PUT", "Put"),
    ("DELETE", "Delete"),
    ("PATCH", "Patch"),
];

/// The attribute.
pub(super) struct Attribute {
    pub(super) method: Method,
    pub(super) path: LitStr,
    pub(super) pattern: Pattern,
    /// `proxied`: a route of the Next app at the same path passes requests on to this endpoint.
    pub(super) proxied: Option<Span>,
}

/// The method of an endpoint.
pub(super) struct Method {
    /// As HTTP writes it.
    pub(super) name: &'static str,
    /// Its variant of `rutter::contract::Method`.
    pub(super) variant: Ident,
}

impl Method {
    /// Whether a request of this method has no body.
    pub(super) fn is_bodiless(&self) -> bool {
        matches!(self.name, "GET" | "HEAD")
    }
}

impl Parse for Method {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let known = METHODS.map(|(name, _)| name).join("`, `");
        let word: Ident = input.parse().map_err(|error| {
            Error::new(
                error.span(),
                format!("an endpoint starts with its method, without quotes: one of `{known}`"),
            )
        })?;
        let text = word.to_string();
        let found = METHODS.into_iter().find(|(name, _)| *name == text);
        let (name, variant) = found.ok_or_else(|| {
            let upper = text.to_uppercase();
            let message = if input.peek(Token![=]) {
                "an endpoint is its method and its path, without names: `#[endpoint(GET, \"/api/posts/[id]\")]`".to_owned()
            } else if METHODS.iter().any(|(name, _)| *name == upper) {
                format!("methods are written in upper case: `{upper}`")
            } else {
                format!("`{text}` is no method of an endpoint; the methods are `{known}`")
            };
            Error::new(word.span(), message)
        })?;
        Ok(Self { name, variant: Ident::new(variant, word.span()) })
    }
}

impl Parse for Attribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.is_empty() {
            let message = "an endpoint needs a method and a path: `#[endpoint(GET, \"/api/posts/[id]\")]`";
            return Err(Error::new(input.span(), message));
        }
        let method = input.parse()?;
        let path: LitStr = input.parse::<Token![,]>().and_then(|_| input.parse()).map_err(|error| {
            Error::new(
                error.span(),
                "the method is followed by a comma and a path in quotes: `GET, \"/api/posts/[id]\"`",
            )
        })?;
        let mut proxied = None;
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let word: Ident = input.parse()?;
            if word != "proxied" {
                let message = format!("`{word}` is no option of an endpoint; the only one is `proxied`");
                return Err(Error::new(word.span(), message));
            }
            if !input.is_empty() && !input.peek(Token![,]) {
                return Err(Error::new(input.span(), "`proxied` stands alone; remove what follows it"));
            }
            proxied = Some(word.span());
        }
        Ok(Self { method, pattern: pattern::parse(&path)?, path, proxied })
    }
}
