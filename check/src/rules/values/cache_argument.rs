//! `cache-argument`.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, FunctionId, Node, PatternKind};
use rutter_syntax::graph::Environment;

use super::actions::is_cached;
use super::offence::add_trail;
use crate::context::ModuleContext;
use crate::crossing::is_live;
use crate::finding::Findings;
use crate::infer::exported::called_function;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::rules::environments::config_mentions;
use crate::value::{At, Evaluator, Scope, Source};
use crate::verdict::{Channel, Reason, judge};

pub(crate) static RULE: Rule = Rule {
    name: "cache-argument",
    group: Group::Values,
    summary: "a cached function reads an argument that it gets only a placeholder for",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/cache-argument.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let project = module.project;
    let facts = module.facts;
    if !module.in_environment(Environment::Server) || module.is_boundary() || !is_allowed(module) {
        return;
    }
    for expr in &facts.exprs {
        let ExprKind::Call { callee, arguments, .. } = expr.kind else { continue };
        let is_name =
            matches!(facts[facts.without_types(callee)].kind, ExprKind::Name { binding: Some(_), .. });
        let arguments = &facts[arguments];
        if !is_name || arguments.is_empty() {
            continue;
        }
        let Some((owner, function)) = called_function(project, module.id, callee, Environment::Server) else {
            continue;
        };
        let owner_facts = project.graph[owner].facts();
        if !is_cached(owner_facts, function) {
            continue;
        }
        for (index, argument) in arguments.iter().enumerate() {
            if matches!(facts[*argument].kind, ExprKind::Spread(_)) {
                break;
            }
            if !reads_parameter(owner_facts, function, index) {
                continue;
            }
            report(module, findings, *argument);
        }
    }
}

/// Whether the app's config may allow `'use cache'`, by whatever name the setting had. Without it nothing is cached.
fn is_allowed(module: &ModuleContext<'_>) -> bool {
    ["cacheComponents", "useCache", "dynamicIO"].iter().any(|key| config_mentions(module, key))
}

fn report(module: &ModuleContext<'_>, findings: &mut Findings<'_>, argument: ExprId) {
    let evaluator = Evaluator::new(module.project, Environment::Server);
    let value = evaluator.expr(At::new(Source::Module(module.id), argument), &Scope::default());
    let verdict = judge(&evaluator, Channel::ToServer, None, &value);
    let Some(offender) = verdict.worst().filter(|it| it.path.is_empty() && is_opaque(&it.reason)) else {
        return;
    };
    if !is_live(module, Node::Expr(argument)) {
        return;
    }
    let span = module.facts[argument].span;
    let finding = findings
        .report(span, format!("the argument is {}, and the cached function reads it", offender.reason))
        .why(
            "the arguments are the key of the cache, and what cannot be written down is replaced by a placeholder that \
             can only be passed on: reading it throws, and all such arguments share one entry",
        )
        .help("pass the plain values that the function needs");
    add_trail(finding, module.id, span, &offender.trail);
    finding.chain(module.chain(Environment::Server));
}

/// Whether a value is replaced by a placeholder. What has `toJSON()` is not, nor is an element.
fn is_opaque(reason: &Reason) -> bool {
    reason.is_function() || matches!(reason, Reason::Instance(_) | Reason::NullPrototype(_))
}

/// Whether a function certainly looks into a parameter: it takes it apart, calls it, or reads a member.
fn reads_parameter(facts: &Facts, function: FunctionId, index: usize) -> bool {
    let Some(parameter) = facts[facts[function].parameters].get(index) else { return false };
    match facts[parameter.pattern].kind {
        PatternKind::Object { .. } | PatternKind::Array { .. } => !parameter.rest,
        PatternKind::Binding(binding) => facts.references(binding).any(|reference| {
            let Node::Expr(parent) = facts.parent(reference) else { return false };
            let is_it = |expr| facts.without_types(expr) == facts.without_types(reference);
            match facts[parent].kind {
                ExprKind::Member { object, .. } | ExprKind::Index { object, .. } => is_it(object),
                ExprKind::Call { callee, .. } => is_it(callee),
                _ => false,
            }
        }),
        _ => false,
    }
}
