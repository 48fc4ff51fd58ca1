//! `event-handler-prop`.

use super::offence::{Kind, offences};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "event-handler-prop",
    group: Group::Values,
    summary: "an event handler is given to an element by a server component",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/event-handler-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for offence in offences(module, Kind::EventHandler) {
        let element = offence.crossing.shown();
        let help = match offence.is_of_host() {
            true => {
                format!("move `{element}` with its handler into a component of a file with `'use client'`")
            }
            false => {
                format!("render `{element}` in a client component that has the handler, and render that here")
            }
        };
        offence
            .report(module, findings)
            .why(format!(
                "an event handler runs in the browser, and what a server component renders is sent there as data: {}",
                offence.outcome("Event handlers cannot be passed to Client Component props")
            ))
            .help(help);
    }
}
