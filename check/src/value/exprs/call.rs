//! What calls and `new` give.

use std::sync::Arc;

use rutter_syntax::facts::{ExprId, ExprKind};

use super::super::evaluator::Evaluator;
use super::super::operations::Arguments;
use super::super::shape::{Action, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn call_expr(
        &self,
        at: At<ExprId>,
        callee: ExprId,
        arguments: &[ExprId],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        let arguments = self.arguments(at, arguments, scope);
        if let ExprKind::Member { object, property, .. } = facts[facts.without_types(callee)].kind
            && matches!(&facts[property], "bind" | "call" | "apply")
        {
            let object = self.expr(at.with(object), scope);
            if let Some(value) = self.called_through(&object, &facts[property], &arguments) {
                return value;
            }
        }
        let callee_value = self.callee(at.with(callee), scope);
        let place = at.with(facts[callee].span);
        let called = || match facts[facts.without_types(callee)].kind {
            ExprKind::Name { name, .. } | ExprKind::Member { property: name, .. } => {
                format!("`{}()` is called here", &facts[name])
            }
            _ => "a function is called here".to_owned(),
        };
        self.call_with(&callee_value, &arguments).through(place, called)
    }

    /// `` tag`text ${value}` ``: a call whose arguments are not looked at.
    pub(super) fn tagged(&self, at: At<ExprId>, tag: ExprId, scope: &Scope<'a>) -> Value<'a> {
        let types = self.arguments(at, &[], scope).types;
        let arguments = Arguments { values: vec![Thunk::unknown()], spread: Some(0), types };
        self.call_with(&self.callee(at.with(tag), scope), &arguments)
    }

    /// What is called. What came out of JSON has no functions: a method of it is one of the language's.
    fn callee(&self, at: At<ExprId>, scope: &Scope<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let callee = facts.without_types(at.id);
        if let ExprKind::Member { object, property, .. } = facts[callee].kind {
            let object = self.expr(at.with(object), scope).without_nullish();
            if let Shape::Instance(instance) = &object.shape
                && self.is_plain_data(instance)
            {
                let list = Value::from(Shape::array(Thunk::from(object.clone())));
                let text = Value::from(Shape::String(None));
                let method = |value: &Value<'a>| self.member(value, &facts[property]);
                return match method(&list) {
                    Value { shape: Shape::Unknown, .. } => method(&text),
                    method => method,
                };
            }
        }
        self.expr(at, scope)
    }

    /// `f.bind(this, a)`, `f.call(this, a)`, `f.apply(this, [a])`.
    fn called_through(
        &self,
        function: &Value<'a>,
        method: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Value<'a>> {
        let behind_this = |values: &[Thunk<'a>]| values.get(1..).unwrap_or_default().to_vec();
        match (&function.shape, method) {
            (Shape::Action(action), "bind") => {
                let bound = action.bound.iter().cloned().chain(behind_this(&arguments.values)).collect();
                Some(Shape::Action(Arc::new(Action { function: action.function, bound })).into())
            }
            (Shape::Function(_), "bind") => Some(function.clone()),
            (Shape::Function(_) | Shape::Action(_), "call") => {
                let spread = arguments.spread.map(|first| first.saturating_sub(1));
                let values = behind_this(&arguments.values);
                Some(self.call_with(function, &Arguments { values, spread, types: arguments.types.clone() }))
            }
            (Shape::Function(_) | Shape::Action(_), "apply") => {
                let values = vec![Thunk::unknown()];
                Some(self.call_with(function, &Arguments { values, spread: Some(0), types: Vec::new() }))
            }
            _ => None,
        }
    }

    pub(super) fn new_expr(
        &self,
        at: At<ExprId>,
        callee: ExprId,
        arguments: &[ExprId],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let callee = self.expr(at.with(callee), scope);
        match &callee.shape {
            Shape::Function(function) if self.is_constructor(function) => {
                self.call_with(&callee, &self.arguments(at, arguments, scope))
            }
            Shape::Class(class) => {
                let value = self.construct(class, &self.arguments(at, arguments, scope));
                let place = at.with(self.facts(at.source)[at.id].span);
                value.through(place, || "it is made here".to_owned())
            }
            _ => Value::unknown(),
        }
    }

    /// The arguments of a call or a `new`.
    fn arguments(&self, at: At<ExprId>, arguments: &[ExprId], scope: &Scope<'a>) -> Arguments<'a> {
        let facts = self.facts(at.source);
        let types = facts.type_arguments(at.id).iter();
        let types = types.map(|ty| Thunk::Type(at.with(*ty), scope.clone())).collect();
        let mut values = Vec::with_capacity(arguments.len());
        let mut spread = None;
        for argument in arguments {
            let ExprKind::Spread(list) = facts[*argument].kind else {
                values.push(self.thunk(at.with(*argument), scope));
                continue;
            };
            match self.expr(at.with(list), scope).shape {
                Shape::Tuple(elements) if elements.iter().all(|element| !element.spread) => {
                    values.extend(elements.iter().map(|element| element.value.clone()));
                }
                _ => {
                    spread = spread.or(Some(values.len()));
                    values.push(Thunk::unknown());
                }
            }
        }
        Arguments { values, spread, types }
    }

    /// What a call expects of an argument.
    pub(super) fn expected_argument(
        &self,
        at: At<ExprId>,
        callee: ExprId,
        arguments: &[ExprId],
        index: usize,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(at.source);
        // A function without types of its own waits for this answer.
        let waits = |index: usize| {
            arguments.get(index).is_some_and(|argument| match facts[facts.without_types(*argument)].kind {
                ExprKind::Function(function) => {
                    facts[facts[function].parameters].iter().any(|parameter| parameter.ty.is_none())
                }
                _ => false,
            })
        };
        let callee = self.callee(at.with(callee), scope).without_nullish();
        self.expected_by_callee(&callee, &self.arguments(at, arguments, scope), index, &waits)
    }
}
