//! Limits that no value keeps.

use syn::{Error, Expr, spanned::Spanned as _};

use super::fields;
use crate::attributes::container::Container;
use crate::attributes::validate::RuleKind;
use crate::contract::rules::number;
use crate::errors::Errors;

pub(super) fn check(container: &Container, errors: &mut Errors) {
    for field in fields(container) {
        for rule in &field.rules {
            match &rule.kind {
                RuleKind::Length { min, max, equal } => {
                    length(min.as_ref(), max.as_ref(), errors);
                    // Of a struct with named fields, `validator` says so.
                    if let Some(equal) = equal.as_ref().filter(|_| field.ident.is_none())
                        && (min.is_some() || max.is_some())
                    {
                        let message = "`equal` is both limits; remove it, or `min` and `max`";
                        errors.push(Error::new(equal.span(), message));
                    }
                }
                RuleKind::Range { min, max, exclusive_min, exclusive_max } => {
                    let excludes = exclusive_min.is_some() || exclusive_max.is_some();
                    let (min, max) = (
                        exclusive_min.as_deref().or(min.as_ref()),
                        exclusive_max.as_deref().or(max.as_ref()),
                    );
                    range(min, max, excludes, errors);
                }
                _ => {}
            }
        }
    }
}

fn length(min: Option<&Expr>, max: Option<&Expr>, errors: &mut Errors) {
    if let Some((least, most)) = literals(min, max)
        && least > most
        && let Some(max) = max
    {
        let message = format!("nothing is at least {least} and at most {most} long; swap `min` and `max`");
        errors.push(Error::new(max.span(), message));
    }
}

fn range(min: Option<&Expr>, max: Option<&Expr>, excludes: bool, errors: &mut Errors) {
    let Some(((least, most), max)) = literals(min, max).zip(max) else { return };
    if least > most {
        let message = format!("no number is from {least} to {most}; swap the limits");
        errors.push(Error::new(max.span(), message));
    } else if least == most && excludes {
        let message = format!("no number is left between {least} and {most} where one of them is excluded");
        errors.push(Error::new(max.span(), message));
    }
}

/// Both limits, where they are plain numbers.
fn literals(min: Option<&Expr>, max: Option<&Expr>) -> Option<(f64, f64)> {
    Some((number(min?)?.as_f64(), number(max?)?.as_f64()))
}
