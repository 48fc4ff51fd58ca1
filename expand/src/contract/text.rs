//! Types that are one piece of text in a URL: enums without data, and types with one field that say `#[rutter(text)]`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Index;

use super::bounded;
use crate::attributes::container::{Container, Field, Shape, Variant};

/// `TextValue`, where the type is one.
pub(super) fn implementation(container: &Container) -> TokenStream {
    match &container.shape {
        Shape::Enum(variants) if is_text(container, variants) => of_enum(container, variants),
        Shape::Struct(fields) | Shape::Tuple(fields) if container.rutter.text.is_some() => {
            match fields.as_slice() {
                [only] => of_newtype(container, only, true),
                _ => TokenStream::new(),
            }
        }
        _ => TokenStream::new(),
    }
}

/// Whether serde writes the variants as their names.
pub(crate) fn is_text(container: &Container, variants: &[Variant]) -> bool {
    let serde = &container.serde;
    let plain = serde.tag.is_none() && !serde.untagged && serde.from.is_none() && serde.into.is_none();
    let names = |variant: &Variant| {
        matches!(variant.fields, Shape::Unit)
            && !variant.serde.untagged
            && !variant.serde.is_written_otherwise()
    };
    plain && !variants.is_empty() && container.generics.params.is_empty() && variants.iter().all(names)
}

/// `TextValue` of an enum whose variants are names.
pub(crate) fn of_enum(container: &Container, variants: &[Variant]) -> TokenStream {
    let read = variants.iter().filter(|variant| !variant.serde.skip_deserializing);
    let reads = read.clone().filter(|variant| !variant.serde.other).map(|variant| {
        let (ident, name, aliases) = (&variant.ident, &variant.names.request, &variant.serde.aliases);
        quote!(#name #(| #aliases)* => Self::#ident,)
    });
    let other = read.clone().find(|variant| variant.serde.other);
    let otherwise = match other.map(|variant| &variant.ident) {
        Some(other) => quote!(Self::#other),
        None => quote!(return ::core::option::Option::None),
    };
    let writes = variants.iter().map(|variant| {
        let (ident, name) = (&variant.ident, &variant.names.request);
        quote!(Self::#ident => #name,)
    });
    let names = read.clone().map(|variant| &variant.names.request);
    let others = read.flat_map(|variant| {
        let name = &variant.names.request;
        variant.serde.aliases.iter().map(move |alias| quote!((#alias, #name)))
    });
    let other = match other.map(|variant| &variant.names.request) {
        Some(name) => quote!(::core::option::Option::Some(#name)),
        None => quote!(::core::option::Option::None),
    };
    let shape = quote!(::rutter::__private::one_of(&[#(#names),*], &[#(#others),*], #other));
    let ident = &container.ident;
    quote! {
        #[automatically_derived]
        impl ::rutter::TextValue for #ident {
            fn from_text(text: &str) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match text { #(#reads)* _ => #otherwise })
            }

            fn to_text(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::Some(::std::borrow::Cow::Borrowed(match self { #(#writes)* }))
            }

            fn shape() -> ::rutter::__private::Type {
                #shape
            }
        }
    }
}

/// `TextValue` of a type with one field. One with a contract keeps its rules there.
pub(crate) fn of_newtype(container: &Container, field: &Field, has_contract: bool) -> TokenStream {
    let (ident, ty) = (&container.ident, &field.ty);
    let mut generics = bounded(&container.generics, &quote!(::rutter::TextValue));
    if has_contract {
        generics = bounded(&generics, &quote!(::rutter::Contract));
    }
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let inner = quote_spanned!(field.span=> <#ty as ::rutter::TextValue>);
    let ruled = if has_contract && container.has_rules { quote!(true) } else { quote!(#inner::RULED) };
    let shape = match has_contract {
        true => quote!(::rutter::__private::ruled::<Self>(#inner::shape())),
        false => quote!(#inner::shape()),
    };
    let (make, get) = match &field.ident {
        Some(name) => (quote!(|inner| Self { #name: inner }), quote!(self.#name)),
        None => (quote!(Self), {
            let index = Index::from(0);
            quote!(self.#index)
        }),
    };
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::TextValue for #ident #arguments #bounds {
            const WIDE: bool = #inner::WIDE;
            const RULED: bool = #ruled;

            fn from_text(text: &str) -> ::core::option::Option<Self> {
                #inner::from_text(text).map(#make)
            }

            fn to_text(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                #inner::to_text(&#get)
            }

            fn shape() -> ::rutter::__private::Type {
                #shape
            }
        }
    }
}
