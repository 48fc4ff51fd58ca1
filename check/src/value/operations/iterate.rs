//! What `await`, `for of` and spreading give.

use std::sync::Arc;

use super::super::evaluator::Evaluator;
use super::super::shape::{Element, Function, Instance, Shape, Value};
use super::super::thunk::Thunk;

/// How often one thing that can be awaited is taken out of another.
const MOST_PROMISES: usize = 5;

impl<'a> Evaluator<'_, 'a> {
    /// What `await value` gives.
    pub(crate) fn awaited(&self, value: &Value<'a>) -> Value<'a> {
        let mut value = value.clone();
        for _ in 0..MOST_PROMISES {
            value = match &value.shape {
                Shape::Union(union) => {
                    let parts = union.parts.iter().map(|part| self.awaited(part));
                    return Value::one_of(parts, union.written);
                }
                Shape::Instance(instance) => match self.fulfilled(instance, &value) {
                    Some(fulfilled) => fulfilled.on_way_of(&value),
                    None => return value,
                },
                Shape::Object(object) if object.member("then").is_some() => return Value::unknown(),
                _ => return value,
            };
        }
        Value::unknown()
    }

    /// What a promise, or something that has a `then`, gives when it is fulfilled; none for what is no promise.
    fn fulfilled(&self, instance: &Instance<'a>, value: &Value<'a>) -> Option<Value<'a>> {
        if self.is_global_class(instance.class, "Promise") {
            return Some(self.argument(instance, 0));
        }
        if self.is_plain_data(instance) {
            return None;
        }
        let then = self.instance_member(instance, value, "then");
        let Shape::Function(then) = then.shape else { return None };
        Some(self.taken_by_callback(&then))
    }

    /// What a function hands to the function that it takes first: `V` of `(fulfilled: (value: V) => void) => void`.
    fn taken_by_callback(&self, function: &Function<'a>) -> Value<'a> {
        let Some(signature) = self.signatures(function).into_iter().next() else { return Value::unknown() };
        let Some(callback) = signature.parameters.first().and_then(|parameter| parameter.ty) else {
            return Value::unknown();
        };
        let callback = self.ty(signature.at(callback), &signature.scope).without_nullish();
        let parts = match &callback.shape {
            Shape::Union(union) => union.parts.clone(),
            _ => vec![callback],
        };
        let callbacks = parts.iter().find_map(|part| match &part.shape {
            Shape::Function(function) => Some(Arc::clone(function)),
            _ => None,
        });
        callbacks.map_or_else(Value::unknown, |callback| self.parameter_of(&callback, 0))
    }

    /// What a function is given for a parameter, as far as its type says.
    pub(crate) fn parameter_of(&self, function: &Function<'a>, index: usize) -> Value<'a> {
        let Some(signature) = self.signatures(function).into_iter().next() else { return Value::unknown() };
        self.parameter_type(&signature, index).unwrap_or_else(Value::unknown)
    }

    /// What a value gives when it is iterated: its elements.
    pub(crate) fn iterated(&self, value: &Value<'a>) -> Value<'a> {
        match &value.shape {
            Shape::Array(element) => self.force(element),
            Shape::Tuple(elements) => {
                Value::one_of(elements.iter().map(|element| self.force(&element.value)), true)
            }
            Shape::String(_) => Shape::String(None).into(),
            Shape::Union(union) => {
                let parts = union.parts.iter().filter(|part| !part.shape.is_nullish());
                Value::one_of(parts.map(|part| self.iterated(part)), union.written)
            }
            Shape::Instance(instance) if self.is_plain_data(instance) => value.clone(),
            Shape::Instance(instance) => {
                let iterator = self.call(&self.symbol_member(instance, value, "iterator"), &[]);
                self.yielded(&iterator)
            }
            _ => Value::unknown(),
        }
    }

    /// What `for await` gives.
    pub(crate) fn iterated_async(&self, value: &Value<'a>) -> Value<'a> {
        match &value.shape {
            Shape::Instance(instance) => {
                let iterator = self.call(&self.symbol_member(instance, value, "asyncIterator"), &[]);
                match self.yielded(&iterator) {
                    Value { shape: Shape::Unknown, .. } => self.awaited(&self.iterated(value)),
                    yielded => yielded,
                }
            }
            _ => self.awaited(&self.iterated(value)),
        }
    }

    /// What an iterator gives one after the other.
    fn yielded(&self, iterator: &Value<'a>) -> Value<'a> {
        match &iterator.shape {
            Shape::Instance(instance)
                if ["Iterator", "AsyncIterator"]
                    .iter()
                    .any(|name| self.is_global_class(instance.class, name)) =>
            {
                self.argument(instance, 0)
            }
            Shape::Instance(instance) => self
                .base(instance)
                .map_or_else(Value::unknown, |base| self.yielded(&Shape::Instance(Arc::new(base)).into())),
            _ => Value::unknown(),
        }
    }

    /// The element at a position.
    pub(crate) fn element(&self, value: &Value<'a>, position: usize) -> Value<'a> {
        match &value.shape {
            Shape::Tuple(elements) => {
                let known = elements.iter().position(|element| element.spread).unwrap_or(elements.len());
                match elements.get(position) {
                    Some(element) if position < known => self.force(&element.value),
                    None if known == elements.len() => Shape::Undefined.into(),
                    _ => self.iterated(value).undecided(),
                }
            }
            Shape::Union(union) => {
                let parts = union.parts.iter().filter(|part| !part.shape.is_nullish());
                Value::one_of(parts.map(|part| self.element(part, position)), union.written)
            }
            _ => self.iterated(value).undecided(),
        }
    }

    /// The elements from a position on, as an array.
    pub(crate) fn elements_from(&self, value: &Value<'a>, position: usize) -> Value<'a> {
        match &value.shape {
            Shape::Tuple(elements) if !elements.iter().take(position).any(|element| element.spread) => {
                let rest: Vec<Element<'a>> = elements.iter().skip(position).cloned().collect();
                Shape::Tuple(rest.into()).into()
            }
            Shape::Array(_) => value.clone(),
            _ => Shape::array(Thunk::from(self.iterated(value))).into(),
        }
    }

    /// A promise of a value.
    pub(crate) fn promise_of(&self, value: Value<'a>) -> Value<'a> {
        match self.global_instance("Promise", vec![value.into()]) {
            Some(promise) => Shape::Instance(Arc::new(promise)).into(),
            None => Value::unknown(),
        }
    }

    /// What a type parameter of an instance's class stands for.
    pub(crate) fn argument(&self, instance: &Instance<'a>, index: usize) -> Value<'a> {
        self.argument_thunk(instance, index).map_or_else(Value::unknown, |thunk| self.force(&thunk))
    }

    /// What a type parameter of an instance's class stands for.
    pub(crate) fn argument_thunk(&self, instance: &Instance<'a>, index: usize) -> Option<Thunk<'a>> {
        let facts = self.facts(instance.class.source);
        let parameter = facts[facts[instance.class.id].type_parameters].get(index)?;
        instance.scope.get(instance.class.with(parameter.binding?)).cloned()
    }
}
