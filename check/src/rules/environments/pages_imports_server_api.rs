//! `pages-imports-server-api`: the Pages Router importing what only the App Router's server has.

use rutter_syntax::graph::Environment;

use super::apis::{refused_imports, refused_in_client};
use super::client_imports_server_api::{reason, shown};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "pages-imports-server-api",
    group: Group::Environments,
    summary: "a module of the Pages Router imports an API of the App Router's server",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/pages-imports-server-api.md"),
    check,
};

/// The compiler judges a page as a whole, before the data functions are taken out of what goes to the browser, so it
/// does not matter that only `getServerSideProps` uses an import (observed on Next 16.4.6). API routes are judged by
/// nobody. A module that is in the client of the App Router too is told there.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let reported_elsewhere = module.in_environment(Environment::Client);
    if !module.in_environment(Environment::Pages) || reported_elsewhere || module.is_actions() {
        return;
    }
    for import in refused_imports(module, refused_in_client) {
        findings
            .report(import.span, format!("{} is imported by a module of the Pages Router", shown(&import)))
            .why(format!("{}, even where only `getServerSideProps` uses it", reason(&import)))
            .help(
                "use what the Pages Router has instead (`context.req` in `getServerSideProps`, `res.revalidate` in an \
                 API route), or move the route to `app`",
            )
            .chain(module.chain(Environment::Pages));
    }
}
