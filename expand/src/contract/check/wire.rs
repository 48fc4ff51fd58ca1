//! Attributes of serde that change what is on the wire without schemars seeing it.

use syn::{Error, LitStr, Type};

use super::fields;
use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::schemars::Schemars;
use crate::attributes::serde::SerdeField;
use crate::attributes::validate::RuleKind;
use crate::errors::Errors;

pub(super) fn check(container: &Container, errors: &mut Errors) {
    for field in fields(container).filter(|field| field.serde.crosses()) {
        functions(&field.serde, &field.schemars, errors);
        flattened(field, errors);
    }
    if let Shape::Enum(variants) = &container.shape {
        for variant in variants.iter().filter(|variant| variant.serde.crosses()) {
            functions(&variant.serde, &variant.schemars, errors);
        }
    }
    transparent(container, errors);
    if let Some(span) = container.schemars.inline {
        let message = "schemars writes an inline type out wherever it is held, where nobody knows any more which of its fields are \
                       secret and which rules they keep; remove `inline`";
        errors.push(Error::new(span, message));
    }
}

/// Functions that write or read something else than the type says.
fn functions(serde: &SerdeField, schemars: &Schemars, errors: &mut Errors) {
    if schemars.is_given() {
        return;
    }
    // schemars takes `with` for a type, which it is in `AsString::<u64>`.
    let module = serde.with.as_ref().filter(|with| is_module(with)).map(|with| ("with", with));
    let writes = serde.serialize_with.as_ref().map(|function| ("serialize_with", function));
    let reads = serde.deserialize_with.as_ref().map(|function| ("deserialize_with", function));
    if let Some((attribute, function)) = module.or(writes).or(reads) {
        let message = format!(
            "nobody but `{}` knows what stands on the wire here: name a type that is written like it, \
             `#[schemars(with = \"String\")]` for text, beside `{attribute}`",
            function.value()
        );
        errors.push(Error::new(function.span(), message));
    }
}

/// Whether a path is that of a module, which is written in lower case.
fn is_module(with: &LitStr) -> bool {
    match with.parse::<Type>() {
        Ok(Type::Path(path)) => path.path.segments.last().is_some_and(|last| {
            last.arguments.is_none() && last.ident.to_string().starts_with(char::is_lowercase)
        }),
        _ => false,
    }
}

fn flattened(field: &Field, errors: &mut Errors) {
    let is_option = matches!(&field.ty, Type::Path(path)
        if path.path.segments.last().is_some_and(|last| last.ident == "Option"));
    if let Some(span) = field.serde.flatten.filter(|_| is_option) {
        let message = "serde takes a flattened `Option` for `None` as soon as one of its fields is missing or wrong, and \
                       tells nobody; flatten the type itself with `Option` in its fields, or remove `flatten`";
        errors.push(Error::new(span, message));
    }
}

/// schemars makes a transparent type the type that it holds, unless there is more to say of it than that. The rules that
/// schemars does not read are then nowhere.
fn transparent(container: &Container, errors: &mut Errors) {
    if !container.serde.transparent || container.doc.is_some() {
        return;
    }
    let rules = || container.shape.fields().iter().flat_map(|field| &field.rules);
    let is_seen = |kind: &RuleKind| {
        matches!(
            kind,
            RuleKind::Length { .. }
                | RuleKind::Range { .. }
                | RuleKind::Email
                | RuleKind::Url
                | RuleKind::Ip { .. }
                | RuleKind::Regex(_)
                | RuleKind::Contains(_)
                | RuleKind::Required
        )
    };
    if let Some(first) = rules().next().filter(|_| !rules().any(|rule| is_seen(&rule.kind))) {
        let message = "the schema of a transparent type is that of its field, without this rule; give the type a doc comment, \
                       by which it gets a schema of its own";
        errors.push(Error::new(first.span, message));
    }
}
