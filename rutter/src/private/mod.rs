//! What generated code refers to. It is no part of the public API: it may change in every release.

pub mod asked;
#[cfg(feature = "axum")]
pub mod axum;

pub use crate::const_text as text;
pub use crate::params::{HrefWriter, PathReader, PathSegment};
pub use crate::search::{SearchReader, SearchWriter};
pub use crate::text::codec::{digits, not_wide, plain, safe};
pub use crate::text::rules::UrlRules;
pub use crate::text::url_field::{default_field, url_field};
pub use rutter_contract::{Bound, Check, IpVersion, Notes, Rule, Type};
pub use rutter_derive::__beside as beside;
pub use {inventory, schemars, serde, serde_json, validator};

use std::fmt::Display;

use validator::{Validate, ValidationErrors};

pub use crate::describe::Held;

use crate::describe::Contract;
use crate::problem::Problem;

/// The shape of any text.
pub fn any_text() -> Type {
    Type::String { format: None }
}

/// The shape of one of these texts.
pub fn one_of(names: &[&str]) -> Type {
    Type::literal(names.iter().copied())
}

/// The shape of what a type with one field holds, with the rules of the type.
pub fn ruled<T: Contract>(of: Type) -> Type {
    let mut notes = Notes::default();
    T::notes(&mut notes);
    if notes.rules.is_empty() { of } else { Type::Ruled { of: Box::new(of), rules: notes.rules } }
}

/// The problem that an error is.
pub fn problem(status: u16, detail: Option<String>, field: Option<&str>) -> Problem {
    let mut problem = Problem::new(status);
    if let (Some(field), Some(detail)) = (field, &detail) {
        problem.field_errors.insert(field.to_owned(), vec![detail.clone()]);
    }
    problem.detail = detail;
    problem
}

/// An error that says what is wrong.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what is wrong",
    label = "does not implement `Display`",
    note = "derive `thiserror::Error`, or write `#[rutter(message = \"..\")]` on each variant with a status below 500"
)]
pub trait Told {
    fn told(&self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Display> Told for T {
    fn told(&self) -> String {
        self.to_string()
    }
}

/// A type whose rules can be run.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has `#[validate(..)]` rules, but nothing runs them",
    label = "does not derive `validator::Validate`",
    note = "add `#[derive(validator::Validate)]`, or put `#[rutter::contract]` in place of the derives"
)]
pub trait RunsRules {
    fn run(value: &Self) -> Result<(), ValidationErrors>;
}

#[diagnostic::do_not_recommend]
impl<T: Validate> RunsRules for T {
    fn run(value: &Self) -> Result<(), ValidationErrors> {
        value.validate()
    }
}

/// As [`RunsRules`], of what a URL carries.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has `#[validate(..)]` rules, but nothing runs them",
    label = "does not derive `validator::Validate`",
    note = "add `#[derive(validator::Validate)]` to it, of the crate `validator` 0.21"
)]
pub trait RunsUrlRules {
    fn run(value: &Self) -> Result<(), ValidationErrors>;
}

#[diagnostic::do_not_recommend]
impl<T: Validate> RunsUrlRules for T {
    fn run(value: &Self) -> Result<(), ValidationErrors> {
        value.validate()
    }
}
