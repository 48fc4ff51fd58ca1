//! `forbidden-expression`: `this`, `super` or `arguments` in an action or cached function.

use rustc_hash::FxHashMap;
use rutter_syntax::facts::{ExprId, ExprKind, Facts, FunctionId, FunctionKind, Node};

use super::compiled::is_accessor;
use super::made::{What, made, name};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "forbidden-expression",
    group: Group::Directives,
    summary: "an action or a cached function uses `this`, `super` or `arguments`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/forbidden-expression.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let made: FxHashMap<FunctionId, What> =
        made(module).into_iter().map(|made| (made.function, made.what)).collect();
    if made.is_empty() {
        return;
    }
    let facts = module.facts;
    for (id, expr) in facts.exprs.iter_ids() {
        let word = match expr.kind {
            ExprKind::This => "this",
            ExprKind::Super => "super",
            ExprKind::Name { name, binding: None } if &facts[name] == "arguments" => "arguments",
            _ => continue,
        };
        let Some((function, what)) = owner(facts, id, &made) else { continue };
        let help = match word {
            "arguments" => "declare parameters, or take all arguments as `...args`",
            _ => "pass what is needed as an argument, or write a function that stands alone",
        };
        findings
            .report(expr.span, format!("`{word}` is used in {}, which is {}", name(facts, function), what.noun()))
            .why(format!(
                "Next calls {} by itself, without an object and with arguments of its own, and refuses `{word}` in it",
                what.noun()
            ))
            .help(help);
    }
}

/// The action or cached function whose `this` an expression is part of. An arrow has none of its own, and Next does not
/// take the one of a getter or setter of an object for its own either. What stands in a class is left alone.
fn owner(facts: &Facts, expr: ExprId, made: &FxHashMap<FunctionId, What>) -> Option<(FunctionId, What)> {
    for node in facts.ancestors(facts[expr].parent()) {
        match node {
            Node::Function(function) => {
                if let Some(what) = made.get(&function) {
                    return Some((function, *what));
                }
                let is_see_through = match facts[function].kind {
                    FunctionKind::Arrow => true,
                    FunctionKind::ObjectMethod => is_accessor(facts, function),
                    _ => false,
                };
                if !is_see_through {
                    return None;
                }
            }
            Node::Class(_) | Node::Jsx(_) if is_in_tag_or_class(facts, node, expr) => return None,
            _ => {}
        }
    }
    None
}

/// Whether a node on the way up is a class, or an element in whose tag the expression stands: `<this.Item/>`.
fn is_in_tag_or_class(facts: &Facts, node: Node, expr: ExprId) -> bool {
    match node {
        Node::Class(_) => true,
        Node::Jsx(jsx) => facts[jsx].tag_span.contains(facts[expr].span),
        _ => false,
    }
}
