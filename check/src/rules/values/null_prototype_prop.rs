//! `null-prototype-prop`.

use super::offence::{Kind, ONLY_PLAIN, offences};
use crate::context::ModuleContext;
use crate::finding::{Edit, Findings};
use crate::rule::{FixKind, Group, Level, Rule};
use crate::verdict::Reason;

pub(crate) static RULE: Rule = Rule {
    name: "null-prototype-prop",
    group: Group::Values,
    summary: "an object without a prototype is given to a client component",
    level: Level::Error,
    fix: FixKind::Suggestion,
    page: include_str!("../../../docs/null-prototype-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::NullPrototype) {
        let is_module = offence.offender.reason == Reason::Module;
        let finding = offence.report(module, findings);
        if is_module {
            finding
                .soften()
                .why(
                    "React sends a copy of its members, and says `Module objects are not supported` in the console of \
                     `next dev`; a module that is loaded by Node itself throws",
                )
                .help("pass the exports that are needed, in an object of their own");
            continue;
        }
        finding
            .why(format!(
                "for React, an object without a prototype is an instance of a class: {}",
                offence.outcome(ONLY_PLAIN)
            ))
            .help("copy it into a plain object: `{ ...value }`");
        if let Some(value) = offence.prop.value.filter(|_| offence.is_whole()) {
            let span = module.facts[value].span;
            let edits = vec![Edit::insert(span.start, "{ ..."), Edit::insert(span.end, " }")];
            finding.fix("copy it into a plain object", edits);
        }
    }
}
