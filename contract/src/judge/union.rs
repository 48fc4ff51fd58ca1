//! Values of one of several types, and of several types at once.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use serde_json::Value;

use crate::ty::Type;

use super::choice::{Choice, Named, tag_message};
use super::kind::{kind, kind_of};
use super::message;
use super::object::declared;
use super::path::At;
use super::walk::{Elsewhere, Walk};

impl Walk<'_> {
    pub(super) fn union(
        &mut self,
        choice: Choice<'_>,
        value: &Value,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        let place = (std::ptr::from_ref(choice.ty), std::ptr::from_ref(value), elsewhere.map_or(0, hash));
        let known = self.tried.get(&place).copied();
        if self.silent {
            return known.unwrap_or_else(|| {
                let right = self.fits_one(choice, value, at, elsewhere);
                self.tried.insert(place, right);
                right
            });
        }
        let named = choice.named(value, self.is_request());
        if let Named::Variant(variant) = named
            && choice.decides()
        {
            return self.part(variant, value, at, elsewhere);
        }
        let right =
            known.unwrap_or_else(|| self.silently(|walk| walk.fits_one(choice, value, at, elsewhere)));
        right || self.explain(choice, &named, value, at, elsewhere)
    }

    /// Whether a value is of one of the variants: the one that it names, then those without a name.
    fn fits_one(&mut self, choice: Choice<'_>, value: &Value, at: &At<'_>, elsewhere: Elsewhere<'_>) -> bool {
        let named = match choice.named(value, self.is_request()) {
            Named::Variant(variant) => Some(variant),
            Named::Missing | Named::Unknown | Named::Nothing => None,
        };
        let free = choice.free().filter(|_| named.is_none() || !choice.decides());
        named.into_iter().chain(free).any(|variant| self.part(variant, value, at, elsewhere))
    }

    /// Reports of a value that no variant takes: in the only one that it could have been meant for, or of the whole.
    fn explain(
        &mut self,
        choice: Choice<'_>,
        named: &Named<'_>,
        value: &Value,
        at: &At<'_>,
        elsewhere: Elsewhere<'_>,
    ) -> bool {
        let (types, request) = (self.types, self.is_request());
        match (named, choice.tag) {
            (Named::Variant(variant), _) => return self.part(variant, value, at, elsewhere),
            (Named::Missing, Some(tag)) if choice.decides() => {
                return self.wrong(&at.key(tag), "required", || message::required_message().to_owned());
            }
            (Named::Unknown, Some(tag)) if choice.decides() && value.is_object() => {
                return self.wrong(&at.key(tag), "choice", || tag_message(choice.variants, tag, request));
            }
            _ => {}
        }
        let mut meant = choice.free().filter(|variant| kind(variant, types) == Some(kind_of(value)));
        match (meant.next(), meant.next()) {
            (Some(variant), None) => self.part(variant, value, at, elsewhere),
            _ => self.wrong(at, "type", || message::shape_message(types, choice.ty)),
        }
    }

    /// Nothing is reported meanwhile.
    fn silently(&mut self, walk: impl FnOnce(&mut Self) -> bool) -> bool {
        self.silent = true;
        let right = walk(self);
        self.silent = false;
        right
    }

    pub(super) fn all(&mut self, of: &[Type], value: &Value, at: &At<'_>, elsewhere: Elsewhere<'_>) -> bool {
        let mut right = true;
        for (index, ty) in of.iter().enumerate() {
            let mut others: BTreeSet<&str> = elsewhere.cloned().unwrap_or_default();
            for (other, ty) in of.iter().enumerate() {
                if other != index {
                    declared(ty, self.types, self.is_request(), 0, &mut others);
                }
            }
            right &= self.part(ty, value, at, Some(&others));
            if !right && !self.goes_on() {
                break;
            }
        }
        right
    }
}

/// Tells sets of names apart: they come from types, and so are nobody's to choose.
fn hash(names: &BTreeSet<&str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    names.hash(&mut hasher);
    hasher.finish()
}
