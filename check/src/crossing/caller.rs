//! What a component of the server is given where it is rendered.
//!
//! A component that both sides use often has a prop that the server never gives: `onClose && <button onClick={..}>`. And
//! what a component passes on, only those who render it know. Both are answered by running it with what is given to it
//! by the elements that the server certainly renders.

use std::sync::Arc;

use rutter_syntax::facts::{BindingId, ExportKind, ExprId, ExprKind, FunctionId, JsxAttribute, JsxId, Node};
use rutter_syntax::graph::ModuleId;

use crate::context::ModuleContext;
use crate::infer::functions::function_of_export;
use crate::value::{
    At, Evaluator, Member, Object, Scope, Shape, Source, Thunk, Value, derived_of_parameters,
};

/// How many of the elements that render a component are asked what they give it.
const MOST_ASKED: usize = 8;

/// A component, as those who render it see it.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) function: FunctionId,
    /// The names that tell what it was given: its parameters, and what is computed of them.
    pub(super) given: Vec<BindingId>,
    /// The tags that the server certainly renders it by.
    tags: Vec<(ModuleId, ExprId)>,
}

impl Component {
    /// The component around a place: the outermost function there, if it takes props that are given to it in code.
    pub(super) fn around(module: &ModuleContext<'_>, node: Node) -> Option<Self> {
        let facts = module.facts;
        let functions =
            std::iter::successors(facts.function_of(node), |it| facts.function_of(Node::Function(*it)));
        let function = functions.last()?;
        if facts[facts[function].parameters].is_empty() || is_entry(module, function) {
            return None;
        }
        let tags = module.project.environments.tags_on_server(module.project.graph, module.id, function);
        let is_component = !tags.is_empty() || has_name_of_component(module, function);
        is_component.then(|| Self { function, given: derived_of_parameters(facts, function), tags })
    }

    /// What its parameters stand for, for each of the elements that render it.
    pub(super) fn scopes<'a>(
        &self,
        evaluator: &Evaluator<'_, 'a>,
        module: &ModuleContext<'a>,
    ) -> impl Iterator<Item = Scope<'a>> {
        let at = At::new(Source::Module(module.id), self.function);
        self.tags.iter().take(MOST_ASKED).filter_map(move |(rendering, tag)| {
            let Node::Jsx(jsx) = module.project.graph[*rendering].facts().parent(*tag) else { return None };
            let props = props(evaluator, At::new(Source::Module(*rendering), jsx));
            Some(Scope::default().with_parameter(at, 0, props.into()))
        })
    }
}

/// Whether Next itself calls a function.
fn is_entry(module: &ModuleContext<'_>, function: FunctionId) -> bool {
    !module.entries().is_empty()
        && module.facts.exports.iter().any(|export| {
            let is_value = !matches!(export.kind, ExportKind::All { .. });
            is_value && function_of_export(module.facts, export.kind) == Some(function)
        })
}

/// Whether a function, or the variable that holds it, has a capital letter.
fn has_name_of_component(module: &ModuleContext<'_>, function: FunctionId) -> bool {
    let facts = module.facts;
    let of_variable = || {
        let Node::Expr(mut expr) = facts[function].parent() else { return None };
        // `memo(() => ..)`, `forwardRef(() => ..)`.
        while let Node::Expr(outer) = facts.parent(expr)
            && matches!(facts[outer].kind, ExprKind::Call { .. })
        {
            expr = outer;
        }
        let Node::Declarator(declarator) = facts.parent(expr) else { return None };
        facts.bound_by(facts[declarator].pattern).first().map(|binding| facts[*binding].name)
    };
    let name = facts[function].name.or_else(of_variable);
    name.is_some_and(|name| facts[name].starts_with(|it: char| it.is_ascii_uppercase()))
}

/// What an element gives to what it renders.
fn props<'a>(evaluator: &Evaluator<'_, 'a>, at: At<JsxId>) -> Value<'a> {
    let facts = evaluator.facts(at.source);
    let jsx = &facts[at.id];
    let thunk = |value| Thunk::Expr(at.with(value), Scope::default());
    let mut object = Object::default();
    for attribute in &facts[jsx.attributes] {
        match *attribute {
            JsxAttribute::Named { name, value, span } => object.set(Member {
                name: &facts[name],
                value: value.map_or_else(|| Shape::Boolean(Some(true)).into(), thunk),
                optional: false,
                place: at.with(span),
            }),
            JsxAttribute::Spread { value, .. } => {
                evaluator.spread(&mut object, &evaluator.expr(at.with(value), &Scope::default()));
            }
        }
    }
    if let Some(first) = facts[jsx.children].first() {
        let value = match &facts[jsx.children] {
            [only] => thunk(*only),
            _ => Thunk::unknown(),
        };
        let place = at.with(facts[*first].span);
        object.set(Member { name: "children", value, optional: false, place });
    }
    Value::from(Shape::Object(Arc::new(object)))
}
