//! `error-file-not-client`: an error boundary that is a server component.

use rutter_routes::EntryKind;
use rutter_syntax::facts::{Facts, Span, StatementKind};
use rutter_syntax::graph::Environment;

use super::entry_file::is_named;
use crate::context::ModuleContext;
use crate::finding::{Edit, Findings};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "error-file-not-client",
    group: Group::Exports,
    summary: "an `error` or `global-error` file does not start with `'use client'`",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/error-file-not-client.md"),
    check,
};

/// Next 16.4 refuses `error` and `global-error` files that are in the server graph: the compiler's own check, which
/// goes by the name of the file and its being below `app`, so it also refuses a file that only happens to have the
/// name. It leaves other extensions (`.mjs`, `.page.tsx`) alone; such a file is no `error` file to the route tree
/// either, unless `pageExtensions` says so.
fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    if module.is_boundary() {
        return;
    }
    let is_error_file = |kind: EntryKind| matches!(kind, EntryKind::Error | EntryKind::GlobalError);
    let entry = module.entries().iter().find(|entry| is_error_file(entry.kind));
    let is_taken_for_one = || {
        is_named(module, &["error", "global-error"], &["tsx", "ts", "jsx", "js"])
            && module.in_environment(Environment::Server)
    };
    let facts = module.facts;
    if entry.is_none() && !is_taken_for_one() || has_late_directive(facts) {
        return;
    }
    let (start, directive) = (first_code(facts), "'use client'\n\n");
    let finding = match entry {
        Some(entry) => {
            findings.report(start, format!("this `{}` file is not a client component", entry.kind.as_str()))
        }
        None => findings
            .report(start, "a file below `app` that is named as error files are is not a client component"),
    };
    finding
        .why(
            "React catches errors only in the browser, in a class component that Next renders around yours; \
             `next build` refuses the file",
        )
        .help(match entry {
            Some(_) => "put `'use client'` at the top of the file",
            None => "put `'use client'` at the top of the file, or give it another name",
        });
    if entry.is_none() {
        finding
            .chain(module.chain(Environment::Server))
            .suggestion("add `'use client'`", vec![Edit::insert(start.start, directive)]);
    } else if !module.is_actions() {
        finding.fix("add `'use client'`", vec![Edit::insert(start.start, directive)]);
    }
}

/// Whether the file has the directive, though not in its place: `use-client-not-first` says so. One in back-ticks is no
/// directive to the compiler, and it asks for a real one.
fn has_late_directive(facts: &Facts) -> bool {
    facts.rare.stray_strings.iter().any(|stray| {
        stray.function.is_none() && stray.direct && !stray.template && &facts[stray.text] == "use client"
    })
}

/// The first statement or directive; of a function its head. A comment may have to come before the first statement
/// (`// @ts-nocheck`), so comments stay in front of what is inserted here.
fn first_code(facts: &Facts) -> Span {
    if let Some(directive) = facts.directives.first() {
        return directive.span;
    }
    let Some(first) = facts[facts.body].first().map(|statement| facts[*statement]) else {
        return Span::default();
    };
    let end = match first.kind {
        StatementKind::Function(function) => facts[function].head.end,
        StatementKind::Class(class) => facts[class].head.end,
        _ => first.span.end,
    };
    Span { start: first.span.start, end: end.max(first.span.start) }
}
