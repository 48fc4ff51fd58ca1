//! `sensitive-prop`.

use rutter_syntax::graph::Environment;

use crate::context::ModuleContext;
use crate::crossing::{PropName, crossings, is_live};
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "sensitive-prop",
    group: Group::Values,
    summary: "a record with a secret in it is given to a client component",
    level: Level::Warning,
    fix: FixKind::None,
    page: include_str!("../../../docs/sensitive-prop.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    for crossing in crossings(module).iter().filter(|crossing| crossing.component.is_some()) {
        for prop in &crossing.props {
            let mut paths = prop.verdict.watched.clone();
            paths.dedup();
            let Some((first, others)) = paths.split_first() else { continue };
            if !is_live(module, crossing.node()) {
                continue;
            }
            let name = match prop.name {
                PropName::Named(name) => &facts[name],
                PropName::Children => "children",
                PropName::Spread => "",
            };
            let shown = |path: &String| format!("`{}`", format!("{name}{path}").trim_start_matches('.'));
            let also = match others {
                [] => String::new(),
                [other] => format!(", and so does {}", shown(other)),
                _ => {
                    format!(", and so do {}", others.iter().take(3).map(shown).collect::<Vec<_>>().join(", "))
                }
            };
            findings
                .report(prop.span, format!("{} goes to the browser with the props of `{}`{also}", shown(first), crossing.shown()))
                .why(
                    "all that is in a prop is sent to the browser, whether it is shown or not, where whoever opens the \
                     page can read it",
                )
                .help(
                    "pass only the fields that are shown, or leave it out where the record is read; if it is no secret, \
                     name what is in `sensitive` of `[check]` in rutter.toml",
                )
                .chain(module.chain(Environment::Server));
        }
    }
}
