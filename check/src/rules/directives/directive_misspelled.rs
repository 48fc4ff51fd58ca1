//! `directive-misspelled`: a `'use servers'` that Next refuses.

use super::compiled::{is_compiled, is_constructor, takes_functions};
use super::edits::put_right;
use super::sites::{Form, sites};
use super::text::{Meaning, begins_as_cache};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "directive-misspelled",
    group: Group::Directives,
    summary: "`'use server'` or `'use cache'` is misspelled",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/directive-misspelled.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for site in sites(facts) {
        let Meaning::Misspelled(meant) = site.meaning else { continue };
        let cache = begins_as_cache(site.text);
        let is_told = match (site.form, site.function) {
            (Form::Directive | Form::Late, Some(function)) if is_constructor(facts, function) => false,
            // In the client, Next refuses a function whose directive begins as `use cache` does, however it ends.
            (Form::Directive, Some(_)) => !cache || takes_functions(module),
            (Form::Directive, None) => true,
            // What begins so is misplaced to begin with.
            (Form::Late, _) => !cache,
            _ => false,
        };
        if !is_told || !is_compiled(module) {
            continue;
        }
        let spelling = meant.spelling();
        let finding = findings.report(site.span, format!("`'{}'` is no directive", site.text));
        finding
            .why(format!("Next refuses a file with it, because it is taken for a misspelled `'{spelling}'`"))
            .help(format!("write `'{spelling}'`"));
        if let Some(edits) = put_right(facts, &site, &spelling) {
            finding.fix(format!("write `'{spelling}'`"), edits);
        }
    }
}
