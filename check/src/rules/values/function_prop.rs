//! `function-prop`.

use super::offence::{Kind, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};
use crate::verdict::Reason;

pub(crate) static RULE: Rule = Rule {
    name: "function-prop",
    group: Group::Values,
    summary: "a function that is no action is given to a client component",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/function-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::Function) {
        let help = match offence.is_of_host() {
            true => "make it an action: an async function with `'use server'` at the top of its body",
            false if matches!(offence.offender.reason, Reason::Renderer(_)) => {
                "pass the element that it returns, or write it in a client component"
            }
            false => {
                "write it in a client component, or make it an action, an async function with `'use server'`, if it is \
                 to run on the server"
            }
        };
        offence
            .report(module, findings)
            .why(format!(
                "only actions can be called from the browser: {}",
                offence.outcome("Functions cannot be passed directly to Client Components")
            ))
            .help(help);
    }
}
