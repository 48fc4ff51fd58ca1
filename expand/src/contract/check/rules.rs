//! Rules that nobody would run, or that cannot be asked of their field.

use syn::{Error, Expr, GenericArgument, PathArguments, Type};

use super::fields;
use crate::attributes::container::{Container, Field, Shape};
use crate::attributes::validate::{RuleKind, ValidateRule};
use crate::errors::Errors;

pub(super) fn check(container: &Container, errors: &mut Errors) {
    if let Some(span) = container.validate.context {
        let message = "a form or body is checked without a context; remove `context`, and check what needs one in the handler";
        errors.push(Error::new(span, message));
    }
    match &container.shape {
        Shape::Enum(_) => {
            let own = container.validate.schema.iter();
            for rule in own.chain(fields(container).flat_map(|field| &field.rules)) {
                let message = "`validator` does not look into enums; put what has rules into a struct with named fields, and hold \
                               that in the variant";
                errors.push(Error::new(rule.span, message));
            }
            return;
        }
        Shape::Tuple(all) => {
            for rule in all.iter().flat_map(|field| &field.rules).filter(|rule| needs_validator(rule)) {
                let message = "`validator` runs this rule only in structs with named fields; name the fields";
                errors.push(Error::new(rule.span, message));
            }
        }
        Shape::Struct(_) | Shape::Unit => {}
    }
    for field in fields(container) {
        for rule in &field.rules {
            let message = wrong_type(field, &rule.kind).or_else(|| no_regex(&rule.kind));
            if let Some(message) = message {
                errors.push(Error::new(rule.span, message));
            }
        }
    }
    if let Some(span) = container.rutter.text
        && container.shape.fields().len() != 1
    {
        errors.push(Error::new(
            span,
            "`text` is for types with one field, whose text in a URL is that of the field",
        ));
    }
}

/// Whether the contract alone does not judge the rule.
fn needs_validator(rule: &ValidateRule) -> bool {
    matches!(rule.kind, RuleKind::Regex(_) | RuleKind::Custom(_) | RuleKind::MustMatch(_) | RuleKind::Nested)
}

/// What a type of the standard library is to rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruled {
    Text,
    Number,
    List,
    Map,
    /// Nothing that a rule asks for.
    Other,
}

/// What a type is to rules, as far as its name tells; `Option` is seen through, as `validator` does.
pub(super) fn ruled(ty: &Type) -> Option<Ruled> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    Some(match last.ident.to_string().as_str() {
        "Option" => {
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
            match arguments.args.first()? {
                GenericArgument::Type(inner) => ruled(inner)?,
                _ => return None,
            }
        }
        "String" => Ruled::Text,
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64" | "i128" | "isize"
        | "f32" | "f64" => Ruled::Number,
        "Vec" | "VecDeque" | "HashSet" | "BTreeSet" => Ruled::List,
        "HashMap" | "BTreeMap" => Ruled::Map,
        "bool" | "char" => Ruled::Other,
        _ => return None,
    })
}

/// Why a pattern is none.
fn no_regex(rule: &RuleKind) -> Option<String> {
    let RuleKind::Regex(path) = rule else { return None };
    let is_text = matches!(path, Some(Expr::Lit(_)));
    (path.is_none() || is_text).then(|| {
        "`regex` takes a pattern that stands elsewhere: `#[validate(regex(path = *PATTERN))]`, with `static PATTERN: \
         LazyLock<Regex> = LazyLock::new(|| Regex::new(\"..\").unwrap());`"
            .to_owned()
    })
}

/// Why a rule cannot be asked of a field.
fn wrong_type(field: &Field, rule: &RuleKind) -> Option<String> {
    let ty = quote::ToTokens::to_token_stream(&field.ty).to_string().replace(' ', "");
    if matches!(rule, RuleKind::Required) {
        let is_option = matches!(&field.ty, Type::Path(path)
            if path.path.segments.last().is_some_and(|last| last.ident == "Option"));
        let message = || {
            format!(
                "`required` is for an `Option`; a field of the type `{ty}` is always there, so remove the rule"
            )
        };
        return (ruled(&field.ty).is_some() && !is_option).then(message);
    }
    let found = ruled(&field.ty)?;
    let (name, wanted, fits) = match rule {
        RuleKind::Length { .. } => {
            ("length", "text, lists, sets and maps", matches!(found, Ruled::Text | Ruled::List | Ruled::Map))
        }
        RuleKind::Range { .. } => ("range", "numbers", found == Ruled::Number),
        RuleKind::Email => ("email", "text", found == Ruled::Text),
        RuleKind::Url => ("url", "text", found == Ruled::Text),
        RuleKind::Ip { .. } => ("ip", "text", found == Ruled::Text),
        RuleKind::Regex(_) => ("regex", "text", found == Ruled::Text),
        RuleKind::CreditCard => ("credit_card", "text", found == Ruled::Text),
        RuleKind::NonControlCharacter => ("non_control_character", "text", found == Ruled::Text),
        RuleKind::Contains(_) => ("contains", "text and maps", matches!(found, Ruled::Text | Ruled::Map)),
        RuleKind::DoesNotContain(_) => {
            ("does_not_contain", "text and maps", matches!(found, Ruled::Text | Ruled::Map))
        }
        RuleKind::Required | RuleKind::MustMatch(_) | RuleKind::Nested | RuleKind::Custom(_) => return None,
    };
    (!fits).then(|| {
        format!("`{name}` is a rule for {wanted}, and not for `{ty}`; remove the rule, or change the type")
    })
}
