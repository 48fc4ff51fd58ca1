//! Where in a type the comparison is, without a heap: the way is written out for a finding alone.

use std::fmt;

/// A place in a type, linked to the place that holds it.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    /// Where the subject starts, with what stands there: `body`, or nothing.
    Start(&'a str),
    Field(&'a str),
    /// Every element of a list.
    Elements,
    /// One element of a tuple.
    Element(usize),
    /// Every value of a map.
    Values,
    Variant(&'a str),
}

impl<'a> At<'a> {
    pub(super) fn start(what: &'a str) -> Self {
        Self { outer: None, step: Step::Start(what) }
    }

    pub(super) fn field(&'a self, name: &'a str) -> Self {
        self.then(Step::Field(name))
    }

    pub(super) fn elements(&'a self) -> Self {
        self.then(Step::Elements)
    }

    pub(super) fn element(&'a self, index: usize) -> Self {
        self.then(Step::Element(index))
    }

    pub(super) fn values(&'a self) -> Self {
        self.then(Step::Values)
    }

    pub(super) fn variant(&'a self, name: &'a str) -> Self {
        self.then(Step::Variant(name))
    }

    fn then(&'a self, step: Step<'a>) -> Self {
        Self { outer: Some(self), step }
    }

    /// The place in a sentence: its path in backticks, or `it` for the whole.
    pub(super) fn named(&self) -> String {
        match self.to_string() {
            path if path.is_empty() => "it".to_owned(),
            path => format!("`{path}`"),
        }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(here) = at {
            steps.push(here.step);
            at = here.outer;
        }
        let mut first = true;
        for step in steps.into_iter().rev() {
            match step {
                Step::Start("") => continue,
                Step::Start(what) => f.write_str(what)?,
                Step::Field(name) if first => f.write_str(name)?,
                Step::Field(name) => write!(f, ".{name}")?,
                Step::Elements => f.write_str("[]")?,
                Step::Element(index) => write!(f, "[{index}]")?,
                Step::Values if first => f.write_str("*")?,
                Step::Values => f.write_str(".*")?,
                Step::Variant(name) => write!(f, "({name})")?,
            }
            first = false;
        }
        Ok(())
    }
}
