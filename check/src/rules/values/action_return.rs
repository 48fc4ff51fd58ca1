//! `action-return`.

use rutter_syntax::graph::Environment;

use super::actions::{actions, is_for_client};
use super::offence::add_trail;
use super::returned::returned;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::value::{At, Scope, Source};
use crate::verdict::{Channel, Judges, Outcome, judge};

pub(crate) static RULE: Rule = Rule {
    name: "action-return",
    group: Group::Values,
    summary: "an action returns a value that cannot cross",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/action-return.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find("use server").is_none() || module.is_boundary() || module.is_package() {
        return;
    }
    let judges = Judges::new(module.project, Environment::Server);
    for action in actions(module) {
        for value in returned(facts, action.function) {
            let verdict = judges.verdict(|evaluator| {
                let it = evaluator.expr(At::new(Source::Module(module.id), value), &Scope::default());
                judge(evaluator, Channel::ToClient, None, &evaluator.awaited(&it))
            });
            let Some(offender) = verdict.worst() else { continue };
            if action.export.as_ref().is_some_and(|export| !is_for_client(module.project, module.id, export))
            {
                break;
            }
            let span = facts[value].span;
            let action = action.shown("the action");
            let what = match offender.path.trim_start_matches('.') {
                "" => format!("what {action} returns"),
                path => format!("`{path}` of what {action} returns"),
            };
            let finding = findings.report(span, format!("{what} is {}", offender.reason));
            match offender.reason.outcome() {
                Some(Outcome::Throws) => finding.why(
                    "what an action returns is sent to the browser as props are: React refuses it, and the call fails \
                     for whoever made it",
                ),
                _ => finding.soften().why(
                    "what an action returns is sent to the browser as props are: the caller gets what `toJSON()` \
                     returns, while TypeScript still shows the class",
                ),
            };
            finding.help("return what the client needs of it: strings, numbers and plain objects");
            add_trail(finding, module.id, span, &offender.trail);
        }
    }
}
