//! What the run itself reports: files that cannot be read, and suppressions that do nothing.
//!
//! These are rules so that they have a page, a level and a name like any other. [`crate::check()`] makes their findings,
//! so they look at no module themselves.

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) const RULES: &[&Rule] = &[&SYNTAX_ERROR, &INVALID_SUPPRESSION, &UNUSED_SUPPRESSION];

pub(crate) static SYNTAX_ERROR: Rule = Rule {
    name: "syntax-error",
    group: Group::Run,
    summary: "a file cannot be parsed",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../docs/syntax-error.md"),
    check: nothing,
};

pub(crate) static INVALID_SUPPRESSION: Rule = Rule {
    name: "invalid-suppression",
    group: Group::Run,
    summary: "a `rutter-ignore` comment names no rule, gives no reason, or stands in the wrong place",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../docs/invalid-suppression.md"),
    check: nothing,
};

pub(crate) static UNUSED_SUPPRESSION: Rule = Rule {
    name: "unused-suppression",
    group: Group::Run,
    summary: "a `rutter-ignore` comment suppresses nothing",
    level: Level::Warning,
    fix: FixKind::Safe,
    page: include_str!("../../docs/unused-suppression.md"),
    check: nothing,
};

fn nothing(_: &ModuleContext<'_>, _: &mut Findings<'_>) {}
