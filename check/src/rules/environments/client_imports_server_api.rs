//! `client-imports-server-api`: a `'use client'` file that imports what only the server has.

use rutter_syntax::facts::{Facts, Imported};
use rutter_syntax::graph::Environment;

use super::apis::{RefusedImport, refused_imports, refused_in_client};
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "client-imports-server-api",
    group: Group::Environments,
    summary: "a file with `'use client'` imports an API of the server",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/client-imports-server-api.md"),
    check,
};

/// React has these only where `experimental.taint` is set, and then only the server can use them.
const TAINT: [&str; 2] = ["experimental_taintObjectReference", "experimental_taintUniqueValue"];

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if !starts_client(module) {
        return;
    }
    let file =
        if module.is_boundary() { "a file with `'use client'`" } else { "a file that runs in the browser" };
    for import in refused_imports(module, refused_in_client) {
        findings
            .report(import.span, format!("{} is imported by {file}", shown(&import)))
            .why(reason(&import))
            .help(advice(module, &import));
    }
    if module.project.loaded.config.taint == Some(false)
        && TAINT.iter().any(|it| module.facts.names.find(it).is_some())
    {
        report_taint(module.facts, file, findings);
    }
}

/// Whether the file itself says that it belongs to the client. What is there because of an import of another file is
/// `server-module-in-client`.
pub(crate) fn starts_client(module: &ModuleContext<'_>) -> bool {
    module.in_environment(Environment::Client)
        && (module.is_boundary()
            || module.project.environments.chain(module.id, Environment::Client).len() == 1)
}

/// The import as a message names it.
pub(crate) fn shown(import: &RefusedImport<'_>) -> String {
    match import.name {
        Some(name) => format!("`{name}` of `{}`", import.specifier),
        None => format!("`{}`", import.specifier),
    }
}

/// Why an import is refused in the client and in the Pages Router.
pub(crate) fn reason(import: &RefusedImport<'_>) -> &'static str {
    match import.specifier {
        "server-only" => {
            "the import says that the module must never reach a browser, and Next refuses to build it there"
        }
        "next/headers" | "next/root-params" => {
            "it reads the request that the server is answering, which a browser does not have; Next refuses the import"
        }
        "next/cache" => "the cache is on the server; Next refuses the import, used or not",
        _ => "it runs work after the server has answered; Next refuses the import, used or not",
    }
}

fn advice(module: &ModuleContext<'_>, import: &RefusedImport<'_>) -> &'static str {
    match (import.specifier, import.name) {
        ("server-only", _) if module.is_boundary() => {
            "remove `'use client'`, or move what the browser needs into a file without `server-only`"
        }
        ("server-only", _) => "move what needs the server into a module that this file does not import",
        ("next/cache", Some("revalidatePath" | "revalidateTag")) => {
            "revalidate in an action: a function of a file that starts with `'use server'` can be imported here"
        }
        ("next/headers" | "next/root-params", _) => {
            "read it in a server component and pass what is needed as a prop, or read it in an action"
        }
        _ => "do it in a server component or in an action, and pass what is needed as a prop",
    }
}

fn report_taint(facts: &Facts, file: &str, findings: &mut Findings<'_>) {
    for import in facts.imports.iter().filter(|import| !import.type_only) {
        let Imported::Name(name) = import.imported else { continue };
        let name = &facts[name];
        if TAINT.contains(&name) && facts.specifier(import.request) == "react" {
            findings
                .report(import.span, format!("`{name}` of `react` is imported by {file}"))
                .why("tainting keeps values on the server, and Next refuses the import unless `experimental.taint` is set")
                .help("taint the value where it is made, in a server module");
        }
    }
}
