//! `unknown-cache-kind`: a `'use cache: kind'` whose kind nobody handles.

use super::compiled::{is_compiled, is_refused_otherwise, takes_functions};
use super::sites::{Form, sites};
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
    for site in sites(module.facts).filter(|site| site.form == Form::Directive) {
        let Meaning::Cache(Some(kind)) = site.meaning else { continue };
        let is_known = KINDS.contains(&kind) || handlers.iter().any(|handler| handler == kind);
        let is_told = is_compiled(module) && (site.function.is_none() || takes_functions(module));
        if is_known || !is_told || is_refused_otherwise(module.facts, &site) {
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
