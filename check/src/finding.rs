//! What a rule has found.

use rutter_syntax::facts::Span;
use rutter_syntax::graph::ModuleId;

use crate::environments::ChainStep;
use crate::rule::{FixKind, Level, Rule};

/// Something that is wrong with a module.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that says so.
    pub rule: &'static Rule,
    /// How much it weighs; never [`Level::Off`].
    pub level: Level,
    /// The module.
    pub module: ModuleId,
    /// The bytes of the module that are wrong.
    pub span: Span,
    /// What is wrong, as one sentence that starts in lower case and has no final period.
    pub message: String,
    /// Why it is wrong: what Next or React does about it. Written as the message is.
    pub why: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The imports that lead to the module, from a route's entry on; empty where they do not matter.
    pub chain: Vec<ChainStep>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// What would put it right.
    pub fix: Option<Fix>,
}

/// A place that belongs to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The module.
    pub module: ModuleId,
    /// The bytes that are meant.
    pub span: Span,
    /// What is there, in a few words: `the props are declared here`.
    pub message: String,
}

/// Edits of the finding's module that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What they do, as an editor's menu would say: ``add `'use client'` ``.
    pub title: String,
    /// [`FixKind::Safe`] or [`FixKind::Suggestion`].
    pub kind: FixKind,
    /// The edits, which do not overlap.
    pub edits: Vec<Edit>,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes that go; an empty span where nothing does.
    pub span: Span,
    /// What stands there instead, with `\n` for the end of a line.
    pub text: String,
}

/// Takes what one rule finds in one module.
#[derive(Debug)]
pub struct Findings<'f> {
    rule: &'static Rule,
    level: Level,
    module: ModuleId,
    found: &'f mut Vec<Finding>,
}

impl<'f> Findings<'f> {
    /// Findings of a rule in a module, added to those that are there. None if the rule is off.
    pub(crate) fn of(
        rule: &'static Rule,
        level: Level,
        module: ModuleId,
        found: &'f mut Vec<Finding>,
    ) -> Option<Self> {
        (level != Level::Off).then_some(Self { rule, level, module, found })
    }

    /// Reports what is wrong at `span` of the module. Say why on what it returns, and what to do:
    ///
    /// ```text
    /// findings
    ///     .report(span, "`useState` is called in a server component")
    ///     .why("state lives in the browser, and a server component runs on the server only")
    ///     .help("add `'use client'` at the top of the file");
    /// ```
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        self.found.push(Finding {
            rule: self.rule,
            level: self.level,
            module: self.module,
            span,
            message: message.into(),
            why: String::new(),
            help: None,
            chain: Vec::new(),
            related: Vec::new(),
            fix: None,
        });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Lets `find` report, and takes back what it has reported if there is something and `unless` holds.
    pub(crate) fn unless(&mut self, unless: impl FnOnce() -> bool, find: impl FnOnce(&mut Self)) {
        let before = self.found.len();
        find(self);
        if self.found.len() > before && unless() {
            self.found.truncate(before);
        }
    }
}

impl Finding {
    /// Says why it is wrong. Every finding does.
    pub fn why(&mut self, why: impl Into<String>) -> &mut Self {
        self.why = why.into();
        self
    }

    /// Makes a warning of it where it would be an error: what it is about may still work.
    pub fn soften(&mut self) -> &mut Self {
        self.level = self.level.min(Level::Warning);
        self
    }

    /// Says what to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Shows the imports that lead to the module; see [`crate::ModuleContext::chain`].
    pub fn chain(&mut self, chain: Vec<ChainStep>) -> &mut Self {
        self.chain = chain;
        self
    }

    /// Shows a place that belongs to it, in this module or another, with a few words about it.
    pub fn related(&mut self, module: ModuleId, span: Span, message: impl Into<String>) -> &mut Self {
        self.related.push(Related { module, span, message: message.into() });
        self
    }

    /// Offers edits that put it right. They are [`FixKind::Safe`] or a suggestion as the rule says.
    pub fn fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Self {
        let kind = self.rule.fix;
        debug_assert!(kind != FixKind::None, "{} is said to have no fix", self.rule.name);
        self.fix = Some(Fix { title: title.into(), kind, edits });
        self
    }

    /// Offers edits that may change more than what is wrong, though the rule's other fixes are safe.
    pub fn suggestion(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Fix { title: title.into(), kind: FixKind::Suggestion, edits });
        self
    }
}

impl Edit {
    /// Puts text before the byte `at`.
    #[must_use]
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self { span: Span { start: at, end: at }, text: text.into() }
    }

    /// Puts text in place of what is there.
    #[must_use]
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Takes away what is there.
    #[must_use]
    pub fn delete(span: Span) -> Self {
        Self { span, text: String::new() }
    }
}
