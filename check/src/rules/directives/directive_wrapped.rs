//! `directive-wrapped`: a `('use server')` or `('use cache')` in parentheses.

use super::compiled::{is_compiled, is_constructor};
use super::edits::put_right;
use super::sites::{Form, Site, sites};
use super::text::{Known, Meaning};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "directive-wrapped",
    group: Group::Directives,
    summary: "`'use server'` or `'use cache'` is written in parentheses",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/directive-wrapped.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.rare.stray_strings.is_empty() || !is_compiled(module) {
        return;
    }
    for site in sites(facts) {
        let Some(meant) = refused(&site) else { continue };
        if site.function.is_some_and(|function| is_constructor(facts, function)) {
            continue;
        }
        let spelling = meant.spelling();
        let behind = if site.form == Form::LateAndWrapped { ", and behind other code" } else { "" };
        let finding =
            findings.report(site.span, format!("`'{}'` is written in parentheses{behind}", site.text));
        finding
            .why("a string in parentheses is an expression and no directive; Next refuses it, since it can only be meant as one")
            .help(format!("write `'{spelling}'` without the parentheses, before all other code"));
        if let Some(edits) = put_right(facts, &site, &spelling) {
            finding.fix("remove the parentheses", edits);
        }
    }
}

/// What is meant by a string in parentheses that Next refuses. It also refuses most misspelled ones where a directive
/// stands, but no kind of cache: `directive-ignored` tells of those.
pub(super) fn refused<'f>(site: &Site<'f>) -> Option<Known<'f>> {
    match (site.form, site.meaning) {
        (Form::Wrapped | Form::LateAndWrapped, Meaning::Server) => Some(Known::Server),
        (Form::Wrapped | Form::LateAndWrapped, Meaning::Cache(None)) => Some(Known::Cache(None)),
        (Form::Wrapped, Meaning::Misspelled(known @ (Known::Server | Known::Cache(None))))
            if site.text != "use action" =>
        {
            Some(known)
        }
        _ => None,
    }
}
