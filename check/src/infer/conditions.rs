//! The conditions that decide whether code comes to a place: those around it, and those of what may leave the code
//! around it before. What the conditions ask, whoever wants to know finds out.

use rutter_syntax::facts::{
    ExprId, ExprKind, Facts, FunctionBody, LogicalOperator, Node, StatementId, StatementKind,
};

/// How deep statements before a place are searched for what leaves. What is nested deeper may leave.
const DEEPEST: u32 = 40;

/// How many statements before a place are looked at in one block.
const MOST_STATEMENTS: usize = 1_000;

/// A test that has a say in whether code comes to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Condition {
    pub(crate) test: ExprId,
    /// Whether it holds there. None where that does not follow, as with the cases of a `switch`, and with what stands
    /// before and leaves in some other cases as well.
    pub(crate) holds: Option<bool>,
}

impl Condition {
    fn new(test: ExprId, holds: Option<bool>) -> Self {
        Self { test, holds }
    }
}

/// Whether a statement keeps those behind it from running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Leaves {
    Never,
    Perhaps,
    Surely,
}

/// The conditions of a place, through all functions around it, from the inside out.
pub(crate) fn conditions_at(facts: &Facts, node: Node) -> Vec<Condition> {
    let mut conditions = Vec::new();
    let mut inner = node;
    for outer in facts.ancestors(facts.parent_of(node)) {
        conditions.extend(deciding(facts, outer, inner));
        left_before(facts, outer, inner, &mut conditions);
        inner = outer;
    }
    conditions
}

/// The condition by which `outer` decides whether `inner`, a part of it, is evaluated.
fn deciding(facts: &Facts, outer: Node, inner: Node) -> Option<Condition> {
    match outer {
        Node::Expr(outer) => match facts[outer].kind {
            ExprKind::Conditional { test, branches } if inner != Node::Expr(test) => {
                Some(Condition::new(test, Some(inner == Node::Expr(facts[branches].then))))
            }
            ExprKind::Logical { operator, left, right } if inner == Node::Expr(right) => {
                let holds = match operator {
                    LogicalOperator::And => Some(true),
                    LogicalOperator::Or => Some(false),
                    LogicalOperator::Coalesce => None,
                };
                Some(Condition::new(left, holds))
            }
            _ => None,
        },
        Node::Statement(outer) => match facts[outer].kind {
            StatementKind::If { test, then, .. } if inner != Node::Expr(test) => {
                Some(Condition::new(test, Some(inner == Node::Statement(then))))
            }
            StatementKind::Switch { discriminant, .. } if inner != Node::Expr(discriminant) => {
                Some(Condition::new(discriminant, None))
            }
            _ => None,
        },
        _ => None,
    }
}

/// The conditions of the statements of `outer` that may leave it before `inner`, one of them.
fn left_before(facts: &Facts, outer: Node, inner: Node, conditions: &mut Vec<Condition>) {
    let Node::Statement(last) = inner else { return };
    let (statements, is_straight) = match outer {
        Node::Function(function) => match facts[function].body {
            FunctionBody::Block(statements) => (statements, true),
            FunctionBody::Expression(_) | FunctionBody::None => return,
        },
        Node::Statement(outer) => match facts[outer].kind {
            StatementKind::Block(statements) => (statements, true),
            // Which case is entered is not told apart.
            StatementKind::Switch { body, .. } => (body, false),
            StatementKind::Try(id) => {
                let it = facts.try_of(id);
                let handler = it.handler.map(|handler| handler.body);
                let bodies = [Some(it.block), handler, it.finalizer].into_iter().flatten();
                match bodies.into_iter().find(|statements| facts[*statements].contains(&last)) {
                    Some(statements) => (statements, true),
                    None => return,
                }
            }
            _ => return,
        },
        _ => return,
    };
    let statements = &facts[statements];
    let Some(end) = statements.iter().position(|statement| *statement == last) else { return };
    let first = conditions.len();
    for statement in &statements[end.saturating_sub(MOST_STATEMENTS)..end] {
        leaving(facts, *statement, 0, conditions);
    }
    if !is_straight {
        open(&mut conditions[first..]);
    }
}

/// Whether what stands behind a statement does not run.
pub(crate) fn surely_leaves(facts: &Facts, statement: StatementId) -> bool {
    leaving(facts, statement, 0, &mut Vec::new()) == Leaves::Surely
}

/// Whether a statement leaves the statements that it stands among. Adds the conditions that decide.
fn leaving(facts: &Facts, statement: StatementId, depth: u32, conditions: &mut Vec<Condition>) -> Leaves {
    if depth == DEEPEST {
        return Leaves::Perhaps;
    }
    let first = conditions.len();
    let leaves = match facts[statement].kind {
        StatementKind::Return(_) | StatementKind::Throw(_) | StatementKind::Jump => return Leaves::Surely,
        StatementKind::Block(statements) => return any_leaving(facts, &facts[statements], depth, conditions),
        StatementKind::Labeled(body) => return leaving(facts, body, depth + 1, conditions),
        StatementKind::If { test, then, otherwise } => {
            let then = leaving(facts, then, depth + 1, conditions);
            let otherwise = otherwise.map_or(Leaves::Never, |it| leaving(facts, it, depth + 1, conditions));
            let holds = match (then, otherwise) {
                (Leaves::Never, Leaves::Never) => None,
                (Leaves::Surely, Leaves::Surely) => return Leaves::Surely,
                (Leaves::Surely, _) => Some(false),
                (_, Leaves::Surely) => Some(true),
                _ => None,
            };
            open(&mut conditions[first..]);
            if (then, otherwise) != (Leaves::Never, Leaves::Never) {
                conditions.push(Condition::new(test, holds));
                return Leaves::Perhaps;
            }
            Leaves::Never
        }
        StatementKind::Loop { body, .. } => leaving(facts, body, depth + 1, conditions),
        StatementKind::Switch { discriminant, body } => {
            let leaves = any_leaving(facts, &facts[body], depth, conditions);
            if leaves != Leaves::Never {
                conditions.push(Condition::new(discriminant, None));
            }
            leaves
        }
        StatementKind::Try(id) => {
            let it = facts.try_of(id);
            let handler = it.handler.map(|handler| handler.body);
            let bodies = [Some(it.block), handler, it.finalizer].into_iter().flatten();
            let leaves = bodies.map(|body| any_leaving(facts, &facts[body], depth, conditions));
            leaves.max().unwrap_or(Leaves::Never)
        }
        _ => Leaves::Never,
    };
    // What stands in a loop, a case or a `try` may have been skipped.
    open(&mut conditions[first..]);
    leaves.min(Leaves::Perhaps)
}

fn any_leaving(
    facts: &Facts,
    statements: &[StatementId],
    depth: u32,
    conditions: &mut Vec<Condition>,
) -> Leaves {
    let mut leaves = Leaves::Never;
    for statement in statements {
        leaves = leaves.max(leaving(facts, *statement, depth + 1, conditions));
        if leaves == Leaves::Surely {
            break;
        }
    }
    leaves
}

/// Leaves open whether conditions hold.
fn open(conditions: &mut [Condition]) {
    conditions.iter_mut().for_each(|condition| condition.holds = None);
}

#[cfg(test)]
mod tests {
    use rutter_syntax::facts::Node;
    use rutter_syntax::read_facts;

    use super::conditions_at;

    /// The tests that decide about `hit` in a text, with whether they hold, from the inside out.
    fn conditions(text: &str) -> String {
        let facts = read_facts("a.tsx", text);
        let hit = facts.globals().find(|global| global.name == "hit").expect("a `hit`");
        let shown = conditions_at(&facts, Node::Expr(hit.expr)).into_iter().map(|condition| {
            let span = facts[condition.test].span;
            let test = &text[span.start as usize..span.end as usize];
            match condition.holds {
                Some(true) => test.to_owned(),
                Some(false) => format!("not {test}"),
                None => format!("perhaps {test}"),
            }
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_stands_around_a_place_decides() {
        for (text, expected) in [
            ("hit()", ""),
            ("hit ? 1 : 2", ""),
            ("if (hit) {}", ""),
            ("a ? hit : 1", "a"),
            ("a ? 1 : hit", "not a"),
            ("a && (b || hit)", "not b, a"),
            ("a ?? hit", "perhaps a"),
            ("if (a) { hit } else {}", "a"),
            ("if (a) {} else if (b) { hit }", "b, not a"),
            ("switch (a) { case 1: hit }", "perhaps a"),
            ("const f = () => a && xs.map(() => b && hit)", "b, a"),
        ] {
            assert_eq!(conditions(text), expected, "{text}");
        }
    }

    #[test]
    fn what_leaves_before_decides() {
        for (text, expected) in [
            ("function f() { if (a) return; hit }", "not a"),
            ("function f() { if (a) {} else { throw 1 } hit }", "a"),
            ("function f() { if (a) {} hit }", ""),
            ("function f() { hit; if (a) return }", ""),
            ("function f() { if (a) { if (b) return } hit }", "perhaps b, perhaps a"),
            ("function f() { for (const x of a) { if (x) return } hit }", "perhaps x"),
            ("function f() { switch (a) { case 1: return 1 } hit }", "perhaps a"),
            ("function f() { switch (a) { case 1: if (b) return; hit } }", "perhaps a, perhaps b"),
            ("function f() { try { if (a) return; hit } catch {} }", "not a"),
            ("function f() { try { if (a) return } catch {} hit }", "perhaps a"),
            ("function f() { if (a) return; return xs.map(() => hit) }", "not a"),
            ("function f() { if (a) { if (b) return; throw 1 } hit }", "perhaps b, not a"),
        ] {
            assert_eq!(conditions(text), expected, "{text}");
        }
    }
}
