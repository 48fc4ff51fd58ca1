//! What URLs carry: params and search params.

use crate::rule::Check;
use crate::url::{UrlField, UrlList};

use super::at::At;
use super::change::{Code, Effect};
use super::field::Slot;
use super::scalar::is_text;
use super::walk::{Said, Walk};
use super::words;

impl<'c> Walk<'c> {
    /// The params of a path, which are the same by their place in it.
    pub(super) fn params(&mut self, before: &'c [UrlField], after: &'c [UrlField], at: &At<'_>) {
        for (old, new) in before.iter().zip(after) {
            self.url_field(old, new, at);
        }
    }

    /// The params of a path that was any text until a struct declared it.
    pub(super) fn params_declared(&mut self, after: &'c [UrlField], at: &At<'_>) {
        for field in after.iter().filter(|field| !is_text(&field.ty) || !field.rules.is_empty()) {
            let place = at.field(&field.name);
            let is = words::ty(self.after, &field.ty);
            self.report(&place, Effect::Breaking, Code::TypeChanged, || Said {
                message: format!("{} is {is}, was any text", place.named()),
                before: Some("any text".to_owned()),
                after: Some(is),
                why: "links with other text are refused",
            });
        }
    }

    /// Search params, which are the same by their names.
    pub(super) fn search(&mut self, before: &'c [UrlField], after: &'c [UrlField], at: &At<'_>) {
        let find = |fields: &'c [UrlField], name: &str| fields.iter().find(|field| field.name == name);
        let mut new: Vec<&UrlField> =
            after.iter().filter(|field| find(before, &field.name).is_none()).collect();
        for old in before {
            if let Some(field) = find(after, &old.name) {
                self.url_field(old, field, at);
                continue;
            }
            let renamed = new.iter().position(|field| self.is_renamed(old, field, before, after));
            match renamed {
                Some(index) => self.search_renamed(old, new.remove(index), at),
                None => self.search_removed(old, at),
            }
        }
        for field in new {
            self.search_added(field, at);
        }
    }

    fn url_field(&mut self, before: &'c UrlField, after: &'c UrlField, at: &At<'_>) {
        let place = at.field(&after.name);
        self.slot(slot(before), slot(after), &place);
        self.rules(&before.rules, &after.rules, &before.ty, &place);
        if before.list != after.list {
            // One value is a list of one, if the name is what is repeated.
            let breaks = (before.list, after.list) != (None, Some(UrlList::Repeated));
            let (was, is) = (words::list(before.list), words::list(after.list));
            self.report(&place, Effect::breaking(breaks), Code::ListChanged, || Said {
                message: format!("{} is {is}, was {was}", place.named()),
                before: Some(was),
                after: Some(is),
                why: if breaks {
                    "a URL of before means something else"
                } else {
                    "one value is a list of one"
                },
            });
        }
    }

    /// Whether nothing but the name differs, and it can be no other.
    fn is_renamed(
        &mut self,
        old: &'c UrlField,
        new: &'c UrlField,
        before: &[UrlField],
        after: &[UrlField],
    ) -> bool {
        let index = |fields: &[UrlField], name: &str| fields.iter().position(|field| field.name == name);
        index(before, &old.name) == index(after, &new.name)
            && old.presence == new.presence
            && old.list == new.list
            && self.is_same(&old.ty, &new.ty)
    }

    fn search_renamed(&mut self, old: &UrlField, new: &UrlField, at: &At<'_>) {
        let place = at.field(&old.name);
        self.report(&place, Effect::Breaking, Code::FieldRenamed, || Said {
            before: Some(old.name.clone()),
            after: Some(new.name.clone()),
            message: format!("{} is {} now", place.named(), at.field(&new.name).named()),
            why: "what a URL has under the old name means nothing",
        });
    }

    fn search_removed(&mut self, field: &UrlField, at: &At<'_>) {
        let place = at.field(&field.name);
        let was = words::ty(self.before, &field.ty);
        self.report(&place, Effect::Safe, Code::FieldRemoved, || Said {
            message: format!("{} is gone", place.named()),
            before: Some(was),
            after: None,
            why: "a URL with it is taken; the value means nothing",
        });
    }

    fn search_added(&mut self, field: &'c UrlField, at: &At<'_>) {
        let place = at.field(&field.name);
        let breaks = slot(field).is_required();
        let is = words::ty(self.after, &field.ty);
        let presence = if breaks { "required".to_owned() } else { words::presence(&field.presence) };
        self.report(&place, Effect::breaking(breaks), Code::FieldAdded, || Said {
            message: format!("{} is new: {is}, {presence}", place.named()),
            before: None,
            after: Some(is),
            why: if breaks { "URLs without it are refused" } else { "it may be left out" },
        });
    }
}

fn slot(field: &UrlField) -> Slot<'_> {
    Slot {
        ty: &field.ty,
        presence: &field.presence,
        asked: field.rules.iter().any(|rule| rule.check == Check::Required),
    }
}
