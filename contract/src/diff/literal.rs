//! Enums without data: the names that they have.

use serde_json::Value;

use crate::ty::Also;

use super::at::At;
use super::change::{Code, Effect};
use super::walk::{Said, Walk};
use super::words;

/// The values of an enum, and what else a request may send.
type Names<'c> = (&'c [Value], &'c Also);

impl<'c> Walk<'c> {
    pub(super) fn literals(&mut self, before: Names<'c>, after: Names<'c>, at: &At<'_>) {
        // A name that is an alias now is still taken.
        let missing = |names: Names<'c>, from: Names<'c>| -> Vec<String> {
            let known = |value: &&Value| {
                names.0.contains(value)
                    || !self.is_response()
                        && value.as_str().is_some_and(|text| names.1.literal(names.0, text).is_some())
            };
            from.0.iter().filter(|value| !known(value)).map(Value::to_string).collect()
        };
        let (gone, new) = (missing(after, before), missing(before, after));
        let (old_words, new_words) = (list(before.0), list(after.0));
        if !gone.is_empty() {
            let breaks = !self.is_response();
            let why = self.pick("a request with it is refused", "readers never get it");
            self.report(at, Effect::breaking(breaks), Code::ValueRemoved, || Said {
                message: format!("{} has no longer {}", at.named(), gone.join(", ")),
                before: Some(old_words.clone()),
                after: Some(new_words.clone()),
                why,
            });
        }
        if !new.is_empty() {
            let breaks = self.is_response();
            let why = self.pick(
                "every value that was taken still is",
                "readers that tell the values apart have no case for it",
            );
            self.report(at, Effect::breaking(breaks), Code::ValueAdded, || Said {
                message: format!("{} can be {}", at.named(), new.join(", ")),
                before: Some(old_words),
                after: Some(new_words),
                why,
            });
        }
        if !self.is_response() {
            self.other_names(before, after, at);
        }
    }

    /// What a request may send in place of the names.
    fn other_names(&mut self, before: Names<'c>, after: Names<'c>, at: &At<'_>) {
        let known = |name: &&String| after.1.literal(after.0, name).is_some();
        let gone: Vec<String> = before.1.names.keys().filter(|name| !known(name)).cloned().collect();
        if !gone.is_empty() {
            self.report(at, Effect::Breaking, Code::AliasRemoved, || Said {
                message: format!(
                    "{} is no longer taken as another name of {}",
                    words::names(&gone),
                    at.named()
                ),
                before: Some(gone.join(", ")),
                after: None,
                why: "a request with it is refused",
            });
        }
        if before.1.other.is_some() && after.1.other.is_none() {
            self.report(at, Effect::Breaking, Code::ValueRemoved, || Said {
                message: format!("{} no longer takes other names", at.named()),
                before: Some("any other text".to_owned()),
                after: None,
                why: "a request with a name that the server does not know is refused",
            });
        }
    }
}

fn list(values: &[Value]) -> String {
    words::either(values.iter().map(Value::to_string))
}
