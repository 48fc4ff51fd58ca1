//! `#[derive(RouteParams)]`: the fields of a struct against the params of a route.

mod expand;
mod fit;

use syn::DeriveInput;

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::contract::check::rules_of;
use crate::errors::Errors;
use crate::expansion::Expansion;
use crate::mistake::Mistake;
use crate::surroundings::Surroundings;
use crate::url::{Route, refuse_on_container, refuse_on_field};

const WHAT: &str = "route params";

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput, around: &dyn Surroundings) -> Expansion {
    let mut errors = Errors::default();
    let container = Container::read(item, Macro::RouteParams.derive(), &mut errors);
    container.refuse_unknown_cases(&mut errors);
    let fields = container.named_fields(WHAT, &mut errors);
    // Fields whose names are not known are not compared with the route.
    let named = errors.is_empty();
    refuse_on_container(&container, WHAT, &mut errors);
    rules_of(&container, &mut errors);
    for field in fields {
        refuse_on_field(field, WHAT, &mut errors);
    }
    let rutter = &container.rutter;
    if rutter.route.is_none() && rutter.endpoint.is_none() && !rutter.unread {
        let message = format!(
            "which route are these the params of? write `#[rutter(route = \"/blog/[slug]\")]` on `{}` for a route of the \
             tree, or `#[rutter(endpoint = \"/api/posts/[id]\")]` for a path of the Rust server",
            container.ident
        );
        errors.push(Mistake::absence(container.ident.span(), message));
    }
    let route = Route::read(&container, around, &mut errors);
    let params =
        route.as_ref().filter(|_| named).map(|route| fit::fit(route, fields, &container, &mut errors));
    let tokens = match (route, params) {
        (Some(route), Some(params)) if errors.is_empty() => expand::expand(&container, &route, &params),
        _ => expand::stub(&container),
    };
    Expansion::new(tokens, errors)
}
