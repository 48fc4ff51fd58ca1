//! What is put into an object or an array after it was made: `rows.push(row)`, `bag.name = value`.

use std::sync::Arc;

use rutter_syntax::facts::{BindingId, BindingKind, ExprId, ExprKind, Facts, List, Name, Node, PatternId};

use super::super::evaluator::Evaluator;
use super::super::shape::{Element, Instance, Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::changed::Writes;

/// All that is done to one.
pub(in super::super) type Changes = Arc<[Change]>;

/// What is done to an object or an array after it was made.
#[derive(Debug, Clone, Copy)]
pub(in super::super) enum Change {
    /// `xs.push(a, b)`.
    Pushed(List<ExprId>),
    /// `x.name = value`.
    Member(Name, ExprId),
    /// `x[key] = value`.
    Entry(ExprId),
    /// `x.name.other = value`, `delete x.name`.
    Within(Name),
    /// A method of it is called that changes it, if it is a list: `xs.pop()`.
    Called,
    /// Something else: it may hold anything.
    Any,
}

impl<'a> Evaluator<'_, 'a> {
    /// What a variable holds, with what is put into it or changed in it after it was made. `declared` is the type that is
    /// written beside its name: it holds whatever is added without a cast.
    pub(super) fn filled(
        &self,
        binding: At<BindingId>,
        value: Value<'a>,
        declared: &dyn Fn() -> Value<'a>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        if !can_be_filled(&value.shape) {
            return value;
        }
        let Some(_filling) = self.begin_to_fill(binding) else { return value };
        if let Shape::Instance(instance) = &value.shape
            && !self.is_plain_data(instance)
        {
            let is_another = self.is_remade(binding, instance, scope);
            return if is_another { Value::unknown() } else { value };
        }
        let facts = self.facts(binding.source);
        let names = || facts.references(binding.id);
        let known = self.changes.borrow().get(&binding).cloned();
        let changes: Changes = known.unwrap_or_else(|| {
            let (found, is_whole): (Changes, bool) =
                self.watched(|| names().filter_map(|name| self.change(binding.with(name), scope)).collect());
            if is_whole {
                self.changes.borrow_mut().insert(binding, found.clone());
            }
            found
        });
        if changes.is_empty() {
            return value;
        }
        let is_added =
            |change: &Change| matches!(change, Change::Pushed(_) | Change::Member(..) | Change::Entry(_));
        let is_cast = || names().any(|name| facts.parent(name) != facts[name].parent());
        if changes.iter().all(is_added) && !is_cast() {
            let declared = declared();
            if !matches!(declared.shape, Shape::Unknown) {
                return declared;
            }
        }
        self.with_changes(binding, value, &changes, scope)
    }

    fn with_changes(
        &self,
        binding: At<BindingId>,
        value: Value<'a>,
        changes: &[Change],
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let shape = match &value.shape {
            Shape::Union(union) => {
                let parts = union.parts.iter().cloned();
                let parts = parts.map(|part| self.with_changes(binding, part, changes, scope));
                return Value { trail: value.trail.clone(), ..Value::one_of(parts, union.written) };
            }
            Shape::Tuple(elements) => self.filled_list(binding, elements.to_vec(), changes, scope),
            Shape::Array(element) => {
                let elements = vec![Element { value: element.clone(), spread: true }];
                self.filled_list(binding, elements, changes, scope)
            }
            Shape::Object(object) => self.filled_object(binding, (**object).clone(), changes, scope),
            Shape::Instance(instance) if self.is_plain_data(instance) => {
                self.filled_data(binding, &value, changes, scope)
            }
            _ => return value,
        };
        Value { shape, trail: value.trail }
    }

    fn filled_list(
        &self,
        binding: At<BindingId>,
        mut elements: Vec<Element<'a>>,
        changes: &[Change],
        scope: &Scope<'a>,
    ) -> Shape<'a> {
        // An entry may replace any of those that were there.
        if !elements.is_empty() && changes.iter().any(|change| matches!(change, Change::Entry(_))) {
            return Shape::array(Thunk::unknown());
        }
        for change in changes {
            match change {
                Change::Pushed(values) => {
                    let values = &self.facts(binding.source)[*values];
                    elements.extend(values.iter().map(|value| self.pushed(binding.with(*value), scope)));
                }
                Change::Entry(value) => {
                    let value = Thunk::Expr(binding.with(*value), scope.clone());
                    elements.push(Element { value, spread: true });
                }
                Change::Member(..) | Change::Within(_) | Change::Called | Change::Any => {
                    return Shape::array(Thunk::unknown());
                }
            }
        }
        Shape::Tuple(elements.into())
    }

    /// What came out of JSON, with what is put into it: a list, if something is pushed, else an object.
    fn filled_data(
        &self,
        binding: At<BindingId>,
        value: &Value<'a>,
        changes: &[Change],
        scope: &Scope<'a>,
    ) -> Shape<'a> {
        let is_only = |wanted: fn(&Change) -> bool| changes.iter().all(wanted);
        // What is taken out of it leaves data.
        if is_only(|change| matches!(change, Change::Called)) {
            return value.shape.clone();
        }
        if is_only(|change| matches!(change, Change::Pushed(_) | Change::Called)) {
            let data = vec![Element { value: value.clone().into(), spread: true }];
            let pushed: Vec<Change> =
                changes.iter().filter(|change| matches!(change, Change::Pushed(_))).copied().collect();
            return self.filled_list(binding, data, &pushed, scope);
        }
        if is_only(|change| matches!(change, Change::Member(..))) {
            let object = Object { rest: Some(value.clone().into()), ..Object::default() };
            return self.filled_object(binding, object, changes, scope);
        }
        Shape::Unknown
    }

    fn filled_object(
        &self,
        binding: At<BindingId>,
        mut object: Object<'a>,
        changes: &[Change],
        scope: &Scope<'a>,
    ) -> Shape<'a> {
        let facts = self.facts(binding.source);
        let thunk = |expr| Thunk::Expr(binding.with(expr), scope.clone());
        let replaced = |object: &mut Object<'a>| {
            object.members.iter_mut().for_each(|member| member.value = Thunk::unknown());
        };
        for change in changes {
            match *change {
                Change::Member(name, value) => {
                    let name = &facts[name];
                    let place = binding.with(facts[value].span);
                    let is_new = object.member(name).is_none();
                    let value = if is_new { thunk(value) } else { Thunk::unknown() };
                    object.set(Member { name, value, optional: is_new, place });
                }
                Change::Within(name) => {
                    let name = &facts[name];
                    if let Some(member) = object.members.iter_mut().find(|member| member.name == name) {
                        member.value = Thunk::unknown();
                    }
                }
                Change::Entry(value) if object.rest.is_none() => {
                    replaced(&mut object);
                    object.rest = Some(thunk(value));
                }
                Change::Pushed(_) | Change::Called => {}
                Change::Entry(_) | Change::Any => {
                    replaced(&mut object);
                    object.rest = Some(Thunk::unknown());
                }
            }
        }
        Shape::Object(Arc::new(object))
    }

    /// Whether an instance is given another prototype, or the elements of one of the language's collections are changed.
    fn is_remade(&self, binding: At<BindingId>, instance: &Instance<'a>, scope: &Scope<'a>) -> bool {
        let facts = self.facts(binding.source);
        let is_collection = ["Map", "Set"].iter().any(|name| self.is_global_class(instance.class, name));
        // What may be put into it is told by what it was made of, unless its type arguments are written down.
        let above = u32::from(!is_made_of_elements(facts, binding.id));
        facts.references(binding.id).any(|name| {
            is_given_prototype(facts, name)
                || (is_collection && Writes::new(self).through(binding.with(name), above, scope))
        })
    }

    fn pushed(&self, at: At<ExprId>, scope: &Scope<'a>) -> Element<'a> {
        match self.facts(at.source)[at.id].kind {
            ExprKind::Spread(value) => {
                let value = self.iterated(&self.expr(at.with(value), scope));
                Element { value: value.into(), spread: true }
            }
            _ => Element { value: Thunk::Expr(at, scope.clone()), spread: true },
        }
    }

    /// What is done to a value where its name is read.
    fn change(&self, name: At<ExprId>, scope: &Scope<'a>) -> Option<Change> {
        let facts = self.facts(name.source);
        let is_written = |above| Writes::new(self).through(name, above, scope);
        if let Node::Expr(outer) = facts.parent(name.id) {
            let place = match facts.parent(outer) {
                Node::Pattern(pattern) => written(facts, pattern),
                _ => None,
            };
            match (facts[outer].kind, place) {
                (ExprKind::Member { property, .. }, Some(value)) => {
                    return Some(Change::Member(property, value));
                }
                (ExprKind::Index { object, .. }, Some(value)) if facts.without_types(object) == name.id => {
                    return Some(Change::Entry(value));
                }
                (ExprKind::Member { property, .. }, None) => {
                    return match added(facts, outer, property) {
                        Some(values) => Some(Change::Pushed(values)),
                        None if !is_written(0) => None,
                        None if is_called(facts, outer) => Some(Change::Called),
                        None => Some(Change::Within(property)),
                    };
                }
                _ => {}
            }
        }
        is_written(0).then_some(Change::Any)
    }
}

/// Whether what is done to a value of a shape is seen in the shape.
fn can_be_filled(shape: &Shape<'_>) -> bool {
    match shape {
        Shape::Tuple(_) | Shape::Array(_) | Shape::Object(_) | Shape::Instance(_) => true,
        Shape::Union(union) => union.parts.iter().any(|part| can_be_filled(&part.shape)),
        _ => false,
    }
}

/// Whether a variable is declared with `new Map(elements)`.
fn is_made_of_elements(facts: &Facts, binding: BindingId) -> bool {
    let BindingKind::Variable { declarator, .. } = facts[binding].kind else { return false };
    facts[declarator].value.is_some_and(|value| {
        matches!(facts[facts.without_types(value)].kind, ExprKind::New { arguments, .. }
            if !arguments.is_empty() && facts.type_arguments(value).is_empty())
    })
}

/// Whether a name is the first argument of `Object.setPrototypeOf`.
fn is_given_prototype(facts: &Facts, name: ExprId) -> bool {
    let Node::Expr(call) = facts.parent(name) else { return false };
    let ExprKind::Call { callee, arguments, .. } = facts[call].kind else { return false };
    facts[arguments].first().is_some_and(|first| facts.without_types(*first) == name)
        && facts.member_path(callee).is_some_and(|path| path.last() == Some(&"setPrototypeOf"))
}

/// The elements that are added to a list: `xs.push(a)`.
fn added(facts: &Facts, member: ExprId, method: Name) -> Option<List<ExprId>> {
    let Node::Expr(call) = facts.parent(member) else { return None };
    match facts[call].kind {
        ExprKind::Call { callee, arguments, .. } if facts.without_types(callee) == member => {
            matches!(&facts[method], "push" | "unshift").then_some(arguments)
        }
        _ => None,
    }
}

/// Whether an expression is what a call calls.
fn is_called(facts: &Facts, expr: ExprId) -> bool {
    matches!(facts.parent(expr), Node::Expr(call)
        if matches!(facts[call].kind, ExprKind::Call { callee, .. } if facts.without_types(callee) == expr))
}

/// What a plain assignment writes to the place that a pattern is.
fn written(facts: &Facts, pattern: PatternId) -> Option<ExprId> {
    let Node::Expr(assignment) = facts[pattern].parent() else { return None };
    match facts[assignment].kind {
        ExprKind::Assign { target, value, plain: true } if target == pattern => Some(value),
        _ => None,
    }
}
