//! `action-state-mismatch`.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, FunctionId, TypeId, TypeKind};
use rutter_syntax::graph::{Environment, ModuleId};

use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::infer::imported_calls::imported_calls;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::value::{At, Evaluator, Function, Scope, Shape, Source};

pub(crate) static RULE: Rule = Rule {
    name: "action-state-mismatch",
    group: Group::Values,
    summary: "`useActionState` is given an action whose first parameter is the form's data",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/action-state-mismatch.md"),
    check,
};

/// An action, or another function that is given in its place.
struct Given {
    module: ModuleId,
    function: FunctionId,
    /// How many arguments it is bound to.
    bound: usize,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let calls = imported_calls(facts, "react", &["useActionState"]);
    let calls = calls.into_iter().chain(imported_calls(facts, "react-dom", &["useFormState"]));
    for call in calls {
        let ExprKind::Call { arguments, .. } = facts[call.call].kind else { continue };
        let [action, initial, ..] = facts[arguments] else { continue };
        let Some(given) = given(module, action) else { continue };
        let owner = module.project.graph[given.module].facts();
        let Some(parameter) = owner[owner[given.function].parameters].get(given.bound) else { continue };
        let is_form = parameter.ty.is_some_and(|ty| is_form_data(owner, ty));
        if !is_form || is_new(facts, initial) {
            continue;
        }
        findings
            .report(
                facts[action].span,
                format!("`{}` calls the action with the state first, and it takes the form's data first", call.function),
            )
            .why(
                "the action gets the previous state, then the data of the form: `formData.get()` throws `formData.get is \
                 not a function`",
            )
            .help("put a parameter for the state in front of it: `(state, formData)`")
            .related(given.module, parameter.span, "gets the previous state");
    }
}

fn given(module: &ModuleContext<'_>, action: ExprId) -> Option<Given> {
    let environment = match module.in_environment(Environment::Client) {
        true => Environment::Client,
        false => Environment::Server,
    };
    let evaluator = Evaluator::new(module.project, environment);
    let (at, bound): (At<FunctionId>, usize) =
        match evaluator.expr(At::new(Source::Module(module.id), action), &Scope::default()).shape {
            Shape::Action(action) => (action.function?, action.bound.len()),
            Shape::Function(function) => match &*function {
                Function::Written { at, .. } => (*at, 0),
                _ => return None,
            },
            _ => return None,
        };
    Some(Given { module: at.source.module()?, function: at.id, bound })
}

fn is_form_data(facts: &Facts, ty: TypeId) -> bool {
    match facts[ty].kind {
        TypeKind::Reference { path, binding: None, .. } => {
            matches!(facts[path], [name] if &facts[name] == "FormData")
        }
        _ => false,
    }
}

fn is_new(facts: &Facts, value: ExprId) -> bool {
    matches!(facts[facts.without_types(value)].kind, ExprKind::New { .. })
}
