//! `inline-use-cache-class-method`: a cached function that is a method of a class's instances.

use super::compiled::methods_with_directive;
use super::made::name;
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "inline-use-cache-class-method",
    group: Group::Directives,
    summary: "a method of a class's instances has `'use cache'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/inline-use-cache-class-method.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for function in methods_with_directive(module, |meaning| matches!(meaning, Meaning::Cache(_))) {
        findings
            .report(facts[function].head, format!("{} is a cached function and a method of an instance", name(facts, function)))
            .why(
                "the result of a cached function is kept under its arguments, and the instance is none of them; Next \
                 refuses the directive in methods, getters and setters that are not `static`",
            )
            .help("make the method `static`, or move the function out of the class");
    }
}
