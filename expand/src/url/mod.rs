//! What the params of a path and search params have in common: fields whose values are texts.

mod codec;
mod holds;
mod rules;

pub(crate) use codec::{Codec, codec};
pub(crate) use holds::{Holds, plain};
pub(crate) use rules::{Asked, check};

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, GenericParam, LitStr};

use crate::attributes::container::{Container, Field};
use crate::contract::rules::of as rules_of;
use crate::errors::Errors;
use crate::listing::Routes;
use crate::mistake::Mistake;
use crate::pattern;
use crate::surroundings::Surroundings;

/// The route that a struct names.
pub(crate) struct Route {
    pub(crate) pattern: rutter_routes::Pattern,
    /// The app that has it; `None` for the path of an endpoint.
    pub(crate) app: Option<String>,
    /// Where to blame it.
    pub(crate) literal: LitStr,
    /// What the expansion holds so that the crate follows changes of the tree.
    pub(crate) tracked: TokenStream,
}

impl Route {
    /// Looks up `route` or `endpoint`; `None` if there is neither, or after a mistake.
    pub(crate) fn read(
        container: &Container,
        around: &dyn Surroundings,
        errors: &mut Errors,
    ) -> Option<Self> {
        let rutter = &container.rutter;
        if let (Some(_), Some(endpoint)) = (&rutter.route, &rutter.endpoint) {
            errors.push(Error::new(
                endpoint.span(),
                "`route` is of the tree and `endpoint` of the Rust server; write one of them",
            ));
            return None;
        }
        if let (Some(app), None) = (&rutter.app, &rutter.route) {
            errors.push(Error::new(
                app.span(),
                "`app` says which app has the `route`, and there is no `route`",
            ));
        }
        let found =
            match (&rutter.route, &rutter.endpoint) {
                (Some(route), _) => {
                    let routes =
                        Routes::read(around).map_err(|message| Error::new(route.span(), message).into());
                    routes.and_then(|routes| {
                        let found = routes.find(route, rutter.app.as_ref())?;
                        let (pattern, app) = (found.pattern, Some(found.app));
                        Ok(Self { pattern, app, literal: route.clone(), tracked: routes.tracked() })
                    })
                }
                (None, Some(endpoint)) => pattern::parse(endpoint).map_err(Mistake::from).map(|pattern| {
                    Self { pattern, app: None, literal: endpoint.clone(), tracked: TokenStream::new() }
                }),
                (None, None) => return None,
            };
        found.map_err(|mistake| errors.push(mistake)).ok()
    }
}

/// Refuses what makes a struct more than a list of names and texts.
pub(crate) fn refuse_on_container(container: &Container, what: &str, errors: &mut Errors) {
    if let Some(param) = container.generics.params.first() {
        let message = match param {
            GenericParam::Lifetime(_) => {
                format!("{what} own their values; remove the lifetime, and hold a `String` for a `&str`")
            }
            _ => format!("{what} are a struct without generics: the contract has one entry for it"),
        };
        errors.push(Error::new_spanned(param, message));
    }
    let serde = &container.serde;
    for (stands, name) in [
        (serde.untagged, "untagged"),
        (serde.transparent, "transparent"),
        (serde.tag.is_some(), "tag"),
        (serde.from.is_some(), "from"),
        (serde.into.is_some(), "into"),
    ] {
        if stands {
            errors.push(Error::new(container.ident.span(), beside_serde(what, name)));
        }
    }
}

/// Refuses attributes of serde that would change what is in the URL, and are not read here.
pub(crate) fn refuse_on_field(field: &Field, what: &str, errors: &mut Errors) {
    let serde = &field.serde;
    for (stands, name) in [
        (serde.flatten.is_some(), "flatten"),
        (serde.skip_serializing, "skip_serializing"),
        (serde.skip_deserializing, "skip_deserializing"),
        (serde.with.is_some(), "with"),
        (serde.serialize_with.is_some(), "serialize_with"),
        (serde.deserialize_with.is_some(), "deserialize_with"),
        (!serde.aliases.is_empty(), "alias"),
    ] {
        if stands {
            errors.push(Error::new(field.span, beside_serde(what, name)));
        }
    }
    if field.names.request != field.names.response {
        let names = format!("`{}` and `{}`", field.names.request, field.names.response);
        errors.push(Error::new(
            field.span,
            format!("a name in a URL is read and written, so it cannot be both {names}; give it one name"),
        ));
    }
}

fn beside_serde(what: &str, name: &str) -> String {
    format!("{what} do not go through serde, so `#[serde({name})]` would do nothing here; remove it")
}

/// Registers a struct for the export of the contract; unit tests register nothing.
pub(crate) fn register(container: &Container, method: &str) -> TokenStream {
    let (ident, method) = (&container.ident, syn::Ident::new(method, container.ident.span()));
    quote! {
        #[cfg(not(test))]
        ::rutter::__private::inventory::submit! {
            ::rutter::registry::Registration {
                module: ::core::module_path!(),
                add: |to| { to.#method::<#ident>(); },
            }
        }
    }
}

/// A field of the contract, with its rules and its doc comment. `others` are the fields of the same struct.
pub(crate) fn url_field(field: &Field, described: TokenStream, others: &[Field]) -> TokenStream {
    let rules = rules_of(&field.rules, others);
    let doc = field.doc.as_ref().map(|doc| quote!(.doc(#doc)));
    quote!(#described #(.rule(::rutter::__private::Rule::stated(#rules)))* #doc)
}

/// An `Option<String>` in words of Rust.
pub(crate) fn optional_text(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(::std::borrow::ToOwned::to_owned(#text))),
        None => quote!(::core::option::Option::None),
    }
}
