//! Whether a JSON value is what a type asks for: the one definition that Rust and TypeScript follow.
//!
//! Requests are judged as serde reads them and by the rules of their fields. Responses are judged as serde writes them:
//! rules, aliases and the other liberties of requests do not count there.
//!
//! Where a text has a [`Format`](crate::Format) or a rule, the contract takes the form that is written here, and what it
//! takes is also taken by the Rust type or by `validator`; these sometimes take more.
//!
//! The work is linear in the size of the value, values nest at most [`MAX_DEPTH`] deep and at most [`MAX_ISSUES`] are named,
//! whatever is sent. There is no limit for its size, which is that of the text it was parsed from. JavaScript has values that
//! hold one part in many places, as no text can; so the readers in TypeScript count the parts they look at.

mod card;
mod check;
mod choice;
mod date;
mod email;
mod format;
mod issue;
mod kind;
mod message;
mod number;
mod object;
mod path;
mod union;
mod uri;
mod walk;

use std::collections::BTreeMap;

use serde_json::Value;

pub use check::check;
pub use choice::{is_keyed_by, is_single, retagged, tag_message, tag_of};
pub use format::is_format;
pub use issue::{Issue, Path, Step};
pub use kind::{Kind, kind};
pub use message::{
    aliased_message, choice_message, custom_message, depth_message, duplicate_message, except_message,
    key_message, repeated_message, required_message, rule_code, rule_message, shape_message, unknown_message,
};
pub use number::range;
pub(crate) use object::declared;
pub use object::{declared_keys, names};

use crate::contract::Definition;
use crate::ty::{Field, Type};
use walk::{Direction, Walk};

/// How deep a value may nest: what `serde_json` reads from text.
pub const MAX_DEPTH: usize = 128;

/// The most issues that are named of one value.
pub const MAX_ISSUES: usize = 1000;

/// The types that references are looked up in.
pub type Types = BTreeMap<String, Definition>;

/// Everything that is wrong with a value that was sent; nothing, if the type takes it.
///
/// A [`Pattern`](crate::Check::Pattern) or [`Custom`](crate::Check::Custom) rule is not asked: `validator` does that.
pub fn judge(types: &Types, ty: &Type, value: &Value) -> Vec<Issue> {
    let mut walk = Walk::new(types, Direction::Request);
    walk.value(ty, value, &path::At::root());
    walk.issues()
}

/// What is wrong with a value that was read from a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    /// Everything that is wrong.
    pub issues: Vec<Issue>,
    /// Whether nothing but rules is broken: the value is what serde reads.
    pub is_shaped: bool,
}

/// Everything that is wrong with a value that was read from a form, in which a number stands for each file.
pub fn judge_form(types: &Types, ty: &Type, value: &Value) -> Judged {
    let mut walk = Walk::new(types, Direction::Form);
    walk.value(ty, value, &path::At::root());
    Judged { is_shaped: !walk.misshapen, issues: walk.issues() }
}

/// Whether nothing is wrong with a value that was read from a form.
pub fn fits_form(types: &Types, ty: &Type, value: &Value) -> bool {
    let mut walk = Walk::new(types, Direction::Form);
    walk.silent = true;
    walk.value(ty, value, &path::At::root())
}

/// Everything that is wrong with what was sent for a field, by the path of its name.
pub fn judge_field(types: &Types, field: &Field, value: Option<&Value>) -> Vec<Issue> {
    let mut walk = Walk::new(types, Direction::Request);
    let root = path::At::root();
    walk.field(field, &field.name, value, &root);
    walk.issues()
}

/// Everything that is wrong with a value that was written.
pub fn judge_response(types: &Types, ty: &Type, value: &Value) -> Vec<Issue> {
    let mut walk = Walk::new(types, Direction::Response);
    walk.value(ty, value, &path::At::root());
    walk.issues()
}
