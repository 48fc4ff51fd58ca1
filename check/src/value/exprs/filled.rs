//! What is put into an object or an array after it was made: `rows.push(row)`, `bag.name = value`.

use std::sync::Arc;

use rutter_syntax::facts::{
    BindingId, ExprId, ExprKind, Facts, LoopKind, Name, Node, PatternId, PatternKind, StatementKind,
    UnaryOperator,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Element, Function, Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};
use super::pattern::bound_by;

/// What is done to an object or an array after it was made.
enum Change {
    /// `xs.push(a, b)`.
    Pushed(Vec<ExprId>),
    /// `x.name = value`.
    Member(Name, ExprId),
    /// `x[key] = value`.
    Entry(ExprId),
    /// `x.name.other = value`.
    Within(Name),
    /// `for (const y of x) y.name = value`.
    Elements,
    /// Something else: it may hold anything.
    Any,
}

impl<'a> Evaluator<'_, 'a> {
    /// The object or array that a variable holds, with what is put into it later; none if nothing is.
    pub(super) fn filled(
        &self,
        binding: At<BindingId>,
        value: &Value<'a>,
        scope: &Scope<'a>,
    ) -> Option<Value<'a>> {
        if let Shape::Union(union) = &value.shape {
            let filled: Vec<_> = union.parts.iter().map(|part| self.filled(binding, part, scope)).collect();
            let is_filled = filled.iter().any(Option::is_some);
            let parts = filled.into_iter().zip(&union.parts);
            let parts = parts.map(|(filled, part)| filled.unwrap_or_else(|| part.clone()));
            return is_filled.then(|| Value::one_of(parts, union.written));
        }
        if !matches!(value.shape, Shape::Tuple(_) | Shape::Array(_) | Shape::Object(_)) {
            return None;
        }
        let facts = self.facts(binding.source);
        let changes: Vec<Change> = facts
            .references(binding.id)
            .filter_map(|name| {
                let by_callee = || self.is_changed_by_callee(binding.with(name), scope);
                change(facts, name).or_else(|| by_callee().then_some(Change::Any))
            })
            .collect();
        if changes.is_empty() {
            return None;
        }
        let shape = match &value.shape {
            Shape::Tuple(elements) => self.filled_list(binding, elements.to_vec(), changes, scope),
            Shape::Array(element) => {
                let elements = vec![Element { value: element.clone(), spread: true }];
                self.filled_list(binding, elements, changes, scope)
            }
            Shape::Object(object) => self.filled_object(binding, (**object).clone(), changes, scope),
            _ => return None,
        };
        Some(Value { shape, trail: value.trail.clone() })
    }

    fn filled_list(
        &self,
        binding: At<BindingId>,
        mut elements: Vec<Element<'a>>,
        changes: Vec<Change>,
        scope: &Scope<'a>,
    ) -> Shape<'a> {
        for change in changes {
            match change {
                Change::Pushed(values) => {
                    elements.extend(values.into_iter().map(|value| self.pushed(binding.with(value), scope)));
                }
                Change::Entry(value) => {
                    let value = Thunk::Expr(binding.with(value), scope.clone());
                    elements.push(Element { value, spread: true });
                }
                Change::Member(..) | Change::Within(_) | Change::Elements | Change::Any => {
                    return Shape::array(Thunk::unknown());
                }
            }
        }
        Shape::Tuple(elements.into())
    }

    fn filled_object(
        &self,
        binding: At<BindingId>,
        mut object: Object<'a>,
        changes: Vec<Change>,
        scope: &Scope<'a>,
    ) -> Shape<'a> {
        let facts = self.facts(binding.source);
        let thunk = |expr| Thunk::Expr(binding.with(expr), scope.clone());
        for change in changes {
            match change {
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
                    object.members.iter_mut().for_each(|member| member.value = Thunk::unknown());
                    object.rest = Some(thunk(value));
                }
                Change::Pushed(_) => {}
                Change::Entry(_) | Change::Elements | Change::Any => {
                    object.members.iter_mut().for_each(|member| member.value = Thunk::unknown());
                    object.rest = Some(Thunk::unknown());
                }
            }
        }
        Shape::Object(Arc::new(object))
    }

    /// Whether a function that a value is given to writes to it: `flatten(row)`.
    fn is_changed_by_callee(&self, name: At<ExprId>, scope: &Scope<'a>) -> bool {
        let facts = self.facts(name.source);
        let Node::Expr(call) = facts.parent(name.id) else { return false };
        let ExprKind::Call { callee, arguments, .. } = facts[call].kind else { return false };
        let is_name = matches!(facts[callee].kind, ExprKind::Name { binding: Some(_), .. });
        let index = facts[arguments].iter().position(|argument| facts.without_types(*argument) == name.id);
        let (true, Some(index)) = (is_name, index) else { return false };
        let Shape::Function(function) = self.expr(name.with(callee), scope).shape else { return false };
        let Function::Written { at, .. } = &*function else { return false };
        let facts = self.facts(at.source);
        let parameter = facts[facts[at.id].parameters].get(index);
        parameter.is_some_and(|parameter| {
            bound_by(facts, parameter.pattern).into_iter().any(|binding| is_binding_changed(facts, binding))
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
}

/// What is done to a value where its name is read.
fn change(facts: &Facts, name: ExprId) -> Option<Change> {
    match facts.parent(name) {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Member { object, property, .. } if facts.without_types(object) == name => {
                change_of_member(facts, outer, property)
            }
            ExprKind::Index { object, .. } if facts.without_types(object) == name => {
                match facts.parent(outer) {
                    Node::Pattern(pattern) => {
                        Some(written(facts, pattern).map_or(Change::Any, Change::Entry))
                    }
                    _ => is_changed(facts, outer).then_some(Change::Any),
                }
            }
            ExprKind::Call { callee, arguments, .. } => {
                let is_first =
                    facts[arguments].first().is_some_and(|first| facts.without_types(*first) == name);
                let changes = matches!(
                    facts.member_path(callee).as_deref(),
                    Some(["Object", "assign" | "defineProperty" | "defineProperties" | "setPrototypeOf"])
                );
                (is_first && changes).then_some(Change::Any)
            }
            _ => None,
        },
        Node::Statement(statement) => {
            let StatementKind::Loop { head, kind: LoopKind::Of, .. } = facts[statement].kind else {
                return None;
            };
            let is_head = facts[head].iter().any(|head| facts.without_types(*head) == name);
            let mut declarators = facts.declarators.iter();
            let element = declarators.find(|it| is_head && it.parent == Node::Statement(statement))?;
            let PatternKind::Binding(element) = facts[element.pattern].kind else {
                return None;
            };
            is_binding_changed(facts, element).then_some(Change::Elements)
        }
        _ => None,
    }
}

/// What is done by way of `x.property`.
fn change_of_member(facts: &Facts, member: ExprId, property: Name) -> Option<Change> {
    match facts.parent(member) {
        Node::Pattern(pattern) => {
            Some(written(facts, pattern).map_or(Change::Any, |value| Change::Member(property, value)))
        }
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Call { callee, arguments, .. } if facts.without_types(callee) == member => {
                match &facts[property] {
                    "push" | "unshift" => Some(Change::Pushed(facts[arguments].to_vec())),
                    "splice" | "fill" => Some(Change::Any),
                    "forEach" | "map" => {
                        let ExprKind::Function(function) = facts[*facts[arguments].first()?].kind else {
                            return None;
                        };
                        let element = facts[facts[function].parameters].first()?.pattern;
                        let mut bindings = bound_by(facts, element).into_iter();
                        bindings.any(|binding| is_binding_changed(facts, binding)).then_some(Change::Elements)
                    }
                    _ => None,
                }
            }
            ExprKind::Unary { operator: UnaryOperator::Delete, .. } => Some(Change::Within(property)),
            _ => is_changed(facts, member).then_some(Change::Within(property)),
        },
        _ => None,
    }
}

/// Whether something of what a name stands for is written to.
fn is_binding_changed(facts: &Facts, binding: BindingId) -> bool {
    facts.references(binding).any(|name| is_changed(facts, name))
}

/// Whether something of an expression's value is written to: `x.a.b = 1`, `delete x.a`, `x.a.push(1)`.
fn is_changed(facts: &Facts, mut expr: ExprId) -> bool {
    loop {
        let Node::Expr(outer) = facts.parent(expr) else { return false };
        match facts[outer].kind {
            ExprKind::Member { object, property, .. } if facts.without_types(object) == expr => {
                if matches!(&facts[property], "push" | "unshift" | "splice" | "fill")
                    && matches!(facts.parent(outer), Node::Expr(call) if matches!(facts[call].kind, ExprKind::Call { callee, .. } if callee == outer))
                {
                    return true;
                }
            }
            ExprKind::Index { object, .. } if facts.without_types(object) == expr => {}
            _ => return false,
        }
        match facts.parent(outer) {
            Node::Pattern(_) => return true,
            Node::Expr(delete)
                if matches!(facts[delete].kind, ExprKind::Unary { operator: UnaryOperator::Delete, .. }) =>
            {
                return true;
            }
            _ => expr = outer,
        }
    }
}

/// What a plain assignment writes to the place that a pattern is.
fn written(facts: &Facts, pattern: PatternId) -> Option<ExprId> {
    let Node::Expr(assignment) = facts[pattern].parent else { return None };
    match facts[assignment].kind {
        ExprKind::Assign { target, value, plain: true } if target == pattern => Some(value),
        _ => None,
    }
}
