//! One field, before and after.

use crate::rule::Check;
use crate::ty::{Field, FileRules, Presence, Type};

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
    pub(super) fn of(field: &'c Field, is_response: bool) -> Self {
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
    pub(super) fn field(&mut self, before: &'c Field, after: &'c Field, at: &At<'_>) {
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
