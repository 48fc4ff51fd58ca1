//! What is wrong with an error, and what is right with it.

use std::collections::BTreeMap;

use proc_macro2::Span;
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitStr};

use crate::attributes::container::{Container, Shape, Variant};
use crate::errors::Errors;
use crate::mistake::Mistake;

/// The members of every problem, and the key of the variant's name.
const MEMBERS: [&str; 9] =
    ["type", "title", "status", "detail", "instance", "formErrors", "fieldErrors", "values", "code"];

/// A variant that can be answered.
pub(super) struct Answer<'a> {
    pub(super) variant: &'a Variant,
    pub(super) kind: Kind<'a>,
}

/// What is answered.
pub(super) enum Kind<'a> {
    /// A problem.
    Problem {
        status: u16,
        message: Option<&'a LitStr>,
        /// The field of the request that is to blame.
        field: Option<&'a LitStr>,
        /// What stands in the body: its fields as they are written, and the names on the wire.
        body: Vec<(&'a syn::Field, &'a str)>,
    },
    /// What the error in its only field answers.
    Transparent(&'a syn::Field),
}

/// The variants of an error.
pub(super) fn answers<'a>(
    container: &'a Container,
    item: &'a DeriveInput,
    errors: &mut Errors,
) -> Vec<Answer<'a>> {
    let (Shape::Enum(variants), Data::Enum(data)) = (&container.shape, &item.data) else {
        let message = "an error is an enum, with `#[rutter(status = 404)]` on each variant";
        errors.push(Error::new(container.ident.span(), message));
        return Vec::new();
    };
    if let Some(parameter) = container.generics.params.first() {
        let message = "an error is one type with one contract; write an enum without parameters";
        errors.push(Error::new(parameter.span(), message));
    }
    same_codes(variants, errors);
    variants
        .iter()
        .zip(&data.variants)
        .filter_map(|(variant, item)| answer(variant, &item.fields, errors))
        .collect()
}

/// Callers tell the errors of a status apart by their codes.
fn same_codes(variants: &[Variant], errors: &mut Errors) {
    let mut first = BTreeMap::new();
    for variant in variants.iter().filter(|variant| variant.rutter.transparent.is_none()) {
        let code = &variant.names.response;
        if let Some(other) = first.insert(code, &variant.ident) {
            let span =
                variant.serde.rename.response.as_ref().map_or_else(|| variant.ident.span(), LitStr::span);
            let message = format!(
                "`{other}` has the code `{code}` too; give one of them another with `#[serde(rename = \"..\")]`"
            );
            errors.push(Error::new(span, message));
        }
    }
}

fn answer<'a>(variant: &'a Variant, fields: &'a Fields, errors: &mut Errors) -> Option<Answer<'a>> {
    let kind = match variant.rutter.transparent {
        Some(span) => transparent(variant, fields, span, errors)?,
        None => problem(variant, fields, errors)?,
    };
    Some(Answer { variant, kind })
}

fn transparent<'a>(
    variant: &Variant,
    fields: &'a Fields,
    span: Span,
    errors: &mut Errors,
) -> Option<Kind<'a>> {
    let rutter = &variant.rutter;
    let spans = [
        rutter.status.as_ref().map(|status| status.span()),
        rutter.message.as_ref().map(LitStr::span),
        rutter.field.as_ref().map(LitStr::span),
    ];
    if let Some(span) = spans.into_iter().flatten().next() {
        errors.push(Error::new(
            span,
            "a transparent variant answers what its field does; remove this, or `transparent`",
        ));
    }
    let only = fields.iter().next().filter(|_| fields.len() == 1);
    if only.is_none() {
        errors.push(Mistake::absence(
            span,
            "a transparent variant has one field, which is another error that derives `ApiError`",
        ));
    }
    only.map(Kind::Transparent)
}

fn problem<'a>(variant: &'a Variant, fields: &'a Fields, errors: &mut Errors) -> Option<Kind<'a>> {
    let body = body(variant, fields, errors);
    let Some(stated) = &variant.rutter.status else {
        // Where an attribute could not be read, the status may have stood in it.
        if !variant.rutter.unread {
            let message = "with which status is this answered? write `#[rutter(status = 404)]`, or another from 400 to 599";
            errors.push(Mistake::absence(variant.ident.span(), message));
        }
        return None;
    };
    let status = stated.base10_parse::<u16>().ok().filter(|status| (400..=599).contains(status));
    if status.is_none() {
        let message =
            "the status of an error is from 400 to 599; below that are responses that are no errors";
        errors.push(Error::new(stated.span(), message));
    }
    let rutter = &variant.rutter;
    Some(Kind::Problem {
        status: status?,
        message: rutter.message.as_ref(),
        field: rutter.field.as_ref(),
        body,
    })
}

/// The fields that stand in the body: those that are not skipped and not the cause of the error, which is nobody else's business.
fn body<'a>(variant: &'a Variant, fields: &'a Fields, errors: &mut Errors) -> Vec<(&'a syn::Field, &'a str)> {
    let mut body = Vec::new();
    for (field, item) in variant.fields.fields().iter().zip(fields) {
        if field.serde.skip_serializing || item.attrs.iter().any(is_cause) {
            continue;
        }
        let name = field.names.response.as_str();
        let span = field.serde.rename.response.as_ref().map_or(field.span, LitStr::span);
        if field.ident.is_none() {
            let message = "what stands in the body of an error has a name; name the field, or leave it out with `#[serde(skip)]`";
            errors.push(Error::new(span, message));
        } else if MEMBERS.contains(&name) {
            let message = format!(
                "`{name}` is a member of every problem already; give the field another name with `#[serde(rename = \"..\")]`"
            );
            errors.push(Error::new(span, message));
        } else {
            body.push((item, name));
        }
    }
    body
}

/// Whether an attribute of `thiserror` marks the cause of the error.
fn is_cause(attribute: &Attribute) -> bool {
    ["from", "source", "backtrace"].iter().any(|name| attribute.path().is_ident(name))
}
