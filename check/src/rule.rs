//! What a rule is.

use std::fmt;

use crate::context::ModuleContext;
use crate::finding::Findings;

pub use rutter_project::RuleLevel as Level;

/// One thing that can be wrong with a module.
///
/// A rule is a `static` in a file of its own, `rules/<group>/<name>.rs`, and a page, `docs/<name>.md`, whose examples
/// are its tests.
pub struct Rule {
    /// Its name in kebab case, which says what is wrong: `error-file-not-client`. It never changes, because
    /// suppressions and `rutter.toml` name it.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// What it reports, as one sentence without a final period.
    pub summary: &'static str,
    /// How much it weighs where nothing else is set.
    pub level: Level,
    /// What its findings offer to do about themselves.
    pub fix: FixKind,
    /// The page, in Markdown. Its first heading is the name.
    pub page: &'static str,
    /// Looks at one module. It is called for every module of the app and of its workspace, in parallel and in no
    /// particular order, so it decides by what it is given alone.
    pub check: fn(&ModuleContext<'_>, &mut Findings<'_>),
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// `'use client'`, `'use server'`, `'use cache'`.
    Directives,
    /// What runs on the server and what in the client.
    Environments,
    /// Special files and what they export.
    Exports,
    /// Props, params and handlers against the route tree.
    Shapes,
    /// Values that cross between the server and the client.
    Values,
    /// What happens while a request is answered.
    Requests,
    /// Files that cannot be read, and the comments that suppress findings.
    Run,
}

/// What the findings of a rule offer to do about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixKind {
    /// Nothing: what is right depends on what was meant.
    None,
    /// An edit that changes nothing but what is wrong. `rutter check --fix` makes it.
    Safe,
    /// An edit that may change what the program does. An editor offers it.
    Suggestion,
}

impl Group {
    /// All groups, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Directives,
        Self::Environments,
        Self::Exports,
        Self::Shapes,
        Self::Values,
        Self::Requests,
        Self::Run,
    ];

    /// The group as a heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Directives => "Directives",
            Self::Environments => "Environments",
            Self::Exports => "Files and exports",
            Self::Shapes => "Shapes against the route tree",
            Self::Values => "Values that cross",
            Self::Requests => "Requests",
            Self::Run => "The run itself",
        }
    }
}

impl FixKind {
    /// What `rutter explain` says about it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Suggestion => "suggestion",
        }
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}
