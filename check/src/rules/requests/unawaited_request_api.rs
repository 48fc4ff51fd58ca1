//! `unawaited-request-api`: request data that is read before it is there.

use rutter_routes::{Entry, EntryKind};
use rutter_syntax::facts::{BindingKind, ExprId, ExprKind, Facts, FunctionId, Node};
use rutter_syntax::graph::Environment;

use super::statement_start::may_start_with_parenthesis;
use crate::context::ModuleContext;
use crate::finding::{Edit, Finding, Findings};
use crate::infer::exported::{HANDLER_METHODS, exported_function};
use crate::infer::imported_calls::imported_calls;
use crate::infer::promised::{
    Promised, SyncUse, SyncUseKind, may_become_value, sync_uses, sync_uses_of_prop,
};
use crate::rule::{FixKind, Group, Level, Rule};

pub(crate) static RULE: Rule = Rule {
    name: "unawaited-request-api",
    group: Group::Requests,
    summary: "`params`, `searchParams`, `cookies()`, `headers()` or `draftMode()` is read without `await`",
    level: Level::Error,
    fix: FixKind::Safe,
    page: include_str!("../../../docs/unawaited-request-api.md"),
    check,
};

fn check(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    let version = module.project.loaded.config.next_version;
    if Promised::in_version(version) == Promised::No {
        return;
    }
    for entry in module.entries() {
        for prop in promised_props(entry, version) {
            check_prop(module, &prop, findings);
        }
    }
    check_calls(module, findings);
}

/// A prop of an exported function that is a promise.
struct Prop {
    export: &'static str,
    parameter: usize,
    name: &'static str,
}

fn promised_props(entry: &Entry, version: rutter_routes::NextVersion) -> Vec<Prop> {
    let of = |export, parameter, names: &[&'static str]| {
        names.iter().map(|name| Prop { export, parameter, name }).collect::<Vec<_>>()
    };
    let metadata_files = Promised::of_metadata_files(version) == Promised::Yes;
    match entry.kind {
        EntryKind::Page | EntryKind::Default | EntryKind::Layout => {
            let names: &[&str] =
                if entry.kind == EntryKind::Layout { &["params"] } else { &["params", "searchParams"] };
            ["default", "generateMetadata", "generateViewport"]
                .into_iter()
                .flat_map(|export| of(export, 0, names))
                .collect()
        }
        EntryKind::Handler => {
            HANDLER_METHODS.into_iter().flat_map(|method| of(method, 1, &["params"])).collect()
        }
        EntryKind::Metadata if metadata_files => of("default", 0, &["params", "id"]),
        _ => Vec::new(),
    }
}

fn check_prop(module: &ModuleContext<'_>, prop: &Prop, findings: &mut Findings<'_>) {
    let facts = module.facts;
    let Some(export) = facts.export(prop.export) else { return };
    let Some(function) = exported_function(facts, export) else { return };
    let Some(taken) = function.taken(module.project, module.id, prop.parameter) else { return };
    report(module, prop.name, &sync_uses_of_prop(facts, &taken, prop.name), findings);
}

/// The functions of `next/headers`, wherever they are called.
fn check_calls(module: &ModuleContext<'_>, findings: &mut Findings<'_>) {
    for found in imported_calls(module.facts, "next/headers", &["cookies", "headers", "draftMode"]) {
        let uses = sync_uses(module.facts, found.call);
        report(module, &format!("{}()", found.function), &uses, findings);
    }
}

/// Reports the uses of one promise, or of all that one prop stands for.
fn report(module: &ModuleContext<'_>, name: &str, uses: &[SyncUse], findings: &mut Findings<'_>) {
    let facts = module.facts;
    let is_tolerated = Promised::in_version(module.project.loaded.config.next_version) == Promised::Tolerated;
    for (index, found) in uses.iter().enumerate() {
        let finding = findings.report(found.span, message(name, &found.kind));
        finding.why(why(name, found, facts, is_tolerated)).help(help(module, name, found));
        if is_tolerated {
            finding.soften();
        }
        let is_first =
            uses[..index].iter().all(|other| other.promise != found.promise || found.promise.is_none());
        if is_first {
            offer_fix(facts, name, found, finding);
        }
    }
}

fn message(name: &str, kind: &SyncUseKind) -> String {
    match kind {
        SyncUseKind::Property(property) => format!("`{property}` is read from `{name}` without `await`"),
        SyncUseKind::Computed => format!("`{name}` is read without `await`"),
        SyncUseKind::Spread => format!("`{name}` is spread without `await`"),
        SyncUseKind::PassedTo(reader) => format!("`{name}` is passed to `{reader}` without `await`"),
    }
}

fn why(name: &str, found: &SyncUse, facts: &Facts, is_tolerated: bool) -> String {
    if is_tolerated {
        return format!(
            "`{name}` is a promise since Next 15, which still lets it be read like this, with a warning; \
                Next 16 does not"
        );
    }
    match &found.kind {
        SyncUseKind::Property(property) if is_called(facts, found) => {
            format!("`{name}` is a promise, and a promise has no `{property}`: the call throws")
        }
        SyncUseKind::Property(property) => {
            format!("`{name}` is a promise, and a promise has no `{property}`: the value is `undefined`")
        }
        SyncUseKind::Computed => {
            format!("`{name}` is a promise, which has none of these values: all are `undefined`")
        }
        SyncUseKind::Spread | SyncUseKind::PassedTo(_) => {
            format!("`{name}` is a promise, which has no properties of its own: nothing comes out")
        }
    }
}

/// Whether what is read is called: `cookies().get('a')`.
fn is_called(facts: &Facts, found: &SyncUse) -> bool {
    let mut calls = facts.exprs.iter().filter_map(|expr| match expr.kind {
        ExprKind::Call { callee, .. } => Some(callee),
        _ => None,
    });
    calls.any(|callee| facts[facts.without_types(callee)].span == found.span)
}

fn help(module: &ModuleContext<'_>, name: &str, found: &SyncUse) -> String {
    let facts = module.facts;
    let Some(promise) = found.promise else {
        let SyncUseKind::Property(property) = &found.kind else { return format!("wait for `{name}` first") };
        return format!(
            "take `{name}` as a whole and wait for it in the body: `const {{ {property} }} = await {name}`"
        );
    };
    let is_async = facts.function_of(Node::Expr(promise)).is_some_and(|function| facts[function].is_async);
    let is_client = module.is_boundary() && !module.in_environment(Environment::Server);
    if is_client && !name.ends_with(')') {
        return format!("unwrap it with React's `use`: `use({name})`");
    }
    match is_async {
        true => format!("wait for it: `await {name}`"),
        false => format!("make the function `async` and wait for it: `await {name}`"),
    }
}

/// Waits for the promise where it stands, if the function around it may wait and nothing else needs the promise.
fn offer_fix(facts: &Facts, name: &str, found: &SyncUse, finding: &mut Finding) {
    let Some(promise) = found.promise else { return };
    if !may_wait(facts, promise) {
        return;
    }
    let span = facts[promise].span;
    let title = format!("wait for `{name}`");
    if let Some(variable) = found.variable {
        let is_direct = matches!(facts[variable].kind, BindingKind::Variable { declarator, .. }
            if facts[declarator].value == Some(promise));
        if is_direct && may_become_value(facts, variable) {
            finding.fix(title, vec![Edit::insert(span.start, "await ")]);
        }
        return;
    }
    let is_operand = match facts[promise].parent() {
        Node::Declarator(_) => false,
        Node::Expr(parent) => !matches!(facts[parent].kind, ExprKind::Call { .. } | ExprKind::New { .. }),
        _ => false,
    };
    if !is_operand {
        finding.fix(title, vec![Edit::insert(span.start, "await ")]);
    } else if may_start_with_parenthesis(facts, promise) {
        finding.fix(title, vec![Edit::insert(span.start, "(await "), Edit::insert(span.end, ")")]);
    }
}

/// Whether `await` may stand in front of an expression: it is in the body of an `async` function.
fn may_wait(facts: &Facts, expr: ExprId) -> bool {
    let Some(function) = facts.function_of(Node::Expr(expr)) else { return false };
    facts[function].is_async && !is_in_parameter(facts, expr, function)
}

fn is_in_parameter(facts: &Facts, expr: ExprId, function: FunctionId) -> bool {
    let span = facts[expr].span;
    facts[facts[function].parameters].iter().any(|parameter| parameter.span.contains(span))
}
