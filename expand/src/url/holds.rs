//! What a field holds, by its type as written.

use syn::{GenericArgument, PathArguments, Type};

/// How many values a field holds, and their type.
#[derive(Clone, Copy)]
pub(crate) enum Holds<'t> {
    /// `T`
    One(&'t Type),
    /// `Option<T>`
    Optional(&'t Type),
    /// `Vec<T>`
    List(&'t Type),
    /// `Option<Vec<T>>`
    OptionalList(&'t Type),
}

impl<'t> Holds<'t> {
    /// Reads a type. Another name of `Option` or `Vec` is not seen through.
    pub(crate) fn of(ty: &'t Type) -> Self {
        if let Some(list) = argument(ty, "Vec") {
            return Self::List(list);
        }
        match argument(ty, "Option") {
            Some(some) => match argument(some, "Vec") {
                Some(list) => Self::OptionalList(list),
                None => Self::Optional(some),
            },
            None => Self::One(ty),
        }
    }

    /// The type of each value.
    pub(crate) fn value(self) -> &'t Type {
        let (Self::One(ty) | Self::Optional(ty) | Self::List(ty) | Self::OptionalList(ty)) = self;
        ty
    }
}

/// The argument of a generic type with this name.
fn argument<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let Type::Path(path) = plain(ty) else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match (arguments.args.len(), arguments.args.first()) {
        (1, Some(GenericArgument::Type(argument))) => Some(argument),
        _ => None,
    }
}

/// The type inside the brackets that a macro may have put around it.
pub(crate) fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => plain(&group.elem),
        Type::Paren(paren) => plain(&paren.elem),
        other => other,
    }
}
