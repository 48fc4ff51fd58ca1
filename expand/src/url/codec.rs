//! How the values of a field are written: as their type has it, except for 64-bit integers, for which the field says.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Error, GenericArgument, PathArguments, Type};

use super::holds::plain;
use crate::attributes::container::Field;
use crate::attributes::rutter::RutterContainer;
use crate::errors::Errors;

/// What the name of a type says about its width.
enum Width {
    /// A JavaScript number holds it, or it is no integer.
    Narrow,
    /// A JavaScript number does not hold it.
    Wide,
    /// The compiler has to say.
    Unknown,
}

/// How the values of a field are written, in words of Rust.
pub(crate) struct Codec {
    /// A `Codec` of the run time, spanned so that a type that a URL does not carry is blamed itself.
    pub(crate) value: TokenStream,
    /// What the compiler has to find out of the type.
    pub(crate) assertion: Option<TokenStream>,
}

/// Chooses how the values of a field are written.
pub(crate) fn codec(field: &Field, ty: &Type, container: &RutterContainer, errors: &mut Errors) -> Codec {
    let own = field.rutter.integer.as_ref();
    let policy = own.or(container.integers.as_ref());
    let width = width(ty);
    let asked = matches!((policy, &width), (None, Width::Unknown));
    let name = match (policy, width) {
        (_, Width::Narrow) => {
            if let Some(own) = own {
                let message = "`integer` is for integers of 64 bits and more, which JavaScript's numbers cannot hold; remove it";
                errors.push(Error::new(own.span(), message));
            }
            "plain"
        }
        (Some(policy), _) => match policy.value().as_str() {
            "string" => "digits",
            "number" => "safe",
            other => {
                let message = format!(
                    "`{other}` is no way to write an integer; it is \"string\", or \"number\", which is checked to 2^53 - 1"
                );
                errors.push(Error::new(policy.span(), message));
                "plain"
            }
        },
        (None, Width::Wide) if container.unread || field.rutter.unread => "plain",
        (None, Width::Wide) => {
            let message = format!(
                "JavaScript's numbers do not hold every `{}`; write `#[rutter(integer = \"string\")]` to have it as text \
                 there, or `#[rutter(integer = \"number\")]` to have it as a number that is checked to 2^53 - 1",
                ty.to_token_stream()
            );
            errors.push(Error::new_spanned(ty, message));
            "plain"
        }
        (None, Width::Unknown) => "plain",
    };
    let name = syn::Ident::new(name, ty.span());
    let value = quote_spanned!(ty.span()=> ::rutter::__private::#name::<#ty>());
    let assertion =
        asked.then(|| quote_spanned!(ty.span()=> const _: () = ::rutter::__private::not_wide(&#value);));
    Codec { value, assertion }
}

fn width(ty: &Type) -> Width {
    let Type::Path(path) = plain(ty) else { return Width::Unknown };
    let Some(last) = path.path.segments.last() else { return Width::Unknown };
    if let PathArguments::AngleBracketed(arguments) = &last.arguments {
        return match arguments.args.first() {
            Some(GenericArgument::Type(inner)) if last.ident == "NonZero" => width(inner),
            _ => Width::Unknown,
        };
    }
    let name = last.ident.to_string();
    let name = name.strip_prefix("NonZero").map_or_else(|| name.clone(), str::to_ascii_lowercase);
    match name.as_str() {
        "u64" | "i64" | "u128" | "i128" | "usize" | "isize" => Width::Wide,
        "bool" | "char" | "String" | "u8" | "i8" | "u16" | "i16" | "u32" | "i32" | "f32" | "f64" => {
            Width::Narrow
        }
        _ => Width::Unknown,
    }
}
