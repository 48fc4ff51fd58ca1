//! `use-client-not-first`: a `'use client'` that comes too late to be a directive.

use super::edits::put_right;
use super::sites::{Form, sites};
use super::text::Meaning;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-client-not-first",
    group: Group::Directives,
    summary: "`'use client'` stands behind other code, or in parentheses",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/use-client-not-first.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.rare.stray_strings.is_empty() || facts.names.find("use client").is_none() {
        return;
    }
    let at_top = sites(facts).filter(|site| site.function.is_none() && site.meaning == Meaning::Client);
    for site in at_top {
        let message = match site.form {
            Form::Late => "`'use client'` stands behind other code",
            Form::Wrapped => "`'use client'` is written in parentheses",
            Form::LateAndWrapped => "`'use client'` stands behind other code, and in parentheses",
            Form::Directive | Form::Template | Form::Nested => continue,
        };
        let finding = findings.report(site.span, message);
        finding
            .why(
                "a directive is a plain string that comes before everything else of the file, imports and types \
                 included; Next refuses a file in which this one comes later",
            )
            .help("write `'use client'` in the first line of the file");
        if let Some(edits) = put_right(facts, &site, site.text) {
            finding.fix("move `'use client'` to the top", edits);
        }
    }
}
