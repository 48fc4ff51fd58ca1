//! Values of one of several types.

use std::mem::discriminant;

use crate::judge::{is_single, tag_of};
use crate::ty::{Rest, Type};

use super::at::At;
use super::change::{Code, Effect};
use super::walk::{Said, Walk};
use super::words;

/// One type of several, with the name by which values tell that they are meant to be of it.
#[derive(Clone, Copy)]
struct Variant<'c> {
    ty: &'c Type,
    name: Option<&'c str>,
    /// Whether the name is a key: who has it is meant to be of no other variant.
    is_key: bool,
}

impl<'c> Walk<'c> {
    /// Two types of which at least one is a union; the other counts as a union of one.
    pub(super) fn unions(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        let (tag, keyed) = match (before, after) {
            (Type::Union { tag: Some(tag), .. }, _) | (_, Type::Union { tag: Some(tag), .. }) => {
                (Some(tag), false)
            }
            (Type::Union { keyed: true, .. }, _) | (_, Type::Union { keyed: true, .. }) => (None, true),
            _ => (None, false),
        };
        let tag = tag.map(String::as_str);
        // Each side has a tag of its own, as long as it has one.
        let own_tag = |ty: &'c Type| match ty {
            Type::Union { tag, .. } => tag.as_deref(),
            _ => tag,
        };
        let variants = |ty: &'c Type| -> Vec<Variant<'c>> {
            let types: Vec<&'c Type> = match ty {
                Type::Union { variants, .. } => variants.iter().collect(),
                Type::Nullable { of } => vec![of, &Type::Null],
                ty => vec![ty],
            };
            types
                .into_iter()
                .map(|of| {
                    let name = name(of, own_tag(ty), keyed);
                    Variant { ty: of, name, is_key: keyed && name.is_some() }
                })
                .collect()
        };
        self.variants(&variants(before), &variants(after), at);
    }

    /// Some types of which a value has one, without anything that tells them apart.
    pub(super) fn alternatives(&mut self, before: &'c [Type], after: &'c [Type], at: &At<'_>) {
        let free = |types: &'c [Type]| -> Vec<Variant<'c>> {
            types.iter().map(|ty| Variant { ty, name: None, is_key: false }).collect()
        };
        self.variants(&free(before), &free(after), at);
    }

    fn variants(&mut self, before: &[Variant<'c>], after: &[Variant<'c>], at: &At<'_>) {
        let mut left: Vec<Variant<'c>> = after.to_vec();
        let mut unpaired: Vec<Variant<'c>> = Vec::new();
        for old in before {
            match left.iter().position(|new| self.is_one(*old, *new)) {
                Some(index) => {
                    let new = left.remove(index);
                    let place = old.name.map(|name| at.variant(name));
                    self.ty(old.ty, new.ty, place.as_ref().unwrap_or(at));
                }
                None => unpaired.push(*old),
            }
        }
        self.changed_variants(&mut unpaired, &mut left, at);
        let (from, to) = self.written_taken((&unpaired, before), (&left, after));
        let to_all = to.1;
        let written: Vec<(Variant<'c>, bool)> =
            from.0.iter().map(|variant| (*variant, self.is_taken(*variant, to_all))).collect();
        for (variant, is_taken) in written {
            let (code, why) = match (self.is_response(), is_taken) {
                (false, true) => (Code::VariantRemoved, "every value of it is taken as another variant"),
                (false, false) => (Code::VariantRemoved, "requests with it are refused"),
                (true, true) => {
                    (Code::VariantAdded, "every value of it is one of a variant that readers know")
                }
                (true, false) => {
                    (Code::VariantAdded, "readers that tell the variants apart have no case for it")
                }
            };
            self.variant(variant, at, Effect::breaking(!is_taken), code, why);
        }
        for variant in to.0.clone() {
            let (code, why) = match self.is_response() {
                false => (Code::VariantAdded, "every value that was taken still is"),
                true => (Code::VariantRemoved, "readers never get it"),
            };
            self.variant(variant, at, Effect::Safe, code, why);
        }
    }

    /// Compares the unnamed variants that have changed: the only ones of their sort that are left on both sides.
    fn changed_variants(&mut self, old: &mut Vec<Variant<'c>>, new: &mut Vec<Variant<'c>>, at: &At<'_>) {
        let is_last = old.len() == 1 && new.len() == 1;
        let is_like = |one: &Variant<'_>, other: &Variant<'_>| {
            let unnamed = one.name.is_none() && other.name.is_none();
            unnamed && (is_last || discriminant(one.ty) == discriminant(other.ty))
        };
        let only = |variants: &[Variant<'c>], like: &Variant<'c>| {
            let mut found = variants.iter().enumerate().filter(|(_, variant)| is_like(variant, like));
            found.next().map(|(index, _)| index).filter(|_| found.next().is_none())
        };
        let mut at_old = 0;
        while let Some(variant) = old.get(at_old).copied() {
            match only(new, &variant).filter(|_| only(old, &variant).is_some()) {
                Some(index) => {
                    old.remove(at_old);
                    self.ty(variant.ty, new.remove(index).ty, at);
                }
                None => at_old += 1,
            }
        }
    }

    fn variant(&mut self, variant: Variant<'c>, at: &At<'_>, effect: Effect, code: Code, why: &'static str) {
        let types = if code == Code::VariantAdded { self.after } else { self.before };
        let shown = variant.name.map_or_else(|| words::ty(types, variant.ty), words::quoted);
        self.report(at, effect, code, || {
            let (before, after, message) = match code {
                Code::VariantAdded => (None, Some(shown.clone()), format!("{} can be {shown}", at.named())),
                _ => (Some(shown.clone()), None, format!("{} is no longer {shown}", at.named())),
            };
            Said { before, after, message, why }
        });
    }

    /// Whether two variants are one, before and after.
    fn is_one(&mut self, old: Variant<'c>, new: Variant<'c>) -> bool {
        match (old.name, new.name) {
            (Some(old_name), Some(new_name)) => {
                old_name == new_name || !self.is_response() && is_alias(old_name, new.ty)
            }
            (None, None) => match (old.ty, new.ty) {
                (Type::Ref { to: old }, Type::Ref { to: new }) => {
                    old == new || !self.after.contains_key(old) && !self.before.contains_key(new)
                }
                (Type::Literal { .. }, Type::Literal { .. }) => true,
                (old, new) => self.is_same(old, new),
            },
            _ => false,
        }
    }

    /// Whether all that is written of a variant is taken by one of several types.
    fn is_taken(&mut self, variant: Variant<'c>, by: &[Variant<'c>]) -> bool {
        // What is meant by a key depends on the other keys beside it, and so is left to the variants of the same name.
        by.iter().filter(|to| !to.is_key).any(|to| match self.is_response() {
            false => self.fits(variant.ty, to.ty),
            true => self.fits(to.ty, variant.ty),
        })
    }
}

/// The name of a variant: its tag, or its key.
fn name<'c>(ty: &'c Type, tag: Option<&str>, keyed: bool) -> Option<&'c str> {
    match (tag, ty) {
        (Some(tag), ty) => tag_of(ty, tag)?.0.first()?.as_str(),
        (None, Type::Object(object))
            if keyed && is_single(object) && !matches!(object.rest, Rest::Typed(_)) =>
        {
            Some(&object.fields.first()?.name)
        }
        _ => None,
    }
}

/// Whether a request may name a variant so.
fn is_alias(name: &str, variant: &Type) -> bool {
    let of_literal = |ty: &Type| matches!(ty, Type::Literal { also, .. } if also.names.contains_key(name));
    match variant {
        Type::Object(object) => {
            let is_tag = object.fields.iter().any(|field| of_literal(&field.ty));
            is_tag
                || is_single(object)
                    && object.fields.iter().any(|field| field.aliases.iter().any(|n| n == name))
        }
        Type::All { of } => of.iter().any(|part| is_alias(name, part)),
        _ => false,
    }
}
