//! What is wrong with a form, or with what fields say of forms.

use syn::spanned::Spanned;
use syn::{GenericArgument, GenericParam, PathArguments, Type};

use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::keys::SERDE_DEFAULT;
use crate::errors::Errors;

/// The policies for empty texts, with the variant that each is in the contract.
pub(super) const EMPTY: &[(&str, &str)] = &[("absent", "Absent"), ("null", "Null"), ("keep", "Keep")];

/// Checks what only a form must be.
pub(super) fn item(container: &Container, errors: &mut Errors) {
    match &container.shape {
        Shape::Tuple(fields) if fields.len() != 1 => {
            let message = "a form has named fields, because every value that is sent has a name; \
                           make it a struct with named fields";
            errors.push(syn::Error::new(container.ident.span(), message));
        }
        Shape::Enum(variants) if variants.iter().all(|variant| matches!(variant.fields, Shape::Unit)) => {
            let message = "a form has named fields, and this enum is one text; make it the type of a field";
            errors.push(syn::Error::new(container.ident.span(), message));
        }
        _ => {}
    }
    if let Some(parameter) = container.generics.params.first() {
        let message = match parameter {
            GenericParam::Lifetime(_) => {
                "a form owns its values; remove the lifetime, and hold a `String` for a `&str`"
            }
            _ => "a form is one type with one contract; write a struct without parameters",
        };
        errors.push(syn::Error::new(parameter.span(), message));
    }
    for field in container.shape.fields() {
        let name = &field.names.request;
        if field.ident.is_some() && field.serde.flatten.is_none() && name.contains(['.', '[', ']']) {
            let message = format!(
                "`{name}` would be read as the steps of a name, because forms write `items[0].price`; \
                 rename it without `.`, `[` and `]`"
            );
            errors.push(syn::Error::new(field.span, message));
        }
        if field.rutter.default.is_some() && !field.serde.default && !container.reader.alone {
            errors.push(syn::Error::new(field.span, SERDE_DEFAULT));
        }
    }
}

/// Checks what a field says of forms.
pub(crate) fn field(field: &Field, errors: &mut Errors) {
    empty(field, errors);
    files(field, errors);
}

fn empty(field: &Field, errors: &mut Errors) {
    let Some(policy) = &field.rutter.empty else { return };
    let held = last_name(&field.ty);
    let message = match (policy.value().as_str(), held.as_str()) {
        ("null", "Option") | ("absent", _) => return,
        ("null", name) if is_plain(name) => format!(
            "`null` is for an `Option`: a `{name}` cannot be null, so that every empty text would be refused; \
             put it into an `Option`, or leave the policy out"
        ),
        ("keep", name) if is_plain(name) && name != "String" => format!(
            "`keep` is for text: an empty text is no `{name}`, so that it would be refused; leave the policy out"
        ),
        ("null" | "keep", _) => return,
        (other, _) => format!(
            "`{other}` is no policy for empty texts; write \"absent\" (as if it was not sent), \"null\" or \"keep\""
        ),
    };
    errors.push(syn::Error::new(policy.span(), message));
}

fn files(field: &Field, errors: &mut Errors) {
    let rutter = &field.rutter;
    let mut wrong = |span, message: String| errors.push(syn::Error::new(span, message));
    if !is_file(&field.ty) {
        let spans = [
            ("max_size", rutter.max_size.as_ref().map(Spanned::span)),
            ("accept", rutter.accept.as_ref().map(Spanned::span)),
        ];
        for (key, span) in spans {
            if let Some(span) = span {
                wrong(span, format!("`{key}` is for files: `File`, `Option<File>` or `Vec<File>`"));
            }
        }
        return;
    }
    if let Some(bytes) = &rutter.max_size {
        match bytes.base10_parse::<u64>() {
            Ok(0) => wrong(
                bytes.span(),
                "no file is that small; write the most bytes that a file may have".to_owned(),
            ),
            Ok(_) => {}
            Err(_) => wrong(bytes.span(), "no file has so many bytes; write at most 2^64-1".to_owned()),
        }
    }
    if let Some(accept) = &rutter.accept {
        let text = accept.value();
        if let Some(kind) = kinds(&text).find(|kind| !is_kind(kind)) {
            wrong(
                accept.span(),
                format!(
                    "`{kind}` is no kind of file; write extensions and media types as in HTML: \".pdf, image/png, image/*\""
                ),
            );
        }
    }
}

/// The kinds of `accept`, divided by commas.
pub(super) fn kinds(accept: &str) -> impl Iterator<Item = &str> {
    accept.split(',').map(str::trim)
}

fn is_kind(kind: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    match (kind.strip_prefix('.'), kind.split_once('/')) {
        (Some(extension), None) => is_token(extension),
        (None, Some(("*", "*"))) => true,
        (None, Some((group, "*"))) => is_token(group),
        (None, Some((group, one))) => is_token(group) && is_token(one),
        _ => false,
    }
}

/// Whether a type is a file, as far as its name tells.
fn is_file(ty: &Type) -> bool {
    match last_name(ty).as_str() {
        "File" => true,
        "Option" | "Vec" => argument(ty).is_some_and(is_file),
        _ => false,
    }
}

fn is_plain(name: &str) -> bool {
    const PLAIN: &[&str] = &[
        "String", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
        "i128", "isize", "f32", "f64", "Vec",
    ];
    PLAIN.contains(&name)
}

fn last_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => {
            path.path.segments.last().map_or_else(String::new, |segment| segment.ident.to_string())
        }
        _ => String::new(),
    }
}

fn argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => {
            arguments.args.iter().find_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
        }
        _ => None,
    }
}
