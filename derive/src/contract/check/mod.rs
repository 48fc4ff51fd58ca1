//! What is wrong with an item: every mistake at once, each on its token, with what to write instead.

use proc_macro2::TokenStream;

use crate::attributes::container::{Container, Shape};
use crate::errors::Errors;
use crate::form;

/// Checks what the macro can see.
pub(crate) fn item(container: &Container, errors: &mut Errors) {
    match &container.shape {
        Shape::Enum(variants) => {
            let fields = variants.iter().flat_map(|variant| variant.fields.fields());
            fields.for_each(|field| form::check_field(field, errors));
        }
        shape => shape.fields().iter().for_each(|field| form::check_field(field, errors)),
    }
}

/// What only the compiler can check: assertions on the types of the fields.
pub(super) fn assertions(container: &Container) -> TokenStream {
    let _ = container;
    TokenStream::new()
}
