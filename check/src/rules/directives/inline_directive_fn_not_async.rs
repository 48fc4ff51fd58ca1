//! `inline-directive-fn-not-async`: an action or cached function that is not `async`.

use super::edits::make_async;
use super::made::{Made, What, label, made, name};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "inline-directive-fn-not-async",
    group: Group::Directives,
    summary: "an action or a cached function is not `async`",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/inline-directive-fn-not-async.md"),
    check,
};

/// Next asks for the word: a function that returns a promise without it is refused too.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for Made { function, what, is_exported } in made(module) {
        if facts[function].is_async {
            continue;
        }
        let message = format!("{} is {} and not `async`", name(facts, function), what.noun());
        let finding = findings.report(label(facts, function), message);
        finding.why(if is_exported {
            format!(
                "everything that a `'{}'` file exports as a function is {}, and Next refuses one without the word, \
                 even if it returns a promise",
                what.directive(),
                what.noun(),
            )
        } else {
            format!(
                "a function with `'{}'` is {}, and Next refuses one without the word, even if it returns a promise",
                what.directive(),
                what.noun(),
            )
        });
        finding.help("add `async`, and await the result where it is called on the server");
        let Some(edits) = make_async(facts, function) else { continue };
        // What a file with actions exports is called from the client, which gets a promise in any case.
        if is_exported && what == What::Action {
            finding.fix("add `async`", edits);
        } else {
            finding.suggestion("add `async`", edits);
        }
    }
}
