//! `#[derive(ApiError)]`: the status and body of each variant of an error.

mod check;
mod expand;

use syn::DeriveInput;

use crate::attributes::container::Container;
use crate::attributes::keys::Macro;
use crate::derives;
use crate::errors::Errors;
use crate::expansion::Expansion;

/// Expands the derive.
pub(crate) fn derive(mut item: DeriveInput) -> Expansion {
    let mut errors = Errors::default();
    let container = Container::read(&item, Macro::ApiError.derive(), &mut errors);
    container.refuse_unknown_cases(&mut errors);
    derives::write_integers(&container, &mut item);
    let variants = check::answers(&container, &item, &mut errors);
    let tokens = match errors.is_empty() {
        true => expand::error(&container, &variants),
        false => expand::stub(&container),
    };
    Expansion::new(tokens, errors)
}
