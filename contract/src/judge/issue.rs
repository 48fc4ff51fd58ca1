//! What is wrong with a value, and where in it.

use std::fmt;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Where in the value; empty: the value as a whole.
    pub path: Path,
    /// The key under which a translation is looked up: the name of the rule, or what a [`Rule`](crate::Rule) states.
    pub code: String,
    /// What is wrong, for the one who filled the form in.
    pub message: String,
}

/// A place inside a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path(pub Vec<Step>);

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A key of an object.
    Key(String),
    /// An element of a list.
    Index(usize),
}

impl Path {
    /// Whether it is the value as a whole.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The path as forms write names: `items[0].price`.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if at == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
