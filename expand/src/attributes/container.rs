//! An item with all that its attributes say: what every macro works on.

use proc_macro2::Span;
use syn::{Data, DeriveInput, Fields, Generics, Ident, Type, Visibility};

use super::case::Case;
use super::keys::{Place, Reader};
use super::names::BothWays;
use super::rutter::{RutterContainer, RutterField};
use super::schemars::Schemars;
use super::serde::{SerdeContainer, SerdeField};
use super::validate::{self, ValidateContainer, ValidateRule};
use crate::errors::Errors;
use crate::listing::list;
use crate::mistake::Mistake;

/// A struct or enum.
#[derive(Debug)]
pub(crate) struct Container {
    pub(crate) ident: Ident,
    /// What reads it.
    pub(crate) reader: Reader,
    pub(crate) generics: Generics,
    pub(crate) doc: Option<String>,
    pub(crate) serde: SerdeContainer,
    pub(crate) schemars: Schemars,
    pub(crate) validate: ValidateContainer,
    pub(crate) rutter: RutterContainer,
    /// Whether `#[validate(..)]` stands anywhere on the item, so that it has rules to run.
    pub(crate) has_rules: bool,
    pub(crate) shape: Shape,
}

/// What an item is made of.
#[derive(Debug)]
pub(crate) enum Shape {
    Struct(Vec<Field>),
    /// A tuple struct; with one field, a newtype.
    Tuple(Vec<Field>),
    Unit,
    Enum(Vec<Variant>),
}

/// A field.
#[derive(Debug)]
pub(crate) struct Field {
    /// `None` in tuples.
    pub(crate) ident: Option<Ident>,
    pub(crate) visibility: Visibility,
    /// Where to blame the field: its name, or its type in a tuple.
    pub(crate) span: Span,
    pub(crate) ty: Type,
    pub(crate) doc: Option<String>,
    pub(crate) serde: SerdeField,
    pub(crate) schemars: Schemars,
    pub(crate) rutter: RutterField,
    pub(crate) rules: Vec<ValidateRule>,
    /// The names on the wire; in tuples, the index.
    pub(crate) names: BothWays<String>,
}

/// A variant of an enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) doc: Option<String>,
    pub(crate) serde: SerdeField,
    pub(crate) schemars: Schemars,
    pub(crate) rutter: RutterField,
    /// The names on the wire.
    pub(crate) names: BothWays<String>,
    pub(crate) fields: Shape,
}

impl Container {
    /// The name of the type where serde writes it: as the tag of a struct.
    pub(crate) fn wire_name(&self) -> String {
        self.serde.rename.response.as_ref().map_or_else(|| unraw(&self.ident), syn::LitStr::value)
    }

    /// Whether `validator` has something to run: it knows structs with named fields only.
    pub(crate) fn runs_validator(&self) -> bool {
        self.has_rules && matches!(self.shape, Shape::Struct(_))
    }

    /// Reads an item. What is wrong with its attributes goes to `errors`; the rest is read all the same.
    pub(crate) fn read(item: &DeriveInput, reader: Reader, errors: &mut Errors) -> Self {
        let serde = errors.take(SerdeContainer::parse(&item.attrs));
        let rutter = RutterContainer::parse(&item.attrs, reader, errors);
        let reader = Reader { writes: reader.writes || rutter.written, ..reader };
        let cases = serde.rename_all.clone();
        let shape = match &item.data {
            Data::Struct(data) => Shape::read(&data.fields, &cases, reader, errors),
            Data::Enum(data) => Shape::Enum(
                data.variants
                    .iter()
                    .map(|variant| {
                        let attributes = errors.take(SerdeField::parse(&variant.attrs));
                        let name = unraw(&variant.ident);
                        let names = wire_names(
                            &attributes,
                            BothWays {
                                request: cases.request.of_variant(&name),
                                response: cases.response.of_variant(&name),
                            },
                        );
                        let field_cases = BothWays {
                            request: attributes.rename_all.request.unwrap_or(serde.rename_all_fields.request),
                            response: attributes
                                .rename_all
                                .response
                                .unwrap_or(serde.rename_all_fields.response),
                        };
                        Variant {
                            ident: variant.ident.clone(),
                            doc: super::doc(&variant.attrs),
                            schemars: errors.take(Schemars::parse(&variant.attrs)),
                            rutter: RutterField::parse(&variant.attrs, Place::Variant, reader, errors),
                            fields: Shape::read(&variant.fields, &field_cases, reader, errors),
                            names,
                            serde: attributes,
                        }
                    })
                    .collect(),
            ),
            Data::Union(data) => {
                errors.push(syn::Error::new(
                    data.union_token.span,
                    "a union cannot cross; use a struct or an enum",
                ));
                Shape::Unit
            }
        };
        Self {
            ident: item.ident.clone(),
            reader,
            generics: item.generics.clone(),
            doc: super::doc(&item.attrs),
            has_rules: has_rules(item),
            schemars: errors.take(Schemars::parse(&item.attrs)),
            validate: errors.take(ValidateContainer::parse(&item.attrs)),
            serde,
            rutter,
            shape,
        }
    }

    /// Cases that serde does not have.
    pub(crate) fn unknown_cases(&self) -> impl Iterator<Item = &syn::LitStr> {
        let variants = match &self.shape {
            Shape::Enum(variants) => variants.as_slice(),
            Shape::Struct(_) | Shape::Tuple(_) | Shape::Unit => &[],
        };
        let of_variants = variants.iter().flat_map(|variant| &variant.serde.unknown_cases);
        self.serde.unknown_cases.iter().chain(of_variants)
    }

    /// Reports cases that serde does not have, for items on which serde itself need not be derived, and so says nothing.
    pub(crate) fn refuse_unknown_cases(&self, errors: &mut Errors) {
        for case in self.unknown_cases() {
            let name = case.value();
            let message = match Case::meant(&name) {
                Some(meant) => format!("serde has no case `{name}`; did you mean `{meant}`?"),
                None => format!("serde has no case `{name}`; it has {}", list(Case::NAMES)),
            };
            let meant = Case::meant(&name).map(|meant| format!("{meant:?}"));
            errors.push(Mistake::new(case.span(), message).or(meant));
        }
    }

    /// The fields of a struct with named fields; elsewhere an error, and none.
    pub(crate) fn named_fields(&self, what: &str, errors: &mut Errors) -> &[Field] {
        match &self.shape {
            Shape::Struct(fields) => fields,
            Shape::Unit => &[],
            Shape::Tuple(_) | Shape::Enum(_) => {
                let message = format!("{what} are a struct with named fields");
                errors.push(syn::Error::new(self.ident.span(), message));
                &[]
            }
        }
    }
}

impl Shape {
    /// The fields of a struct or variant.
    pub(crate) fn fields(&self) -> &[Field] {
        match self {
            Self::Struct(fields) | Self::Tuple(fields) => fields,
            Self::Unit | Self::Enum(_) => &[],
        }
    }

    fn read(fields: &Fields, cases: &BothWays<Case>, reader: Reader, errors: &mut Errors) -> Self {
        match fields {
            Fields::Named(named) => Self::Struct(
                named.named.iter().map(|field| Field::read(field, None, cases, reader, errors)).collect(),
            ),
            Fields::Unnamed(unnamed) => Self::Tuple(
                unnamed
                    .unnamed
                    .iter()
                    .enumerate()
                    .map(|(at, field)| Field::read(field, Some(at), cases, reader, errors))
                    .collect(),
            ),
            Fields::Unit => Self::Unit,
        }
    }
}

impl Field {
    fn read(
        field: &syn::Field,
        at: Option<usize>,
        cases: &BothWays<Case>,
        reader: Reader,
        errors: &mut Errors,
    ) -> Self {
        let serde = errors.take(SerdeField::parse(&field.attrs));
        let names = match (&field.ident, at) {
            (Some(ident), _) => {
                let name = unraw(ident);
                let cased = BothWays {
                    request: cases.request.of_field(&name),
                    response: cases.response.of_field(&name),
                };
                wire_names(&serde, cased)
            }
            (None, at) => {
                let at = at.unwrap_or_default().to_string();
                BothWays { request: at.clone(), response: at }
            }
        };
        let span = match &field.ident {
            Some(ident) => ident.span(),
            None => syn::spanned::Spanned::span(&field.ty),
        };
        Self {
            ident: field.ident.clone(),
            visibility: field.vis.clone(),
            span,
            ty: field.ty.clone(),
            doc: super::doc(&field.attrs),
            schemars: errors.take(Schemars::parse(&field.attrs)),
            rutter: RutterField::parse(&field.attrs, Place::Field, reader, errors),
            rules: errors.take(validate::rules(&field.attrs)),
            serde,
            names,
        }
    }
}

/// The name that `rename` gives, or the one that the case gives.
fn wire_names(serde: &SerdeField, cased: BothWays<String>) -> BothWays<String> {
    let renamed = |name: &Option<syn::LitStr>, cased: String| name.as_ref().map_or(cased, syn::LitStr::value);
    BothWays {
        request: renamed(&serde.rename.request, cased.request),
        response: renamed(&serde.rename.response, cased.response),
    }
}

/// A name without the `r#` of a keyword.
pub(crate) fn unraw(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map_or_else(|| name.clone(), str::to_owned)
}

fn has_rules(item: &DeriveInput) -> bool {
    let on = |attributes: &[syn::Attribute]| {
        attributes.iter().any(|attribute| attribute.path().is_ident("validate"))
    };
    let in_fields = |fields: &Fields| fields.iter().any(|field| on(&field.attrs));
    on(&item.attrs)
        || match &item.data {
            Data::Struct(data) => in_fields(&data.fields),
            Data::Enum(data) => data.variants.iter().any(|variant| in_fields(&variant.fields)),
            Data::Union(_) => false,
        }
}
