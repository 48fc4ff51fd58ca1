//! `ref-in-server`.

use rutter_syntax::facts::{ExprId, Node};
use rutter_syntax::graph::Environment;

use super::offence::UNSEEN;
use crate::context::ModuleContext;
use crate::crossing::{crossings, is_live};
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::value::{At, Evaluator, Scope, Shape, Source};

pub(crate) static RULE: Rule = Rule {
    name: "ref-in-server",
    group: Group::Values,
    summary: "a server component gives an element a `ref`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/ref-in-server.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for crossing in crossings(module) {
        for prop in crossing.props.iter().filter(|prop| prop.name.is(module.facts, "ref")) {
            let Some(value) = prop.value.filter(|value| is_something(module, *value)) else { continue };
            if !is_live(module, Node::Expr(value)) {
                continue;
            }
            findings
                .report(prop.span, format!("`{}` gets a `ref` on the server", crossing.shown()))
                .why(format!(
                    "a ref is filled in by the browser: React throws `Refs cannot be used in Server Components, nor \
                     passed to Client Components`; {UNSEEN}"
                ))
                .help(format!("move the ref and `{}` into a component of a file with `'use client'`", crossing.shown()))
                .chain(module.chain(Environment::Server));
        }
    }
}

/// Whether a value is certainly there. React allows `null`, which is what `forwardRef` gives on the server.
fn is_something(module: &ModuleContext<'_>, value: ExprId) -> bool {
    let evaluator = Evaluator::new(module.project, Environment::Server);
    let value = evaluator.expr(At::new(Source::Module(module.id), value), &Scope::default());
    matches!(
        value.shape,
        Shape::Object(_) | Shape::Function(_) | Shape::Instance(_) | Shape::Action(_) | Shape::String(_)
    )
}
