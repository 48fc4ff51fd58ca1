//! Two versions of a type, by what they are.

use crate::ty::{Key, Type};

use super::at::At;
use super::change::{Code, Effect};
use super::walk::{Said, Walk};
use super::{scalar, words};

impl<'c> Walk<'c> {
    pub(super) fn shape(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        match (before, after) {
            (Type::Ref { to: old }, Type::Ref { to: new }) => self.named((old, new), before, after, at),
            (Type::Nullable { of: old }, Type::Nullable { of: new }) => self.ty(old, new, at),
            (Type::Nullable { of }, after) if !matches!(after, Type::Any | Type::Union { .. }) => {
                if !self.takes_null(self.after, after) {
                    self.null(at, !self.is_response(), Code::NullRemoved);
                }
                self.ty(of, after, at);
            }
            (before, Type::Nullable { of }) if !matches!(before, Type::Any | Type::Union { .. }) => {
                if !self.takes_null(self.before, before) {
                    self.null(at, self.is_response(), Code::NullAdded);
                }
                self.ty(before, of, at);
            }
            (Type::Ruled { of: old, rules: were }, Type::Ruled { of: new, rules: are }) => {
                self.rules(were, are, old, at);
                self.ty(old, new, at);
            }
            (Type::Ruled { of, rules }, after) => {
                self.rules(rules, &[], of, at);
                self.ty(of, after, at);
            }
            (before, Type::Ruled { of, rules }) => {
                self.rules(&[], rules, before, at);
                self.ty(before, of, at);
            }
            (Type::Ref { .. }, _) | (_, Type::Ref { .. }) => self.resolve(before, after, at),
            _ => self.plain(before, after, at),
        }
    }

    /// Two types of which neither is a reference, or may be null, or has rules of its own.
    fn plain(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        match (before, after) {
            (
                Type::Literal { values: old, also: old_also },
                Type::Literal { values: new, also: new_also },
            ) => {
                self.literals((old, old_also), (new, new_also), at);
            }
            (Type::List { of: old, .. }, Type::List { of: new, .. }) => {
                self.list(before, after, at);
                self.ty(old, new, &at.elements());
            }
            (Type::Tuple { items: old }, Type::Tuple { items: new }) if old.len() == new.len() => {
                for (index, (old, new)) in old.iter().zip(new).enumerate() {
                    self.ty(old, new, &at.element(index));
                }
            }
            (Type::Map { key: old_key, of: old }, Type::Map { key: new_key, of: new }) => {
                self.keys(old_key, new_key, at);
                self.ty(old, new, &at.values());
            }
            (Type::Object(old), Type::Object(new)) => self.object(old, new, at),
            (Type::All { of: old }, Type::All { of: new }) if old.len() == new.len() => {
                self.all(before, after, at);
                for (old, new) in old.iter().zip(new) {
                    self.ty(old, new, at);
                }
            }
            (Type::Union { .. }, Type::Union { .. }) => self.unions(before, after, at),
            (Type::Union { .. }, _) | (_, Type::Union { .. })
                if !matches!(before, Type::Any) && !matches!(after, Type::Any) =>
            {
                self.unions(before, after, at);
            }
            _ if before == after => {}
            _ => self.scalar(before, after, at),
        }
    }

    pub(super) fn null(&mut self, at: &At<'_>, breaks: bool, code: Code) {
        let (possible, impossible) = ("may be null", "is never null");
        let (before, after) = match code {
            Code::NullAdded => (impossible, possible),
            _ => (possible, impossible),
        };
        let why = match (code, self.is_response()) {
            (Code::NullAdded, true) => "readers that count on a value find none",
            (Code::NullAdded, false) => "every value that was taken still is",
            (_, true) => "readers that are ready for null never get it",
            (_, false) => "a null that was taken is refused",
        };
        self.report(at, Effect::breaking(breaks), code, || Said {
            before: Some(before.to_owned()),
            after: Some(after.to_owned()),
            message: format!("{} {after} now", at.named()),
            why,
        });
    }

    /// The number of elements, and whether they differ.
    fn list(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        let (from, to) = self.written_taken(before, after);
        let (
            Type::List { unique: from_unique, count: from_count, .. },
            Type::List { unique: to_unique, count: to_count, .. },
        ) = (from, to)
        else {
            return;
        };
        let is_response = self.is_response();
        if from_count != to_count || is_response && from_unique != to_unique {
            let breaks =
                to_count.is_some() && from_count != to_count || is_response && *to_unique && !*from_unique;
            self.changed(at, breaks, before, after);
        }
    }

    fn keys(&mut self, before: &Key, after: &Key, at: &At<'_>) {
        if before == after {
            return;
        }
        let (from, to) = self.written_taken(before, after);
        let breaks = !scalar::takes_keys(from, to);
        let (before, after) = (words::key_words(before), words::key_words(after));
        let why = match breaks {
            true => self.pick("keys that were taken are refused", "readers get keys that they do not know"),
            false => self.pick("every key that was taken still is", "every key is one that readers know"),
        };
        self.report(at, Effect::breaking(breaks), Code::TypeChanged, || Said {
            message: format!("a key of {} is {after}, was {before}", at.named()),
            before: Some(before),
            after: Some(after),
            why,
        });
    }
}
