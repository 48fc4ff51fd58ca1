//! Objects whose keys are declared.

use std::collections::{BTreeMap, BTreeSet};

use crate::judge::declared;
use crate::ty::{Field, Object, Rest, Type};

use super::at::At;
use super::change::{Code, Effect};
use super::field::Slot;
use super::walk::{Said, Walk};
use super::words;

impl<'c> Walk<'c> {
    pub(super) fn object(&mut self, before: &'c Object, after: &'c Object, at: &At<'_>) {
        let matched = self.matched(before, after);
        let mut gone: Vec<&'c Field> = unmatched(&before.fields, &matched, |(old, _)| old);
        let mut new: Vec<&'c Field> = unmatched(&after.fields, &matched, |(_, new)| new);
        for (old, new) in &matched {
            self.field(old, new, at);
        }
        self.renamed(before, after, (&mut gone, &mut new), at);
        for field in gone {
            self.field_removed(field, after, at);
        }
        for field in new {
            self.field_added(field, before, at);
        }
        self.rest(&before.rest, &after.rest, at);
    }

    /// The fields that are one: of the same name, or a name that is an alias now.
    fn matched(&self, before: &'c Object, after: &'c Object) -> Vec<(&'c Field, &'c Field)> {
        let by_name: BTreeMap<&str, &Field> =
            after.fields.iter().map(|new| (new.name.as_str(), new)).collect();
        let found = |old: &'c Field| by_name.get(old.name.as_str()).map(|new| (old, *new));
        let mut pairs: Vec<(&Field, &Field)> = before.fields.iter().filter_map(found).collect();
        if self.is_response() {
            return pairs;
        }
        let mut taken: BTreeSet<&str> = pairs.iter().map(|(_, new)| new.name.as_str()).collect();
        let aliases = |new: &'c Field| new.aliases.iter().map(move |alias| (alias.as_str(), new));
        let by_alias: BTreeMap<&str, &Field> = after.fields.iter().flat_map(aliases).collect();
        for old in before.fields.iter().filter(|old| !by_name.contains_key(old.name.as_str())) {
            if let Some(new) = by_alias.get(old.name.as_str())
                && taken.insert(&new.name)
            {
                pairs.push((old, new));
            }
        }
        pairs
    }

    /// Takes out of the fields that are gone and those that are new the pairs that look like one field under another name:
    /// nothing else differs, and there is no other that it could be.
    fn renamed(
        &mut self,
        before: &'c Object,
        after: &'c Object,
        (gone, new): (&mut Vec<&'c Field>, &mut Vec<&'c Field>),
        at: &At<'_>,
    ) {
        let is_alone = gone.len() == 1 && new.len() == 1;
        let index = |fields: &'c [Field]| -> BTreeMap<&str, usize> {
            fields.iter().enumerate().map(|(index, field)| (field.name.as_str(), index)).collect()
        };
        let (old_index, new_index) = (index(&before.fields), index(&after.fields));
        let mut at_old = 0;
        while at_old < gone.len() {
            let old = gone[at_old];
            let place = old_index.get(old.name.as_str());
            let same_place = |field: &&Field| is_alone || new_index.get(field.name.as_str()) == place;
            let found = new.iter().copied().find(same_place);
            let found =
                found.filter(|field| field.presence == old.presence && self.is_same(&old.ty, &field.ty));
            let Some(found) = found else {
                at_old += 1;
                continue;
            };
            gone.retain(|field| field.name != old.name);
            new.retain(|field| field.name != found.name);
            let why = self.pick(
                match found.presence.is_required() {
                    true => "requests with the old name are refused",
                    false => "what is sent under the old name is lost",
                },
                "readers find nothing under the old name",
            );
            let place = at.field(&old.name);
            self.report(&place, Effect::Breaking, Code::FieldRenamed, || Said {
                before: Some(old.name.clone()),
                after: Some(found.name.clone()),
                message: format!("{} is {} now", place.named(), at.field(&found.name).named()),
                why,
            });
        }
    }

    fn field_removed(&mut self, field: &'c Field, after: &'c Object, at: &At<'_>) {
        let place = at.field(&field.name);
        let breaks = self.is_response()
            || match &after.rest {
                Rest::Ignored => false,
                Rest::Refused => true,
                Rest::Typed(ty) => !self.fits(&field.ty, ty),
            };
        let why = match (self.is_response(), breaks) {
            (true, _) => "readers of it find nothing",
            (false, true) => "a request with it is refused",
            (false, false) => "a request with it is taken; the value means nothing",
        };
        let was = words::ty(self.before, &field.ty);
        self.report(&place, Effect::breaking(breaks), Code::FieldRemoved, || Said {
            message: format!("{} is gone", place.named()),
            before: Some(was),
            after: None,
            why,
        });
    }

    fn field_added(&mut self, field: &'c Field, before: &'c Object, at: &At<'_>) {
        let place = at.field(&field.name);
        let slot = Slot::of(field, self.is_response());
        let is_new_key = match &before.rest {
            Rest::Ignored => true,
            Rest::Refused => !self.is_response(),
            Rest::Typed(ty) => self.fits(ty, &field.ty),
        };
        let breaks = !is_new_key || !self.is_response() && slot.is_required();
        let why = match (self.is_response(), breaks) {
            (true, false) => "readers that do not know it are not touched",
            (true, true) => "readers that check what they get refuse fields that they do not know",
            (false, true) if slot.is_required() => "requests without it are refused",
            (false, true) => "what was sent under its name is refused",
            (false, false) => "it may be left out",
        };
        let presence = match (self.is_response(), field.presence.is_required()) {
            (false, _) => format!(
                ", {}",
                if slot.is_required() { "required".to_owned() } else { words::presence(&field.presence) }
            ),
            (true, _) => String::new(),
        };
        let is = words::ty(self.after, &field.ty);
        self.report(&place, Effect::breaking(breaks), Code::FieldAdded, || Said {
            message: format!("{} is new: {is}{presence}", place.named()),
            before: None,
            after: Some(is),
            why,
        });
    }

    fn rest(&mut self, before: &'c Rest, after: &'c Rest, at: &At<'_>) {
        let (from, to) = self.written_taken(before, after);
        let breaks = match (before, after) {
            (Rest::Typed(old), Rest::Typed(new)) => return self.ty(old, new, &at.values()),
            _ if before == after => return,
            _ => match (from, to) {
                (_, Rest::Ignored) | (Rest::Refused, _) => false,
                // Nobody is told of a key that means nothing, so nobody is known to send one.
                (Rest::Ignored, Rest::Refused) => !self.is_response(),
                (Rest::Ignored, Rest::Typed(_)) => false,
                (Rest::Typed(_), _) => true,
            },
        };
        let word = |rest: &Rest| match rest {
            Rest::Ignored => "mean nothing",
            Rest::Refused => "are refused",
            Rest::Typed(_) => "are data",
        };
        let why = match (breaks, self.is_response()) {
            (true, false) => {
                "requests with other fields than the declared ones are refused or mean something else"
            }
            (true, true) => "readers get fields that they do not know",
            (false, false) => "every request that was taken still is",
            (false, true) => "readers get no field that they do not know",
        };
        self.report(at, Effect::breaking(breaks), Code::UnknownFieldsChanged, || Said {
            before: Some(word(before).to_owned()),
            after: Some(word(after).to_owned()),
            message: format!("fields that {} does not declare {}", at.named(), word(after)),
            why,
        });
    }

    /// Several types at once: a key that no part declares any more is refused, if any part refuses what it does not know.
    pub(super) fn all(&mut self, before: &'c Type, after: &'c Type, at: &At<'_>) {
        let is_request = !self.is_response();
        let (from, to) = self.written_taken((self.before, before), (self.after, after));
        let is_closed = |types, ty: &'c Type| {
            let Type::All { of } = ty else { return false };
            of.iter().any(|part| {
                matches!(self.resolved(types, part), Type::Object(object) if object.rest != Rest::Ignored)
            })
        };
        if !is_closed(to.0, to.1) {
            return;
        }
        let (mut written, mut taken) = (BTreeSet::new(), BTreeSet::new());
        declared(from.1, from.0, is_request, 0, &mut written);
        declared(to.1, to.0, is_request, 0, &mut taken);
        for name in written.difference(&taken) {
            let place = at.field(name);
            let (code, message) = match is_request {
                true => (Code::FieldRemoved, format!("{} is gone", place.named())),
                false => (Code::FieldAdded, format!("{} is new", place.named())),
            };
            let why = self.pick(
                "a request with it is refused",
                "readers that check what they get refuse fields that they do not know",
            );
            self.report(&place, Effect::Breaking, code, || Said { before: None, after: None, message, why });
        }
    }
}

fn unmatched<'c>(
    fields: &'c [Field],
    matched: &[(&'c Field, &'c Field)],
    side: impl Fn((&'c Field, &'c Field)) -> &'c Field,
) -> Vec<&'c Field> {
    let known: BTreeSet<&str> = matched.iter().map(|pair| side(*pair).name.as_str()).collect();
    fields.iter().filter(|field| !known.contains(field.name.as_str())).collect()
}
