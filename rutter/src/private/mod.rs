//! What generated code refers to. It is no part of the public API: it may change in every release.

pub mod asked;
#[cfg(feature = "axum")]
pub mod axum;
pub mod by_hand;
pub mod nulls;

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
use std::marker::PhantomData;

use rutter_contract::Also;
use serde_json::Value;
use validator::{Validate, ValidationErrors};

pub use crate::describe::Held;

use crate::describe::{Contract, Describe};
use crate::form::Form;
use crate::problem::Problem;

/// The shape of one of these names: others stand for some of them, and any other text for `other`.
pub fn one_of(names: &[&str], others: &[(&str, &str)], other: Option<&str>) -> Type {
    let names = names.iter().map(|name| Value::from(*name)).collect();
    let others = others.iter().map(|(text, name)| ((*text).to_owned(), (*name).to_owned())).collect();
    let also = Also { names: others, other: other.map(str::to_owned), ..Also::default() };
    Type::Literal { values: names, also }
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

macro_rules! has_schema {
    ($name:ident of $of:ident, $attribute:literal, $add:expr) => {
        /// A type that derives Rutter's trait, and has the JSON Schema that goes with it.
        #[diagnostic::on_unimplemented(
                                                    message = "`{Self}` has no JSON Schema",
                                                    label = "does not derive `schemars::JsonSchema`",
                                                    note = "add `#[derive(schemars::JsonSchema)]` to it",
                                                    note = $attribute
                                                )]
        pub trait $name {
            fn add(to: &mut Describe);
        }

        #[diagnostic::do_not_recommend]
        impl<T: $of> $name for T {
            fn add(to: &mut Describe) {
                $add(to);
            }
        }
    };
}

has_schema!(HasSchema of Contract, "or put `#[rutter::contract]` in place of the derives", T::describe);
has_schema!(FormHasSchema of Form, "or put `#[rutter::form]` in place of the derives", Describe::form::<T>);

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

/// What is done with a type for which the attribute wrote the derives: where one of them failed, it has said why, and nothing is
/// done. The call `(&&Written::<T>::NEW).add(to)` finds the first trait whose bounds hold.
pub struct Written<T>(PhantomData<T>);

impl<T> Written<T> {
    pub const NEW: Self = Self(PhantomData);
}

pub trait WrittenContract {
    fn add(&self, to: &mut Describe);
}

impl<T: Contract> WrittenContract for &Written<T> {
    fn add(&self, to: &mut Describe) {
        T::describe(to);
    }
}

pub trait WrittenForm {
    fn add_form(&self, to: &mut Describe);
}

impl<T: Form> WrittenForm for &Written<T> {
    fn add_form(&self, to: &mut Describe) {
        to.form::<T>();
    }
}

pub trait WrittenRules<T> {
    fn run(&self, value: &T) -> Result<(), ValidationErrors>;
}

impl<T: Validate> WrittenRules<T> for &Written<T> {
    fn run(&self, value: &T) -> Result<(), ValidationErrors> {
        value.validate()
    }
}

pub trait NotWritten<T> {
    fn add(&self, _: &mut Describe) {}
    fn add_form(&self, _: &mut Describe) {}
    fn run(&self, _: &T) -> Result<(), ValidationErrors> {
        Ok(())
    }
}

impl<T> NotWritten<T> for Written<T> {}
