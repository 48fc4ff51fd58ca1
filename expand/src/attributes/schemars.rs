//! `#[schemars(..)]`, as far as it says that another type stands on the wire than the one of the field.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Result};

/// The attributes of an item or a field.
#[derive(Clone, Debug, Default)]
pub(crate) struct Schemars {
    /// `with = "Type"`
    pub(crate) with: Option<LitStr>,
    /// `schema_with = "function"`
    pub(crate) schema_with: Option<LitStr>,
    /// `inline` on a type
    pub(crate) inline: Option<Span>,
}

impl Schemars {
    /// Reads the attributes.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut schemars = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("schemars")) {
            attribute.parse_nested_meta(|meta| schemars.read(&meta))?;
        }
        Ok(schemars)
    }

    /// Whether it is said what stands on the wire.
    pub(crate) fn is_given(&self) -> bool {
        self.with.is_some() || self.schema_with.is_some()
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if meta.path.is_ident("with") {
            self.with = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("schema_with") {
            self.schema_with = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("inline") {
            self.inline = meta.path.get_ident().map(syn::Ident::span);
        } else {
            // `!name` and whatever else schemars takes is its own to check.
            while !meta.input.is_empty() && !meta.input.peek(syn::Token![,]) {
                meta.input.parse::<proc_macro2::TokenTree>()?;
            }
        }
        Ok(())
    }
}
