//! `symbol-prop`.

use super::offence::{Kind, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "symbol-prop",
    group: Group::Values,
    summary: "a symbol that is not one of `Symbol.for()` is given to a client component",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/symbol-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::Symbol) {
        offence
            .report(module, findings)
            .why(format!(
                "no other place can have the same symbol: {}",
                offence.outcome(
                    "Only global symbols received from Symbol.for(...) can be passed to Client Components"
                )
            ))
            .help("use `Symbol.for('name')`, or a string");
    }
}
