//! The few functions of JavaScript itself that configs are written with.

use oxc_ast::ast::{Argument, CallExpression, Expression};
use oxc_span::Span;

use super::Evaluator;
use crate::static_value::{Callable, Item, Object, Static, Unknown, Value};

impl<'a> Evaluator<'a> {
    /// A call of a function of JavaScript itself on values that are known. `None` if it is another call.
    pub(super) fn builtin_call(&mut self, call: &'a CallExpression<'a>, scope: usize) -> Option<Static<'a>> {
        let Expression::StaticMemberExpression(member) = &call.callee else { return None };
        let method = member.property.name.as_str();
        if let Expression::Identifier(name) = &member.object
            && name.name == "Object"
            && self.find("Object", scope).is_none()
        {
            return self.object_function(method, call, scope);
        }
        let is_array_method = matches!(
            method,
            "concat"
                | "filter"
                | "map"
                | "flatMap"
                | "forEach"
                | "flat"
                | "join"
                | "push"
                | "unshift"
                | "splice"
                | "sort"
                | "reverse"
                | "pop"
                | "shift"
                | "fill"
                | "copyWithin"
        );
        if !is_array_method {
            return None;
        }
        let receiver = self.expression(&member.object, scope);
        match method {
            "push" | "unshift" => {
                let Value::Array(items) = &receiver.value else { return None };
                let mut new = self.arguments(&call.arguments, scope);
                let mut items = items.to_vec();
                if method == "push" {
                    items.append(&mut new);
                } else {
                    new.append(&mut items);
                    items = new;
                }
                let changed = Static::array(items, receiver.span);
                self.change(&member.object, changed, scope);
                Some(Static::unknown(self.at_run_time(call.span), call.span))
            }
            "splice" | "sort" | "reverse" | "pop" | "shift" | "fill" | "copyWithin" => {
                let why = format!("`{}` changes the list", self.snippet(call.span));
                let changed = Static::unknown(Unknown::new(why, call.span), receiver.span);
                self.change(&member.object, changed.clone(), scope);
                Some(changed)
            }
            _ => {
                let Value::Array(items) = &receiver.value else { return None };
                let items = items.clone();
                self.array_method(method, &items, call, scope)
            }
        }
    }

    fn array_method(
        &mut self,
        method: &str,
        items: &[Item<'a>],
        call: &'a CallExpression<'a>,
        scope: usize,
    ) -> Option<Static<'a>> {
        let span = call.span;
        let steps = u32::try_from(items.len()).unwrap_or(u32::MAX);
        if !self.spend(steps) {
            return Some(self.too_much_work(span));
        }
        match method {
            "concat" => {
                let mut all = items.to_vec();
                for argument in self.arguments(&call.arguments, scope) {
                    match argument {
                        Item::One(value) if matches!(value.value, Value::Array(_)) => {
                            self.spread_items(&value, value.span, &mut all);
                        }
                        Item::One(value) if matches!(value.value, Value::Object(_) | Value::String(_)) => {
                            all.push(Item::One(value));
                        }
                        Item::One(value) => self.spread_items(&value, value.span, &mut all),
                        unread => all.push(unread),
                    }
                }
                Some(Static::array(all, span))
            }
            "filter" => {
                // Only `filter(Boolean)`: an element that is known to be falsy goes, any other stays.
                let [Argument::Identifier(name)] = call.arguments.as_slice() else { return None };
                if name.name != "Boolean" || self.find("Boolean", scope).is_some() {
                    return None;
                }
                let kept = items
                    .iter()
                    .filter(|item| !matches!(item, Item::One(value) if value.truthiness() == Some(false)))
                    .cloned()
                    .collect();
                Some(Static::array(kept, span))
            }
            "flat" if call.arguments.is_empty() => {
                let mut flat = Vec::new();
                for item in items {
                    match item {
                        Item::One(value) if matches!(value.value, Value::Object(_) | Value::String(_)) => {
                            flat.push(item.clone());
                        }
                        Item::One(value) => self.spread_items(value, value.span, &mut flat),
                        Item::Unread(_) => flat.push(item.clone()),
                    }
                }
                Some(Static::array(flat, span))
            }
            "map" | "flatMap" | "forEach" => {
                let arguments = self.arguments(&call.arguments, scope);
                let Some(Item::One(Static { value: Value::Function(function), .. })) = arguments.first()
                else {
                    return None;
                };
                Some(self.map(method, items, *function, span))
            }
            "join" => {
                let arguments = self.arguments(&call.arguments, scope);
                let separator = match arguments.first() {
                    None => ",",
                    Some(Item::One(Static { value: Value::String(text), .. })) => text,
                    _ => return None,
                };
                let mut parts = Vec::with_capacity(items.len());
                for item in items {
                    let Item::One(Static { value: Value::String(part), .. }) = item else { return None };
                    parts.push(&**part);
                }
                let text = parts.join(separator);
                Some(self.text(text, span))
            }
            _ => None,
        }
    }

    fn map(&mut self, method: &str, items: &[Item<'a>], function: Callable<'a>, span: Span) -> Static<'a> {
        let mut mapped = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            match item {
                Item::One(value) => {
                    let index = Static::new(Value::Number(place as f64), span);
                    let arguments = [Item::One(value.clone()), Item::One(index)];
                    let result = self.call_function(function, &arguments, &[], span);
                    match method {
                        "flatMap" if !matches!(result.value, Value::Object(_) | Value::String(_)) => {
                            self.spread_items(&result, result.span, &mut mapped);
                        }
                        _ => mapped.push(Item::One(result)),
                    }
                }
                Item::Unread(unknown) => {
                    let argument = Static::unknown(self.at_run_time(unknown.span), unknown.span);
                    self.perhaps_run(unknown.clone(), |this| {
                        this.call_function(function, &[Item::One(argument)], &[], span)
                    });
                    mapped.push(item.clone());
                }
            }
        }
        match method {
            "forEach" => Static::undefined(span),
            _ => Static::array(mapped, span),
        }
    }

    fn object_function(
        &mut self,
        function: &str,
        call: &'a CallExpression<'a>,
        scope: usize,
    ) -> Option<Static<'a>> {
        let span = call.span;
        match function {
            "freeze" | "seal" | "preventExtensions" => {
                match self.arguments(&call.arguments, scope).into_iter().next()? {
                    Item::One(value) => Some(value),
                    Item::Unread(unknown) => Some(Static::unknown(unknown, span)),
                }
            }
            "assign" => {
                let mut object = Object::default();
                for argument in self.arguments(&call.arguments, scope) {
                    match argument {
                        Item::One(value) => object = self.spread_object(object, &value, value.span),
                        Item::Unread(unknown) => object.set_unknown(unknown),
                    }
                }
                let value = Static::object(object, span);
                if let Some(target) = call.arguments.first().and_then(Argument::as_expression) {
                    self.change(target, value.clone(), scope);
                }
                Some(value)
            }
            "defineProperty" | "defineProperties" | "setPrototypeOf" => {
                let why = format!("`{}` changes the object", self.snippet(span));
                let changed = Static::unknown(Unknown::new(why, span), span);
                if let Some(target) = call.arguments.first().and_then(Argument::as_expression) {
                    self.change(target, changed.clone(), scope);
                }
                Some(changed)
            }
            "keys" | "values" | "entries" => {
                let Item::One(Static { value: Value::Object(object), .. }) =
                    self.arguments(&call.arguments, scope).into_iter().next()?
                else {
                    return None;
                };
                if object.open().is_some() || !self.spend(u32::try_from(object.properties().count()).ok()?) {
                    return None;
                }
                let items = object
                    .properties()
                    .map(|(key, value)| {
                        let name = Static::string(key, value.span);
                        Item::One(match function {
                            "keys" => name,
                            "values" => value.clone(),
                            _ => Static::array(vec![Item::One(name), Item::One(value.clone())], value.span),
                        })
                    })
                    .collect();
                Some(Static::array(items, span))
            }
            _ => None,
        }
    }

    /// A method has changed the value that `receiver` names.
    fn change(&mut self, receiver: &'a Expression<'a>, changed: Static<'a>, scope: usize) {
        if let Some((name, path)) = self.path(receiver, scope) {
            self.assign_path(name, &path, &changed, scope);
        }
    }
}
