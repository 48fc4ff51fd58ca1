//! `inline-use-server-class-method`: an action that is a method of a class's instances.

use super::compiled::methods_with_directive;
use super::made::name;
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "inline-use-server-class-method",
    group: Group::Directives,
    summary: "a method of a class's instances has `'use server'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/inline-use-server-class-method.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for function in methods_with_directive(module, |meaning| meaning == Meaning::Server) {
        findings
            .report(facts[function].head, format!("{} is an action and a method of an instance", name(facts, function)))
            .why(
                "Next makes an action of a function that stands alone, and an instance with its state cannot be sent \
                 along; it refuses the directive in methods, getters and setters that are not `static`",
            )
            .help("make the method `static`, or move the function out of the class");
    }
}
