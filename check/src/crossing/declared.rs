//! What the props of a client component are declared to be, for values of which nothing is known.

use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Facts, TypeId, TypeKind};
use rutter_syntax::graph::{Environment, ExportOrigin, ModuleId};

use crate::context::ModuleContext;
use crate::infer::functions::function_of_export;
use crate::value::{At, ClientExport, Evaluator, Function, Scope, Shape, Source, Value};
use crate::verdict::{Channel, Offender, Reason, Verdict, judge};

/// What the declared type of a prop says about a value. A type that holds plain data alone makes it serializable, and
/// one that no action fits makes it a function. None where the type says neither.
pub(super) fn verdict(
    module: &ModuleContext<'_>,
    component: &ClientExport,
    prop: &str,
    value: ExprId,
) -> Option<Verdict> {
    let props = props_type(module, component)?;
    let evaluator = Evaluator::new(module.project, Environment::Client);
    let props = evaluator.ty(props, &Scope::default());
    let Shape::Object(object) = &props.shape else { return None };
    let member = object.member(prop)?;
    let declared = evaluator.force(&member.value);
    let verdict = judge(&evaluator, Channel::ToClient, None, &declared);
    if verdict.is_serializable() {
        return Some(verdict);
    }
    let is_function = !member.optional
        && is_of_this_module(module.facts, value)
        && is_plain_function(&evaluator, &declared);
    is_function.then(|| Verdict {
        offenders: vec![Offender {
            path: String::new(),
            reason: Reason::Function(None),
            trail: Vec::new(),
            promised: false,
            bound: None,
        }],
        ..Verdict::default()
    })
}

/// The type of a component's props, where its function or the variable that holds it says so.
fn props_type(module: &ModuleContext<'_>, component: &ClientExport) -> Option<At<TypeId>> {
    let graph = module.project.graph;
    let follow = |module: ModuleId| graph.follow(module, &component.name, Environment::Client);
    let ExportOrigin::Declared { module, export } = follow(component.module?) else { return None };
    let facts = graph[module].facts();
    let function = function_of_export(facts, facts[export].kind)?;
    let at = |ty| At::new(Source::Module(module), ty);
    match facts[facts[function].parameters].first().and_then(|parameter| parameter.ty) {
        Some(ty) => Some(at(ty)),
        None => contextual(facts, function).map(at),
    }
}

/// `Props` of `const Menu: FC<Props> = ..`.
fn contextual(facts: &Facts, function: rutter_syntax::facts::FunctionId) -> Option<TypeId> {
    let rutter_syntax::facts::Node::Expr(value) = facts[function].parent() else { return None };
    let rutter_syntax::facts::Node::Declarator(declarator) = facts.parent(value) else { return None };
    let TypeKind::Reference { path, arguments, .. } = facts[facts[declarator].ty?].kind else { return None };
    let name = facts[path].last().map(|name| &facts[*name])?;
    matches!(name, "FC" | "FunctionComponent").then(|| facts[arguments].first().copied())?
}

/// Whether a value comes from the module itself. What is imported from a file that was not found may be of a client
/// module.
fn is_of_this_module(facts: &Facts, value: ExprId) -> bool {
    let mut value = facts.without_types(value);
    loop {
        value = match facts[value].kind {
            ExprKind::Member { object, .. } | ExprKind::Index { object, .. } => facts.without_types(object),
            ExprKind::Call { callee, .. } => facts.without_types(callee),
            ExprKind::Await(inner) => facts.without_types(inner),
            ExprKind::Name { binding: Some(binding), .. } => {
                return matches!(facts[binding].kind, BindingKind::Parameter { .. });
            }
            _ => return false,
        };
    }
}

/// Whether a type is only functions that give something else than a promise, or nothing: an action, which is async,
/// fits none of them.
fn is_plain_function<'a>(evaluator: &Evaluator<'_, 'a>, declared: &Value<'a>) -> bool {
    let Shape::Function(function) = &declared.shape else { return false };
    let Function::Declared { at, scope } = &**function else { return false };
    let facts = evaluator.facts(at.source);
    let Some(returns) = facts[at.id].returns else { return false };
    !facts[at.id].construct && gives_no_promise(&evaluator.ty(at.with(returns), scope))
}

fn gives_no_promise(value: &Value<'_>) -> bool {
    match &value.shape {
        Shape::Boolean(_) | Shape::Number(_) | Shape::String(_) | Shape::Null | Shape::Array(_) => true,
        Shape::Union(union) => union.parts.iter().all(gives_no_promise),
        _ => false,
    }
}
