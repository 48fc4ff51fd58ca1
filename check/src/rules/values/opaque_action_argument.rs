//! `opaque-action-argument`.

use rutter_syntax::facts::{ExprId, ExprKind, Imported};
use rutter_syntax::graph::{Environment, ExportOrigin, Target};

use super::offence::add_trail;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::imported_calls::call_of;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::value::{At, Evaluator, Scope, Source};
use crate::verdict::{Channel, Outcome, judge};

pub(crate) static RULE: Rule = Rule {
    name: "opaque-action-argument",
    group: Group::Values,
    summary: "client code calls an action with a value that the server cannot read",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/opaque-action-argument.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let graph = module.project.graph;
    if !module.in_environment(Environment::Client) || module.is_package() {
        return;
    }
    for import in facts.imports.iter().filter(|import| !import.type_only) {
        let Imported::Name(name) = import.imported else { continue };
        let Target::Module(target) = graph.target(module.id, import.request, Environment::Client) else {
            continue;
        };
        if !matches!(
            graph.follow(target, &facts[name], Environment::Client),
            ExportOrigin::ServerActions { .. }
        ) {
            continue;
        }
        for reference in facts.references(import.local) {
            let Some(call) = call_of(facts, reference) else { continue };
            let ExprKind::Call { arguments, .. } = facts[call].kind else { continue };
            for argument in &facts[arguments] {
                check_argument(module, findings, *argument, &facts[facts[import.local].name]);
            }
        }
    }
}

fn check_argument(module: &ModuleContext<'_>, findings: &mut Findings<'_>, argument: ExprId, action: &str) {
    let evaluator = Evaluator::new(module.project, Environment::Client);
    let value = evaluator.expr(At::new(Source::Module(module.id), argument), &Scope::default());
    let verdict = judge(&evaluator, Channel::ToServer, None, &value);
    let throws = |reason: Option<Outcome>| reason == Some(Outcome::Throws);
    let Some(offender) = verdict.worst().filter(|offender| throws(offender.reason.outcome())) else { return };
    let span = module.facts[argument].span;
    let what = match offender.path.trim_start_matches('.') {
        "" => format!("an argument of the action `{action}`"),
        path => format!("`{path}` of an argument of the action `{action}`"),
    };
    let finding = findings
        .report(span, format!("{what} is {}", offender.reason))
        .why(
            "it cannot be sent to the server, which gets a placeholder in its place: the action can pass that back, and \
             fails when it reads it; the browser says nothing",
        )
        .help("pass the plain values that the action needs");
    add_trail(finding, module.id, span, &offender.trail);
}
