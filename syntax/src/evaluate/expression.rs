//! Expressions.

use std::rc::Rc;

use oxc_ast::ast::{
    ArrayExpressionElement, ChainElement, Expression, SimpleAssignmentTarget, TemplateLiteral,
};
use oxc_span::{GetSpan, Span};

use super::Evaluator;
use crate::static_value::{Callable, Code, Item, MAX_DEPTH, Static, Unknown, Value, number_text};

impl<'a> Evaluator<'a> {
    /// What an expression is known to be.
    pub(crate) fn expression(&mut self, expression: &'a Expression<'a>, scope: usize) -> Static<'a> {
        let span = expression.span();
        if self.depth > MAX_DEPTH {
            return Static::unknown(Unknown::new("the expression is nested too deeply", span), span);
        }
        if !self.spend(1) {
            return self.too_much_work(span);
        }
        self.depth += 1;
        let value = self.expression_here(expression, span, scope);
        self.depth -= 1;
        value
    }

    fn expression_here(&mut self, expression: &'a Expression<'a>, span: Span, scope: usize) -> Static<'a> {
        match expression {
            Expression::StringLiteral(literal) if !literal.lone_surrogates => {
                Static::string(literal.value.as_str(), span)
            }
            Expression::BooleanLiteral(literal) => Static::new(Value::Bool(literal.value), span),
            Expression::NumericLiteral(literal) => Static::new(Value::Number(literal.value), span),
            Expression::NullLiteral(_) => Static::new(Value::Null, span),
            Expression::TemplateLiteral(literal)
                if !literal.quasis.iter().any(|quasi| quasi.lone_surrogates) =>
            {
                self.template(literal, scope)
            }
            Expression::Identifier(name) => {
                let value = self.read(name.name.as_str(), scope, span);
                // An import is named where it is used; any other value keeps the place where it was written.
                match value.value {
                    Value::Import { .. } => Static::new(value.value, span),
                    _ => value,
                }
            }
            Expression::ArrayExpression(array) => {
                let mut items = Vec::with_capacity(array.elements.len());
                for element in &array.elements {
                    match element {
                        ArrayExpressionElement::SpreadElement(spread) => {
                            let value = self.expression(&spread.argument, scope);
                            self.spread_items(&value, spread.span, &mut items);
                        }
                        ArrayExpressionElement::Elision(hole) => {
                            items.push(Item::One(Static::undefined(hole.span)));
                        }
                        other => {
                            if let Some(element) = other.as_expression() {
                                items.push(Item::One(self.expression(element, scope)));
                            }
                        }
                    }
                }
                Static::array(items, span)
            }
            Expression::ObjectExpression(object) => self.object(object, scope),
            Expression::ArrowFunctionExpression(arrow) => {
                Static::new(Value::Function(Callable { code: Code::Arrow(arrow), scope }), span)
            }
            Expression::FunctionExpression(function) => {
                Static::new(Value::Function(Callable { code: Code::Function(function), scope }), span)
            }
            Expression::TSAsExpression(inner) => self.expression(&inner.expression, scope),
            Expression::TSSatisfiesExpression(inner) => self.expression(&inner.expression, scope),
            Expression::TSTypeAssertion(inner) => self.expression(&inner.expression, scope),
            Expression::TSNonNullExpression(inner) => self.expression(&inner.expression, scope),
            Expression::TSInstantiationExpression(inner) => self.expression(&inner.expression, scope),
            Expression::ParenthesizedExpression(inner) => self.expression(&inner.expression, scope),
            Expression::AwaitExpression(inner) => self.expression(&inner.argument, scope),
            Expression::SequenceExpression(sequence) => {
                let mut last = Static::undefined(span);
                for one in &sequence.expressions {
                    last = self.expression(one, scope);
                }
                last
            }
            Expression::ConditionalExpression(conditional) => {
                let test = self.expression(&conditional.test, scope);
                match test.truthiness() {
                    Some(true) => self.expression(&conditional.consequent, scope),
                    Some(false) => self.expression(&conditional.alternate, scope),
                    None => {
                        let decides = self.depends_on(conditional.test.span());
                        let yes = self.perhaps_run(decides.clone(), |this| {
                            this.expression(&conditional.consequent, scope)
                        });
                        let no = self.perhaps_run(decides.clone(), |this| {
                            this.expression(&conditional.alternate, scope)
                        });
                        self.either(yes, no, decides, span)
                    }
                }
            }
            Expression::LogicalExpression(logical) => self.logical(logical, scope),
            Expression::UnaryExpression(unary) => self.unary(unary, scope),
            Expression::BinaryExpression(binary) => self.binary(binary, scope),
            Expression::AssignmentExpression(assignment) => self.assignment(assignment, scope),
            Expression::UpdateExpression(update) => {
                let value = Static::unknown(self.at_run_time(span), span);
                if let SimpleAssignmentTarget::AssignmentTargetIdentifier(name) = &update.argument {
                    self.assign(name.name.as_str(), value.clone(), scope, None);
                } else if let Some(member) = update.argument.as_member_expression() {
                    self.assign_member(member, &value, scope);
                }
                value
            }
            Expression::StaticMemberExpression(_) if self.is_module_exports(expression) => {
                self.read_module_exports(span)
            }
            Expression::StaticMemberExpression(member) => {
                let object = self.expression(&member.object, scope);
                self.member(&object, member.property.name.as_str(), member.optional, span)
            }
            Expression::ComputedMemberExpression(member) => {
                let object = self.expression(&member.object, scope);
                let key = self.expression(&member.expression, scope);
                match property_name(&key) {
                    Some(key) => self.member(&object, &key, member.optional, span),
                    None => Static::unknown(self.at_run_time(span), span),
                }
            }
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call, scope),
                ChainElement::TSNonNullExpression(inner) => self.expression(&inner.expression, scope),
                ChainElement::StaticMemberExpression(member) => {
                    let object = self.expression(&member.object, scope);
                    self.member(&object, member.property.name.as_str(), true, span)
                }
                _ => Static::unknown(self.at_run_time(span), span),
            },
            Expression::CallExpression(call) => self.call(call, scope),
            Expression::ImportExpression(import) => match &import.source {
                Expression::StringLiteral(module) => self.import_value(module.value.as_str(), "*", span),
                _ => Static::unknown(self.at_run_time(span), span),
            },
            _ => Static::unknown(self.at_run_time(span), span),
        }
    }

    fn template(&mut self, literal: &'a TemplateLiteral<'a>, scope: usize) -> Static<'a> {
        let mut text = String::new();
        let mut unknown = None;
        for (place, quasi) in literal.quasis.iter().enumerate() {
            text.push_str(quasi.value.cooked.as_ref().map_or("", |cooked| cooked.as_str()));
            if let Some(expression) = literal.expressions.get(place) {
                let value = self.expression(expression, scope);
                match text_of(&value) {
                    Some(part) => text.push_str(&part),
                    None => {
                        unknown.get_or_insert_with(|| self.depends_on(expression.span()));
                    }
                }
            }
        }
        match unknown {
            Some(unknown) => Static::unknown(unknown, literal.span),
            None => self.text(text, literal.span),
        }
    }

    /// A string that was put together, unless that was too much work.
    pub(super) fn text(&mut self, text: String, span: Span) -> Static<'a> {
        const BYTES_PER_STEP: usize = 64;
        let steps = u32::try_from(text.len() / BYTES_PER_STEP).unwrap_or(u32::MAX);
        if self.spend(steps) { Static::string(&text, span) } else { self.too_much_work(span) }
    }
}

/// The text that a value becomes in a string.
pub(super) fn text_of(value: &Static<'_>) -> Option<String> {
    match &value.value {
        Value::String(text) => Some(text.to_string()),
        Value::Number(number) => Some(number_text(*number)),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}

pub(super) fn property_name(key: &Static<'_>) -> Option<Rc<str>> {
    match &key.value {
        Value::String(name) => Some(name.clone()),
        Value::Number(number) => Some(number_text(*number).into()),
        _ => None,
    }
}
