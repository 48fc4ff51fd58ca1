//! 64-bit integers whose type does not say how they cross. JavaScript would silently change them past 2^53-1.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::{Error, GenericArgument, LitStr, PathArguments, Type};

use super::fields;
use crate::attributes::container::{Container, Field};
use crate::attributes::rutter::Integers;
use crate::contract::held::{holds_nothing, wire_type};
use crate::errors::Errors;

pub(super) fn check(container: &Container, errors: &mut Errors) {
    let own = policy(container.rutter.integers.as_ref(), errors);
    let unread = |field: &&Field| container.rutter.unread || field.rutter.unread;
    for field in fields(container).filter(|field| !unread(field)) {
        let stated = policy(field.rutter.integer.as_ref(), errors).or(own);
        if let Some(stated) = field.rutter.integer.as_ref()
            && let Some(message) = is_idle(&field.ty)
        {
            errors.push(Error::new(stated.span(), message));
            continue;
        }
        let Some(ty) = wire_type(field).filter(|_| !field.rutter.foreign) else { continue };
        if let Some(wide) = wide(&ty) {
            errors.push(Error::new(wide.span(), message(&wide, &ty, container, field, stated)));
        }
    }
}

/// Why `integer` says nothing of a type, if it plainly does not.
fn is_idle(ty: &Type) -> Option<&'static str> {
    if wide(ty).is_some() {
        None
    } else if holds_nothing(ty) {
        Some("this type has no integers of 64 bits or more; remove `integer`")
    } else if map_value(ty).is_some_and(holds_nothing) {
        Some(
            "the keys of a map are text in JSON anyway, and its values have no integers of 64 bits or more; remove \
             `integer`",
        )
    } else {
        None
    }
}

/// What a map holds.
fn map_value(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident.to_string().ends_with("Map"))?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.get(1)? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}

/// Reads the value of `integer` or `integers`.
fn policy(stated: Option<&LitStr>, errors: &mut Errors) -> Option<Integers> {
    let stated = stated?;
    let policy = Integers::of(stated);
    if policy.is_none() {
        let message = "64-bit integers are written as `\"string\"`, or as a checked `\"number\"`";
        errors.push(Error::new(stated.span(), message));
    }
    policy
}

fn message(
    wide: &Ident,
    ty: &Type,
    container: &Container,
    field: &Field,
    stated: Option<Integers>,
) -> String {
    if !is_written(ty) {
        return format!(
            "JavaScript numbers do not hold every `{wide}`, and Rutter knows no way to write one inside of this type; hold \
             it in a type of its own, `struct Id(#[serde(with = \"rutter::AsString::<{wide}>\")] {wide});`"
        );
    }
    match stated {
        None => format!("JavaScript numbers do not hold every `{wide}`: {}", how(container, field)),
        Some(policy) => format!(
            "a derive cannot tell serde how this `{wide}` is written: write `{}`, or put `#[rutter::contract]` or \
             `#[rutter::form]` in place of the derives, which do so",
            attribute(policy, ty, field),
        ),
    }
}

/// What to write on a field with integers.
pub(super) fn how(container: &Container, field: &Field) -> String {
    let [text, number] = [Integers::String, Integers::Number].map(|policy| match container.reader.writes {
        true => format!("#[rutter(integer = \"{}\")]", policy.name()),
        false => attribute(policy, &field.ty, field),
    });
    format!("say how it is written, as text with `{text}`, or as a number of at most 2^53-1 with `{number}`")
}

/// The attribute that says how a field with integers is written.
fn attribute(policy: Integers, ty: &Type, field: &Field) -> String {
    let default = if wants_default(field) { "default, " } else { "" };
    format!("#[serde({default}with = \"{}\")]", policy.with(ty))
}

/// The first integer of 64 bits or more that stands on the wire as a number, if there is one.
pub(crate) fn wide(ty: &Type) -> Option<Ident> {
    match ty {
        Type::Path(path) => {
            let last = path.path.segments.last()?;
            let name = last.ident.to_string();
            if ["AsString", "AsNumber", "PhantomData"].contains(&name.as_str()) {
                return None;
            }
            if is_wide(&name) {
                return Some(last.ident.clone());
            }
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            // The keys of a map are text anyway.
            let keys = usize::from(name.ends_with("Map"));
            arguments.args.iter().skip(keys).find_map(|argument| match argument {
                GenericArgument::Type(ty) => wide(ty),
                _ => None,
            })
        }
        Type::Array(array) => wide(&array.elem),
        Type::Slice(slice) => wide(&slice.elem),
        Type::Reference(reference) => wide(&reference.elem),
        Type::Tuple(tuple) => tuple.elems.iter().find_map(wide),
        Type::Paren(inner) => wide(&inner.elem),
        Type::Group(inner) => wide(&inner.elem),
        _ => None,
    }
}

fn is_wide(name: &str) -> bool {
    let plain = name.strip_prefix("NonZero").or_else(|| name.strip_prefix("Atomic"));
    let plain = plain.map_or_else(|| name.to_owned(), str::to_ascii_lowercase);
    ["u64", "i64", "u128", "i128", "usize", "isize"].contains(&plain.as_str())
}

/// Whether `AsString` and `AsNumber` write the type: integers, and `Option`, `Box`, lists, sets, maps and pairs of them.
pub(crate) fn is_written(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            let held: Vec<&Type> = match &last.arguments {
                PathArguments::AngleBracketed(arguments) => arguments
                    .args
                    .iter()
                    .filter_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    })
                    .collect(),
                PathArguments::None => return is_wide(&name) && !name.starts_with("Atomic"),
                PathArguments::Parenthesized(_) => return false,
            };
            match (name.as_str(), held.as_slice()) {
                ("Option" | "Box" | "Vec" | "VecDeque" | "BTreeSet" | "HashSet" | "NonZero", [held])
                | ("BTreeMap" | "HashMap", [_, held]) => is_written(held),
                _ => false,
            }
        }),
        Type::Tuple(tuple) => tuple.elems.len() == 2 && tuple.elems.iter().all(is_written),
        Type::Paren(inner) => is_written(&inner.elem),
        Type::Group(inner) => is_written(&inner.elem),
        _ => false,
    }
}

/// Whether a field needs `default` beside `with`: serde otherwise asks for it even where it is an `Option`.
pub(crate) fn wants_default(field: &Field) -> bool {
    let is_option = matches!(&field.ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "Option"));
    is_option && field.ident.is_some() && !field.serde.default
}

impl Integers {
    /// The path of the type that serde is told to use.
    pub(crate) fn with(self, ty: &Type) -> String {
        let name = match self {
            Self::String => "AsString",
            Self::Number => "AsNumber",
        };
        let ty = ty.to_token_stream().to_string().replace(" <", "<").replace("< ", "<").replace(" >", ">");
        format!("rutter::{name}::<{}>", ty.replace(" ,", ",").replace(" ::", "::").replace(":: ", "::"))
    }
}
