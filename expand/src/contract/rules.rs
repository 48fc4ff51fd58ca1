//! `#[validate(..)]` as rules of the contract: the arguments of `FieldNotes::rule`.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{Expr, Lit, UnOp};

use crate::attributes::container::Field;
use crate::attributes::validate::{RuleKind, ValidateRule};

/// Check, message and code of each rule. `others` are the fields of the same struct.
pub(crate) fn of(rules: &[ValidateRule], others: &[Field]) -> Vec<TokenStream> {
    rules
        .iter()
        .filter_map(|rule| {
            let check = check(&rule.kind, others)?;
            let (message, code) = (optional(rule.message.as_ref()), optional(rule.code.as_ref()));
            Some(quote!(::rutter::__private::Check::#check, #message, #code))
        })
        .collect()
}

fn check(kind: &RuleKind, others: &[Field]) -> Option<TokenStream> {
    Some(match kind {
        RuleKind::Length { min, max, equal } => {
            let min = optional(min.as_ref().or(equal.as_deref()));
            let max = optional(max.as_ref().or(equal.as_deref()));
            quote!(Length { min: #min, max: #max })
        }
        RuleKind::Range { min, max, exclusive_min, exclusive_max } => {
            let (without_min, without_max) = (exclusive_min.is_some(), exclusive_max.is_some());
            let min = optional(exclusive_min.as_deref().or(min.as_ref()).map(bound).as_ref());
            let max = optional(exclusive_max.as_deref().or(max.as_ref()).map(bound).as_ref());
            quote!(Range { min: #min, max: #max, exclusive_min: #without_min, exclusive_max: #without_max })
        }
        RuleKind::Email => quote!(Email),
        RuleKind::Url => quote!(Url { schemes: ::std::vec::Vec::new() }),
        RuleKind::Ip { v4, v6 } => {
            let version = match (v4, v6) {
                (true, false) => quote!(::core::option::Option::Some(::rutter::__private::IpVersion::V4)),
                (false, true) => quote!(::core::option::Option::Some(::rutter::__private::IpVersion::V6)),
                _ => quote!(::core::option::Option::None),
            };
            quote!(Ip { version: #version })
        }
        RuleKind::Regex(expression) => {
            let expression = expression.as_ref()?;
            quote!(Pattern { regex: ::std::string::ToString::to_string(&(#expression)) })
        }
        RuleKind::Contains(text) => {
            let text = text.as_ref()?;
            quote!(Contains { text: ::std::string::String::from(#text) })
        }
        RuleKind::DoesNotContain(text) => {
            let text = text.as_ref()?;
            quote!(DoesNotContain { text: ::std::string::String::from(#text) })
        }
        RuleKind::MustMatch(other) => {
            let other = wire_name(other.as_ref()?, others)?;
            quote!(MustMatch { other: ::std::string::String::from(#other) })
        }
        RuleKind::CreditCard => quote!(CreditCard),
        RuleKind::NonControlCharacter => quote!(NonControlCharacter),
        RuleKind::Required => quote!(Required),
        RuleKind::Custom(function) => {
            let function = function.as_ref()?.to_token_stream().to_string().replace(' ', "");
            quote!(Custom { function: ::std::string::String::from(#function) })
        }
        RuleKind::Nested => return None,
    })
}

fn optional(value: Option<&impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// `validator` reports a field that does not exist.
fn wire_name(rust: &Ident, others: &[Field]) -> Option<String> {
    let other = others.iter().find(|other| other.ident.as_ref() == Some(rust))?;
    Some(other.names.request.clone())
}

/// A limit. A literal has the type of its field, which may be wider than the type that it would have on its own.
fn bound(limit: &Expr) -> TokenStream {
    match number(limit) {
        Some(Number::Integer(value)) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => quote!(::rutter::__private::Bound::Integer(#value)),
            (_, Ok(value)) => quote!(::rutter::__private::Bound::Unsigned(#value)),
            _ => {
                let value = value as f64;
                quote!(::rutter::__private::Bound::Number(#value))
            }
        },
        Some(Number::Float(value)) => quote!(::rutter::__private::Bound::Number(#value)),
        None => quote!(::rutter::__private::Bound::from(#limit)),
    }
}

/// The value of a literal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::contract) enum Number {
    Integer(i128),
    Float(f64),
}

impl Number {
    pub(in crate::contract) fn as_f64(self) -> f64 {
        match self {
            Self::Integer(value) => value as f64,
            Self::Float(value) => value,
        }
    }
}

/// The number that an expression plainly is.
pub(in crate::contract) fn number(expression: &Expr) -> Option<Number> {
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Int(integer) => integer.base10_parse().ok().map(Number::Integer),
            Lit::Float(float) => float.base10_parse().ok().map(Number::Float),
            _ => None,
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => Some(match number(&unary.expr)? {
            Number::Integer(value) => Number::Integer(-value),
            Number::Float(value) => Number::Float(-value),
        }),
        Expr::Paren(inner) => number(&inner.expr),
        Expr::Group(inner) => number(&inner.expr),
        _ => None,
    }
}
