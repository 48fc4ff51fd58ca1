//! Objects and lists: writing them, spreading them, and reading a property.

use std::rc::Rc;

use oxc_ast::ast::{ObjectExpression, ObjectPropertyKind, PropertyKind};
use oxc_span::{GetSpan, Span};

use super::Evaluator;
use super::expression::property_name;
use crate::static_value::{Item, Lookup, Object, Static, Unknown, Value};

impl<'a> Evaluator<'a> {
    pub(super) fn object(&mut self, expression: &'a ObjectExpression<'a>, scope: usize) -> Static<'a> {
        let mut object = Object::default();
        for property in &expression.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => {
                    let value = self.expression(&spread.argument, scope);
                    object = self.spread_object(object, &value, spread.span);
                }
                ObjectPropertyKind::ObjectProperty(property) => {
                    let value = match property.kind {
                        PropertyKind::Init => self.expression(&property.value, scope),
                        PropertyKind::Get | PropertyKind::Set => {
                            let why = "the value is computed by a getter";
                            Static::unknown(Unknown::new(why, property.span), property.span)
                        }
                    };
                    let key = match property.key.static_name() {
                        Some(name) if !property.computed => Some(Rc::from(&*name)),
                        _ => property.key.as_expression().and_then(|key| {
                            let key = self.expression(key, scope);
                            property_name(&key)
                        }),
                    };
                    match key {
                        Some(key) => object.set(key, value),
                        None => {
                            let why = format!(
                                "the computed key `{}` may be this key, and it is known only at run time",
                                self.snippet(property.key.span())
                            );
                            object.set_unknown(Unknown::new(why, property.span));
                        }
                    }
                }
            }
        }
        Static::object(object, expression.span)
    }

    /// `{...object, ...value}`.
    pub(super) fn spread_object(
        &mut self,
        mut object: Object<'a>,
        value: &Static<'a>,
        span: Span,
    ) -> Object<'a> {
        if !self.spend(value.size()) {
            object.set_unknown(Unknown::new("the file takes too much work to evaluate", span));
            return object;
        }
        match &value.value {
            Value::Object(other) => object.assign(other),
            Value::Undefined
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::Falsy(_)
            | Value::Function(_) => {}
            // Nothing is set that would not hold anyway.
            Value::NextDefaults if object.properties().next().is_none() => {}
            Value::OneOf(alternatives, decides) => {
                let mut variants = Vec::with_capacity(alternatives.len());
                for alternative in alternatives.iter() {
                    variants.push(Rc::new(self.spread_object(object.clone(), alternative, span)));
                }
                object = Object::one_of(&variants, decides, value.span);
            }
            _ => {
                let inner = self.why_unknown(value);
                let why = format!("`{}` may set it, and {}", self.snippet(span), inner.why);
                object.set_unknown(Unknown::new(why, span));
            }
        }
        object
    }

    /// `[...items, ...value]`.
    pub(super) fn spread_items(&mut self, value: &Static<'a>, span: Span, items: &mut Vec<Item<'a>>) {
        match &value.value {
            Value::Array(elements) if self.spend(value.size()) => items.extend(elements.iter().cloned()),
            _ => {
                let inner = self.why_unknown(value);
                let why = format!("`{}` may add more, and {}", self.snippet(span), inner.why);
                items.push(Item::Unread(Unknown::new(why, span)));
            }
        }
    }

    pub(super) fn member(
        &mut self,
        object: &Static<'a>,
        name: &str,
        optional: bool,
        span: Span,
    ) -> Static<'a> {
        match &object.value {
            Value::Undefined | Value::Null | Value::Falsy(_) if optional => Static::undefined(span),
            _ => self.property(object, name, span),
        }
    }

    /// `object.name`.
    pub(super) fn property(&mut self, object: &Static<'a>, name: &str, span: Span) -> Static<'a> {
        match &object.value {
            Value::Object(properties) => match properties.get(name) {
                Lookup::Set(value) => value.clone(),
                Lookup::Absent => Static::undefined(span),
                Lookup::Uncertain(unknown) => Static::unknown(unknown.clone(), span),
            },
            Value::Array(items) => {
                let is_complete = !items.iter().any(|item| matches!(item, Item::Unread(_)));
                match name.parse::<usize>() {
                    Ok(place) if is_complete => match items.get(place) {
                        Some(Item::One(item)) => item.clone(),
                        _ => Static::undefined(span),
                    },
                    Err(_) if is_complete && name == "length" => {
                        Static::new(Value::Number(items.len() as f64), span)
                    }
                    _ => Static::unknown(self.at_run_time(span), span),
                }
            }
            Value::Import { module, name: import } if &**import == "*" => {
                let module = module.clone();
                self.import_value(&module, name, span)
            }
            Value::Import { .. } | Value::Member { .. } | Value::Call { .. } => {
                let member = Value::Member { object: Rc::new(object.clone()), property: name.into() };
                Static::new(member, span)
            }
            Value::OneOf(alternatives, decides) if self.spend(object.size()) => {
                let parts = alternatives.iter().map(|one| self.property(one, name, span)).collect();
                Static::one_of(parts, decides.clone(), span)
            }
            Value::Unknown(unknown) if !unknown.at_run_time => Static::unknown(unknown.clone(), span),
            Value::NextDefaults => {
                Static::unknown(Unknown::new("the value comes from Next's own default config", span), span)
            }
            _ => Static::unknown(self.at_run_time(span), span),
        }
    }

    /// A name that another module exports. The phases of `next/constants` are the only ones whose value is known.
    pub(super) fn import_value(&self, module: &str, name: &str, span: Span) -> Static<'a> {
        const PHASES: [(&str, &str); 6] = [
            ("PHASE_EXPORT", "phase-export"),
            ("PHASE_PRODUCTION_BUILD", "phase-production-build"),
            ("PHASE_PRODUCTION_SERVER", "phase-production-server"),
            ("PHASE_DEVELOPMENT_SERVER", "phase-development-server"),
            ("PHASE_TEST", "phase-test"),
            ("PHASE_INFO", "phase-info"),
        ];
        if matches!(module, "next/constants" | "next/constants.js")
            && let Some((_, phase)) = PHASES.iter().find(|(phase, _)| *phase == name)
        {
            return Static::string(phase, span);
        }
        Static::new(Value::Import { module: module.into(), name: name.into() }, span)
    }
}
