//! Judging what is given to an element.

use std::cell::Cell;
use std::sync::Arc;

use rutter_syntax::facts::{BindingId, BindingKind, ExprId, ExprKind, Facts, Name, Node};

use super::caller::Component;
use super::guarded::{Given, Guards};
use super::rendered::may_be_rendered;
use super::{Crossing, Prop, PropName, declared};
use crate::context::ModuleContext;
use crate::infer::conditions::{Condition, conditions_at};
use crate::value::{At, Evaluator, Object, Scope, Shape, Source, Value};
use crate::verdict::{Channel, Offender, Verdict, judge};

/// Judges all that is given to an element.
pub(super) fn judge_props(guards: &Guards<'_, '_>, crossing: &mut Crossing) {
    let facts = guards.module.facts;
    for index in 0..crossing.props.len() {
        let prop = &crossing.props[index];
        let is_read = crossing.component.is_some() || is_read_of_host(facts, prop);
        let Some(value) = prop.value.filter(|value| is_read && !is_trivial(facts, *value)) else { continue };
        crossing.props[index].verdict = verdict(guards, crossing, index, value);
    }
}

/// What tells two values of a file to be the same: a variable, the members that lead from it, and the conditions under
/// which it is read.
pub(super) type Same = (BindingId, Vec<Name>, Vec<Condition>);

fn verdict(guards: &Guards<'_, '_>, crossing: &Crossing, index: usize, expr: ExprId) -> Verdict {
    let module = guards.module;
    let same = (crossing.props[index].name != PropName::Spread).then(|| same(module.facts, expr)).flatten();
    let known = same.as_ref().and_then(|same| guards.judged.borrow().get(same).cloned());
    let mut verdict = known.unwrap_or_else(|| {
        let is_known = Cell::new(true);
        let verdict = guards.judges.verdict(|evaluator| {
            judged_by(evaluator, module, crossing, index, expr, &Scope::default(), &is_known)
        });
        if let Some(same) = same.filter(|_| is_known.get()) {
            guards.judged.borrow_mut().insert(same, verdict.clone());
        }
        verdict
    });
    if verdict.offenders.is_empty() && verdict.unknown.is_none() {
        return verdict;
    }
    let component = Component::around(module, crossing.node());
    let given = Given { element: crossing.expr, value: expr, component: component.as_ref() };
    let is_live = verdict.offenders.is_empty() || is_live(module, crossing);
    for offender in std::mem::take(&mut verdict.offenders) {
        if is_live && !guards.may_be_skipped(given, &offender) {
            verdict.offenders.push(offender);
        } else {
            verdict.unknown.get_or_insert(offender.path);
        }
    }
    if is_live
        && verdict.offenders.is_empty()
        && let Some(found) =
            component.as_ref().and_then(|it| given_by_caller(guards, crossing, index, given, it))
    {
        verdict.offenders = found;
    }
    verdict
}

/// Whether the server certainly comes to an element and renders it.
fn is_live(module: &ModuleContext<'_>, crossing: &Crossing) -> bool {
    may_be_rendered(module.facts, crossing.expr) && super::is_live(module, crossing.node())
}

/// What of a prop cannot cross where one of those who render the component gives it something.
fn given_by_caller<'a>(
    guards: &Guards<'_, 'a>,
    crossing: &Crossing,
    index: usize,
    given: Given<'_>,
    component: &Component,
) -> Option<Vec<Offender>> {
    let module = guards.module;
    let found = |evaluator: &Evaluator<'_, 'a>| {
        let offenders = component.scopes(evaluator, module).map(|scope| {
            let is_known = Cell::new(true);
            let mut verdict = judged_by(evaluator, module, crossing, index, given.value, &scope, &is_known);
            verdict.offenders.retain(|it| !guards.may_be_skipped_in(given, it, evaluator, &scope));
            verdict.offenders
        });
        offenders.into_iter().find(|offenders| !offenders.is_empty()).unwrap_or_default()
    };
    let verdict =
        guards.judges.verdict(|evaluator| Verdict { offenders: found(evaluator), ..Verdict::default() });
    let is_found = !verdict.offenders.is_empty() && is_live(module, crossing);
    is_found.then_some(verdict.offenders)
}

/// Where an expression is a variable that is written to once, or a member of one: what it has in common with the same
/// value elsewhere.
fn same(facts: &Facts, expr: ExprId) -> Option<Same> {
    let mut members = Vec::new();
    let mut object = facts.without_types(expr);
    while let ExprKind::Member { object: outer, property, .. } = facts[object].kind {
        members.push(property);
        object = facts.without_types(outer);
    }
    match facts[object].kind {
        ExprKind::Name { binding: Some(binding), .. } if !facts[binding].reassigned => {
            Some((binding, members, conditions_at(facts, Node::Expr(expr))))
        }
        _ => None,
    }
}

/// Judges what a prop is where names stand for what `scope` says. `is_known` becomes false where nothing is known of it
/// but what the component says that it takes.
fn judged_by<'a>(
    evaluator: &Evaluator<'_, 'a>,
    module: &ModuleContext<'a>,
    crossing: &Crossing,
    index: usize,
    expr: ExprId,
    scope: &Scope<'a>,
    is_known: &Cell<bool>,
) -> Verdict {
    let watch = |name: &str| module.sensitive.matches(name);
    let value = evaluator.expr(At::new(Source::Module(module.id), expr), scope);
    let name = crossing.props[index].name;
    let value = if name == PropName::Spread {
        let mut overridden = overridden(module.facts, crossing, index);
        for later in crossing.props[index + 1..].iter().filter(|prop| prop.name == PropName::Spread) {
            let Some(later) = later.value else { continue };
            let later = At::new(Source::Module(module.id), later);
            overridden.extend(certain_members(&evaluator.expr(later, scope)));
        }
        spread(evaluator, &value, &overridden)
    } else {
        value
    };
    let verdict = judge(evaluator, Channel::ToClient, Some(&watch), &value);
    match (&crossing.component, name, &value.shape) {
        (Some(component), PropName::Named(name), Shape::Unknown) => {
            is_known.set(false);
            declared::verdict(module, component, &module.facts[name], expr).unwrap_or(verdict)
        }
        _ => verdict,
    }
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

/// Whether a function is written where a value is given, or under the name that is given.
fn is_function(facts: &Facts, value: Option<ExprId>) -> bool {
    let is_written = |value| matches!(facts[facts.without_types(value)].kind, ExprKind::Function(_));
    value.is_some_and(|value| match facts[facts.without_types(value)].kind {
        ExprKind::Name { binding: Some(binding), .. } => match facts[binding].kind {
            BindingKind::Function(_) => true,
            BindingKind::Variable { declarator, .. } => facts[declarator].value.is_some_and(is_written),
            _ => false,
        },
        _ => is_written(value),
    })
}

/// Whether a value crosses whatever is around it.
fn is_trivial(facts: &Facts, value: ExprId) -> bool {
    matches!(
        facts[facts.without_types(value)].kind,
        ExprKind::String(_)
            | ExprKind::Text(_)
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
