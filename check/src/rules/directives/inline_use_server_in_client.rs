//! `inline-use-server-in-client`: an action that is written in code of the client.

use rutter_syntax::graph::Environment;

use super::compiled::{is_constructor, is_of_instance_method, refuses_functions};
use super::made::name;
use super::sites::{Form, Site, sites};
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "inline-use-server-in-client",
    group: Group::Directives,
    summary: "a function of a client module has `'use server'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/inline-use-server-in-client.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !refuses_functions(module) {
        return;
    }
    let facts = module.facts;
    let mut last = None;
    for site in sites(facts).filter(is_directive) {
        let Some(function) = site.function.filter(|function| last != Some(*function)) else { continue };
        if is_constructor(facts, function) || is_of_instance_method(facts, &site) {
            continue;
        }
        last = Some(function);
        findings
            .report(site.span, format!("{} is an action in code of the client", name(facts, function)))
            .why("actions are made on the server, and the client gets no more than a reference to each; a function whose code is part of the client cannot become one, and Next refuses it")
            .help("move the function to a file that starts with `'use server'` and import it from there, or pass it as a prop from a server component")
            .chain(module.chain(Environment::Client));
    }
}

/// Whether Next takes a string for the directive. In the client it does so wherever the string stands among the
/// statements of a function's body.
fn is_directive(site: &Site<'_>) -> bool {
    matches!(site.form, Form::Directive | Form::Late) && site.meaning == Meaning::Server
}
