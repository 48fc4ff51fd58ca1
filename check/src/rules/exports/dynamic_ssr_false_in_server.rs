//! `dynamic-ssr-false-in-server`: a component that should only render in the browser, loaded by a server module.

use rutter_syntax::facts::{ExprId, ExprKind, Facts, Property, PropertyKey, PropertyKind};
use rutter_syntax::graph::Environment;

use super::dynamic_calls::dynamic_calls;
use super::segment_options::version;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "dynamic-ssr-false-in-server",
    group: Group::Exports,
    summary: "`next/dynamic` with `ssr: false` in a server module",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/dynamic-ssr-false-in-server.md"),
    check,
};

/// Next refuses it since 15.0, by what is written: `false` itself, as the value of `ssr`.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.names.find("next/dynamic").is_none()
        || facts.names.find("ssr").is_none()
        || module.is_boundary()
        || !module.in_environment(Environment::Server)
        || module.project.loaded.config.next_version < version(15, 0)
    {
        return;
    }
    for call in dynamic_calls(facts) {
        let Some(property) = call.arguments.get(1).and_then(|options| ssr_false(facts, *options)) else {
            continue;
        };
        findings
            .report(facts[call.callee].span, "`dynamic` is called with `ssr: false` in a server module")
            .related(module.id, property.span, "the option")
            .why(
                "the option is for what renders in the browser only, and this module runs on the server; `next build` refuses \
                 the file",
            )
            .help("call `dynamic` with it in a file with `'use client'`, and render that file's component here")
            .chain(module.chain(Environment::Server));
    }
}

/// The property `ssr: false` of an object literal.
fn ssr_false(facts: &Facts, options: ExprId) -> Option<&Property> {
    let ExprKind::Object(properties) = facts[options].kind else { return None };
    facts[properties].iter().find(|property| {
        let is_ssr = match property.key() {
            PropertyKey::Name(name) => &facts[name] == "ssr",
            PropertyKey::Computed(key) => {
                matches!(facts[key].kind, ExprKind::String(text) if &facts[text] == "ssr")
            }
            PropertyKey::Private(_) | PropertyKey::None => false,
        };
        is_ssr
            && property.kind() == PropertyKind::Value
            && matches!(facts[property.value].kind, ExprKind::Boolean(false))
    })
}
