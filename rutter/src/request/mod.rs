//! What a request of a type must be, and values read and checked by it.

mod rules;
mod shape;

use std::collections::BTreeMap;

use rutter_contract::judge::{Issue, Path, Step, Types};
use rutter_contract::{Notes, Type};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::describe::Contract;

pub(crate) use shape::plain;

/// What requests of a type are, put together once.
pub struct RequestSchema {
    pub(crate) ty: Type,
    pub(crate) types: Types,
    /// What the macros know of the types, by their paths: the names of their fields in Rust.
    notes: BTreeMap<String, Notes>,
}

impl RequestSchema {
    /// Reads a value that was judged, and asks the rules that only the server can ask. `issues` are those of the judge, to which
    /// others are added. The value is there if it could be read, also where it breaks rules.
    ///
    /// `again` gives the value once more: where serde alone refuses it, it is read again to find out where.
    pub(crate) fn read<T: Contract + DeserializeOwned>(
        &self,
        value: Value,
        again: impl FnOnce() -> Value,
        issues: &mut Vec<Issue>,
    ) -> Option<T> {
        match serde_json::from_value::<T>(value) {
            Ok(value) => {
                if T::HAS_RULES
                    && let Err(errors) = T::check_rules(&value)
                {
                    rules::add(&errors, self, issues);
                }
                Some(value)
            }
            Err(_) if !issues.is_empty() => None,
            Err(_) => {
                let error = serde_path_to_error::deserialize::<_, T>(again()).err();
                issues.extend(error.map(|error| self.refused(&error)));
                None
            }
        }
    }

    /// What serde refuses, and the judge does not: `try_from`, `deserialize_with`, a type of another crate.
    fn refused(&self, error: &serde_path_to_error::Error<serde_json::Error>) -> Issue {
        use serde_path_to_error::Segment;
        let steps = error.path().iter().filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Index(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            // A variant is no step, or it is also a key.
            Segment::Enum { .. } | Segment::Unknown => None,
        });
        let path = Path(steps.collect());
        // serde shows the value that it refuses.
        let message =
            if self.is_secret(&path) { "is not valid".to_owned() } else { error.inner().to_string() };
        Issue { path, code: "type".to_owned(), message }
    }
}
