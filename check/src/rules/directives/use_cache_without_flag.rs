//! `use-cache-without-flag`: a `'use cache'` in an app that does not allow it.

use super::compiled::{is_compiled, is_constructor, is_refused_otherwise, takes_functions};
use super::sites::{Form, sites};
use super::text::begins_as_cache;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-cache-without-flag",
    group: Group::Directives,
    summary: "`'use cache'` stands in an app whose config does not allow it",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/use-cache-without-flag.md"),
    check,
};

/// Before Next 16 the flag had other names, so nothing is said there.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let config = &module.project.loaded.config;
    if config.use_cache != Some(false) || config.next_version.major < 16 {
        return;
    }
    let facts = module.facts;
    if !sites(facts).any(|site| begins_as_cache(site.text)) || !is_compiled(module) {
        return;
    }
    for site in sites(facts).filter(|site| site.form == Form::Directive && begins_as_cache(site.text)) {
        let is_told =
            site.function.is_none_or(|function| takes_functions(module) && !is_constructor(facts, function));
        if !is_told || is_refused_otherwise(facts, &site) {
            continue;
        }
        findings
            .report(site.span, format!("`'{}'` needs `cacheComponents`", site.text))
            .why("without it in next.config, Next refuses a file with the directive")
            .help("set `cacheComponents: true` in next.config, or remove the directive");
    }
}
