//! Names that stand on the wire twice.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::{Error, LitStr};

use crate::attributes::container::{Container, Field, Shape, Variant};
use crate::attributes::names::BothWays;
use crate::attributes::serde::SerdeField;
use crate::errors::Errors;

pub(super) fn check(container: &Container, errors: &mut Errors) {
    match &container.shape {
        // serde finds out the tag that is a field of an enum, but not that of a struct.
        Shape::Struct(all) => fields(all, container.serde.tag.as_ref(), errors),
        Shape::Enum(variants) => {
            if !container.serde.untagged {
                let tagged = variants.iter().filter(|variant| !variant.serde.untagged);
                twice(tagged.map(Named::variant).collect(), None, errors);
            }
            for variant in variants {
                fields(variant.fields.fields(), None, errors);
            }
        }
        Shape::Tuple(_) | Shape::Unit => {}
    }
}

fn fields(all: &[Field], tag: Option<&LitStr>, errors: &mut Errors) {
    let named = all.iter().filter(|field| field.ident.is_some() && field.serde.flatten.is_none());
    twice(named.map(Named::field).collect(), tag, errors);
}

/// A field or variant with its names.
struct Named<'a> {
    kind: &'static str,
    rust: String,
    names: &'a BothWays<String>,
    serde: &'a SerdeField,
    span: Span,
}

impl<'a> Named<'a> {
    fn field(field: &'a Field) -> Self {
        let rust = field.ident.as_ref().map_or_else(String::new, ToString::to_string);
        Self { kind: "field", rust, names: &field.names, serde: &field.serde, span: field.span }
    }

    fn variant(variant: &'a Variant) -> Self {
        let (rust, span) = (variant.ident.to_string(), variant.ident.span());
        Self { kind: "variant", rust, names: &variant.names, serde: &variant.serde, span }
    }

    fn told(&self) -> String {
        format!("{} `{}`", self.kind, self.rust)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.rust == other.rust
    }

    /// Its names in requests, each with the place to blame.
    fn request(&self) -> Vec<(String, Span)> {
        if self.serde.skip_deserializing {
            return Vec::new();
        }
        let renamed = self.serde.rename.request.as_ref().map_or(self.span, LitStr::span);
        let aliases = self.serde.aliases.iter().map(|alias| (alias.value(), alias.span()));
        std::iter::once((self.names.request.clone(), renamed)).chain(aliases).collect()
    }

    /// Its name in responses.
    fn response(&self) -> Vec<(String, Span)> {
        if self.serde.skip_serializing {
            return Vec::new();
        }
        let renamed = self.serde.rename.response.as_ref().map_or(self.span, LitStr::span);
        vec![(self.names.response.clone(), renamed)]
    }
}

fn twice(all: Vec<Named<'_>>, tag: Option<&LitStr>, errors: &mut Errors) {
    let tag = tag.map(LitStr::value);
    let mut told = Vec::new();
    for direction in ["requests", "responses"] {
        let mut first: BTreeMap<String, Option<usize>> = tag.iter().map(|tag| (tag.clone(), None)).collect();
        for (at, named) in all.iter().enumerate() {
            let names = if direction == "requests" { named.request() } else { named.response() };
            for (name, span) in names {
                let Some(other) = first.get(&name) else {
                    first.insert(name, Some(at));
                    continue;
                };
                // A name that is there in both directions is told once.
                if told.contains(&(at, name.clone())) {
                    continue;
                }
                let this = named.told();
                let message = match other.map(|other| &all[other]) {
                    None => format!(
                        "{this} is called `{name}` in {direction}, as the tag of the struct is; {ADVICE}"
                    ),
                    Some(other) if other.is_same(named) => {
                        format!("{this} is called `{name}` anyway; remove this name")
                    }
                    Some(other) => {
                        format!("{this} is called `{name}` in {direction}, as {} is; {ADVICE}", other.told())
                    }
                };
                errors.push(Error::new(span, message));
                told.push((at, name));
            }
        }
    }
}

const ADVICE: &str = "give one of them another name with `#[serde(rename = \"..\")]`";
