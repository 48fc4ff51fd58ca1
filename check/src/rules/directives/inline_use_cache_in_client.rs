//! `inline-use-cache-in-client`: a cached function that is written in code of the client.

use rutter_syntax::graph::Environment;

use super::compiled::refused_functions;
use super::made::name;
use super::text::begins_as_cache;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "inline-use-cache-in-client",
    group: Group::Directives,
    summary: "a function of a client module has `'use cache'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/inline-use-cache-in-client.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for (site, function) in refused_functions(module, |site| begins_as_cache(site.text)) {
        findings
            .report(site.span, format!("{} is a cached function in code of the client", name(module.facts, function)))
            .why("cached functions run on the server only, and the client gets no reference to them; Next refuses one in code that is part of the client")
            .help("call the cached function in a server component and pass the result as a prop")
            .chain(module.chain(Environment::Client));
    }
}
