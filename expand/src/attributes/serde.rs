//! `#[serde(..)]`, as far as it decides what is on the wire. What serde itself refuses is left to serde.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Result, Token};

use super::case::Case;
use super::names::{self, BothWays};

/// The attributes of a struct or enum.
#[derive(Clone, Debug, Default)]
pub(crate) struct SerdeContainer {
    pub(crate) rename: BothWays<Option<LitStr>>,
    pub(crate) rename_all: BothWays<Case>,
    pub(crate) rename_all_fields: BothWays<Case>,
    /// Values of `rename_all` and `rename_all_fields` that serde does not have.
    pub(crate) unknown_cases: Vec<LitStr>,
    pub(crate) default: bool,
    pub(crate) tag: Option<LitStr>,
    pub(crate) content: Option<LitStr>,
    pub(crate) untagged: bool,
    pub(crate) transparent: bool,
    pub(crate) deny_unknown_fields: bool,
    /// `from` or `try_from`: the type that is read instead.
    pub(crate) from: Option<LitStr>,
    /// `into`: the type that is written instead.
    pub(crate) into: Option<LitStr>,
}

/// The attributes of a field or variant.
#[derive(Clone, Debug, Default)]
pub(crate) struct SerdeField {
    pub(crate) rename: BothWays<Option<LitStr>>,
    /// `rename_all` of a variant, for its fields.
    pub(crate) rename_all: BothWays<Option<Case>>,
    /// Values of `rename_all` that serde does not have.
    pub(crate) unknown_cases: Vec<LitStr>,
    pub(crate) aliases: Vec<LitStr>,
    pub(crate) default: bool,
    pub(crate) flatten: Option<Span>,
    pub(crate) skip_serializing: bool,
    pub(crate) skip_deserializing: bool,
    /// `skip_serializing_if`: the path of the function that is asked.
    pub(crate) skip_serializing_if: Option<LitStr>,
    pub(crate) with: Option<LitStr>,
    pub(crate) serialize_with: Option<LitStr>,
    pub(crate) deserialize_with: Option<LitStr>,
    pub(crate) other: bool,
    pub(crate) untagged: bool,
}

impl SerdeContainer {
    /// Reads the attributes of an item.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut serde = Self::default();
        each(attributes, |meta| {
            match name(&meta).as_str() {
                "rename" => serde.rename = names::parse(&meta)?,
                "rename_all" => serde.rename_all = cases(&meta, &mut serde.unknown_cases)?.or_as_written(),
                "rename_all_fields" => {
                    serde.rename_all_fields = cases(&meta, &mut serde.unknown_cases)?.or_as_written();
                }
                "default" => {
                    serde.default = true;
                    skip(&meta)?;
                }
                "tag" => serde.tag = Some(meta.value()?.parse()?),
                "content" => serde.content = Some(meta.value()?.parse()?),
                "untagged" => serde.untagged = true,
                "transparent" => serde.transparent = true,
                "deny_unknown_fields" => serde.deny_unknown_fields = true,
                "from" | "try_from" => serde.from = Some(meta.value()?.parse()?),
                "into" => serde.into = Some(meta.value()?.parse()?),
                _ => skip(&meta)?,
            }
            Ok(())
        })?;
        Ok(serde)
    }
}

impl SerdeField {
    /// Reads the attributes of a field or variant.
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut serde = Self::default();
        each(attributes, |meta| {
            match name(&meta).as_str() {
                "rename" => serde.rename = names::parse(&meta)?,
                "rename_all" => serde.rename_all = cases(&meta, &mut serde.unknown_cases)?,
                "alias" => serde.aliases.push(meta.value()?.parse()?),
                "default" => {
                    serde.default = true;
                    skip(&meta)?;
                }
                "flatten" => serde.flatten = Some(span(&meta)),
                "skip" => {
                    serde.skip_serializing = true;
                    serde.skip_deserializing = true;
                }
                "skip_serializing" => serde.skip_serializing = true,
                "skip_deserializing" => serde.skip_deserializing = true,
                "skip_serializing_if" => serde.skip_serializing_if = Some(meta.value()?.parse()?),
                "with" => serde.with = Some(meta.value()?.parse()?),
                "serialize_with" => serde.serialize_with = Some(meta.value()?.parse()?),
                "deserialize_with" => serde.deserialize_with = Some(meta.value()?.parse()?),
                "other" => serde.other = true,
                "untagged" => serde.untagged = true,
                _ => skip(&meta)?,
            }
            Ok(())
        })?;
        Ok(serde)
    }

    /// Whether something else than the type's own code writes or reads it.
    pub(crate) fn is_written_otherwise(&self) -> bool {
        self.with.is_some() || self.serialize_with.is_some() || self.deserialize_with.is_some()
    }

    /// Whether it is on the wire in some direction.
    pub(crate) fn crosses(&self) -> bool {
        !(self.skip_serializing && self.skip_deserializing)
    }
}

/// Calls `read` with every entry of every `#[serde(..)]`.
fn each(attributes: &[Attribute], mut read: impl FnMut(ParseNestedMeta<'_>) -> Result<()>) -> Result<()> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
        .try_for_each(|attribute| attribute.parse_nested_meta(&mut read))
}

fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map_or_else(String::new, ToString::to_string)
}

fn span(meta: &ParseNestedMeta<'_>) -> Span {
    meta.path.get_ident().map_or_else(Span::call_site, proc_macro2::Ident::span)
}

/// Passes over what follows the name of an entry that does not matter here.
fn skip(meta: &ParseNestedMeta<'_>) -> Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}

fn cases(meta: &ParseNestedMeta<'_>, unknown: &mut Vec<LitStr>) -> Result<BothWays<Option<Case>>> {
    let names = names::parse(meta)?;
    let mut case = |name: &Option<LitStr>| {
        let name = name.as_ref()?;
        let case = Case::of(&name.value());
        // `rename_all = ".."` is one mistake for both directions.
        if case.is_none() && !unknown.contains(name) {
            unknown.push(name.clone());
        }
        case
    };
    Ok(BothWays { request: case(&names.request), response: case(&names.response) })
}

impl BothWays<Option<Case>> {
    fn or_as_written(self) -> BothWays<Case> {
        BothWays { request: self.request.unwrap_or_default(), response: self.response.unwrap_or_default() }
    }
}
