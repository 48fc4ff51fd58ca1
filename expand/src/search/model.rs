//! How each field stands in a query.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Error;

use super::WHAT;
use crate::attributes::container::{Container, Field};
use crate::attributes::rutter::DefaultValue;
use crate::errors::Errors;
use crate::url::{Codec, Holds, codec, refuse_on_field};

/// A search param.
pub(super) struct Param<'f> {
    pub(super) field: &'f Field,
    pub(super) codec: Codec,
    pub(super) kind: Kind,
}

/// How a param stands in a query.
pub(super) enum Kind {
    Required,
    Optional,
    /// With the value that its absence means.
    Default(TokenStream),
    Repeated,
    Comma,
}

/// Reads the fields; what a query cannot hold is an error.
pub(super) fn read<'f>(fields: &'f [Field], container: &Container, errors: &mut Errors) -> Vec<Param<'f>> {
    let mut params: Vec<Param<'f>> = Vec::new();
    for field in fields {
        refuse_on_field(field, WHAT, errors);
        if let Some(same) = params.iter().find(|known| known.field.names.request == field.names.request) {
            let (name, first) = (&field.names.request, same.field.ident.to_token_stream());
            let message =
                format!("the field `{first}` has the name `{name}` in the URL already; rename one of them");
            errors.push(Error::new(field.span, message));
        }
        let holds = Holds::of(&field.ty);
        let kind = kind(field, holds).unwrap_or_else(|error| {
            errors.push(error);
            Kind::Required
        });
        params.push(Param { field, codec: codec(field, holds.value(), &container.rutter, errors), kind });
    }
    params
}

fn kind(field: &Field, holds: Holds<'_>) -> Result<Kind, Error> {
    let rutter = &field.rutter;
    if rutter.comma && !matches!(holds, Holds::List(_)) {
        return Err(Error::new_spanned(
            &field.ty,
            "`comma` divides the values of a list; write `Vec<..>`, or remove it",
        ));
    }
    match (holds, &rutter.default) {
        (Holds::One(_), None) if field.serde.default => Err(Error::new(
            field.span,
            "search params do not go through serde, so `#[serde(default)]` does nothing here; write `#[rutter(default)]`",
        )),
        (Holds::One(_), None) => Ok(Kind::Required),
        (Holds::One(_), Some(DefaultValue::OfType)) => {
            Ok(Kind::Default(quote!(::core::default::Default::default())))
        }
        (Holds::One(_), Some(DefaultValue::Expr(value))) => Ok(Kind::Default(value.to_token_stream())),
        (Holds::Optional(ty), Some(DefaultValue::Expr(value))) => Err(Error::new_spanned(
            value,
            format!(
                "an `Option` is `None` where the URL does not have it; write `{}` to have this default",
                ty.to_token_stream()
            ),
        )),
        (Holds::List(_), Some(DefaultValue::Expr(value))) => Err(Error::new_spanned(
            value,
            "a list that the URL does not have is the empty one, because a query cannot tell the two apart; remove the default",
        )),
        (Holds::OptionalList(ty), _) => Err(Error::new_spanned(
            &field.ty,
            format!(
                "a query cannot tell an empty list from one that is not there; write `Vec<{}>`",
                ty.to_token_stream()
            ),
        )),
        (Holds::Optional(_), _) => Ok(Kind::Optional),
        (Holds::List(_), _) if rutter.comma => Ok(Kind::Comma),
        (Holds::List(_), _) => Ok(Kind::Repeated),
    }
}
