//! `inline-use-server-class-method`: an action that is a method of a class's instances.

use super::compiled::{is_compiled, is_of_instance_method};
use super::made::name;
use super::sites::sites;
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
    if facts.classes.is_empty() || !is_compiled(module) {
        return;
    }
    let mut last = None;
    for site in sites(facts).filter(|site| is_of_instance_method(facts, site)) {
        // Of several directives of a method, Next tells of the first.
        let Some(function) = site.function.filter(|function| last.replace(*function) != Some(*function))
        else {
            continue;
        };
        if !matches!(site.meaning, Meaning::Server) {
            continue;
        }
        findings
            .report(facts[function].head, format!("{} is an action and a method of an instance", name(facts, function)))
            .why(
                "Next makes an action of a function that stands alone, and an instance with its state cannot be sent \
                 along; it refuses the directive in methods, getters and setters that are not `static`",
            )
            .help("make the method `static`, or move the function out of the class");
    }
}
