//! `#[derive(SearchParams)]`.

mod expand;
mod model;

use syn::{DeriveInput, Error};

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::contract::check::rules_of;
use crate::errors::Errors;
use crate::expansion::Expansion;
use crate::surroundings::Surroundings;
use crate::url::{Route, refuse_on_container};

const WHAT: &str = "search params";

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput, around: &dyn Surroundings) -> Expansion {
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
    let route = Route::read(&container, around, &mut errors);
    let params = model::read(fields, &container, &mut errors);
    let tokens = match errors.is_empty() {
        true => expand::expand(&item.vis, &container, route.as_ref(), &params),
        false => expand::stub(&container),
    };
    Expansion::new(tokens, errors)
}
