//! Whether something of a value is written to after it was made, by whatever name it goes.
//!
//! The way of a value is followed from where its name is read: through members, other names, loops, callbacks, copies,
//! and into the functions that it is given to. Where the way is lost, in code that is not known and whose result nobody
//! asks for, the value may have been changed. The order of the statements does not matter: what is written too late is
//! taken for a change as well.

use rutter_syntax::facts::{
    BindingId, ExprId, ExprKind, LogicalOperator, LoopKind, Node, PatternId, PatternKind, PropertyKind,
    StatementKind, UnaryOperator,
};

use super::super::evaluator::Evaluator;
use super::super::operations::is_bodiless;
use super::super::shape::{Function, Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;

/// How many names of one value are looked at. What has more is taken for changed.
const MOST_NAMES: usize = 40;

/// A search for writes to a value.
pub(super) struct Writes<'s, 'p, 'a> {
    evaluator: &'s Evaluator<'p, 'a>,
    /// The names that were looked at.
    seen: Vec<At<BindingId>>,
}

impl<'s, 'p, 'a> Writes<'s, 'p, 'a> {
    pub(super) fn new(evaluator: &'s Evaluator<'p, 'a>) -> Self {
        Self { evaluator, seen: Vec::new() }
    }

    /// Whether something of what an expression gives is written to where the expression stands.
    ///
    /// `above` counts the steps from the expression down to the value that matters: one for an array that the value is
    /// put into, or for a copy of it. A write counts that takes more steps than that.
    pub(super) fn through(&mut self, at: At<ExprId>, above: u32, scope: &Scope<'a>) -> bool {
        self.evaluator.deeper(|| self.through_parent(at, above, scope)).unwrap_or(true)
    }

    fn through_parent(&mut self, at: At<ExprId>, above: u32, scope: &Scope<'a>) -> bool {
        let facts = self.evaluator.facts(at.source);
        let is_it = |expr: ExprId| facts.without_types(expr) == at.id;
        let outer = match facts.parent(at.id) {
            Node::Expr(outer) => outer,
            Node::Declarator(declarator) => {
                return self.by_pattern(at.with(facts[declarator].pattern), above, scope);
            }
            Node::Statement(statement) => {
                let StatementKind::Loop { head, kind: LoopKind::Of, .. } = facts[statement].kind else {
                    return false;
                };
                let parent = Node::Statement(statement);
                let element = facts.declarators.iter().find(|declarator| declarator.parent() == parent);
                return facts[head].iter().any(|head| is_it(*head))
                    && element.is_some_and(|it| self.by_pattern(at.with(it.pattern), below(above), scope));
            }
            _ => return false,
        };
        let outer = at.with(outer);
        match facts[outer.id].kind {
            ExprKind::Member { object, .. } | ExprKind::Index { object, .. } if is_it(object) => {
                self.by_member(outer, above, scope)
            }
            ExprKind::Call { callee, arguments, .. } => {
                let index = facts[arguments].iter().position(|argument| is_it(*argument));
                index.is_some_and(|index| self.by_call(outer, callee, index, above, scope))
            }
            ExprKind::Assign { target, value, .. } if is_it(value) => {
                self.by_pattern(at.with(target), above, scope) || self.through(outer, above, scope)
            }
            ExprKind::Conditional { test, .. } if is_it(test) => false,
            ExprKind::Logical { operator: LogicalOperator::And, left, .. } if is_it(left) => false,
            ExprKind::Conditional { .. }
            | ExprKind::Logical { .. }
            | ExprKind::Sequence(_)
            | ExprKind::Await(_) => self.through(outer, above, scope),
            ExprKind::Spread(_) => {
                let Node::Expr(list) = facts.parent(outer.id) else { return false };
                matches!(facts[list].kind, ExprKind::Array(_))
                    && self.through(at.with(list), copied(above), scope)
            }
            ExprKind::Array(_) => self.through(outer, above + 1, scope),
            ExprKind::Object(properties) => {
                let property = facts[properties].iter().find(|property| is_it(property.value));
                let is_spread = property.is_some_and(|property| property.kind() == PropertyKind::Spread);
                self.through(outer, if is_spread { copied(above) } else { above + 1 }, scope)
            }
            _ => false,
        }
    }

    /// By way of `x.name` or `x[index]`.
    fn by_member(&mut self, member: At<ExprId>, above: u32, scope: &Scope<'a>) -> bool {
        let facts = self.evaluator.facts(member.source);
        let Node::Expr(outer) = facts.parent(member.id) else {
            return match facts.parent(member.id) {
                Node::Pattern(_) => above == 0,
                _ => self.through(member, below(above), scope),
            };
        };
        match (facts[outer].kind, facts[member.id].kind) {
            (ExprKind::Update(_) | ExprKind::Unary { operator: UnaryOperator::Delete, .. }, _) => above == 0,
            (ExprKind::Call { callee, arguments, .. }, ExprKind::Member { property, .. })
                if facts.without_types(callee) == member.id =>
            {
                let method = &facts[property];
                let call = member.with(outer);
                (above == 0 && changes(method))
                    || self.by_callbacks(call, method, &facts[arguments], above, scope)
                    || match result_of(method) {
                        Result::Other => false,
                        Result::Itself => self.through(call, above, scope),
                        Result::Copy => self.through(call, copied(above), scope),
                        Result::Entries => self.through(call, copied(above) + 1, scope),
                        Result::Element => self.through(call, below(above), scope),
                    }
            }
            _ => self.through(member, below(above), scope),
        }
    }

    /// By the functions that a method of a list is given: `rows.forEach(clean)`.
    fn by_callbacks(
        &mut self,
        call: At<ExprId>,
        method: &str,
        arguments: &[ExprId],
        above: u32,
        scope: &Scope<'a>,
    ) -> bool {
        let facts = self.evaluator.facts(call.source);
        let first = match method {
            "every" | "filter" | "find" | "findIndex" | "findLast" | "findLastIndex" | "flatMap"
            | "forEach" | "map" | "some" => 0,
            "reduce" | "reduceRight" => 1,
            _ => return false,
        };
        arguments.iter().any(|argument| {
            let is_function = match facts[facts.without_types(*argument)].kind {
                ExprKind::Function(_) => true,
                ExprKind::Name { binding: Some(_), .. } | ExprKind::Member { .. } => !self.evaluator.is_quick,
                _ => false,
            };
            is_function && {
                let function = self.evaluator.expr(call.with(*argument), scope);
                let is_known = matches!(function.shape, Shape::Function(_));
                // Behind the element and its index stands the list itself.
                is_known
                    && (self.by_function(&function, first, below(above), false)
                        || self.by_function(&function, first + 2, above, false))
            }
        })
    }

    /// By a function that it is given to.
    fn by_call(
        &mut self,
        call: At<ExprId>,
        callee: ExprId,
        index: usize,
        above: u32,
        scope: &Scope<'a>,
    ) -> bool {
        let facts = self.evaluator.facts(call.source);
        if let Some(path) = facts.member_path(callee) {
            return match (path.as_slice(), index) {
                (["Reflect", _], 0) => above == 0,
                (["Object", method], 0) if changes_argument(method) => {
                    above == 0 || self.through(call, above, scope)
                }
                (["Object", "freeze" | "seal" | "preventExtensions"], _) => self.through(call, above, scope),
                (["Object", "assign" | "values" | "fromEntries"], _) => {
                    self.through(call, copied(above), scope)
                }
                (["Array", "from"], 0) => self.through(call, copied(above), scope),
                (["Object", "entries"], _) => self.through(call, copied(above) + 1, scope),
                _ => false,
            };
        }
        let ExprKind::Call { arguments, .. } = facts[call.id].kind else { return false };
        let is_open =
            facts[arguments][..index].iter().any(|it| matches!(facts[*it].kind, ExprKind::Spread(_)));
        let is_dropped = is_dropped(facts, call.id);
        if is_open {
            return is_dropped;
        }
        if self.evaluator.is_quick {
            return false;
        }
        let callee = self.evaluator.expr(call.with(callee), scope);
        self.by_function(&callee, index, above, is_dropped)
    }

    /// By a function that it is given to as an argument. One that is not known is called for what it does, if nobody
    /// asks what it gives.
    fn by_function(&mut self, callee: &Value<'a>, index: usize, above: u32, is_dropped: bool) -> bool {
        let (at, scope) = match &callee.shape {
            Shape::Function(function) => match &**function {
                Function::Written { at, .. } if is_bodiless(self.evaluator.facts(at.source)[at.id].body) => {
                    return is_dropped && at.source.module().is_some();
                }
                Function::Written { at, scope } => (*at, scope.clone()),
                Function::Declared { at, .. } => return is_dropped && at.source.module().is_some(),
                Function::Opaque => return is_dropped,
            },
            Shape::Action(action) => match action.function {
                Some(at) => (at, Scope::default()),
                None => return false,
            },
            Shape::Union(union) => {
                return union.parts.iter().any(|part| self.by_function(part, index, above, is_dropped));
            }
            Shape::Unknown => return is_dropped,
            _ => return false,
        };
        let facts = self.evaluator.facts(at.source);
        let parameters = &facts[facts[at.id].parameters];
        match parameters.get(index).or(parameters.last().filter(|last| last.rest)) {
            Some(parameter) => {
                let above = if parameter.rest { above + 1 } else { above };
                self.by_pattern(at.with(parameter.pattern), above, &scope)
            }
            None => false,
        }
    }

    /// By what a pattern makes of it.
    fn by_pattern(&mut self, at: At<PatternId>, above: u32, scope: &Scope<'a>) -> bool {
        let facts = self.evaluator.facts(at.source);
        let (parts, rest): (Vec<PatternId>, _) = match facts[at.id].kind {
            PatternKind::Binding(binding) => return self.by_name(at.with(binding), above, scope),
            PatternKind::Default { pattern, .. } => {
                return self.by_pattern(at.with(pattern), above, scope);
            }
            PatternKind::Object { properties, rest } => {
                (facts[properties].iter().map(|property| property.value).collect(), rest)
            }
            PatternKind::Array { elements, rest } => {
                (facts[elements].iter().map(|(_, element)| *element).collect(), rest)
            }
            PatternKind::Place(_) | PatternKind::Other => return false,
        };
        let parts = parts.into_iter().map(|part| (part, below(above)));
        let mut parts = parts.chain(rest.map(|rest| (rest, copied(above))));
        parts.any(|(part, above)| self.by_pattern(at.with(part), above, scope))
    }

    /// By way of another name.
    fn by_name(&mut self, at: At<BindingId>, above: u32, scope: &Scope<'a>) -> bool {
        if self.seen.contains(&at) {
            return false;
        }
        if self.seen.len() >= MOST_NAMES {
            return true;
        }
        self.seen.push(at);
        let names = self.evaluator.facts(at.source).references(at.id);
        self.evaluator.spend(names.len());
        names.into_iter().any(|name| self.through(at.with(name), above, scope))
    }
}

/// What a method of a list gives.
enum Result {
    /// Something that holds nothing of the list.
    Other,
    /// The list itself.
    Itself,
    /// Another list with its elements.
    Copy,
    /// Pairs of a key and an element.
    Entries,
    /// One of its elements.
    Element,
}

fn result_of(method: &str) -> Result {
    match method {
        "sort" | "reverse" => Result::Itself,
        "concat" | "filter" | "flat" | "slice" | "splice" | "toReversed" | "toSorted" | "toSpliced"
        | "values" | "with" => Result::Copy,
        "entries" => Result::Entries,
        "at" | "find" | "findLast" | "get" | "pop" | "shift" => Result::Element,
        _ => Result::Other,
    }
}

/// Whether a method changes which elements a list has.
fn changes(method: &str) -> bool {
    matches!(method, "add" | "copyWithin" | "fill" | "pop" | "push" | "set" | "shift" | "splice" | "unshift")
}

/// Whether a function of `Object` changes its first argument.
pub(super) fn changes_argument(method: &str) -> bool {
    matches!(method, "assign" | "defineProperty" | "defineProperties" | "setPrototypeOf")
}

/// Whether nothing is done with what an expression gives.
fn is_dropped(facts: &rutter_syntax::facts::Facts, mut expr: ExprId) -> bool {
    loop {
        match facts.parent(expr) {
            Node::Statement(statement) => {
                return matches!(facts[statement].kind, StatementKind::Expression(_));
            }
            Node::Expr(outer) => match facts[outer].kind {
                ExprKind::Await(_)
                | ExprKind::Logical { .. }
                | ExprKind::Unary { operator: UnaryOperator::Void, .. } => expr = outer,
                _ => return false,
            },
            _ => return false,
        }
    }
}

/// The steps that are left behind one.
fn below(above: u32) -> u32 {
    above.saturating_sub(1)
}

/// The steps down to a value from a copy of it: what is written to the copy itself leaves the value alone.
fn copied(above: u32) -> u32 {
    above.max(1)
}
