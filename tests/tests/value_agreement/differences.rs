//! What the schemas of a library say otherwise, and how that shows: `differences.toml`.

use serde::Deserialize;
use serde_json::Value;

use super::node::{Answer, Issue, Read, Step};

/// The kinds of differences that are listed of a library.
pub(crate) fn listed(library: &str) -> Vec<What> {
    #[derive(Deserialize)]
    struct File {
        difference: Vec<Difference>,
    }
    #[derive(Deserialize)]
    struct Difference {
        library: String,
        what: What,
    }
    let File { difference } = toml::from_str(TEXT).unwrap();
    difference.into_iter().filter(|of| of.library == library).map(|of| of.what).collect()
}

/// `differences.toml`.
pub(crate) const TEXT: &str = include_str!("differences.toml");

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum What {
    /// The value has a key `__proto__`.
    Proto,
    /// Objects alone are told apart, by rules.
    #[serde(rename = "rules of objects")]
    RulesOfObjects,
    /// The library says more of the items of a list that is too long.
    #[serde(rename = "long list")]
    LongList,
}

/// What is right about a value, and what a library says.
pub(crate) struct Case {
    value: Value,
    said: Vec<Issue>,
    parsed: Option<Value>,
    read: Said,
}

/// What is read of a value, or what is wrong with it, without the codes: the libraries keep them elsewhere.
type Said = Result<Value, Vec<Issue>>;

/// What an answer says.
pub(crate) fn said(answer: &Answer) -> Said {
    match &answer.read {
        Read::Value(read) => {
            Ok(serde_json::from_str(read).unwrap_or_else(|_| format!("no JSON: {read}").into()))
        }
        Read::Issues(issues) => Err(without_codes(issues)),
    }
}

fn without_codes(issues: &[Issue]) -> Vec<Issue> {
    let without = |Issue(path, _, message): &Issue| Issue(path.clone(), String::new(), message.clone());
    let mut issues: Vec<Issue> = issues.iter().map(without).collect();
    issues.sort();
    issues
}

impl Case {
    pub(crate) fn new(value: Value, right: Said, answer: &Answer) -> Self {
        let (parsed, said) = match right {
            Ok(parsed) => (Some(parsed), Vec::new()),
            Err(issues) => (None, without_codes(&issues)),
        };
        Self { value, said, parsed, read: self::said(answer) }
    }

    pub(crate) fn agrees(&self) -> bool {
        match &self.read {
            Ok(read) => self.parsed.as_ref() == Some(read),
            Err(issues) => *issues == self.said,
        }
    }

    /// Whether it differs in a way that is listed.
    pub(crate) fn shows(&self, what: What) -> bool {
        match what {
            What::Proto => has_key(&self.value, "__proto__"),
            What::RulesOfObjects => {
                let issues = self.read.as_ref().err().map_or(&[][..], Vec::as_slice);
                let alone = self.said.iter().filter(|issue| !issues.contains(issue));
                let mut alone = alone.chain(issues.iter().filter(|issue| !self.said.contains(issue)));
                alone.all(|Issue(path, ..)| at(&self.value, path).is_some_and(Value::is_object))
            }
            What::LongList => {
                let Err(issues) = &self.read else { return false };
                let is_long = |Issue(_, _, message): &&Issue| message.contains("a list of ");
                let long: Vec<&[Step]> =
                    self.said.iter().filter(is_long).map(|Issue(path, ..)| &path[..]).collect();
                let is_inside = |Issue(path, ..): &Issue| long.iter().any(|list| path.starts_with(list));
                self.said.iter().all(|issue| issues.contains(issue))
                    && issues.iter().all(|issue| self.said.contains(issue) || is_inside(issue))
            }
        }
    }

    pub(crate) fn told(&self) -> String {
        let alone = |these: &[Issue], others: &[Issue]| -> Vec<Issue> {
            these.iter().filter(|issue| !others.contains(issue)).cloned().collect()
        };
        match &self.read {
            Ok(read) => format!("  right    {:?} {:?}\n  library  {read}", self.parsed, self.said),
            Err(issues) => format!(
                "  {} and {} issues; right is {:?}, the library alone {:?}",
                self.said.len(),
                issues.len(),
                alone(&self.said, issues),
                alone(issues, &self.said)
            ),
        }
    }
}

fn at<'v>(value: &'v Value, path: &[Step]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Key(key) => value.get(key),
        Step::Index(index) => value.get(index),
    })
}

fn has_key(value: &Value, key: &str) -> bool {
    match value {
        Value::Array(items) => items.iter().any(|item| has_key(item, key)),
        Value::Object(map) => map.contains_key(key) || map.values().any(|value| has_key(value, key)),
        _ => false,
    }
}
