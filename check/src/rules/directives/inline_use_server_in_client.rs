//! `inline-use-server-in-client`: an action that is written in code of the client.

use rutter_syntax::graph::Environment;

use super::compiled::refused_functions;
use super::made::name;
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
    for (site, function) in refused_functions(module, |site| site.meaning == Meaning::Server) {
        findings
            .report(site.span, format!("{} is an action in code of the client", name(module.facts, function)))
            .why("actions are made on the server, and the client gets no more than a reference to each; a function whose code is part of the client cannot become one, and Next refuses it")
            .help("move the function to a file that starts with `'use server'` and import it from there, or pass it as a prop from a server component")
            .chain(module.chain(Environment::Client));
    }
}
