//! `directive-misplaced`: a `'use server'` or `'use cache'` that comes too late to be a directive.

use super::compiled::{is_compiled, is_constructor, takes_functions};
use super::edits::put_right;
use super::sites::{Form, Site, sites};
use super::text::{Known, Meaning, begins_as_cache};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "directive-misplaced",
    group: Group::Directives,
    summary: "`'use server'` or `'use cache'` stands behind other code",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/directive-misplaced.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.rare.stray_strings.is_empty() || !is_compiled(module) {
        return;
    }
    for site in sites(facts).filter(|site| site.form == Form::Late) {
        let Some(spelling) = spelling(&site) else { continue };
        // In the client, Next refuses the function without looking at where the string stands.
        let is_told =
            site.function.is_none_or(|function| takes_functions(module) && !is_constructor(facts, function));
        if !is_told {
            continue;
        }
        let place = if site.function.is_some() { "the function's body" } else { "the file" };
        let finding =
            findings.report(site.span, format!("`'{}'` stands behind other code of {place}", site.text));
        finding
            .why(format!(
                "a directive is a plain string that comes before everything else of {place}; Next refuses one \
                 that comes later"
            ))
            .help(format!("write `'{spelling}'` at the top of {place}"));
        if let Some(edits) = put_right(facts, &site, &spelling) {
            finding.fix(format!("move `'{spelling}'` to the top of {place}"), edits);
        }
    }
}

/// How a late directive should be spelled; none if it is none of these.
fn spelling(site: &Site<'_>) -> Option<String> {
    match site.meaning {
        Meaning::Server => Some("use server".to_owned()),
        Meaning::Cache(_) => Some(site.text.to_owned()),
        Meaning::Misspelled(known @ Known::Cache(_)) if begins_as_cache(site.text) => Some(known.spelling()),
        _ => None,
    }
}
