//! What a field says of forms, for `Contract::notes`: what an empty text means, and what is asked of files.

use proc_macro2::TokenStream;
use quote::quote;

use super::check::EMPTY;
use crate::attributes::container::Field;

/// The statements about `field`, a `FieldNotes`.
pub(crate) fn field(field: &Field) -> TokenStream {
    let empty = field.rutter.empty.as_ref().and_then(|policy| {
        let policy = policy.value();
        let variant = EMPTY.iter().find(|(name, _)| *name == policy).map(|(_, variant)| variant)?;
        let variant = quote::format_ident!("{variant}");
        Some(quote!(field.empty = Some(::rutter::contract::Empty::#variant);))
    });
    let max_size = field.rutter.max_size.as_ref().map(|bytes| quote!(file.max_size = Some(#bytes);));
    let accept = field.rutter.accept.as_ref().map(|accept| {
        let accept = accept.value();
        let kinds = super::check::kinds(&accept);
        quote!(file.accept = vec![#(#kinds.into()),*];)
    });
    let file = (max_size.is_some() || accept.is_some())
        .then(|| quote!({ let file = field.file.get_or_insert_default(); #max_size #accept }));
    quote!(#empty #file)
}
