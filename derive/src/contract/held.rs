//! The types that a type holds.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{GenericArgument, LitStr, PathArguments, Type};

use crate::attributes::container::{Container, Field, Shape};

/// `Contract::describe`: the type, then what it holds.
pub(in crate::contract) fn function(container: &Container) -> TokenStream {
    if let Some(held) = transparent(container) {
        return quote! {
            fn describe(to: &mut ::rutter::Describe) {
                to.transparent::<Self, #held>();
            }
        };
    }
    let held = types(container)
        .into_iter()
        .map(|ty| quote_spanned!(ty.span()=> <#ty as ::rutter::Contract>::describe));
    let named = quote!(to.named::<Self>(&[#(#held),*]));
    quote! {
        fn describe(to: &mut ::rutter::Describe) {
            #named
        }
    }
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

/// The types that have a contract to add, each once.
fn types(container: &Container) -> Vec<Type> {
    if container.schemars.is_given() {
        return container.schemars.with.iter().filter_map(|with| with.parse().ok()).collect();
    }
    let proxies = [&container.serde.from, &container.serde.into];
    let proxies = proxies.into_iter().flatten().filter_map(|proxy: &LitStr| proxy.parse().ok());
    let proxied = container.serde.from.is_some() && container.serde.into.is_some();
    let fields: Vec<&Field> = match &container.shape {
        _ if proxied => Vec::new(),
        Shape::Enum(variants) => variants
            .iter()
            .filter(|variant| variant.serde.crosses())
            .flat_map(|variant| variant.fields.fields())
            .collect(),
        shape => shape.fields().iter().collect(),
    };
    let fields = fields.into_iter().filter(|field| !field.rutter.foreign).filter_map(wire_type);
    let mut seen = BTreeSet::new();
    proxies
        .chain(fields)
        .filter(|ty| !holds_nothing(ty) && seen.insert(ty.to_token_stream().to_string()))
        .collect()
}

/// Whether the type plainly holds no type of the contract. The others are asked; this saves their compilation.
pub(in crate::contract) fn holds_nothing(ty: &Type) -> bool {
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
