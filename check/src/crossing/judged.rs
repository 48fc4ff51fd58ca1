//! Judging what is given to an element.

use std::sync::Arc;

use rutter_syntax::facts::{ExprId, ExprKind, Facts};

use super::guarded::Guards;
use super::{Crossing, Prop, PropName, declared};
use crate::context::ModuleContext;
use crate::value::{At, Evaluator, Object, Scope, Shape, Source, Value};
use crate::verdict::{Channel, Judges, Verdict, judge};

/// Judges all that is given to an element.
pub(super) fn judge_props<'a>(module: &ModuleContext<'a>, judges: &Judges<'_, 'a>, crossing: &mut Crossing) {
    let facts = module.facts;
    for index in 0..crossing.props.len() {
        let prop = &crossing.props[index];
        let is_read = crossing.component.is_some() || is_read_of_host(facts, prop);
        let Some(value) = prop.value.filter(|value| is_read && !is_trivial(facts, *value)) else { continue };
        crossing.props[index].verdict = verdict(module, judges, crossing, index, value);
    }
}

fn verdict<'a>(
    module: &ModuleContext<'a>,
    judges: &Judges<'_, 'a>,
    crossing: &Crossing,
    index: usize,
    expr: ExprId,
) -> Verdict {
    let verdict = judges.verdict(|evaluator| judged_by(evaluator, module, crossing, index, expr));
    without_guarded(module, crossing, expr, verdict)
}

fn judged_by<'a>(
    evaluator: &Evaluator<'_, 'a>,
    module: &ModuleContext<'a>,
    crossing: &Crossing,
    index: usize,
    expr: ExprId,
) -> Verdict {
    let watch = |name: &str| module.sensitive.matches(name);
    let value = evaluator.expr(At::new(Source::Module(module.id), expr), &Scope::default());
    let name = crossing.props[index].name;
    let value = if name == PropName::Spread {
        let mut overridden = overridden(module.facts, crossing, index);
        for later in crossing.props[index + 1..].iter().filter(|prop| prop.name == PropName::Spread) {
            let Some(later) = later.value else { continue };
            let later = At::new(Source::Module(module.id), later);
            overridden.extend(certain_members(&evaluator.expr(later, &Scope::default())));
        }
        spread(evaluator, &value, &overridden)
    } else {
        value
    };
    let verdict = judge(evaluator, Channel::ToClient, Some(&watch), &value);
    match (&crossing.component, name, &value.shape) {
        (Some(component), PropName::Named(name), Shape::Unknown) => {
            declared::verdict(module, component, &module.facts[name], expr).unwrap_or(verdict)
        }
        _ => verdict,
    }
}

/// The verdict where nothing is known of what a server component may not come to.
fn without_guarded(
    module: &ModuleContext<'_>,
    crossing: &Crossing,
    expr: ExprId,
    mut verdict: Verdict,
) -> Verdict {
    if verdict.offenders.is_empty() {
        return verdict;
    }
    let mut guards = Guards::new(module);
    let span = |expr: ExprId| module.facts[expr].span;
    for offender in std::mem::take(&mut verdict.offenders) {
        if guards.are_around(span(crossing.expr), span(expr), &offender) {
            verdict.unknown.get_or_insert(offender.path);
        } else {
            verdict.offenders.push(offender);
        }
    }
    verdict
}

/// Whether a prop of an element of the document may hold what cannot cross. What stands in most attributes is text,
/// and what most children are is what React renders; it would be a mistake of types to give them anything else.
fn is_read_of_host(facts: &Facts, prop: &Prop) -> bool {
    match prop.name {
        PropName::Spread => true,
        PropName::Named(name) => {
            let name = &facts[name];
            is_handler(name)
                || matches!(name, "action" | "formAction" | "ref")
                || is_function(facts, prop.value)
        }
        PropName::Children => is_function(facts, prop.value),
    }
}

/// Whether a prop is named as an event handler, as Flight tells them.
pub(crate) fn is_handler(name: &str) -> bool {
    name.strip_prefix("on").is_some_and(|rest| rest.starts_with(|it: char| it.is_ascii_uppercase()))
}

fn is_function(facts: &Facts, value: Option<ExprId>) -> bool {
    value.is_some_and(|value| matches!(facts[facts.without_types(value)].kind, ExprKind::Function(_)))
}

/// Whether a value crosses whatever is around it.
fn is_trivial(facts: &Facts, value: ExprId) -> bool {
    matches!(
        facts[facts.without_types(value)].kind,
        ExprKind::String(_)
            | ExprKind::Template { .. }
            | ExprKind::Number(_)
            | ExprKind::Boolean(_)
            | ExprKind::Null
            | ExprKind::Jsx(_)
    )
}

/// The props that are given after a spread, in place of what it holds.
fn overridden<'f>(facts: &'f Facts, crossing: &Crossing, index: usize) -> Vec<&'f str> {
    let later = crossing.props[index + 1..].iter().filter_map(|prop| match prop.name {
        PropName::Named(name) => Some(&facts[name]),
        PropName::Children => Some("children"),
        PropName::Spread => None,
    });
    // Neither is a prop; what a `ref` does on the server is a rule of its own.
    later.chain(["key", "ref"]).collect()
}

/// The names of the members that a value has for certain.
fn certain_members<'a>(value: &Value<'a>) -> Vec<&'a str> {
    match &value.shape {
        Shape::Object(object) => {
            let members = object.members.iter().filter(|member| !member.optional);
            members.map(|member| member.name).collect()
        }
        _ => Vec::new(),
    }
}

/// What a spread gives: the members of an object, without those that are replaced.
fn spread<'a>(evaluator: &Evaluator<'_, 'a>, value: &Value<'a>, overridden: &[&str]) -> Value<'a> {
    match &value.shape {
        Shape::Union(union) => {
            let parts = union.parts.iter().map(|part| spread(evaluator, part, overridden));
            Value::one_of(parts, union.written)
        }
        // A reference has nothing to spread.
        Shape::Client(_) => Shape::object(Vec::new()).into(),
        _ => {
            let mut object = Object::default();
            evaluator.spread(&mut object, value);
            object.members.retain(|member| !overridden.contains(&member.name));
            Value { shape: Shape::Object(Arc::new(object)), trail: value.trail.clone() }
        }
    }
}
