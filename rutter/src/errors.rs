//! What is wrong with an input, under the names that the browser knows.

use std::collections::BTreeMap;
use std::fmt;

use rutter_contract::judge::Issue;
use serde::{Deserialize, Serialize};

/// Every error of an input at once, in the words of zod (`z.flattenError`) and next-safe-action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FieldErrors {
    /// What is wrong with the input as a whole.
    pub form_errors: Vec<String>,
    /// What is wrong with each field, by the path of its wire names: `email`, `items[0].price`.
    pub field_errors: BTreeMap<String, Vec<String>>,
}

impl FieldErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.form_errors.is_empty() && self.field_errors.is_empty()
    }

    /// Adds an error of a field, once.
    pub fn add(&mut self, path: impl Into<String>, message: impl Into<String>) {
        let (messages, message) = (self.field_errors.entry(path.into()).or_default(), message.into());
        if !messages.contains(&message) {
            messages.push(message);
        }
    }
}

impl FromIterator<Issue> for FieldErrors {
    fn from_iter<I: IntoIterator<Item = Issue>>(issues: I) -> Self {
        let mut errors = Self::default();
        for issue in issues {
            if issue.path.is_empty() {
                errors.form_errors.push(issue.message);
            } else {
                errors.add(issue.path.to_string(), issue.message);
            }
        }
        errors
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forms = self.form_errors.iter().map(|message| (None, message));
        let fields = self.field_errors.iter();
        let fields =
            fields.flat_map(|(path, messages)| messages.iter().map(move |message| (Some(path), message)));
        for (at, (path, message)) in forms.chain(fields).enumerate() {
            let comma = if at == 0 { "" } else { "; " };
            match path {
                Some(path) => write!(f, "{comma}{path}: {message}")?,
                None => write!(f, "{comma}{message}")?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for FieldErrors {}
