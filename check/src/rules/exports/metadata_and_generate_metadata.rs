//! `metadata-and-generate-metadata`: metadata that is stated twice.

use rutter_syntax::facts::Span;

use super::entry_file::{compiled_exports, exported, is_entry_file, soften};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "metadata-and-generate-metadata",
    group: Group::Exports,
    summary: "a page or layout exports both `metadata` and `generateMetadata`, or both `viewport` and `generateViewport`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/metadata-and-generate-metadata.md"),
    check,
};

/// What Next takes from a constant, or from a function that stands for it.
const PAIRS: [(&str, &str); 2] = [("metadata", "generateMetadata"), ("viewport", "generateViewport")];

/// Next 16.4 refuses a page, layout or route handler of the server graph whose compiled exports are both `metadata` and
/// `generateMetadata`. Where it does not see it (an `as` hides a name) and for the viewport it takes the function and
/// ignores the constant. In a client module neither may be exported, which is another rule.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if facts.exports.is_empty() || module.is_boundary() || !is_entry_file(module) {
        return;
    }
    let compiled =
        |name| compiled_exports(facts).find(|export| export.name == name).map(|export| export.span);
    let public = |name| exported(facts, name).map(|export| export.name_span);
    for (fixed, computed) in PAIRS {
        if fixed == "metadata"
            && let (Some(a), Some(b)) = (compiled(fixed), compiled(computed))
        {
            let why = "Next takes the metadata from one of them; `next build` refuses a file that has both";
            report(module, findings, (fixed, a), (computed, b)).why(why);
        } else if let (Some(a), Some(b)) = (public(fixed), public(computed)) {
            let why = format!("Next asks `{computed}` and ignores `{fixed}`");
            soften(report(module, findings, (fixed, a), (computed, b)).why(why));
        }
    }
}

/// At the first of the two.
fn report<'f>(
    module: &ModuleContext<'_>,
    findings: &'f mut Findings<'_>,
    fixed: (&str, Span),
    computed: (&str, Span),
) -> &'f mut crate::finding::Finding {
    let (first, second) = if fixed.1 <= computed.1 { (fixed, computed) } else { (computed, fixed) };
    findings
        .report(first.1, format!("`{}` and `{}` are both exported", fixed.0, computed.0))
        .help(format!("return the fixed part from `{}` too, and remove `{}`", computed.0, fixed.0))
        .related(module.id, second.1, format!("`{}` is exported here", second.0))
}
