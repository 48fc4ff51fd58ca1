//! Variables: reading, setting, and setting a property of the object that a variable holds.

use std::rc::Rc;

use oxc_span::Span;

use super::{Evaluator, MODULE_EXPORTS, Variable};
use crate::static_value::{Item, Object, Static, Unknown, Value};

/// One step from an object to a part of it.
#[derive(Debug, Clone)]
pub(super) enum Key {
    Name(Rc<str>),
    /// A computed key that is unknown.
    Unknown(Unknown),
}

impl<'a> Evaluator<'a> {
    /// The value of a name as seen from `scope`. `span` is the place where it is read.
    pub(super) fn read(&mut self, name: &'a str, scope: usize, span: Span) -> Static<'a> {
        if let Some(found) = self.find(name, scope) {
            return self.scopes[found].variables[name].value.clone();
        }
        match name {
            "undefined" => Static::undefined(span),
            "exports" => self.read_module_exports(span),
            _ => Static::unknown(self.at_run_time(span), span),
        }
    }

    pub(super) fn read_module_exports(&mut self, span: Span) -> Static<'a> {
        match self.scopes[0].variables.get(MODULE_EXPORTS) {
            Some(exports) => exports.value.clone(),
            None => Static::object(Object::default(), span),
        }
    }

    /// The scope that declares a name.
    pub(super) fn find(&self, name: &str, scope: usize) -> Option<usize> {
        let mut scope = scope;
        loop {
            if self.scopes[scope].variables.contains_key(name) {
                return Some(scope);
            }
            scope = self.scopes[scope].parent?;
        }
    }

    /// The scope of the function, or of the module, that `scope` belongs to.
    pub(super) fn function_scope(&self, scope: usize) -> usize {
        let mut scope = scope;
        while let Some(parent) = self.scopes[scope].parent
            && !self.scopes[scope].is_function
        {
            scope = parent;
        }
        scope
    }

    /// Declares a name in `scope`, or sets it again. `shares` is the variable whose object it was set from. In code
    /// that may not run, a variable of the code around it may still be what it was.
    pub(super) fn declare(
        &mut self,
        name: &'a str,
        value: Static<'a>,
        scope: usize,
        shares: Option<(usize, &'a str)>,
    ) {
        let old = self.scopes[scope].variables.get(name).map(|variable| variable.value.clone());
        let old = old.unwrap_or_else(|| Static::undefined(value.span));
        let value = self.perhaps(old, value, scope);
        self.set(name, value, scope, shares);
    }

    /// `name = value`.
    pub(super) fn assign(
        &mut self,
        name: &'a str,
        value: Static<'a>,
        scope: usize,
        shares: Option<(usize, &'a str)>,
    ) {
        let scope = self.find(name, scope).unwrap_or(0);
        self.declare(name, value, scope, shares);
    }

    /// `module.exports = value`.
    pub(super) fn assign_module_exports(&mut self, value: Static<'a>) {
        let old = self.read_module_exports(value.span);
        let value = self.perhaps(old, value, 0);
        self.set(MODULE_EXPORTS, value, 0, None);
    }

    fn set(&mut self, name: &'a str, value: Static<'a>, scope: usize, shares: Option<(usize, &'a str)>) {
        self.scopes[scope].variables.insert(name, Variable { value, shares });
    }

    /// `name.a.b = value`, also in every variable that shares the object.
    pub(super) fn assign_path(&mut self, name: &'a str, path: &[Key], value: &Static<'a>, scope: usize) {
        let mut next = self.find(name, scope).map(|found| (found, name));
        if name == MODULE_EXPORTS {
            let exports = self.read_module_exports(value.span);
            self.set(MODULE_EXPORTS, exports, 0, None);
            next = Some((0, MODULE_EXPORTS));
        }
        // A chain of sharing variables is as long as the program at most, and each link costs a step.
        while let Some((found, name)) = next {
            let Some(variable) = self.scopes[found].variables.get(name) else { return };
            next = variable.shares.filter(|shared| *shared != (found, name));
            let old = variable.value.clone();
            if !self.spend(old.size()) {
                return;
            }
            let changed = self.with_path(&old, path, value, found);
            if let Some(variable) = self.scopes[found].variables.get_mut(name) {
                variable.value = changed;
            }
        }
    }

    /// `old`, held by a variable of the scope `owner`, with the part at `path` set to `value`.
    fn with_path(&mut self, old: &Static<'a>, path: &[Key], value: &Static<'a>, owner: usize) -> Static<'a> {
        let Some((key, rest)) = path.split_first() else {
            return self.perhaps(old.clone(), value.clone(), owner);
        };
        match &old.value {
            Value::Object(object) => {
                let mut object = Object::clone(object);
                match key {
                    Key::Name(name) => {
                        let part = self.property(old, name, old.span);
                        let part = self.with_path(&part, rest, value, owner);
                        object.set(name.clone(), part);
                    }
                    Key::Unknown(unknown) => object.set_unknown(unknown.clone()),
                }
                Static::object(object, old.span)
            }
            Value::OneOf(alternatives, decides) => {
                let changed =
                    alternatives.iter().map(|one| self.with_path(one, path, value, owner)).collect();
                Static::one_of(changed, decides.clone(), old.span)
            }
            Value::Unknown(_) => old.clone(),
            // A property of a wrapped config: the object inside is what Rutter reads, so the change goes there.
            Value::Call { callee, arguments } => {
                let mut arguments = arguments.to_vec();
                for argument in &mut arguments {
                    if let Item::One(argument) = argument
                        && matches!(argument.value, Value::Object(_) | Value::Call { .. } | Value::OneOf(..))
                    {
                        *argument = self.with_path(argument, path, value, owner);
                        break;
                    }
                }
                let call = Value::Call { callee: callee.clone(), arguments: arguments.into() };
                Static::new(call, old.span)
            }
            _ => {
                let why = format!("`{}` is changed after it is made", self.snippet(old.span));
                Static::unknown(Unknown::new(why, value.span), old.span)
            }
        }
    }

    /// `new`, or one of both in code that may not run. A variable that lives only inside that code is certain in it.
    fn perhaps(&mut self, old: Static<'a>, new: Static<'a>, owner: usize) -> Static<'a> {
        match &self.region {
            Some(region) if owner < region.first_scope => {
                let (decides, span) = (region.decides.clone(), new.span);
                if self.spend(old.size().saturating_add(new.size())) {
                    Static::one_of(vec![old, new], decides, span)
                } else {
                    self.too_much_work(span)
                }
            }
            _ => new,
        }
    }
}
