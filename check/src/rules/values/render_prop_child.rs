//! `render-prop-child`.

use super::offence::{Kind, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "render-prop-child",
    group: Group::Values,
    summary: "a function is a child of an element in a server component",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/render-prop-child.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::Child) {
        let element = offence.crossing.shown();
        let help = match offence.is_of_host() {
            true => "call the function, and render what it returns".to_owned(),
            false => format!(
                "pass elements as children; where `{element}` has to call a function, render it in a client component"
            ),
        };
        offence
            .report(module, findings)
            .why(format!(
                "children are sent to the browser as data: {}",
                offence.outcome("Functions are not valid as a child of Client Components")
            ))
            .help(help);
    }
}
