//! `page-data-not-json`.

use rutter_routes::EntryKind;
use rutter_syntax::graph::Environment;

use super::offence::add_trail;
use super::returned::returned;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::functions::function_of_export;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::rules::environments::config_mentions;
use crate::value::{At, Evaluator, Scope, Source};
use crate::verdict::{Channel, Offender, Reason, judge};

pub(crate) static RULE: Rule = Rule {
    name: "page-data-not-json",
    group: Group::Values,
    summary: "`getServerSideProps` or `getStaticProps` gives a page what is no JSON",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/page-data-not-json.md"),
    check,
};

const FUNCTIONS: [&str; 2] = ["getServerSideProps", "getStaticProps"];

/// What `next.config` names where it makes pages give more than JSON.
const WRAPPERS: [&str; 3] = ["superjson", "next-superjson", "next-superjson-plugin"];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let is_page = module.entries().iter().any(|entry| entry.kind == EntryKind::PagesPage);
    if !is_page {
        return;
    }
    for name in FUNCTIONS {
        let export = facts.export(name).filter(|export| !export.type_only);
        let Some(function) = export.and_then(|export| function_of_export(facts, export.kind)) else {
            continue;
        };
        for value in returned(facts, function) {
            let evaluator = Evaluator::new(module.project, Environment::Pages);
            let it = evaluator.expr(At::new(Source::Module(module.id), value), &Scope::default());
            let props = evaluator.member(&evaluator.awaited(&it), "props");
            let verdict = judge(&evaluator, Channel::Json, None, &evaluator.awaited(&props));
            // A branch that gives no props gives another answer: `redirect`, `notFound`.
            let is_part = |it: &&Offender| !it.path.is_empty() || it.reason != Reason::Undefined;
            let Some(offender) = verdict.worst().filter(is_part) else { continue };
            if is_wrapped(module) {
                return;
            }
            let path = format!("props{}", offender.path);
            let span = facts[value].span;
            let finding =
                findings.report(span, format!("`{path}` of what `{name}` returns is {}", offender.reason));
            let help = match offender.reason {
                Reason::Undefined => "give `null`, or leave the prop out",
                Reason::Instance(ref class) if class == "Date" => "give `date.toISOString()`",
                Reason::BigInt => "give `String(value)`",
                _ => "give plain data: strings, numbers, lists and plain objects",
            };
            finding
                .why(format!(
                    "the props of a page are sent as JSON: `next dev` and `next build` stop with `Error serializing \
                     {} returned from {name}`, and in production the browser gets something else",
                    shown(&offender.path)
                ))
                .help(help);
            add_trail(finding, module.id, span, &offender.trail);
        }
    }
}

/// Whether what a page gets is made JSON by something that knows more than JSON does: a plugin wraps the functions.
fn is_wrapped(module: &ModuleContext<'_>) -> bool {
    WRAPPERS.iter().any(|name| config_mentions(module, name)) || module.project.babel().contains("superjson")
}

/// A path as Next shows it: `.user.born`.
fn shown(path: &str) -> &str {
    if path.is_empty() { "props" } else { path }
}
