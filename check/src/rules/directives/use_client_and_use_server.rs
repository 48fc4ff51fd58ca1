//! `use-client-and-use-server`: a file has both `'use client'` and `'use server'`.

use super::sites::conflict_of_file;
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-client-and-use-server",
    group: Group::Directives,
    summary: "a file has both `'use client'` and `'use server'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/use-client-and-use-server.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let is_client = |meaning| meaning == Meaning::Client;
    let is_other = |meaning| meaning == Meaning::Server;
    let Some((first, second)) = conflict_of_file(facts, is_client, is_other) else { return };
    findings
        .report(second.span, format!("`'{}'` and `'{}'` stand in one file", first.text, second.text))
        .why("`'use client'` says that the file runs in the browser too, `'use server'` that it never does; Next refuses a file with both")
        .help("keep one of them, and move what belongs to the other into a file of its own: client components import actions from there")
        .related(module.id, first.span, format!("`'{}'` is here", first.text));
}
