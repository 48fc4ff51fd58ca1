//! `use-server-export-not-async`: an export of a `'use server'` file that is no async function.
//!
//! Some forms the compiler refuses. Others it cannot judge: it registers the value as an action, and Next refuses it
//! when the file is loaded, which is while the app is built if a server module imports the file, and at the first call
//! of any of its actions if only client components do. Functions that lack the word are another rule,
//! `inline-directive-fn-not-async`.

use std::collections::BTreeSet;

use rutter_syntax::facts::{
    BindingId, BindingKind, Export, ExportKind, ExprId, ExprKind, Facts, Imported, Span,
};
use rutter_syntax::graph::{Environment, ExportOrigin, Target};

use super::compiled::{file_meaning, is_compiled};
use super::made::exported_function;
use super::text::Meaning;
use super::value::Values;
use crate::context::ModuleContext;
use crate::finding::Findings;
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "use-server-export-not-async",
    group: Group::Directives,
    summary: "a `'use server'` file exports something that is no async function",
    level: Level::Error,
    fix: FixKind::None,
    page: include_str!("../../../docs/use-server-export-not-async.md"),
    check,
};

/// What is wrong with an export.
enum Wrong {
    /// The compiler refuses the statement, for what it exports.
    Refused(&'static str),
    /// Its value is something else than a function.
    NoFunction(&'static str),
    /// It is a function that is imported and exported again.
    PassedOn,
}

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let facts = module.facts;
    if file_meaning(facts) != Some(Meaning::Server) || !is_compiled(module) {
        return;
    }
    let mut refused = BTreeSet::new();
    for export in facts.exports.iter().filter(|export| !export.type_only) {
        match wrong(module, export) {
            // The compiler looks at statements: `export const a = 1, b = 2` is one mistake to it.
            Some(Wrong::Refused(what)) if refused.insert(export.statement) => {
                let end = export.name_span.end.min(export.statement.end);
                let finding = findings.report(
                    Span { start: export.statement.start, end },
                    format!("a `'use server'` file cannot export {what}"),
                );
                finding.why(
                    "everything that the file exports becomes an action, which the client calls by a request; Next \
                     refuses a file that exports anything but async functions and types",
                );
                finding.help(help(&export.kind));
            }
            Some(Wrong::NoFunction(what)) => {
                findings
                    .report(export.name_span, format!("{} is {what} and no async function", name(facts, export)))
                    .why(
                        "Next looks at the exports of a `'use server'` file when it is loaded: `next build` fails where \
                         a server module imports the file, and where only client components do, every action of the \
                         file answers with status 500",
                    )
                    .help("move it to a file without the directive, and import it from there");
            }
            Some(Wrong::PassedOn) => {
                findings
                    .report(export.name_span, format!("{} is imported and exported again", name(facts, export)))
                    .why(
                        "Next registers it as an action of this file, but the bundler takes the export from where it \
                         is declared; a call from the client answers with status 500",
                    )
                    .help("import it from the file that declares it, or export an async function that calls it");
            }
            _ => {}
        }
    }
}

/// What the compiler refuses of a default export that is an expression: everything but a function as it is, a call and
/// a name, whatever the types around it.
pub(super) fn refused_default(facts: &Facts, value: ExprId) -> Option<&'static str> {
    match facts[value].kind {
        // It also refuses a function in parentheses, which the facts do not have.
        ExprKind::Function(_) | ExprKind::Call { .. } | ExprKind::Name { .. } => None,
        ExprKind::As { .. } | ExprKind::Satisfies { .. } | ExprKind::NonNull(_) => {
            Some("a default with a type behind it")
        }
        ExprKind::Class(_) => Some("a class"),
        ExprKind::Object(_) => Some("an object"),
        ExprKind::Array(_) => Some("an array"),
        _ => Some("a default that is neither a function nor a call nor a name"),
    }
}

fn wrong(module: &ModuleContext<'_>, export: &Export) -> Option<Wrong> {
    let facts = module.facts;
    let values = Values::new(module.project);
    let no_function = |what: Option<&'static str>| what.map(Wrong::NoFunction);
    match export.kind {
        ExportKind::All { .. } => Some(Wrong::Refused("everything that another file exports")),
        ExportKind::From { imported: Imported::Namespace, .. } => Some(Wrong::Refused("a module")),
        ExportKind::From { .. } => Some(Wrong::Refused("what another file declares")),
        ExportKind::Class(_) => Some(Wrong::Refused("a class")),
        ExportKind::Expression(value) => refused_default(facts, value)
            .map(Wrong::Refused)
            .or_else(|| no_function(values.of(module.id, value))),
        ExportKind::Variable { binding, value, .. } => value
            .and_then(|value| literal(facts, value))
            .map(Wrong::Refused)
            .or_else(|| no_function(values.of_binding(module.id, binding))),
        ExportKind::Local { binding: Some(binding), .. } => {
            no_function(values.of_binding(module.id, binding))
                .or_else(|| is_passed_on(module, export, binding).then_some(Wrong::PassedOn))
        }
        _ => None,
    }
}

/// What the compiler refuses of a constant, whatever the types around it.
fn literal(facts: &Facts, value: ExprId) -> Option<&'static str> {
    match facts[facts.without_types(value)].kind {
        ExprKind::Null => Some("`null`"),
        ExprKind::Boolean(_) => Some("a boolean"),
        ExprKind::Number(_) | ExprKind::BigInt => Some("a number"),
        ExprKind::String(_) => Some("a string"),
        ExprKind::RegExp => Some("a regular expression"),
        _ => None,
    }
}

/// Whether a function is imported and exported by `export {a}`, which Turbopack, the bundler since Next 16, follows to
/// where it is declared. `export default a` and `export const b = a` are values of this file.
fn is_passed_on(module: &ModuleContext<'_>, export: &Export, binding: BindingId) -> bool {
    let (facts, project) = (module.facts, module.project);
    let BindingKind::Import(import) = facts[binding].kind else { return false };
    let Imported::Name(name) = facts[import].imported else { return false };
    // `export default a` has no name beside what it exports; `export {a as default}` has.
    let is_value =
        export.span == export.name_span && export.name.is_some_and(|name| &facts[name] == "default");
    if is_value || project.loaded.config.next_version.major < 16 {
        return false;
    }
    let request = facts[import].request;
    let Target::Module(target) = project.graph.target(module.id, request, Environment::Server) else {
        return false;
    };
    // A boundary has to be looked into, to tell a function from a type.
    let origin = match project.graph.follow(target, &facts[name], Environment::Server) {
        ExportOrigin::ServerActions { module, export } => {
            project.graph.follow(module, &export, Environment::Pages)
        }
        origin => origin,
    };
    let ExportOrigin::Declared { module, export } = origin else { return false };
    let declared = project.graph[module].facts();
    let export = &declared[export];
    !export.type_only && exported_function(declared, export.kind).is_some()
}

fn help(kind: &ExportKind) -> &'static str {
    match kind {
        ExportKind::All { .. } | ExportKind::From { .. } => {
            "import actions from the file that declares them, or export async functions that call them"
        }
        ExportKind::Expression(_) => "export an async function, or give the value a name and export that",
        _ => "move it to a file without the directive, and import it from there",
    }
}

fn name(facts: &Facts, export: &Export) -> String {
    export.name.map_or_else(String::new, |name| format!("`{}`", &facts[name]))
}
