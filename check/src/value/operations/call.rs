//! What calling a value gives, and `new`.
//!
//! A function with a body gives what the body returns, with its parameters standing for the arguments; its declared
//! type is asked where the body does not tell. A function that is only declared gives what its type says.

use std::sync::Arc;

use rutter_syntax::facts::{ClassId, Declaration, FunctionBody, FunctionId, TypeKind};

use super::super::evaluator::Evaluator;
use super::super::shape::{ClassValue, Element, Function, Instance, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::class::is_bodiless;
use super::signature::CallSignature;

/// How many overloads of a function may be meant by one call.
const MOST_OVERLOADS: usize = 4;

/// What a call gives to a function.
#[derive(Debug, Clone, Default)]
pub(crate) struct Arguments<'a> {
    pub(crate) values: Vec<Thunk<'a>>,
    /// The first that is spread: which parameters it and those behind it are given to is not known.
    pub(crate) spread: Option<usize>,
    /// The type arguments.
    pub(crate) types: Vec<Thunk<'a>>,
}

impl<'a> Arguments<'a> {
    /// What a parameter is given.
    fn get(&self, index: usize) -> Thunk<'a> {
        match self.values.get(index) {
            _ if self.is_open(index) => Thunk::unknown(),
            Some(value) => value.clone(),
            None => Shape::Undefined.into(),
        }
    }

    /// What a rest parameter is given.
    fn from(&self, index: usize) -> Thunk<'a> {
        if self.spread.is_some() {
            return Shape::array(Thunk::unknown()).into();
        }
        let elements = self.values.iter().skip(index);
        let elements = elements.map(|value| Element { value: value.clone(), spread: false });
        Shape::Tuple(elements.collect()).into()
    }

    fn is_open(&self, index: usize) -> bool {
        self.spread.is_some_and(|first| first <= index)
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// What calling a value gives.
    pub(crate) fn call(&self, callee: &Value<'a>, arguments: &[Thunk<'a>]) -> Value<'a> {
        let arguments = Arguments { values: arguments.to_vec(), ..Arguments::default() };
        self.call_with(callee, &arguments)
    }

    /// What calling a value gives.
    pub(crate) fn call_with(&self, callee: &Value<'a>, arguments: &Arguments<'a>) -> Value<'a> {
        match &callee.shape {
            Shape::Function(function) => self.call_function(function, arguments),
            Shape::Action(action) => match action.function {
                Some(at) => {
                    let values = action.bound.iter().chain(&arguments.values).cloned().collect();
                    let arguments = Arguments { values, ..arguments.clone() };
                    self.run(at, &Scope::default(), &arguments)
                }
                None => Value::unknown(),
            },
            Shape::Union(union) => {
                let parts = union.parts.iter().filter(|part| !part.shape.is_nullish());
                Value::one_of(parts.map(|part| self.call_with(part, arguments)), union.written)
            }
            // A method of data is one of the language's, and what it gives was data too, or is made of it.
            Shape::Instance(instance) if self.is_plain_data(instance) => callee.clone(),
            Shape::Class(class) => match self.function_beside(class.at) {
                Some(function) => self.call_function(&function, arguments),
                None => Value::unknown(),
            },
            _ => Value::unknown(),
        }
    }

    /// The function that a class of the language is when it is called without `new`: `String(value)`.
    fn function_beside(&self, class: At<ClassId>) -> Option<Function<'a>> {
        let facts = self.facts(class.source);
        let function =
            facts.declarations(facts[class.id].binding?).find_map(|declaration| match declaration {
                Declaration::Function(function) => Some(function),
                _ => None,
            })?;
        Some(Function::Written { at: class.with(function), scope: Scope::default() })
    }

    fn call_function(&self, function: &Function<'a>, arguments: &Arguments<'a>) -> Value<'a> {
        match function {
            Function::Written { at, scope } if !is_bodiless(self.facts(at.source)[at.id].body) => {
                self.run(*at, scope, arguments)
            }
            _ => self.result_by_type(self.signatures(function), arguments),
        }
    }

    /// What `new` gives.
    pub(crate) fn construct(&self, class: &ClassValue<'a>, arguments: &Arguments<'a>) -> Value<'a> {
        let scope = self.with_arguments(class.at, &class.scope, arguments.types.clone());
        let plain = Instance { class: class.at, scope, made: true };
        // `new Object(value)` gives the value.
        if self.is_global_class(class.at, "Object") || self.constructor_returns(&plain) {
            return Value::unknown();
        }
        let has_parameters = !self.facts(class.at.source)[class.at.id].type_parameters.is_empty();
        let scope = if has_parameters && arguments.types.is_empty() {
            let open = Instance { scope: class.scope.clone(), ..plain.clone() };
            let signatures = self.constructor_signatures(&open);
            let fitting =
                signatures.into_iter().find(|signature| self.fits(signature, arguments) != Some(false));
            fitting.map(|signature| self.inferred(signature, arguments, &|_| false).scope)
        } else {
            None
        };
        let instance = match scope {
            Some(scope) => Instance { scope, ..plain },
            None => plain,
        };
        Shape::Instance(Arc::new(instance)).into()
    }

    /// Whether `new` gives something else than an instance of the class, because its constructor returns it.
    fn constructor_returns(&self, instance: &Instance<'a>) -> bool {
        let Some((declaring, constructors)) = self.constructors(instance) else { return false };
        let facts = self.facts(declaring.class.source);
        constructors.iter().any(|constructor| match facts[*constructor].body {
            FunctionBody::Block(statements) => {
                let at = declaring.class.with(*constructor);
                let returned = self.result_of_body(at, &facts[statements], &declaring.scope);
                !matches!(returned.shape, Shape::Undefined)
            }
            _ => false,
        })
    }

    /// What the body of a function returns.
    fn run(&self, at: At<FunctionId>, outer: &Scope<'a>, arguments: &Arguments<'a>) -> Value<'a> {
        let facts = self.facts(at.source);
        let function = &facts[at.id];
        let declared = || self.result_by_type(vec![self.signature_of(at, outer)], arguments);
        let Some(_running) = self.enter(at) else { return declared() };
        let mut scope = outer.clone();
        for (index, parameter) in (0..).zip(&facts[function.parameters]) {
            let position = index as usize;
            let given = if parameter.rest { arguments.from(position) } else { arguments.get(position) };
            scope = scope.with_parameter(at, index, given);
        }
        if function.is_generator {
            return match function.return_type {
                Some(_) => declared(),
                None => Value::unknown(),
            };
        }
        let mut result = match function.body {
            FunctionBody::Expression(value) => self.expr(at.with(value), &scope),
            FunctionBody::Block(statements) => self.result_of_body(at, &facts[statements], &scope),
            FunctionBody::None => Value::unknown(),
        };
        if function.is_async {
            result = self.awaited(&result);
        }
        if let Some(returns) = function.return_type.filter(|_| result.is_vague()) {
            // A body that is not understood makes something else of its argument than its type says.
            let signature = self.signature_of(at, outer);
            let is_identity = signature.is_parameter(facts, returns);
            let told = if is_identity && !signature.name.is_some_and(is_sanitizer) {
                Value::unknown()
            } else {
                declared()
            };
            if !matches!(told.shape, Shape::Unknown) {
                return told;
            }
        }
        if function.is_async { self.promise_of(result) } else { result }
    }

    /// What a function expects of an argument. Those for which `waits` holds do not say what its type parameters are.
    pub(crate) fn expected_by_callee(
        &self,
        callee: &Value<'a>,
        arguments: &Arguments<'a>,
        index: usize,
        waits: &dyn Fn(usize) -> bool,
    ) -> Value<'a> {
        match &callee.shape {
            Shape::Function(function) => {
                let signatures = self.signatures(function).into_iter();
                let mut meant = signatures.filter(|signature| {
                    signature.takes(arguments.values.len()) && signature.type_at(index).is_some()
                });
                let Some(signature) = meant.next() else { return Value::unknown() };
                let signature = self.inferred(signature, arguments, waits);
                self.parameter_type(&signature, index).unwrap_or_else(Value::unknown)
            }
            Shape::Union(union) => {
                let is_data =
                    |part: &Value<'a>| matches!(&part.shape, Shape::Instance(it) if self.is_plain_data(it));
                let parts = union.parts.iter().filter(|part| !part.shape.is_nullish() && !is_data(part));
                let mut expected = parts.map(|part| self.expected_by_callee(part, arguments, index, waits));
                // Which of several functions is called is not known, and so is what they would expect.
                match (expected.next(), expected.next()) {
                    (Some(only), None) if union.parts.iter().any(is_data) => self.of_data(only),
                    (Some(only), None) => only,
                    _ => Value::unknown(),
                }
            }
            _ => Value::unknown(),
        }
    }

    /// A function's value that is given data where data is what it is called on.
    fn of_data(&self, expected: Value<'a>) -> Value<'a> {
        match &expected.shape {
            Shape::Function(function) => {
                let Function::Declared { at, scope } = &**function else { return expected };
                let parameters = &self.facts(at.source)[self.facts(at.source)[at.id].parameters];
                let scope = parameters.iter().filter_map(|parameter| parameter.ty).fold(
                    scope.clone(),
                    |scope, ty| {
                        let TypeKind::Reference { binding: Some(binding), .. } =
                            self.facts(at.source)[ty].kind
                        else {
                            return scope;
                        };
                        let given = self.ty(at.with(ty), &scope);
                        if given.shape.is_plain() {
                            return scope;
                        }
                        let either = Value::one_of([given, self.plain_data()], false);
                        scope.with(at.with(binding), either.into())
                    },
                );
                Shape::Function(Arc::new(Function::Declared { at: *at, scope })).into()
            }
            _ => expected,
        }
    }

    /// What a function that is not run says it returns.
    pub(crate) fn returned_by_type(&self, function: &Function<'a>) -> Value<'a> {
        let signature = self.signatures(function).into_iter().next();
        match signature.and_then(|signature| Some(signature.thunk(signature.returns?))) {
            Some(returns) => self.force(&returns),
            None => Value::unknown(),
        }
    }

    /// What the types of a function say that it returns.
    fn result_by_type(&self, signatures: Vec<CallSignature<'a>>, arguments: &Arguments<'a>) -> Value<'a> {
        let mut meant: Vec<CallSignature<'a>> = Vec::new();
        for signature in signatures {
            match self.fits(&signature, arguments) {
                Some(false) => {}
                Some(true) if meant.is_empty() => {
                    meant.push(signature);
                    break;
                }
                _ => meant.push(signature),
            }
        }
        // Where no signature fits it is not known what is called.
        if meant.is_empty() || meant.len() > MOST_OVERLOADS {
            return Value::unknown();
        }
        Value::one_of(meant.into_iter().map(|signature| self.result_of(signature, arguments)), false)
    }

    fn result_of(&self, signature: CallSignature<'a>, arguments: &Arguments<'a>) -> Value<'a> {
        let Some(returns) = signature.returns else { return Value::unknown() };
        let facts = self.facts(signature.at(()).source);
        if signature.is_parameter(facts, returns) && signature.name.is_some_and(is_sanitizer) {
            return self.plain_data();
        }
        let signature = self.inferred(signature, arguments, &|_| false);
        self.force(&signature.thunk(returns))
    }
}

/// Whether a function of that name makes plain data of what it is given, though its type may say that it gives it back:
/// `serialize<T>(value: T): T`.
fn is_sanitizer(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["serial", "plain", "sanitiz", "sanitis", "stringify", "superjson", "todto"]
        .iter()
        .any(|part| name.contains(part))
}
