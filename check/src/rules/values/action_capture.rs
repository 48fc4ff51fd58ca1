//! `action-capture`.

use rutter_syntax::facts::Node;
use rutter_syntax::graph::Environment;

use super::actions::actions;
use super::captured::captured;
use super::offence::{Kind, add_trail, offences};
use crate::context::ModuleContext;
use crate::crossing::is_live;
use crate::finding::{Finding, Findings};
use crate::rule::{FixKind, Group, Level, Rule};
use crate::value::{At, Scope, Source};
use crate::verdict::{Channel, Judges, Outcome, Reason, judge};

pub(crate) static RULE: Rule = Rule {
    name: "action-capture",
    group: Group::Values,
    summary: "an action closes over, or is bound to, a value that cannot cross",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/action-capture.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    closures(module, findings);
    for offence in offences(module, Kind::BoundArgument) {
        let position = offence.offender.bound.unwrap_or_default();
        let path = &offence.offender.path;
        let what = match path.is_empty() {
            true => format!("argument {position} of `.bind()`"),
            false => format!("`{}` of argument {position} of `.bind()`", path.trim_start_matches('.')),
        };
        let message = format!("{what} is {}, which an action cannot be bound to", offence.offender.reason);
        let finding = findings.report(offence.prop.span, message);
        explain(finding, &offence.offender.reason);
        add_trail(finding, module.id, offence.prop.span, &offence.offender.trail);
        finding.chain(module.chain(Environment::Server));
    }
}

fn closures(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if !module.in_environment(Environment::Server) || facts.names.find("use server").is_none() {
        return;
    }
    let judges = Judges::new(module.project, Environment::Server);
    for action in actions(module).iter().filter(|action| action.export.is_none()) {
        for captured in captured(facts, action.function) {
            let verdict = judges.verdict(|evaluator| {
                let at = At::new(Source::Module(module.id), captured.expr);
                judge(evaluator, Channel::ToClient, None, &evaluator.expr(at, &Scope::default()))
            });
            let Some(offender) = verdict.worst() else { continue };
            if !is_live(module, Node::Function(action.function)) {
                continue;
            }
            let span = facts[captured.expr].span;
            let message = format!(
                "`{}{}` is {}, which the action {} closes over",
                captured.name,
                offender.path,
                offender.reason,
                action.shown("here")
            );
            let finding = findings.report(span, message);
            explain(finding, &offender.reason);
            add_trail(finding, module.id, span, &offender.trail);
            finding.chain(module.chain(Environment::Server));
        }
    }
}

fn explain(finding: &mut Finding, reason: &Reason) {
    let throws = match reason {
        it if it.is_function() => "`Functions cannot be passed directly to Client Components`",
        Reason::Symbol => "`Only global symbols received from Symbol.for(...) can be passed`",
        _ => "`Only plain objects, and a few built-ins, can be passed to Client Components`",
    };
    if reason.outcome() == Some(Outcome::Throws) {
        finding.why(format!(
            "what an action brings along is sent to the browser, encrypted, and comes back when it is called: the server \
             logs {throws}, the page is shown, and the action does not work"
        ));
    } else {
        finding.soften().why(
            "what an action brings along is sent to the browser, encrypted, and comes back when it is called: as what \
             its `toJSON()` returns, or as a copy of its members",
        );
    }
    finding.help(
        "make it inside the action or at the top of the file, or take only the plain values that are needed",
    );
}
