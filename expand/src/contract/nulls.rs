//! Fields that are left out where they would be null: `#[serde(skip_serializing_if = "Option::is_none")]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, PathArguments, Type};

use super::held;
use crate::attributes::container::Field;

/// The note that null is never written, where that is so.
pub(super) fn never(field: &Field) -> Option<TokenStream> {
    let skips = field.serde.skip_serializing_if.as_ref()?.value().replace(' ', "");
    let skips_none = skips == "Option::is_none" || skips.ends_with("::Option::is_none");
    let is_written_by_function = field.serde.serialize_with.is_some() || field.rutter.foreign;
    if !skips_none || is_written_by_function {
        return None;
    }
    let stated = held::wire_type(field)?;
    // `AsString<Option<u64>>` writes what `Option<u64>` holds.
    let written = argument(&stated, &["AsString", "AsNumber"]).unwrap_or(&stated);
    let some = argument(written, &["Option"])?;
    // The schema of `Option<Option<T>>` does not say which of them is null, so what stands inside is asked by itself.
    Some(match held::holds_nothing(some) && argument(some, &["Option"]).is_none() {
        true => quote!(field.never_null = true;),
        false => quote!(field.never_null = !::rutter::__private::nulls::holds_null::<#some>();),
    })
}

/// What one of these types holds.
fn argument<'t>(ty: &'t Type, names: &[&str]) -> Option<&'t Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| names.iter().any(|name| last.ident == name))?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}
