//! `cache-return`.

use rutter_syntax::graph::Environment;

use super::actions::cached;
use super::offence::add_trail;
use super::returned::returned;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::value::{At, Scope, Source};
use crate::verdict::{Channel, Judges, Outcome, judge};

pub(crate) static RULE: Rule = Rule {
    name: "cache-return",
    group: Group::Values,
    summary: "a cached function returns a value that the cache cannot keep",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/cache-return.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if !module.in_environment(Environment::Server) || module.is_boundary() || module.is_package() {
        return;
    }
    let judges = Judges::new(module.project, Environment::Server);
    for function in cached(module) {
        for value in returned(facts, function.function) {
            let verdict = judges.verdict(|evaluator| {
                let it = evaluator.expr(At::new(Source::Module(module.id), value), &Scope::default());
                judge(evaluator, Channel::ToClient, None, &evaluator.awaited(&it))
            });
            let Some(offender) = verdict.worst() else { continue };
            let span = facts[value].span;
            let function = function.shown("the cached function");
            let what = match offender.path.trim_start_matches('.') {
                "" => format!("what {function} returns"),
                path => format!("`{path}` of what {function} returns"),
            };
            let finding = findings.report(span, format!("{what} is {}", offender.reason));
            match offender.reason.outcome() {
                Some(Outcome::Throws) => finding.why(
                    "a cached result is written down as what is sent to the browser is, also where only the server reads \
                     it: React refuses the value, and the page fails",
                ),
                _ => finding.soften().why(
                    "a cached result is written down as what is sent to the browser is, also where only the server reads \
                     it: callers get what `toJSON()` returns, while TypeScript still shows the class",
                ),
            };
            finding.help("return plain data, and make the rest of it where the function is called");
            add_trail(finding, module.id, span, &offender.trail);
        }
    }
}
