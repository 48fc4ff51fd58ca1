//! `#[derive(SearchParams)]`.

mod expand;
mod model;

use proc_macro2::TokenStream;
use syn::{DeriveInput, Error};

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::contract::check::rules_of;
use crate::errors::Errors;
use crate::url::{Route, refuse_on_container};

const WHAT: &str = "search params";

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let container = Container::read(item, Macro::SearchParams.derive(), &mut errors);
    container.refuse_unknown_cases(&mut errors);
    let fields = container.named_fields(WHAT, &mut errors);
    refuse_on_container(&container, WHAT, &mut errors);
    rules_of(&container, &mut errors);
    if container.serde.deny_unknown_fields {
        errors.push(Error::new(
            container.ident.span(),
            "search params that are not known cannot be refused: a URL collects some on its way, from analytics and mail \
             programs; remove `deny_unknown_fields`",
        ));
    }
    let route = Route::read(&container, &mut errors);
    let params = model::read(fields, &container, &mut errors);
    if errors.is_empty() {
        return expand::expand(&item.vis, &container, route.as_ref(), &params);
    }
    let (errors, stub) = (errors.into_tokens(), expand::stub(&container));
    quote::quote!(#errors #stub)
}
