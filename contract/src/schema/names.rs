//! What references in schemas lead to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Source;

/// The keys of the contract's types by the names that `schemars` refers to.
pub(super) struct References<'a> {
    /// In requests and in responses.
    pub(super) keys: [BTreeMap<String, String>; 2],
    /// The types that only `schemars` knows, by their key: in requests and in responses.
    pub(super) foreign: BTreeMap<String, [Option<&'a Value>; 2]>,
    pub(super) problems: Vec<String>,
}

impl<'a> References<'a> {
    pub(super) fn of(source: &'a Source) -> Self {
        let mut references =
            Self { keys: Default::default(), foreign: BTreeMap::new(), problems: Vec::new() };
        for (path, known) in &source.types {
            let names = [&known.request_reference, &known.response_reference];
            for (keys, name) in references.keys.iter_mut().zip(names) {
                keys.extend(name.iter().map(|name| (name.clone(), path.clone())));
            }
        }
        for (direction, schemas) in [&source.requests, &source.responses].into_iter().enumerate() {
            references.add_foreign(direction, schemas);
        }
        references
    }

    /// `schemars` numbers types of one name in the order in which it meets them, which is no order to rely on. A number is
    /// taken off, so that the key is the type's own name; two foreign types of one name cannot be told apart.
    fn add_foreign(&mut self, direction: usize, schemas: &'a Map<String, Value>) {
        let names = schemas.iter().filter(|(name, _)| !self.keys[direction].contains_key(*name));
        let mut stems: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut found = Vec::new();
        for (name, schema) in names {
            let stem = stem(name, schemas);
            stems.entry(stem).or_default().insert(name);
            found.push((name, stem, schema));
        }
        for (stem, names) in stems {
            if names.len() > 1 {
                self.problems.push(format!(
                    "{} types without a contract are called `{stem}`; derive `Contract` for them, or rename all but one with \
                     `#[schemars(rename = \"..\")]`",
                    names.len(),
                ));
            }
        }
        for (name, stem, schema) in found {
            self.keys[direction].insert(name.clone(), stem.to_owned());
            self.foreign.entry(stem.to_owned()).or_default()[direction] = Some(schema);
        }
    }
}

/// The name without the number that `schemars` put to it because the name was taken.
fn stem<'n>(name: &'n str, schemas: &Map<String, Value>) -> &'n str {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if schemas.contains_key(stem) { stem } else { name }
}

/// The name that a schema refers to, if it is nothing but a reference.
pub fn reference(schema: &Value) -> Option<String> {
    let text = schema.get("$ref")?.as_str()?;
    decoded(text.rsplit_once('/')?.1)
}

/// A name as a JSON pointer in a URL fragment has it.
pub(super) fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let byte = match (first, after) {
            (b'%', [high, low, after @ ..]) => {
                rest = after;
                let digit = |byte: &u8| char::from(*byte).to_digit(16);
                u8::try_from(digit(high)? * 16 + digit(low)?).ok()?
            }
            _ => *first,
        };
        bytes.push(byte);
    }
    Some(String::from_utf8(bytes).ok()?.replace("~1", "/").replace("~0", "~"))
}
