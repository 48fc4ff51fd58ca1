//! What a variable holds that is written to more than once.

use rutter_syntax::facts::{
    BindingId, DeclaratorId, ExprId, ExprKind, Facts, Node, PatternId, Span, StatementKind,
};

use super::super::evaluator::Evaluator;
use super::super::shape::{Shape, Value};
use super::super::source::At;
use super::super::thunk::Scope;
use crate::infer::conditions::surely_leaves;

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

impl<'a> Evaluator<'_, 'a> {
    /// What a variable holds that is written to after its declaration: what is written to it before it is used, if all
    /// of that happens in one function. None where even its type says more than is known.
    pub(super) fn assigned(
        &self,
        binding: At<BindingId>,
        declarator: DeclaratorId,
        part: PatternId,
        used: Option<ExprId>,
        scope: &Scope<'a>,
    ) -> Option<Value<'a>> {
        let facts = self.facts(binding.source);
        let home = facts.function_of(Node::Declarator(declarator));
        let Some(mut writes) = writes(facts, binding.id) else { return Some(Value::unknown()) };
        if writes.len() > MOST_WRITES
            || writes.iter().any(|write| facts.function_of(Node::Expr(write.at)) != home)
        {
            return Some(Value::unknown());
        }
        if writes.iter().any(|write| is_undone(facts, *write, &writes)) {
            return None;
        }
        let used = used.filter(|used| facts.function_of(Node::Expr(*used)) == home);
        let mut initial = facts[declarator].value;
        if let Some(used) = used {
            let place = facts[used].span.start;
            writes.retain(|write| facts[write.at].span.end <= place || share_a_loop(facts, write.at, used));
            // What surely happens before the use, and last of all, leaves nothing of what was there before.
            let last = writes.iter().rposition(|write| {
                write.target.is_some()
                    && facts[write.at].span.end <= place
                    && is_certain(facts, write.at, used)
            });
            if let Some(last) = last {
                writes.drain(..last);
                initial = None;
            }
            let all = writes.clone();
            writes.retain(|write| {
                !all.iter().any(|later| {
                    later.target.is_some()
                        && facts[later.at].span.start >= facts[write.at].span.end
                        && facts[later.at].span.end <= place
                        && is_certain(facts, later.at, write.at)
                })
            });
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
        // A list that is still empty holds nothing, whatever it is made to hold.
        let is_empty = |value: &Value<'a>| matches!(&value.shape, Shape::Tuple(list) if list.is_empty());
        let initial = initial.filter(|initial| writes.is_empty() || !is_empty(initial));
        // Which of them it is where it is used is not worked out.
        Some(match Value::one_of(initial.into_iter().chain(written), false) {
            Value { shape: Shape::Never, .. } => Value::unknown(),
            value => value,
        })
    }
}

/// The places where a variable is written to, in the order of the text; none if one of them is not understood.
fn writes(facts: &Facts, binding: BindingId) -> Option<Vec<Write>> {
    let mut writes = Vec::new();
    for expr in facts.references(binding) {
        match facts[expr].parent() {
            Node::Pattern(part) => {
                let mut pattern = part;
                while let Node::Pattern(outer) = facts[pattern].parent() {
                    pattern = outer;
                }
                let Node::Expr(at) = facts[pattern].parent() else { return None };
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

/// Whether what is written in a `try` may never leave it: something is thrown there afterwards, and `catch` writes again.
fn is_undone(facts: &Facts, write: Write, writes: &[Write]) -> bool {
    let function = facts.function_of(Node::Expr(write.at));
    let at = facts[write.at].span;
    let is_thrown = |block: Span| {
        facts.statements.iter_ids().any(|(id, statement)| {
            matches!(statement.kind, StatementKind::Throw(_))
                && block.contains(statement.span)
                && statement.span.start >= at.end
                && facts.function_of(Node::Statement(id)) == function
        })
    };
    facts.ancestors(Node::Expr(write.at)).any(|node| {
        let Node::Statement(statement) = node else { return false };
        let StatementKind::Try(id) = facts[statement].kind else { return false };
        let it = facts.try_of(id);
        let is_reset = it
            .handler
            .is_some_and(|handler| writes.iter().any(|other| handler.span.contains(facts[other.at].span)));
        is_reset && it.block_span.contains(at) && is_thrown(it.block_span)
    })
}

/// Whether an assignment certainly happens before a use behind it: it stands in a block around the use.
fn is_certain(facts: &Facts, write: ExprId, used: ExprId) -> bool {
    let Node::Statement(statement) = facts[write].parent() else { return false };
    if !matches!(facts[statement].kind, StatementKind::Expression(_)) {
        return false;
    }
    let mut statement = statement;
    loop {
        let around = facts[statement].parent();
        let Node::Statement(outer) = around else { return true };
        match facts[outer].kind {
            StatementKind::Block(_) if facts.ancestors(Node::Expr(used)).any(|node| node == around) => {
                return true;
            }
            StatementKind::Block(_) => {}
            // The other branch does not come to the use.
            StatementKind::If { then, otherwise: Some(otherwise), .. } => {
                let other = if then == statement { otherwise } else { then };
                if !surely_leaves(facts, other) {
                    return false;
                }
            }
            _ => return false,
        }
        statement = outer;
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
