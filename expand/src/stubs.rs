//! Implementations of other crates' traits for an item with a mistake, so that nothing is said of it but the mistake.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, parse_quote};

use crate::attributes::container::Container;

/// The traits that a contract is made with.
pub(crate) const TRAITS: [&str; 4] = ["Serialize", "Deserialize", "JsonSchema", "Validate"];

/// The implementation of the trait of this name.
pub(crate) fn of(container: &Container, name: &str) -> TokenStream {
    match name {
        "Serialize" => serialize(container),
        "Deserialize" => deserialize(container),
        "JsonSchema" => json_schema(container),
        _ => validate(container),
    }
}

fn serialize(container: &Container) -> TokenStream {
    let (ident, (parameters, arguments, bounds)) = (&container.ident, container.generics.split_for_impl());
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::__private::serde::Serialize for #ident #arguments #bounds {
            fn serialize<S: ::rutter::__private::serde::Serializer>(
                &self,
                _: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                ::core::unreachable!()
            }
        }
    }
}

fn deserialize(container: &Container) -> TokenStream {
    let (ident, (_, arguments, bounds)) = (&container.ident, container.generics.split_for_impl());
    let mut generics: Generics = container.generics.clone();
    generics.params.insert(0, parse_quote!('de));
    let (parameters, _, _) = generics.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::__private::serde::Deserialize<'de> for #ident #arguments #bounds {
            fn deserialize<D: ::rutter::__private::serde::Deserializer<'de>>(
                _: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::core::unreachable!()
            }
        }
    }
}

fn json_schema(container: &Container) -> TokenStream {
    let (ident, (parameters, arguments, bounds)) = (&container.ident, container.generics.split_for_impl());
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::__private::schemars::JsonSchema for #ident #arguments #bounds {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::core::unreachable!()
            }
            fn json_schema(
                _: &mut ::rutter::__private::schemars::SchemaGenerator,
            ) -> ::rutter::__private::schemars::Schema {
                ::core::unreachable!()
            }
        }
    }
}

fn validate(container: &Container) -> TokenStream {
    let (ident, (parameters, arguments, bounds)) = (&container.ident, container.generics.split_for_impl());
    quote! {
        #[automatically_derived]
        impl #parameters ::rutter::__private::validator::Validate for #ident #arguments #bounds {
            fn validate(&self) -> ::core::result::Result<(), ::rutter::__private::validator::ValidationErrors> {
                ::core::unreachable!()
            }
        }
    }
}
