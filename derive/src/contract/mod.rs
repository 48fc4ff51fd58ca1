use proc_macro2::TokenStream;
use syn::DeriveInput;

use crate::attributes::container::Container;
use crate::errors::Errors;

/// Expands the derive.
pub(crate) fn derive(item: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let _container = Container::read(item, &mut errors);
    errors.into_tokens()
}
