//! JSON as documents are written in: the members of an object stay in the order in which they were added.

use std::fmt;

use serde_json::Value;

/// A JSON value to print.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`, a boolean, a number or a text.
    Plain(Value),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Members),
}

/// The members of an object. No key is there twice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members(Vec<(String, Json)>);

impl Members {
    /// With another member.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Json>) -> Self {
        self.set(key, value);
        self
    }

    /// With another member, if there is one.
    #[must_use]
    pub fn with_some(self, key: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a member, or changes it.
    pub fn set(&mut self, key: &str, value: impl Into<Json>) {
        let value = value.into();
        match self.get_mut(key) {
            Some(known) => *known = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    /// The member with this key.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The member with this key.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        self.0.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Takes the member with this key out.
    pub fn remove(&mut self, key: &str) -> Option<Json> {
        let at = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.remove(at).1)
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

impl IntoIterator for Members {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<(String, Json)> for Members {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Self {
        let mut all = Self::default();
        members.into_iter().for_each(|(key, value)| all.set(&key, value));
        all
    }
}

impl From<Members> for Json {
    fn from(members: Members) -> Self {
        Self::Object(members)
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

impl From<&Value> for Json {
    /// The keys of objects are sorted: which order they have in a [`Value`] depends on how `serde_json` was built.
    fn from(value: &Value) -> Self {
        match value {
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(map) => {
                let mut members: Vec<_> = map.iter().collect();
                members.sort_by_key(|(key, _)| *key);
                Self::Object(
                    members.into_iter().map(|(key, value)| (key.clone(), Self::from(value))).collect(),
                )
            }
            plain => Self::Plain(plain.clone()),
        }
    }
}

macro_rules! plain {
    ($($ty:ty),+) => {$(
        impl From<$ty> for Json {
            fn from(value: $ty) -> Self {
                Self::Plain(Value::from(value))
            }
        }
    )+};
}

plain!(&str, String, bool, u16, u64, i64, f64);

impl Json {
    /// The text on several lines.
    pub fn pretty(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, Some(0));
        out
    }

    fn write(&self, out: &mut String, depth: Option<usize>) {
        let inner = depth.map(|depth| depth + 1);
        match self {
            Self::Plain(value) => out.push_str(&value.to_string()),
            Self::List(items) => around(out, ('[', ']'), depth, items, |out, item| item.write(out, inner)),
            Self::Object(Members(members)) => around(out, ('{', '}'), depth, members, |out, (key, value)| {
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push_str(if depth.is_some() { ": " } else { ":" });
                value.write(out, inner);
            }),
        }
    }
}

impl fmt::Display for Json {
    /// The text on one line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.write(&mut out, None);
        f.write_str(&out)
    }
}

fn around<T>(
    out: &mut String,
    (open, close): (char, char),
    depth: Option<usize>,
    items: &[T],
    mut each: impl FnMut(&mut String, &T),
) {
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    out.push(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if let Some(depth) = depth {
            line(out, depth + 1);
        }
        each(out, item);
    }
    if let Some(depth) = depth.filter(|_| !items.is_empty()) {
        line(out, depth);
    }
    out.push(close);
}
