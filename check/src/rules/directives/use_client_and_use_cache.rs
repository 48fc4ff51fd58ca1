//! `use-client-and-use-cache`: a file has both `'use client'` and `'use cache'`.

use super::sites::conflict_of_file;
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-client-and-use-cache",
    group: Group::Directives,
    summary: "a file has both `'use client'` and `'use cache'`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/use-client-and-use-cache.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let is_client = |meaning| meaning == Meaning::Client;
    let is_other = |meaning| matches!(meaning, Meaning::Cache(_));
    let Some((first, second)) = conflict_of_file(facts, is_client, is_other) else { return };
    findings
        .report(second.span, format!("`'{}'` and `'{}'` stand in one file", first.text, second.text))
        .why("cached functions run on the server only, and what `'use client'` marks runs in the browser too; Next refuses a file with both")
        .help("cache the data in a server file, and pass it to the client component as props")
        .related(module.id, first.span, format!("`'{}'` is here", first.text));
}
