//! What a variable holds that is written to more than once, and what is put into an object or an array later.

use std::sync::Arc;

use rutter_syntax::facts::{
    BindingId, BindingKind, DeclaratorId, ExprId, ExprKind, Facts, LoopKind, Name, Node, PatternId, StatementKind,
    UnaryOperator,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Element, Member, Object, Shape, Value};
use super::super::source::At;
use super::super::thunk::{Scope, Thunk};

/// The most places where a variable is written to that are looked at.
const MOST_WRITES: usize = 30;

/// One place where a variable is written to.
#[derive(Debug, Clone, Copy)]
struct Write {
    /// The assignment, or `x++`.
    at: ExprId,
    /// The whole pattern, and the part of it that stands for the variable; none for `x++` and `x += value`, which
    /// leave something of what was there.
    target: Option<(PatternId, PatternId)>,
    value: ExprId,
}

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
    /// What a variable holds that is written to after its declaration: what is written to it before it is used, if all
    /// of that happens in one function.
    pub(super) fn assigned(
        &self,
        binding: At<BindingId>,
        declarator: DeclaratorId,
        part: PatternId,
        used: Option<ExprId>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let facts = self.facts(binding.source);
        let home = facts.function_of(Node::Declarator(declarator));
        let Some(mut writes) = writes(facts, binding.id) else { return Value::unknown() };
        if writes.len() > MOST_WRITES
            || writes.iter().any(|write| facts.function_of(Node::Expr(write.at)) != home)
        {
            return Value::unknown();
        }
        let used = used.filter(|used| facts.function_of(Node::Expr(*used)) == home);
        let mut initial = facts[declarator].value;
        if let Some(used) = used {
            let place = facts[used].span.start;
            writes.retain(|write| {
                facts[write.at].span.end <= place || share_a_loop(facts, write.at, used)
            });
            // What surely happens before the use, and last of all, leaves nothing of what was there before.
            let last = writes
                .iter()
                .rposition(|write| {
                    write.target.is_some()
                        && facts[write.at].span.end <= place
                        && is_certain(facts, write.at, used)
                });
            if let Some(last) = last {
                writes.drain(..last);
                initial = None;
            }
        }
        let whole = facts[declarator].pattern;
        let initial = initial.map(|value| {
            let value = self.expr(binding.with(value), scope);
            self.taken(binding.with(whole), value, part, scope)
        });
        let written = writes.iter().map(|write| {
            let value = self.expr(binding.with(write.value), scope);
            match write.target {
                Some((whole, part)) => self.taken(binding.with(whole), value, part, scope),
                // What is added to something may be of another kind, but it crosses.
                None if value.shape.is_plain() => value,
                None => Value::unknown(),
            }
        });
        // Where it is used in a function of its own, it is not known what has happened before.
        match Value::one_of(initial.into_iter().chain(written), used.is_some()) {
            Value { shape: Shape::Never, .. } => Value::unknown(),
            value => value,
        }
    }

    /// The object or array that a variable holds, with what is put into it later; none if nothing is.
    pub(super) fn filled(
        &self,
        binding: At<BindingId>,
        value: &Value<'a>,
        scope: &Scope<'a>,
    ) -> Option<Value<'a>> {
        if !matches!(value.shape, Shape::Tuple(_) | Shape::Array(_) | Shape::Object(_)) {
            return None;
        }
        let facts = self.facts(binding.source);
        let changes: Vec<Change> =
            facts.references(binding.id).filter_map(|expr| change(facts, expr)).collect();
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

/// The places where a variable is written to, in the order of the text; none if one of them is not understood.
fn writes(facts: &Facts, binding: BindingId) -> Option<Vec<Write>> {
    let mut writes = Vec::new();
    for expr in facts.references(binding) {
        match facts[expr].parent {
            Node::Pattern(part) => {
                let mut pattern = part;
                while let Node::Pattern(outer) = facts[pattern].parent {
                    pattern = outer;
                }
                let Node::Expr(at) = facts[pattern].parent else { return None };
                let ExprKind::Assign { target, value, plain } = facts[at].kind else { return None };
                if target != pattern {
                    return None;
                }
                writes.push(Write { at, target: plain.then_some((pattern, part)), value });
            }
            Node::Expr(outer) if matches!(facts[outer].kind, ExprKind::Update(_)) => {
                writes.push(Write { at: outer, target: None, value: outer });
            }
            _ => {}
        }
    }
    writes.sort_by_key(|write| facts[write.at].span.end);
    Some(writes)
}

/// Whether an assignment certainly happens before a use behind it: it stands in a block around the use.
fn is_certain(facts: &Facts, write: ExprId, used: ExprId) -> bool {
    let Node::Statement(statement) = facts[write].parent else { return false };
    if !matches!(facts[statement].kind, StatementKind::Expression(_)) {
        return false;
    }
    let around = facts[statement].parent;
    match around {
        Node::File | Node::Function(_) => true,
        Node::Statement(block) if matches!(facts[block].kind, StatementKind::Block(_)) => {
            facts.ancestors(Node::Expr(used)).any(|node| node == around)
        }
        _ => false,
    }
}

/// Whether two expressions stand in the same loop.
fn share_a_loop(facts: &Facts, one: ExprId, other: ExprId) -> bool {
    facts.ancestors(Node::Expr(one)).any(|node| match node {
        Node::Statement(statement) => {
            matches!(facts[statement].kind, StatementKind::Loop { .. })
                && facts[statement].span.contains(facts[other].span)
        }
        _ => false,
    })
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
                    Node::Pattern(pattern) => Some(written(facts, pattern).map_or(Change::Any, Change::Entry)),
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
            let StatementKind::Loop { head, kind: LoopKind::Of, .. } = facts[statement].kind else { return None };
            let is_head = facts[head].iter().any(|head| facts.without_types(*head) == name);
            let mut declarators = facts.declarators.iter();
            let element = declarators.find(|it| is_head && it.parent == Node::Statement(statement))?;
            let rutter_syntax::facts::PatternKind::Binding(element) = facts[element.pattern].kind else {
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
                        let mut bindings = facts.bindings.iter_ids().filter(|(_, binding)| {
                            matches!(binding.kind, BindingKind::Parameter { function: of, index: 0, .. } if of == function)
                        });
                        bindings.any(|(id, _)| is_binding_changed(facts, id)).then_some(Change::Elements)
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
