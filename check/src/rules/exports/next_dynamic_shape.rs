//! `next-dynamic-shape`: a call of `dynamic` that Next's compiler cannot take apart.

use rutter_syntax::facts::{ExprId, ExprKind, Facts};
use rutter_syntax::graph::Environment;

use super::dynamic_calls::{DynamicCall, dynamic_calls};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "next-dynamic-shape",
    group: Group::Exports,
    summary: "`next/dynamic` is called without arguments, with too many, or with options that are no object literal",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/next-dynamic-shape.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find("next/dynamic").is_none() {
        return;
    }
    let compiled = [Environment::Server, Environment::Client, Environment::Pages];
    if !compiled.iter().any(|environment| module.in_environment(*environment)) {
        return;
    }
    for call in dynamic_calls(facts) {
        judge(module, findings, call);
    }
}

/// An assertion hides the options from the compiler, which then leaves the call as it is.
fn judge(module: &ModuleContext<'_>, findings: &mut Findings<'_>, call: DynamicCall<'_>) {
    let facts = module.facts;
    let callee = facts[call.callee].span;
    match call.arguments {
        [] => findings
            .report(callee, "`dynamic` is called without a component to load")
            .why("Next rewrites the call while it compiles, and `next build` refuses one without an argument")
            .help("pass a function that imports the component: `dynamic(() => import('./chart'))`"),
        [_, _, third, ..] => findings
            .report(callee, "`dynamic` takes two arguments")
            .related(module.id, facts[*third].span, "the third")
            .why("Next rewrites the call while it compiles, and `next build` refuses one with more")
            .help("put all options into the second argument"),
        [_, options] if !is_taken(facts, *options) => findings
            .report(callee, "the options of `dynamic` are not an object literal")
            .related(module.id, facts[*options].span, "the options")
            .why("Next reads them from the text of the file while it compiles; `next build` refuses anything else")
            .help("write the object into the call: `dynamic(load, { loading: () => null })`"),
        _ => return,
    };
}

fn is_taken(facts: &Facts, options: ExprId) -> bool {
    matches!(facts[options].kind, ExprKind::Object(_)) || facts.without_types(options) != options
}
