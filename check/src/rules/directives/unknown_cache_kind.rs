//! `unknown-cache-kind`: a `'use cache: kind'` whose kind nobody handles.

use super::compiled::{is_compiled, is_of_instance_method, takes_functions};
use super::sites::{Form, Site, sites};
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unknown-cache-kind",
    group: Group::Directives,
    summary: "`'use cache: kind'` names a kind of cache that Next does not have and the app does not set up",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/unknown-cache-kind.md"),
    check,
};

/// The kinds that Next 16.4 has by itself.
const KINDS: [&str; 3] = ["default", "remote", "private"];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let Some(handlers) = &module.project.loaded.config.cache_handlers else { return };
    let directives = || sites(module.facts).filter(|site| site.form == Form::Directive);
    for site in directives() {
        let Meaning::Cache(Some(kind)) = site.meaning else { continue };
        let is_known = KINDS.contains(&kind) || handlers.iter().any(|handler| handler == kind);
        // Of a method it is told that it can be no cached function at all.
        let is_told = is_compiled(module)
            && !is_of_instance_method(module.facts, &site)
            && (site.function.is_none() || takes_functions(module));
        // Behind `'use server'` it is told that the two exclude each other.
        let is_action = |other: Site<'_>| {
            other.function == site.function && other.meaning == Meaning::Server && other.span < site.span
        };
        if is_known || !is_told || directives().any(is_action) {
            continue;
        }
        let known = KINDS.into_iter().chain(handlers.iter().map(String::as_str));
        let nearest = rutter_project::config::nearest(kind, known);
        let help = match nearest {
            Some(nearest) => {
                format!("write `'use cache: {nearest}'`, or add a handler `{kind}` to `cacheHandlers`")
            }
            None => format!("add a handler `{kind}` to `cacheHandlers` in next.config"),
        };
        findings
            .report(site.span, format!("`{kind}` is no kind of cache"))
            .why("Next refuses a kind that is neither its own (`default`, `remote`, `private`) nor a key of `cacheHandlers`")
            .help(help);
    }
}
