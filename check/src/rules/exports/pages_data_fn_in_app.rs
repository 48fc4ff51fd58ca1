//! `pages-data-fn-in-app`: a data function of the Pages Router in the App Router.

use super::entry_file::{compiled_exports, exported, is_entry_file, soften};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "pages-data-fn-in-app",
    group: Group::Exports,
    summary: "a page, layout or route handler of the App Router exports `getServerSideProps` or `getStaticProps`",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/pages-data-fn-in-app.md"),
    check,
};

const NAMES: [&str; 2] = ["getServerSideProps", "getStaticProps"];

/// Next 16.4 refuses the two names among the compiled exports, in whatever environment the file runs. It does not look
/// for `getStaticPaths` and `getInitialProps`, which mean nothing there, and so are left alone.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if NAMES.iter().all(|name| facts.names.find(name).is_none()) || !is_entry_file(module) {
        return;
    }
    let help = "await the data in the component itself, which runs on the server, and pass it on as props";
    for name in NAMES {
        if let Some(export) = compiled_exports(facts).find(|export| export.name == name) {
            findings
                .report(export.span, format!("`{name}` belongs to the Pages Router"))
                .why("the App Router has no such function; `next build` refuses the file")
                .help(help);
        } else if let Some(export) = exported(facts, name) {
            let finding = findings.report(export.name_span, format!("`{name}` is never called here"));
            soften(finding.why("it belongs to the Pages Router, and the App Router ignores it").help(help));
        }
    }
}
