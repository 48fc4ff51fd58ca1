//! What is wrong with an item: every mistake at once, each on its token, with what to write instead.

use proc_macro2::TokenStream;

use crate::attributes::container::Container;
use crate::errors::Errors;

/// Checks what the macro can see.
pub(crate) fn item(container: &Container, errors: &mut Errors) {
    let _ = (container, errors);
}

/// What only the compiler can check: assertions on the types of the fields.
pub(super) fn assertions(container: &Container) -> TokenStream {
    let _ = container;
    TokenStream::new()
}
