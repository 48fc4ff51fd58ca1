//! Objects whose keys are declared.

use std::collections::BTreeSet;

use crate::judge::declared;
use crate::rule::Check;
use crate::ty::{Field, FileRules, Object, Presence, Rest, Type};

use super::at::At;
use super::change::{Code, Effect};
use super::walk::{Position, Said, Walk};
use super::words;

/// What is compared of a field of an object, or of a URL.
#[derive(Clone, Copy)]
pub(super) struct Slot<'c> {
    pub(super) ty: &'c Type,
    pub(super) presence: &'c Presence,
    /// Whether a rule asks for a value, though the type may do without.
    pub(super) asked: bool,
}

impl<'c> Slot<'c> {
    fn of(field: &'c Field, is_response: bool) -> Self {
        let asked = !is_response && field.rules.iter().any(|rule| rule.check == Check::Required);
        let ty = match &field.ty {
            Type::Nullable { of } if asked => of,
            ty => ty,
        };
        Self { ty, presence: &field.presence, asked }
    }

    pub(super) fn is_required(self) -> bool {
        self.asked || self.presence.is_required()
    }
}

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
        let mut pairs: Vec<(&Field, &Field)> = Vec::new();
        for old in &before.fields {
            if let Some(new) = after.fields.iter().find(|new| new.name == old.name) {
                pairs.push((old, new));
            }
        }
        if !self.is_response() {
            for old in &before.fields {
                let is_free = |new: &&Field| !pairs.iter().any(|(_, taken)| taken.name == new.name);
                let new = after.fields.iter().filter(is_free).find(|new| new.aliases.contains(&old.name));
                if let Some(new) = new.filter(|_| !pairs.iter().any(|(taken, _)| taken.name == old.name)) {
                    pairs.push((old, new));
                }
            }
        }
        pairs
    }

    fn field(&mut self, before: &'c Field, after: &'c Field, at: &At<'_>) {
        let place = at.field(&after.name);
        if before.name != after.name {
            self.report(&at.field(&before.name), Effect::Safe, Code::FieldRenamed, || Said {
                before: Some(before.name.clone()),
                after: Some(after.name.clone()),
                message: format!("{} is {} now", at.field(&before.name).named(), place.named()),
                why: "the old name is still taken",
            });
        }
        let slots = (Slot::of(before, self.is_response()), Slot::of(after, self.is_response()));
        self.slot(slots.0, slots.1, &place);
        if self.is_response() {
            return;
        }
        self.aliases(before, after, &place);
        self.rules(&before.rules, &after.rules, slots.0.ty, &place);
        self.files(before.file.as_ref(), after.file.as_ref(), &place);
        if before.empty != after.empty && self.position == Position::Form {
            self.report(&place, Effect::Breaking, Code::EmptyChanged, || Said {
                before: Some(words::empty(before.empty)),
                after: Some(words::empty(after.empty)),
                message: format!(
                    "an empty {} means: {}; it meant: {}",
                    place.named(),
                    words::empty(after.empty),
                    words::empty(before.empty)
                ),
                why: "a form sends the empty text for each input that was left empty, and it means something else",
            });
        }
        if before.secret != after.secret {
            let word = |secret: bool| if secret { "secret" } else { "not secret" };
            self.report(&place, Effect::Safe, Code::SecretChanged, || Said {
                before: Some(word(before.secret).to_owned()),
                after: Some(word(after.secret).to_owned()),
                message: format!("{} is {} now", place.named(), word(after.secret)),
                why: match after.secret {
                    true => "what is sent is the same; it is not given back when the form is shown again",
                    false => "what is sent is the same; it is given back when the form is shown again",
                },
            });
        }
    }

    /// What a field of an object and one of a URL have in common: its type, and whether it must be there.
    pub(super) fn slot(&mut self, before: Slot<'c>, after: Slot<'c>, place: &At<'_>) {
        self.presence(before, after, place);
        // Where the type itself says so, that it may be null is part of comparing the types.
        let new_rule = after.asked && !before.asked && self.takes_null(self.after, after.ty);
        if new_rule && self.takes_null(self.before, before.ty) {
            self.null(place, true, Code::NullRemoved);
        }
        self.ty(before.ty, after.ty, place);
    }

    fn presence(&mut self, before: Slot<'c>, after: Slot<'c>, place: &At<'_>) {
        let said = |message: String, why| Said {
            before: Some(words::presence(before.presence)),
            after: Some(words::presence(after.presence)),
            message,
            why,
        };
        let name = place.named();
        match (before.is_required(), after.is_required()) {
            (true, true) => {}
            (true, false) => {
                let why = self.pick(
                    "requests that have it are taken as before",
                    "readers that count on it find nothing",
                );
                let breaks = self.is_response();
                let message = match self.pick(false, true) {
                    true => format!("{name} may be missing now"),
                    false => format!("{name} may be left out now"),
                };
                self.report(place, Effect::breaking(breaks), Code::FieldOptional, || said(message, why));
            }
            (false, true) => {
                let why = self.pick(
                    "requests without it are refused",
                    "readers that are ready for its absence find it always",
                );
                let breaks = !self.is_response();
                let message = match self.pick(false, true) {
                    true => format!("{name} is always there now"),
                    false => format!("{name} must be there now"),
                };
                self.report(place, Effect::breaking(breaks), Code::FieldRequired, || said(message, why));
            }
            (false, false) if self.is_response() => {}
            (false, false) => match (before.presence, after.presence) {
                (Presence::Default(old), new) if *new != Presence::Default(old.clone()) => {
                    let message = match new {
                        Presence::Default(value) => format!(
                            "{name} left out means {}, meant {}",
                            words::short(value),
                            words::short(old)
                        ),
                        _ => format!("{name} left out no longer means {}", words::short(old)),
                    };
                    let why = "who leaves it out gets something else, and is not told";
                    self.report(place, Effect::Breaking, Code::DefaultChanged, || said(message, why));
                }
                (Presence::Optional, Presence::Default(value)) => {
                    let message = format!("{name} left out means {} now", words::short(value));
                    let why = "it may be left out as before, and had no stated meaning";
                    self.report(place, Effect::Safe, Code::DefaultChanged, || said(message, why));
                }
                _ => {}
            },
        }
    }

    fn aliases(&mut self, before: &Field, after: &Field, place: &At<'_>) {
        let is_taken = |name: &&String| after.name == **name || after.aliases.contains(name);
        let gone: Vec<String> = before.aliases.iter().filter(|name| !is_taken(name)).cloned().collect();
        if !gone.is_empty() {
            self.report(place, Effect::Breaking, Code::AliasRemoved, || Said {
                before: Some(gone.join(", ")),
                after: None,
                message: format!(
                    "{} is no longer taken as another name of {}",
                    words::names(&gone),
                    place.named()
                ),
                why: "a request with the other name means something else, or is refused",
            });
        }
        let was_taken = |name: &&String| before.name == **name || before.aliases.contains(name);
        let new: Vec<String> = after.aliases.iter().filter(|name| !was_taken(name)).cloned().collect();
        if !new.is_empty() {
            self.report(place, Effect::Safe, Code::AliasAdded, || Said {
                before: None,
                after: Some(new.join(", ")),
                message: format!("{} is taken as another name of {}", words::names(&new), place.named()),
                why: "requests with the first name are taken as before",
            });
        }
    }

    fn files(&mut self, before: Option<&FileRules>, after: Option<&FileRules>, place: &At<'_>) {
        let none = FileRules::default();
        let (before, after) = (before.unwrap_or(&none), after.unwrap_or(&none));
        if before == after {
            return;
        }
        let covers = |to: &FileRules, from: &FileRules| {
            let takes = |kind: &String| to.accept.iter().any(|to| covers_kind(to, kind));
            to.max_size.is_none_or(|most| from.max_size.is_some_and(|size| size <= most))
                && (to.accept.is_empty() || !from.accept.is_empty() && from.accept.iter().all(takes))
        };
        let breaks = !covers(after, before);
        let code = if breaks { Code::RuleStricter } else { Code::RuleLooser };
        let (was, is) = (file_words(before), file_words(after));
        self.report(place, Effect::breaking(breaks), code, || Said {
            message: format!("{} takes {is}, took {was}", place.named()),
            before: Some(was),
            after: Some(is),
            why: if breaks {
                "files that were taken are refused"
            } else {
                "every file that was taken still is"
            },
        });
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
        let index =
            |fields: &[Field], field: &Field| fields.iter().position(|other| other.name == field.name);
        let mut at_old = 0;
        while at_old < gone.len() {
            let old = gone[at_old];
            let is_alone = gone.len() == 1 && new.len() == 1;
            let same_place =
                |field: &&&Field| is_alone || index(&before.fields, old) == index(&after.fields, field);
            let looks_same = |walk: &mut Self, field: &Field, other: &'c Field| {
                field.presence == other.presence && walk.is_same(&old.ty, &other.ty)
            };
            let found = new
                .iter()
                .copied()
                .find(|field| same_place(&field))
                .filter(|field| looks_same(self, old, field));
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

/// Whether what one entry of `accept` stands for is all in another.
fn covers_kind(to: &str, from: &str) -> bool {
    let (to, from) = (to.to_ascii_lowercase(), from.to_ascii_lowercase());
    let covers_all = |kind: &str| {
        to.strip_suffix("/*")
            .is_some_and(|group| group == "*" || kind.split_once('/').is_some_and(|(of, _)| of == group))
    };
    to == from || covers_all(&from)
}

fn file_words(rules: &FileRules) -> String {
    let kind = if rules.accept.is_empty() {
        "any file".to_owned()
    } else {
        words::either(rules.accept.iter().cloned())
    };
    match rules.max_size {
        Some(size) => format!("{kind} of at most {size} bytes"),
        None => kind,
    }
}
