//! Calls, and binding values to names.

use std::rc::Rc;

use oxc_ast::ast::{
    Argument, ArrowFunctionBody, BindingPattern, CallExpression, Expression, FormalParameters,
};
use oxc_span::{GetSpan, Span};

use super::statement::Flow;
use super::{Evaluator, Frame};
use crate::static_value::{Callable, Code, Item, MAX_DEPTH, Object, Static, Unknown, Value};

impl<'a> Evaluator<'a> {
    pub(super) fn call(&mut self, call: &'a CallExpression<'a>, scope: usize) -> Static<'a> {
        if let Some(value) = self.require(call, scope) {
            return value;
        }
        if let Some(value) = self.builtin_call(call, scope) {
            return value;
        }
        let callee = self.expression(&call.callee, scope);
        let arguments = self.arguments(&call.arguments, scope);
        if let Value::Function(function) = callee.value {
            let shares: Vec<_> = call
                .arguments
                .iter()
                .map(|argument| self.shared_variable(argument.as_expression()?, scope))
                .collect();
            return self.call_function(function, &arguments, &shares, call.span);
        }
        self.perhaps_called(&arguments, call.span);
        let call_value = Value::Call { callee: Rc::new(callee), arguments: arguments.into() };
        Static::new(call_value, call.span)
    }

    /// A function that is given to one that is not known may be called by it, and may change what it can reach.
    fn perhaps_called(&mut self, arguments: &[Item<'a>], span: Span) {
        for argument in arguments {
            if let Item::One(Static { value: Value::Function(function), .. }) = argument {
                let decides = self.depends_on(span);
                let unread = Item::Unread(self.at_run_time(span));
                self.perhaps_run(decides, |this| this.call_function(*function, &[unread], &[], span));
            }
        }
    }

    /// `require('module')`.
    fn require(&mut self, call: &'a CallExpression<'a>, scope: usize) -> Option<Static<'a>> {
        let (Expression::Identifier(name), [Argument::StringLiteral(module)]) =
            (&call.callee, call.arguments.as_slice())
        else {
            return None;
        };
        (name.name == "require" && self.find("require", scope).is_none())
            .then(|| self.import_value(module.value.as_str(), "*", call.span))
    }

    pub(super) fn arguments(&mut self, arguments: &'a [Argument<'a>], scope: usize) -> Vec<Item<'a>> {
        let mut items = Vec::with_capacity(arguments.len());
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => {
                    let value = self.expression(&spread.argument, scope);
                    self.spread_items(&value, spread.span, &mut items);
                }
                other => {
                    if let Some(argument) = other.as_expression() {
                        items.push(Item::One(self.expression(argument, scope)));
                    }
                }
            }
        }
        items
    }

    /// Calls a function of this file. A promise is taken for what it resolves to. `shares` says for each argument
    /// which variable it was read from, so that a change of a parameter's object is seen by the caller.
    pub(crate) fn call_function(
        &mut self,
        function: Callable<'a>,
        arguments: &[Item<'a>],
        shares: &[Option<(usize, &'a str)>],
        span: Span,
    ) -> Static<'a> {
        if self.depth > MAX_DEPTH / 2 {
            return Static::unknown(Unknown::new("calls are nested too deeply", span), span);
        }
        let scope = self.new_scope(function.scope);
        self.scopes[scope].is_function = true;
        let params: &'a FormalParameters<'a> = match function.code {
            Code::Arrow(arrow) => &arrow.params,
            Code::Function(function) => &function.params,
        };
        self.bind_parameters(params, arguments, shares, scope, span);

        self.depth += 1;
        self.frames.push(Frame::default());
        let flow = match function.code {
            Code::Arrow(arrow) => match &arrow.body {
                ArrowFunctionBody::FunctionBody(body) => self.statements(&body.statements, scope),
                other => {
                    if let Some(expression) = other.as_expression() {
                        let value = self.expression(expression, scope);
                        self.return_value(value);
                    }
                    Flow::Leaves
                }
            },
            Code::Function(function) => match &function.body {
                Some(body) if !function.generator => self.statements(&body.statements, scope),
                _ => {
                    let unknown = self.at_run_time(span);
                    self.return_value(Static::unknown(unknown, span));
                    Flow::Leaves
                }
            },
        };
        let frame = self.frames.pop().unwrap_or_default();
        self.depth -= 1;

        // Once the work was cut short, a `return` may not have been reached.
        if self.steps == 0 {
            return self.too_much_work(span);
        }
        let mut returned = frame.returned;
        if flow == Flow::Continues {
            returned.push(Static::undefined(span));
        }
        let decides = frame.decides.unwrap_or_else(|| self.at_run_time(span));
        match returned.len() {
            0 => Static::unknown(Unknown::new("the function never returns", span), span),
            _ => Static::one_of(returned, decides, span),
        }
    }

    fn bind_parameters(
        &mut self,
        params: &'a FormalParameters<'a>,
        arguments: &[Item<'a>],
        shares: &[Option<(usize, &'a str)>],
        scope: usize,
        span: Span,
    ) {
        // Behind a spread of unknown length, no argument has a known place.
        let unread = arguments.iter().position(|argument| matches!(argument, Item::Unread(_)));
        for (place, param) in params.items.iter().enumerate() {
            let value = match arguments.get(place) {
                Some(Item::One(value)) if unread.is_none_or(|unread| place < unread) => value.clone(),
                _ if unread.is_some() => Static::unknown(self.at_run_time(param.span), param.span),
                _ => Static::undefined(span),
            };
            let value = match &param.initializer {
                Some(initializer) => self.or_default(value, initializer, scope),
                None => value,
            };
            self.bind(&param.pattern, value, scope, shares.get(place).copied().flatten());
        }
        if let Some(rest) = &params.rest {
            let items = arguments.get(params.items.len()..).unwrap_or_default().to_vec();
            self.bind(&rest.rest.argument, Static::array(items, span), scope, None);
        }
    }

    /// Declares the names of a pattern. `shares` is the variable that the value was read from.
    pub(super) fn bind(
        &mut self,
        pattern: &'a BindingPattern<'a>,
        value: Static<'a>,
        scope: usize,
        shares: Option<(usize, &'a str)>,
    ) {
        match pattern {
            BindingPattern::BindingIdentifier(name) => self.declare(name.name.as_str(), value, scope, shares),
            BindingPattern::AssignmentPattern(pattern) => {
                let value = self.or_default(value, &pattern.right, scope);
                self.bind(&pattern.left, value, scope, None);
            }
            BindingPattern::ObjectPattern(pattern) => {
                let mut taken = Vec::new();
                for property in &pattern.properties {
                    let part = match property.key.static_name() {
                        Some(name) if !property.computed => {
                            taken.push(name.to_string());
                            self.property(&value, &name, property.span)
                        }
                        _ => Static::unknown(self.at_run_time(property.span), property.span),
                    };
                    self.bind(&property.value, part, scope, None);
                }
                if let Some(rest) = &pattern.rest {
                    let part = match &value.value {
                        Value::Object(object) if object.open().is_none() => {
                            let mut left = Object::default();
                            for (key, part) in
                                object.properties().filter(|(key, _)| !taken.iter().any(|t| **t == ***key))
                            {
                                left.set(key.clone(), part.clone());
                            }
                            Static::object(left, value.span)
                        }
                        _ => Static::unknown(self.at_run_time(rest.span), rest.span),
                    };
                    self.bind(&rest.argument, part, scope, None);
                }
            }
            BindingPattern::ArrayPattern(pattern) => {
                for (place, element) in pattern.elements.iter().enumerate() {
                    if let Some(element) = element {
                        let part = self.property(&value, &place.to_string(), element.span());
                        self.bind(element, part, scope, None);
                    }
                }
                if let Some(rest) = &pattern.rest {
                    let part = Static::unknown(self.at_run_time(rest.span), rest.span);
                    self.bind(&rest.argument, part, scope, None);
                }
            }
        }
    }

    /// `value`, or what stands for it where it is `undefined`.
    fn or_default(&mut self, value: Static<'a>, default: &'a Expression<'a>, scope: usize) -> Static<'a> {
        match &value.value {
            Value::Undefined => self.expression(default, scope),
            Value::Unknown(_) | Value::OneOf(..) => {
                let decides = self.why_unknown(&value);
                Static::unknown(decides, value.span)
            }
            _ => value,
        }
    }
}
