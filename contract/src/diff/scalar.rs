//! Values without parts: which of them another type takes.

use serde_json::Value;

use crate::judge::{is_format, range};
use crate::ty::{Format, IntegerWidth, Key, Type};

use super::at::At;
use super::change::{Code, Effect};
use super::walk::{Said, Walk};
use super::words;

impl<'c> Walk<'c> {
    /// Two types that differ and have no parts in common.
    pub(super) fn scalar(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        if !self.position.is_url() && is_policy(before, after) {
            return self.policy(before, after, at);
        }
        let (from, to) = self.written_taken(before, after);
        let takes = match from {
            Type::Literal { values, also } => {
                let aliases =
                    also.names.keys().filter(|_| !self.is_response()).map(|name| Value::from(&**name));
                (also.other.is_none() || is_text(to))
                    && values.iter().cloned().chain(aliases).all(|value| self.takes(before, after, &value))
            }
            Type::Null => self.takes(before, after, &Value::Null),
            Type::Boolean if !matches!(to, Type::String { .. }) => {
                [true, false].iter().all(|value| self.takes(before, after, &Value::Bool(*value)))
            }
            from => takes_scalars(from, to),
        };
        let takes = takes || self.position.is_url() && takes_texts(from, to);
        self.changed(at, !takes, before, after);
    }

    fn policy(&mut self, before: &Type, after: &Type, at: &At<'_>) {
        let (before, after) = (words::ty(self.before, before), words::ty(self.after, after));
        let why = self.pick(
            "what was sent is refused: 64-bit integers are written in another way",
            "readers get a text for a number, or a number for a text: 64-bit integers are written in another way",
        );
        self.report(at, Effect::Breaking, Code::IntegerPolicyChanged, || Said {
            message: format!("{} is {after}, was {before}", at.named()),
            before: Some(before),
            after: Some(after),
            why,
        });
    }
}

/// Whether a type is any text.
pub(super) fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::Any | Type::String { format: None })
}

/// An integer as a number on one side and in digits on the other.
fn is_policy(before: &Type, after: &Type) -> bool {
    let is_number = |ty: &Type| matches!(ty, Type::Integer { .. });
    let is_digits = |ty: &Type| matches!(ty, Type::String { format: Some(Format::Integer(_)) });
    is_number(before) && is_digits(after) || is_digits(before) && is_number(after)
}

/// Whether every value of one type without parts is of the other, as JSON.
fn takes_scalars(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (Type::Never, _) | (_, Type::Any) => true,
        (Type::Integer { .. }, Type::Number) => true,
        (Type::Integer { width: from, non_zero: from_non_zero }, Type::Integer { width, non_zero }) => {
            takes_integers(*from, *width) && (!non_zero || *from_non_zero)
        }
        (Type::String { format }, Type::String { format: to }) => takes_formats(*format, *to),
        _ => from == to,
    }
}

/// Whether every value of one type is of the other, where both are written as text.
fn takes_texts(from: &Type, to: &Type) -> bool {
    match (from, to) {
        (
            Type::Boolean | Type::Integer { .. } | Type::Number | Type::String { .. } | Type::Literal { .. },
            Type::String { format: None },
        ) => true,
        (Type::Integer { width, .. }, Type::String { format: Some(Format::Integer(to)) }) => {
            takes_integers(*width, *to)
        }
        (Type::String { format: Some(Format::Integer(from)) }, Type::Integer { width, non_zero: false }) => {
            takes_integers(*from, *width)
        }
        (Type::String { format: Some(Format::Integer(_)) }, Type::Number) => true,
        _ => false,
    }
}

/// Whether every integer of one type is of the other.
pub(super) fn takes_integers(from: IntegerWidth, to: IntegerWidth) -> bool {
    let ((from_least, from_most), (to_least, to_most)) = (range(from), range(to));
    to_least <= from_least && from_most <= to_most
}

fn takes_formats(from: Option<Format>, to: Option<Format>) -> bool {
    match (from, to) {
        (_, None) => true,
        (Some(Format::Ipv4 | Format::Ipv6), Some(Format::Ip)) => true,
        (Some(Format::Integer(from)), Some(Format::Integer(to))) => takes_integers(from, to),
        (from, to) => from == to,
    }
}

/// Whether every key of one kind is of the other.
pub(super) fn takes_keys(from: &Key, to: &Key) -> bool {
    match (from, to) {
        (_, Key::Text) => true,
        (Key::Integer(from), Key::Integer(to)) => takes_integers(*from, *to),
        (Key::Integer(from), Key::Formatted(Format::Integer(to))) => takes_integers(*from, *to),
        (Key::Formatted(from), Key::Formatted(to)) => takes_formats(Some(*from), Some(*to)),
        (Key::Names(from), Key::Names(to)) => from.iter().all(|name| to.contains(name)),
        (Key::Names(from), Key::Formatted(to)) => from.iter().all(|name| is_format(*to, name)),
        (Key::Boolean, Key::Names(to)) => ["true", "false"].iter().all(|name| to.iter().any(|to| to == name)),
        (from, to) => from == to,
    }
}
