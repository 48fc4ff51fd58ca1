//! `use-server-and-use-cache`: a file or function that has both `'use server'` and `'use cache'`.

use super::compiled::{is_compiled, is_constructor, is_instance_method, takes_functions};
use super::sites::conflicts;
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-server-and-use-cache",
    group: Group::Directives,
    summary: "a file or function has both `'use server'` and `'use cache'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/use-server-and-use-cache.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find("use server").is_none() || !is_compiled(module) {
        return;
    }
    let is_server = |meaning| meaning == Meaning::Server;
    let is_cache = |meaning| matches!(meaning, Meaning::Cache(_));
    for (first, second) in conflicts(facts, is_server, is_cache) {
        // Of a method, and of a function in the client, Next already refuses the first.
        let is_told = second.function.is_none_or(|function| {
            takes_functions(module)
                && !is_instance_method(facts, function)
                && !is_constructor(facts, function)
        });
        if !is_told {
            continue;
        }
        let place = if second.function.is_some() { "function" } else { "file" };
        findings
            .report(second.span, format!("`'{}'` and `'{}'` stand in one {place}", first.text, second.text))
            .why(
                "an action runs each time it is called, and a cached function runs only when its result is not \
                 known yet; Next refuses the two in one place",
            )
            .help(if second.function.is_some() {
                "keep one of them: let the action call a cached function"
            } else {
                "keep one of them, and put the other into the functions that it is meant for"
            })
            .related(module.id, first.span, format!("`'{}'` is here", first.text));
    }
}
