//! What is wrong with an item: every mistake at once, each on its token, with what to write instead. What serde, schemars
//! or validator refuse is left to them, so that no mistake is told twice.

mod asserted;
pub(crate) mod integers;
mod limits;
mod names;
mod rules;
mod wire;

use crate::attributes::container::{Container, Field, Shape};
use crate::errors::Errors;
use crate::form;

pub(crate) use asserted::of_rules as rule_assertions;
pub(super) use asserted::{late_assertions, of_field as field_assertions};

/// Checks what the macro can see.
pub(crate) fn item(container: &Container, errors: &mut Errors) {
    integers::check(container, errors);
    wire::check(container, errors);
    limits::check(container, errors);
    names::check(container, errors);
    rules::check(container, errors);
    fields(container).for_each(|field| form::check_field(field, errors));
}

/// Checks the rules of a struct whose fields are not in a body.
pub(crate) fn rules_of(container: &Container, errors: &mut Errors) {
    limits::check(container, errors);
    rules::check(container, errors);
}

/// The fields of a struct or of all variants.
fn fields(container: &Container) -> impl Iterator<Item = &Field> {
    let (own, variants) = match &container.shape {
        Shape::Enum(variants) => (&[][..], variants.as_slice()),
        shape => (shape.fields(), &[][..]),
    };
    own.iter().chain(variants.iter().flat_map(|variant| variant.fields.fields()))
}
