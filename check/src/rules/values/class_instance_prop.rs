//! `class-instance-prop`.

use super::offence::{Kind, ONLY_PLAIN, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "class-instance-prop",
    group: Group::Values,
    summary: "an instance of a class is given to a client component",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/class-instance-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::ClassInstance) {
        offence
            .report(module, findings)
            .why(format!(
                "only plain objects and a few built-in classes can be sent to the browser: {}",
                offence.outcome(ONLY_PLAIN)
            ))
            .help(
                "pass what the client needs of it: a string, a number, or a plain object with those fields",
            );
    }
}
