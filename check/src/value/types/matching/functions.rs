//! Whether a function is of a function type.

use rutter_syntax::facts::SignatureId;

use super::super::super::evaluator::Evaluator;
use super::super::super::shape::{ClassValue, Element, Function, Shape, Value};
use super::super::super::source::At;
use super::super::super::thunk::{Scope, Thunk};
use super::{Inferred, all};

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn matches_function(
        &self,
        value: &Value<'a>,
        at: At<SignatureId>,
        scope: &Scope<'a>,
        inferred: &mut Inferred<'a>,
    ) -> Option<bool> {
        let facts = self.facts(at.source);
        let signature = &facts[at.id];
        let returned = match &value.shape {
            Shape::Class(class) if signature.construct => self.constructed(class),
            Shape::Function(_) | Shape::Action(_) => self.returned(value),
            Shape::Unknown => return None,
            // A class without `new` is no function that can be called.
            _ => return Some(false),
        };
        if signature.construct && !matches!(value.shape, Shape::Class(_)) {
            let Shape::Function(function) = &value.shape else { return Some(false) };
            let Function::Declared { at: own, .. } = **function else { return Some(false) };
            if !self.facts(own.source)[own.id].construct {
                return Some(false);
            }
        }
        let mut answers = Vec::new();
        for (index, parameter) in facts[signature.parameters].iter().enumerate() {
            let Some(ty) = parameter.ty else { continue };
            let own = if parameter.rest {
                self.parameters_of(value, index)
            } else {
                match &value.shape {
                    Shape::Function(function) => self.parameter_of(function, index),
                    _ => Value::unknown(),
                }
            };
            // A parameter takes what it takes: what the pattern names there has only to be found.
            let answer = self.matches(&own, at.with(ty), scope, inferred);
            answers.push(if answer == Some(false) { None } else { answer });
        }
        if let Some(returns) = signature.returns {
            answers.push(self.matches(&returned, at.with(returns), scope, inferred));
        }
        all(answers.into_iter())
    }

    /// What a function gives, whatever it is given.
    fn returned(&self, value: &Value<'a>) -> Value<'a> {
        if let Shape::Function(function) = &value.shape
            && let Function::Declared { at, scope } = &**function
        {
            // TypeScript takes the last overload.
            let facts = self.facts(at.source);
            let overloads = std::iter::successors(Some(at.id), |id| facts[*id].next);
            let returns = overloads.last().and_then(|id| facts[id].returns);
            return returns.map_or_else(Value::unknown, |ty| self.ty(at.with(ty), scope));
        }
        let required = match &value.shape {
            Shape::Function(function) => match &**function {
                Function::Written { at, .. } => {
                    let facts = self.facts(at.source);
                    facts[facts[at.id].parameters].len()
                }
                _ => 0,
            },
            _ => 0,
        };
        self.call(value, &vec![Thunk::unknown(); required])
    }

    /// What `new` gives, whatever it is given.
    fn constructed(&self, class: &ClassValue<'a>) -> Value<'a> {
        self.declared_instance(class.at, &[], &class.scope)
    }

    /// The parameters of a function from one on, as a tuple.
    fn parameters_of(&self, value: &Value<'a>, from: usize) -> Value<'a> {
        let Shape::Function(function) = &value.shape else { return Value::unknown() };
        let count = match &**function {
            Function::Written { at, .. } => {
                let facts = self.facts(at.source);
                let parameters = &facts[facts[at.id].parameters];
                parameters.iter().all(|parameter| !parameter.rest).then_some(parameters.len())
            }
            Function::Declared { at, .. } => {
                let facts = self.facts(at.source);
                let parameters = &facts[facts[at.id].parameters];
                parameters.iter().all(|parameter| !parameter.rest).then_some(parameters.len())
            }
            Function::Opaque => None,
        };
        let Some(count) = count else { return Value::unknown() };
        let elements = (from..count)
            .map(|index| Element { value: self.parameter_of(function, index).into(), spread: false });
        Shape::Tuple(elements.collect()).into()
    }
}
