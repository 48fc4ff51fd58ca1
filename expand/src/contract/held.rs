//! The types that a type holds.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericArgument, PathArguments, Type};

use super::{Role, check};
use crate::attributes::container::{Container, Field, Shape};

/// What a type holds, and `Contract::describe`, which adds the type and then that.
///
/// What is held is a constant where it can be, so that the compiler asserts what is said of the types without being asked.
pub(super) fn described(container: &Container, role: Role) -> (Option<TokenStream>, TokenStream) {
    let body = |body: &TokenStream| {
        quote! {
            fn describe(to: &mut ::rutter::Describe) {
                #body
            }
        }
    };
    if let Some(held) = transparent(container) {
        return (None, body(&quote!(to.transparent::<Self, #held>();)));
    }
    let held = held(container, role);
    if held.is_empty() {
        return (None, body(&quote!(to.named::<Self>(&[]);)));
    }
    if container.generics.params.is_empty() {
        // A constant for each, so that each is asserted though another fails.
        let names: Vec<_> = (0..held.len()).map(|at| format_ident!("HELD_{at}")).collect();
        let constants = quote!(#(const #names: ::rutter::__private::Held = #held;)*);
        return (Some(constants), body(&quote!(to.named::<Self>(&[#(#names),*]);)));
    }
    (None, body(&quote!(to.named::<Self>(&[#(#held),*]);)))
}

/// Each type that has a contract to add, with the field that holds it.
fn held(container: &Container, role: Role) -> Vec<TokenStream> {
    let proxies = [&container.serde.from, &container.serde.into, &container.schemars.with];
    let proxies = proxies.into_iter().flatten().filter_map(|proxy| proxy.parse::<Type>().ok());
    let proxied = container.serde.from.is_some() && container.serde.into.is_some();
    let mut all: Vec<TokenStream> = proxies
        .filter(|ty| !holds_nothing(ty))
        .map(|ty| quote_spanned!(ty.span()=> ::rutter::__private::Held::proxy::<#ty>()))
        .collect();
    if proxied || container.schemars.is_given() {
        return all;
    }
    let mut add = |field: &Field, variant: Option<&str>| {
        let Some(ty) = wire_type(field).filter(|ty| !field.rutter.foreign && !holds_nothing(ty)) else {
            return;
        };
        let assertions = check::field_assertions(container, role, field);
        let (name, variant) = (&field.names.request, variant.unwrap_or_default());
        all.push(quote_spanned!(ty.span()=> {
            #assertions
            ::rutter::__private::Held::field::<#ty>(#variant, #name)
        }));
    };
    match &container.shape {
        Shape::Enum(variants) => {
            for variant in variants.iter().filter(|variant| variant.serde.crosses()) {
                variant.fields.fields().iter().for_each(|field| add(field, Some(&variant.names.request)));
            }
        }
        shape => shape.fields().iter().for_each(|field| add(field, None)),
    }
    all
}

/// What a transparent type is on the wire.
fn transparent(container: &Container) -> Option<Type> {
    let fields = || container.shape.fields().iter().filter(|field| field.serde.crosses());
    let only = fields().next().filter(|_| container.serde.transparent && fields().count() == 1)?;
    wire_type(only).filter(|_| !only.rutter.foreign)
}

/// What stands on the wire in a field, in words of Rust: `None` where a function gives its schema, or nothing crosses.
pub(in crate::contract) fn wire_type(field: &Field) -> Option<Type> {
    if !field.serde.crosses() || field.schemars.schema_with.is_some() {
        return None;
    }
    let stated = field.schemars.with.as_ref().or(field.serde.with.as_ref());
    // schemars reports what is no type.
    stated.map_or_else(|| Some(field.ty.clone()), |with| with.parse().ok())
}

/// Whether the type plainly holds no type of the contract. The others are asked; this saves their compilation.
pub(crate) fn holds_nothing(ty: &Type) -> bool {
    const PLAIN: [&str; 16] = [
        "String", "bool", "char", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64",
        "i128", "f32", "f64",
    ];
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match &last.arguments {
        PathArguments::None => path.path.segments.len() == 1 && PLAIN.iter().any(|plain| last.ident == plain),
        PathArguments::AngleBracketed(arguments) if last.ident == "Option" || last.ident == "Vec" => {
            arguments
                .args
                .iter()
                .all(|argument| matches!(argument, GenericArgument::Type(inner) if holds_nothing(inner)))
        }
        PathArguments::AngleBracketed(_) | PathArguments::Parenthesized(_) => false,
    }
}
