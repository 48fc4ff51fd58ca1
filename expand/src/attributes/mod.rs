//! What stands in the attributes of an item: `#[serde]`, `#[validate]`, `#[rutter]` and doc comments, read once into
//! a [`Container`](container::Container). Each macro then asks the container and never an attribute.

mod case;
pub(crate) mod container;
pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod rutter;
pub(crate) mod schemars;
pub(crate) mod serde;
pub(crate) mod validate;

use syn::{Attribute, Expr, Lit, Meta};

/// The doc comment of an item: its lines without the space that `///` leaves before them.
pub(crate) fn doc(attributes: &[Attribute]) -> Option<String> {
    let lines: Vec<String> = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
        .flat_map(|text| {
            text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()).collect::<Vec<_>>()
        })
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
