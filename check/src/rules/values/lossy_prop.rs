//! `lossy-prop`.

use super::offence::{Kind, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "lossy-prop",
    group: Group::Values,
    summary: "a value is given to a client component that gets something less",
    level: Level::Off,
    fix: FixKind::None,
    page: include_str!("../../../docs/lossy-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::Lossy) {
        offence
            .report(module, findings)
            .why("React sends the part of it that it knows, without an error; TypeScript does not see the difference")
            .help("pass what the client needs of it as plain data");
    }
}
